"""The content of files in the data folder."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from django.db import transaction
from django_scopes import scope

from prongsai.site.files import storing
from prongsai.site.files.kinds import HTML, JPEG, PDF, TEXT
from prongsai.site.files.models import StoredFile
from prongsai.site.files.purging import nothing_removed, remove_orphans
from prongsai.site.files.storing import content_of, fitting_name, opened, path_of, safe_name, store

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def test_file_is_kept_under_its_hash(house, root):
    by = house.actor().user.name
    file = store(house.agency, "รายงาน.pdf", b"%PDF-1", PDF.media_type, by, act="reading.view")
    sha256 = hashlib.sha256(b"%PDF-1").hexdigest()
    assert path_of(house.agency.pk, sha256) == root / str(house.agency.pk) / sha256[:2] / sha256
    assert (file.sha256, file.size, str(file), file.media_type, file.act, file.stored_by) == (
        sha256,
        6,
        "รายงาน.pdf",
        "application/pdf",
        "reading.view",
        by,
    )
    assert content_of(file) == b"%PDF-1"
    assert path_of(house.agency.pk, sha256).stat().st_mode & 0o077 == 0


def test_same_content_is_kept_once_and_made_young_again(house):
    first = store(house.agency, "ก.txt", b"words", TEXT.media_type)
    path = path_of(house.agency.pk, first.sha256)
    os.utime(path, (1, 1))
    second = store(house.agency, "ข.txt", b"words", TEXT.media_type)
    assert (second.sha256, second.name) == (first.sha256, "ข.txt")
    assert time.time() - path.stat().st_mtime < 60


def test_damaged_content_is_told_and_mended_by_the_same_content(house):
    file = store(house.agency, "ก.txt", b"words", TEXT.media_type)
    path_of(house.agency.pk, file.sha256).write_bytes(b"wards")
    with pytest.raises(ValueError, match="damaged"):
        opened(file)
    with pytest.raises(ValueError, match="damaged"):
        content_of(file)
    store(house.agency, "ก.txt", b"words", TEXT.media_type)
    assert content_of(file) == b"words"


def test_missing_content_is_told(house):
    file = store(house.agency, "ก.txt", b"words", TEXT.media_type)
    path_of(house.agency.pk, file.sha256).unlink()
    with pytest.raises(FileNotFoundError):
        content_of(file)


def test_disk_that_takes_nothing_leaves_nothing_behind(house, root, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(house.agency, "ก.txt", b"words", TEXT.media_type)
    assert [each for each in root.rglob("*") if each.is_file()] == []
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("รายงาน ปี 2568.docx", "รายงาน ปี 2568.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\fakepath\\report.pdf", "C-fakepath-report.pdf"),
        ("a\x00b\nc.pdf", "a-b-c.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u200bก\ufeffข\u2066.txt", "กข.txt"),
        ('"quoted"; x=1.pdf', "quoted-; x=1.pdf"),
        ("...", "file"),
        ("", "file"),
        ("ก" * 300 + ".docx", "ก" * 150 + ".docx"),
        ("ก" * 300, "ก" * 150),
        ("แผน.ฉบับปรับปรุงครั้งที่สอง", "แผน.ฉบับปรับปรุงครั้งที่สอง"),
    ],
)
def test_safe_name(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "kind", "fitting"),
    [
        ("report.PDF", PDF, "report.PDF"),
        ("scan.jpeg", JPEG, "scan.jpeg"),
        ("scores.csv", TEXT, "scores.csv"),
        ("report.docx", PDF, "report.pdf"),
        ("report.pdf.exe", PDF, "report.pdf.exe.pdf"),
        ("แผน ฉ.1", PDF, "แผน ฉ.1.pdf"),
        ("report", PDF, "report.pdf"),
        ("report.txt", HTML, "report.html"),
    ],
)
def test_fitting_name(name, kind, fitting):
    assert fitting_name(name, kind) == fitting


def aged(path: Path) -> Path:
    os.utime(path, (1, 1))
    return path


def test_orphans_are_removed_and_nothing_else(house, other, root):
    kept = store(house.agency, "ก.txt", b"kept", TEXT.media_type)
    with transaction.atomic():
        orphan = store(house.agency, "ข.txt", b"orphan", TEXT.media_type)
        transaction.set_rollback(True)
    young = store(house.agency, "ค.txt", b"young", TEXT.media_type)
    young.delete()
    with scope(agency=other.agency):
        foreign = store(other.agency, "ง.txt", b"orphan", TEXT.media_type)
    half = root / str(house.agency.pk) / kept.sha256[:2] / ".half-written"
    half.write_bytes(b"ha")
    gone = root / "999999" / "ab" / ("ab" * 32)
    gone.parent.mkdir(parents=True)
    gone.write_bytes(b"of an agency that is no more")
    for each in (kept, orphan, foreign):
        aged(path_of(each.agency_id, each.sha256))
    aged(half)
    aged(gone)
    with nothing_removed():
        assert remove_orphans() == 0
    assert remove_orphans() == 3
    left = {each for each in root.rglob("*") if each.is_file() and each.name != ".lock"}
    assert left == {path_of(each.agency_id, each.sha256) for each in (kept, young, foreign)}
    assert remove_orphans(older_than=-60) == 1
    assert not path_of(house.agency.pk, young.sha256).exists()


def test_without_any_files_there_are_no_orphans():
    assert remove_orphans() == 0
