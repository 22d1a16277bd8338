"""A disk that is full: refused early, said clearly, and nothing is harmed."""

import errno
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django_scopes import scopes_disabled

from prongsai.site.audit.models import Act
from prongsai.site.files.models import StoredFile
from prongsai.site.files.room import NoRoomError, is_of_a_full_disk
from prongsai.site.jobs.models import Job
from prongsai.site.readings.models import Reading

NOTHING = 10**9


@pytest.fixture
def upload(house, officer, settings, tmp_path):
    """Give a maker of uploads: it gives the page, and how many rows came to be."""
    settings.LANGUAGE_CODE = "en"
    settings.FILES_ROOT = tmp_path / "files"
    house.users["officer"].language = "en"
    house.users["officer"].save()

    def send():
        before = rows()
        file = SimpleUploadedFile("report.txt", "รายงานผลการประเมิน ปีงบประมาณ พ.ศ. 2568".encode())
        response = officer.post(f"/agencies/{house.agency.pk}/readings/upload/", {"file": file})
        return response, [after - each for after, each in zip(rows(), before, strict=True)]

    return send


def rows():
    with scopes_disabled():
        return [model.objects.count() for model in (Act, StoredFile, Reading, Job)]


def test_upload_is_refused_at_its_field_while_there_is_still_some_room(upload, settings):
    settings.FREE_LIMIT = NOTHING
    response, more = upload()
    assert (response.status_code, more) == (200, [0, 0, 0, 0])
    told = "The site has no room left for files. Tell whoever runs the site, then send it again."
    assert response.context["form"].errors == {"file": [told]}
    assert told in response.content.decode()


def test_papers_and_readings_are_refused_with_a_page_that_says_why(upload, officer, house, settings):
    upload()
    before = rows()
    settings.FREE_LIMIT = NOTHING
    with scopes_disabled():
        number = Reading.objects.get().pk
    response = officer.post(f"/agencies/{house.agency.pk}/readings/{number}/again/")
    assert (response.status_code, rows()) == (507, before)
    page = response.content.decode()
    assert "The site has no room left" in page
    assert "Nothing was saved, and nothing was harmed." in page


def test_disk_that_fills_in_the_midst_of_an_upload_harms_nothing(upload, settings, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        response, more = upload()
    assert (response.status_code, more) == (507, [0, 0, 0, 0])
    assert [path for path in settings.FILES_ROOT.rglob(".*") if path.is_file() and path.name != ".lock"] == []
    assert upload()[1] == [1, 1, 1, 1]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can be told how large it may become")
def test_database_that_is_full_harms_nothing(upload):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            for _each in range(200):
                response, more = upload()
                assert (response.status_code, more) in [(302, [1, 1, 1, 1]), (507, [0, 0, 0, 0])]
                if response.status_code == 507:
                    break
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert response.status_code == 507
    assert upload()[1] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (NoRoomError(), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (DatabaseError("database or disk is full"), True),
        (DatabaseError('could not extend file "base/1": No space left on device'), True),
        (DatabaseError("no such table"), False),
        (ValueError("disk is full"), False),
    ],
)
def test_failures_of_a_full_disk_are_told_from_others(error, full):
    assert is_of_a_full_disk(error) == full


def test_other_failures_are_left_to_others(upload, monkeypatch):
    def broken(*_given, **_named):
        raise RuntimeError

    monkeypatch.setattr("prongsai.site.readings.actions.upload_report", broken)
    with pytest.raises(RuntimeError):
        upload()
