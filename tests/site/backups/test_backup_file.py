"""The file of a backup: whole or refused, whatever happens to it."""

import json
import os
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from prongsai.language.problems import InputError
from prongsai.site.backups import archive

MEMBERS = {
    "rows/accounts_name.jsonl.gz": b"\x1f\x8b not really packed",
    "rows/empty.jsonl.gz": b"",
    f"files/7/{'a' * 64}": os.urandom(3000),
}
FACTS = {
    "version": "0.1.0",
    "made": "2026-11-24T10:00:00+00:00",
    "migrations": [["accounts", "0001_initial"]],
}


def write(target, members=MEMBERS, **facts):
    with archive.writing(target) as backup:
        for name, content in members.items():
            backup.add(name, BytesIO(content))
        backup.seal(**{**FACTS, **facts})
    return target


def read(source):
    with archive.opened(source) as backup:
        names = [*backup.members("rows"), *backup.members("files")]
        return {name: backup.open(name).read() for name in names}, backup.facts


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return write(tmp_path_factory.mktemp("backup") / "whole.backup")


def refusal(source):
    with pytest.raises(InputError) as refused:
        read(source)
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("bad-backup", str(source))
    assert problem.mend == "take another one; nothing was changed"
    return problem.what.removeprefix("this is no whole backup: ")


def test_what_was_written_is_read_and_only_its_owner_may(whole):
    members, facts = read(whole)
    assert members == MEMBERS
    assert {key: facts[key] for key in FACTS} == FACTS
    assert (facts["form"], list(facts["members"])) == (1, list(MEMBERS))
    assert whole.stat().st_mode & 0o777 == 0o600
    assert list(whole.parent.iterdir()) == [whole]


def test_backup_that_is_cut_short_anywhere_is_refused(whole, tmp_path):
    content, cut = whole.read_bytes(), tmp_path / "cut.backup"
    for length in {*range(0, len(content), 97), *range(0, len(content), 512), len(content) - 1}:
        cut.write_bytes(content[:length])
        refusal(cut)


def test_backup_in_which_a_byte_was_changed_is_refused_or_the_same(whole, tmp_path):
    content, changed = whole.read_bytes(), tmp_path / "changed.backup"
    refused = 0
    for place in range(0, len(content), 41):
        changed.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        try:
            assert read(changed) == read(whole)
        except InputError:
            refused += 1
    assert refused > 100


def test_faults_of_a_backup_are_named(whole, tmp_path):
    content, other = whole.read_bytes(), tmp_path / "other.backup"
    other.write_bytes(content[:-10240])
    assert refusal(other) == "it was cut short, or is something else"
    other.write_bytes(content.replace(MEMBERS["rows/accounts_name.jsonl.gz"], b"\x1f\x8b not really PACKED"))
    assert refusal(other) == "rows/accounts_name.jsonl.gz is damaged"
    other.write_bytes(content.replace(b'"0.1.0"', b'"0.2.0"'))
    assert refusal(other) == "it was changed"
    other.write_bytes(content.replace(b'"form": 1', b'"form": 2'))
    assert refusal(other) == "it was made by a newer version of Prongsai"
    assert refusal(tmp_path / "none.backup") == "No such file or directory"
    other.write_bytes(b"no tar at all")
    assert refusal(other) == "it was cut short, or is something else"


def rewritten(whole, target, *, spare="", again="", kinds=None):
    """Write the members of a backup again, one left out or twice there, or of another kind."""
    with tarfile.open(whole) as old, tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as new:
        for each in old.getmembers():
            content = old.extractfile(each).read()
            each.type = (kinds or {}).get(each.name, each.type)
            for _time in range(0 if each.name == spare else 2 if each.name == again else 1):
                new.addfile(each, BytesIO(content))
    return target


def test_members_that_the_manifest_does_not_name_or_that_are_no_files_are_refused(whole, tmp_path):
    name = "rows/empty.jsonl.gz"
    assert refusal(rewritten(whole, tmp_path / "1", spare=name)) == "it was changed"
    assert refusal(rewritten(whole, tmp_path / "2", again=name)) == "it was changed"
    folders = {name: tarfile.DIRTYPE}
    assert refusal(rewritten(whole, tmp_path / "3", kinds=folders)) == f"{name} is damaged"
    link = rewritten(whole, tmp_path / "4", kinds={"manifest.json": tarfile.DIRTYPE})
    assert refusal(link) == "it was cut short, or is something else"


@pytest.mark.parametrize("name", ["rows/../x.jsonl.gz", "files/7/../../key", "/etc/passwd", "manifest.json"])
def test_member_that_would_lie_elsewhere_is_refused(tmp_path, name):
    assert refusal(write(tmp_path / "x.backup", {name: b"content"})) == "it was changed"


def test_member_that_is_not_there_cannot_be_opened(whole):
    with archive.opened(whole) as backup, pytest.raises(KeyError):
        backup.open("rows/none.jsonl.gz")


def test_nothing_is_written_over(whole):
    before = whole.read_bytes()
    with pytest.raises(InputError) as refused:
        write(whole)
    assert str(refused.value) == f"{whole}: there is a file of this name already — give another name"
    assert whole.read_bytes() == before


def test_backup_that_fails_on_its_way_leaves_nothing(tmp_path):
    with pytest.raises(AttributeError), archive.writing(tmp_path / "x.backup") as backup:
        backup.add("rows/x.jsonl.gz", None)
    assert list(tmp_path.iterdir()) == []


def test_disk_that_does_not_take_it_is_said(tmp_path):
    missing = tmp_path / "missing" / "x.backup"
    with pytest.raises(InputError) as refused:
        write(missing)
    assert str(refused.value) == (
        f"{missing}: the backup could not be written: No such file or directory — make room, or choose another disk"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here that is always full")
def test_disk_that_fills_leaves_no_part_of_a_backup(tmp_path, monkeypatch):
    full = os.open("/dev/full", os.O_WRONLY)
    monkeypatch.setattr(
        "tempfile.mkstemp", lambda **given: (full, str(given["dir"] / f"{given['prefix']}x{given['suffix']}"))
    )
    (tmp_path / ".x.part").touch()
    with pytest.raises(InputError) as refused:
        write(tmp_path / "x.backup")
    assert "No space left on device" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_manifest_that_is_no_manifest_is_refused(tmp_path):
    source = tmp_path / "x.backup"
    for content in (b"[]", b"{}", b"\xff", json.dumps({"form": "1"}).encode()):
        with tarfile.open(source, "w", format=tarfile.PAX_FORMAT) as tar:
            member = tarfile.TarInfo("manifest.json")
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
        assert refusal(source)
