"""Uploading, removing and restoring reports."""

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scope
from django_tasks_db.models import DBTaskResult

from prongsai.site.audit.models import Act
from prongsai.site.permissions import ACTS, Role
from prongsai.site.readings.actions import read_again, remove_reading, restore_reading, upload_report
from prongsai.site.readings.models import Reading
from prongsai.site.rounds.actions import start_round
from prongsai.site.rounds.models import Entry, Way

pytestmark = pytest.mark.usefixtures("within")


def logged():
    return [(act.code, act.object_name, act.before, act.after) for act in Act.objects.order_by("pk")]


def test_upload_keeps_the_file_and_asks_for_the_job(house, make_upload):
    actor = house.actor()
    reading = upload_report(actor, make_upload("รายงาน.txt", b"words"), "check")
    job = reading.job
    assert (str(reading), reading.purpose, reading.uploaded_by) == ("รายงาน.txt", "check", actor.user.name)
    assert (reading.file.act, reading.file.stored_by) == ("reading.view", actor.user.name)
    assert (job.kind, job.subject, job.state, job.total) == ("reading", str(reading.pk), "waiting", 3)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [job.pk], "kwargs": {}}
    assert reading.get_absolute_url() == f"/agencies/{house.agency.pk}/readings/{reading.pk}/"
    assert logged() == [
        ("reading.uploaded", "รายงาน.txt", {}, {"purpose": "check", "sha256": reading.file.sha256})
    ]


def test_upload_for_an_entry_of_a_round(house, make_upload):
    actor = house.actor()
    each = start_round(actor, 2568)
    entry = Entry.objects.create(agency=house.agency, round=each, way=Way.REPORT, begun_by=actor.user.name)
    reading = upload_report(actor, make_upload("ก.txt", b"words"), "result", entry)
    assert list(entry.readings.all()) == [reading]


def test_reading_is_removed_and_restored(house, make_upload):
    reading = upload_report(house.actor(), make_upload("ก.txt", b"words"), "check")
    assert remove_reading(house.actor(), reading).removed_at is not None
    assert restore_reading(house.actor(), reading).removed_at is None
    assert [code for code, *_rest in logged()] == ["reading.uploaded", "reading.removed", "reading.restored"]


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_may_write(house, make_upload, role):
    reading = upload_report(house.actor(), make_upload("ก.txt", b"words"), "check")
    actor = house.actor(role)
    tried = {
        "reading.upload": (
            lambda: upload_report(actor, make_upload("ข.txt", b"words"), "check"),
            lambda: read_again(actor, reading),
        ),
        "reading.delete": (lambda: remove_reading(actor, reading), lambda: restore_reading(actor, reading)),
    }
    for act, attempts in tried.items():
        for attempt in attempts:
            if role in ACTS[act]:
                attempt()
            else:
                with pytest.raises(PermissionDenied):
                    attempt()


def test_nobody_writes_to_another_agency(house, other, make_upload):
    with scope(agency=other.agency):
        secret = upload_report(other.actor(), make_upload("ความลับ.txt", b"words"), "check")
        for act in (read_again, remove_reading, restore_reading):
            with pytest.raises(PermissionDenied):
                act(house.actor(), secret)
        assert Reading.objects.get().removed_at is None
