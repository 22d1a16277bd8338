"""Entering progress, deciding on it, evidence and meetings: who may, what is refused, what the log says."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import scope
from PIL import Image

from approved import YEAR, approve, plan_with_measures, report
from prongsai.language.problems import InputError
from prongsai.site.audit.models import Act
from prongsai.site.files.forms import ContentField
from prongsai.site.files.kinds import SCANS
from prongsai.site.files.storing import content_of
from prongsai.site.permissions import Role
from prongsai.site.progress import actions
from prongsai.site.progress.actions import Exhibit, Reported
from prongsai.site.progress.models import Entry, Evidence, Meeting, State
from prongsai.site.progress.queries import the_entry, the_evidence, the_meeting


class Uploading(forms.Form):
    """A form with a file."""

    file = ContentField(kinds=SCANS)


def picture():
    buffer = BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "PNG")
    return buffer.getvalue()


DAY = date(2025, 12, 20)
WHAT = Reported(DAY, Decimal(60), "เสร็จ 3 ใน 4 กลุ่ม", Decimal("1500.00"), "ฝนตก", "เลื่อนวัน")
LINK = Exhibit("ภาพการอบรม", date(2025, 12, 15), link="https://example.go.th/photo")


def newest_act():
    act = Act.objects.order_by("-pk").first()
    return act.code, act.object_name, act.before, act.after


def refused(code, do):
    with pytest.raises(InputError) as caught, transaction.atomic():
        do()
    assert [each.code for each in caught.value.problems] == [code]


def test_entry_awaits_confirmation_and_is_in_the_log(house, plan):
    entry = report(house, plan, spent=Decimal(500), obstacles="ก", suggestions="ข", role=Role.STAFF)
    row = Entry.objects.get()
    assert (row, row.state, row.entered_by, row.spent, str(row)) == (
        entry,
        State.REPORTED,
        house.users[Role.STAFF].name,
        Decimal("500.00"),
        "m1 กองคลัง 40%",
    )
    assert newest_act() == (
        "progress.entered",
        "มาตรการ m1",
        {},
        {
            "measure": "m1",
            "division": "กองคลัง",
            "day": "2025-12-20",
            "percent": "40",
            "result": "อบรมแล้ว 2 ใน 4 กลุ่ม",
            "spent": "500",
            "obstacles": "ก",
            "suggestions": "ข",
        },
    )


def test_evidence_comes_with_the_entry(house, plan):
    entry = report(house, plan, exhibits=[LINK])
    found = Evidence.objects.get()
    assert (found.entry, found.title, found.dated_on, found.link, found.file) == (
        entry,
        "ภาพการอบรม",
        date(2025, 12, 15),
        "https://example.go.th/photo",
        None,
    )
    assert newest_act() == (
        "evidence.added",
        "ภาพการอบรม",
        {},
        {
            "title": "ภาพการอบรม",
            "dated_on": "2025-12-15",
            "link": "https://example.go.th/photo",
            "measure": "m1",
        },
    )


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.READER])
def test_others_enter_nothing(house, plan, role):
    with pytest.raises(PermissionDenied):
        report(house, plan, role=role)
    assert not Entry.objects.exists()


def test_staff_enters_for_its_own_division_alone(house, plan):
    with pytest.raises(PermissionDenied):
        report(house, plan, division="works", role=Role.STAFF)
    with pytest.raises(PermissionDenied):
        report(house, plan, measure="m2", division="works", role=Role.STAFF)
    refused("no-owner", lambda: report(house, plan, measure="m2", role=Role.STAFF))
    report(house, plan, measure="m3", role=Role.STAFF)
    assert [each.measure for each in Entry.objects.all()] == ["m3"]


def test_staff_leaves_the_entries_of_other_divisions_alone(house, plan):
    entry = report(house, plan, division="works", exhibits=[LINK])
    staff, evidence = house.actor(Role.STAFF), Evidence.objects.get()
    for do in (
        lambda: actions.change_entry(staff, entry, WHAT, 0),
        lambda: actions.remove_entry(staff, entry),
        lambda: actions.restore_entry(staff, entry),
        lambda: actions.add_evidence(staff, entry, [LINK]),
        lambda: actions.remove_evidence(staff, evidence),
        lambda: actions.restore_evidence(staff, evidence),
        lambda: actions.confirm_entry(staff, entry, 0),
        lambda: actions.return_entry(staff, entry, "แก้", 0),
    ):
        with pytest.raises(PermissionDenied), transaction.atomic():
            do()
    assert (Entry.objects.get().revision, Evidence.objects.get().removed_at) == (0, None)


def test_officer_enters_for_every_owner_and_for_no_other_division(house, plan):
    report(house, plan, measure="m1", division="works")
    report(house, plan, measure="m3", division="office")
    refused("no-owner", lambda: report(house, plan, measure="m1", division="office"))
    refused("no-owner", lambda: report(house, plan, measure="m99"))


def test_progress_needs_an_approved_plan(house, within):
    plan = plan_with_measures(house)
    refused("not-approved", lambda: report(house, plan))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (timezone.localdate() + timedelta(1), "day-to-come"),
        (date(2024, 9, 30), "day-too-early"),
    ],
)
def test_the_day_must_be_one_that_can_be(house, plan, day, code):
    refused(code, lambda: report(house, plan, day=day))


def test_an_agency_writes_nothing_to_anothers_plan(house, plan, others_plan, other):
    with pytest.raises(PermissionDenied):
        actions.enter_progress(house.actor(), others_plan, "m1", house.divisions["finance"], WHAT)
    with pytest.raises(PermissionDenied):
        actions.enter_progress(house.actor(), plan, "m1", other.divisions["finance"], WHAT)


def test_changed_entry_awaits_confirmation_again(house, plan):
    entry = report(house, plan)
    actions.return_entry(house.actor(), entry, "ขอหลักฐาน", 0)
    row = actions.change_entry(house.actor(Role.STAFF), entry, WHAT, 1)
    assert (row.state, row.percent, row.word, row.revision) == (State.REPORTED, 60, "ขอหลักฐาน", 2)
    assert newest_act() == (
        "progress.changed",
        "มาตรการ m1",
        {
            "percent": "40.00",
            "result": "อบรมแล้ว 2 ใน 4 กลุ่ม",
            "spent": None,
            "obstacles": "",
            "suggestions": "",
            "state": "returned",
        },
        {
            "percent": "60",
            "result": "เสร็จ 3 ใน 4 กลุ่ม",
            "spent": "1500.00",
            "obstacles": "ฝนตก",
            "suggestions": "เลื่อนวัน",
            "state": "reported",
        },
    )


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(house, plan):
    entry = report(house, plan)
    actions.change_entry(house.actor(Role.STAFF), entry, WHAT, 0)
    for do in (
        lambda: actions.change_entry(house.actor(), entry, WHAT, 0),
        lambda: actions.confirm_entry(house.actor(), entry, 0),
        lambda: actions.return_entry(house.actor(), entry, "แก้", 0),
    ):
        refused("changed-meanwhile", do)


def test_confirmed_entry_is_neither_changed_nor_deleted(house, plan):
    entry = report(house, plan)
    actions.confirm_entry(house.actor(), entry, 0)
    refused("confirmed", lambda: actions.change_entry(house.actor(), entry, WHAT, 1))
    refused("confirmed", lambda: actions.remove_entry(house.actor(), entry))


def test_confirming_says_who_decided_and_whether_it_was_ones_own(house, plan):
    own, staffs = report(house, plan), report(house, plan, role=Role.STAFF)
    row = actions.confirm_entry(house.actor(), own, 0)
    assert (row.state, row.decided_by, row.decided_at is None) == (
        State.CONFIRMED,
        house.users[Role.OFFICER].name,
        False,
    )
    assert newest_act() == (
        "progress.confirmed",
        "มาตรการ m1",
        {"state": "reported"},
        {"state": "confirmed", "own_entry": True},
    )
    actions.confirm_entry(house.actor(), staffs, 0)
    assert newest_act()[3] == {"state": "confirmed", "own_entry": False}
    refused("not-awaiting", lambda: actions.confirm_entry(house.actor(), own, 1))


def test_returning_needs_a_word_and_takes_back_a_confirmation(house, plan):
    entry = report(house, plan)
    refused("no-word", lambda: actions.return_entry(house.actor(), entry, " ", 0))
    actions.confirm_entry(house.actor(), entry, 0)
    row = actions.return_entry(house.actor(), entry, " ขอหลักฐาน ", 1)
    assert (row.state, row.word) == (State.RETURNED, "ขอหลักฐาน")
    refused("not-awaiting", lambda: actions.return_entry(house.actor(), entry, "อีกครั้ง", 2))


def test_deleted_entry_can_be_put_back(house, plan, now):
    entry = report(house, plan, role=Role.STAFF)
    actions.remove_entry(house.actor(Role.STAFF), entry)
    assert now().rows.entries == []
    found = the_entry(now(), entry.pk, removed=True)
    actions.restore_entry(house.actor(Role.STAFF), found)
    assert [each.pk for each in now().rows.entries] == [entry.pk]
    assert [act.code for act in Act.objects.order_by("pk")][-2:] == ["progress.removed", "progress.restored"]


def test_evidence_of_a_confirmed_entry_is_the_officers(house, plan, now):
    entry = report(house, plan, role=Role.STAFF, exhibits=[LINK])
    actions.add_evidence(house.actor(Role.STAFF), entry, [LINK])
    actions.confirm_entry(house.actor(), entry, 0)
    evidence = the_evidence(now(), Evidence.objects.first().pk)
    refused("confirmed", lambda: actions.add_evidence(house.actor(Role.STAFF), entry, [LINK]))
    refused("confirmed", lambda: actions.remove_evidence(house.actor(Role.STAFF), evidence))
    actions.remove_evidence(house.actor(), evidence)
    assert len(now().rows.proofs[entry.pk]) == 1
    refused("confirmed", lambda: actions.restore_evidence(house.actor(Role.STAFF), evidence))
    actions.restore_evidence(house.actor(), the_evidence(now(), evidence.pk, removed=True))
    actions.add_evidence(house.actor(), entry, [LINK])
    assert len(now().rows.proofs[entry.pk]) == 3


def test_evidence_may_be_a_file_that_all_of_the_agency_may_have(house, plan, now):
    upload = SimpleUploadedFile("photo.png", picture())
    form = Uploading({}, {"file": upload})
    assert form.is_valid()
    entry = report(house, plan, exhibits=[Exhibit("ภาพ", DAY, form.cleaned_data["file"])])
    (evidence,) = entry.evidence.all()
    file = evidence.file
    assert (evidence.entry_id, str(evidence), file.name, file.media_type, file.act, content_of(file)) == (
        entry.pk,
        "ภาพ",
        "photo.png",
        "image/png",
        "progress.view",
        picture(),
    )


def test_minutes_are_the_officers(house, plan, now):
    meeting = actions.add_meeting(house.actor(), plan, DAY, "ครั้งที่ 1/2569", ["m1", "m3"])
    (minutes,) = actions.add_minutes(house.actor(), meeting, [LINK])
    assert newest_act()[3]["measure"] == ""
    with pytest.raises(PermissionDenied):
        actions.remove_evidence(house.actor(Role.STAFF), minutes)
    actions.remove_evidence(house.actor(), the_evidence(now(), minutes.pk))
    assert list(now().rows.meetings[0].minutes.all()) == []
    actions.restore_evidence(house.actor(), minutes)
    assert list(now().rows.meetings[0].minutes.all()) == [minutes]


def test_meeting_is_changed_deleted_and_put_back(house, plan, now):
    refused("no-measure", lambda: actions.add_meeting(house.actor(), plan, DAY, "ครั้งที่ 1", ["m99"]))
    meeting = actions.add_meeting(house.actor(), plan, DAY, "ครั้งที่ 1", ["m1"])
    assert str(meeting) == "ครั้งที่ 1"
    meeting = the_meeting(now(), meeting.pk)
    refused("no-measure", lambda: actions.change_meeting(house.actor(), meeting, DAY, "ครั้งที่ 1", ["m99"]))
    actions.change_meeting(house.actor(), meeting, date(2026, 1, 5), "ครั้งที่ 2", ["m2"])
    found = Meeting.objects.get()
    assert (found.day, found.title, found.measures) == (date(2026, 1, 5), "ครั้งที่ 2", ["m2"])
    assert newest_act() == (
        "meeting.changed",
        "ครั้งที่ 2",
        {"day": "2025-12-20", "title": "ครั้งที่ 1", "measures": ["m1"]},
        {"day": "2026-01-05", "title": "ครั้งที่ 2", "measures": ["m2"]},
    )
    actions.remove_meeting(house.actor(), meeting)
    assert now().rows.meetings == []
    actions.restore_meeting(house.actor(), the_meeting(now(), meeting.pk, removed=True))
    assert now().rows.meetings == [meeting]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER])
def test_meetings_are_the_officers(house, plan, role):
    with pytest.raises(PermissionDenied):
        actions.add_meeting(house.actor(role), plan, DAY, "ครั้งที่ 1", ["m1"])


def test_entries_go_on_after_the_round_is_closed(house, plan, now):
    from prongsai.site.rounds.actions import close_round

    close_round(house.actor(), now().round)
    report(house, plan)
    assert len(now().rows.entries) == 1


def test_entries_follow_the_newest_approved_version(house, plan, now):
    plan.measures.filter(key="m2").delete()
    report(house, plan, measure="m2", division="works")
    approve(house, plan)
    refused("no-owner", lambda: report(house, plan, measure="m2", division="works"))
    assert [each.id for each in now().plan.measures] == ["m1", "m3"]


def test_evidence_is_a_file_or_a_link_of_one_thing(house, plan):
    entry = report(house, plan)
    name = house.users[Role.OFFICER].name
    meeting = actions.add_meeting(house.actor(), plan, DAY, "ครั้งที่ 1", ["m1"])
    for fields in (
        {"entry": entry},
        {"link": "https://example.go.th"},
        {"entry": entry, "meeting": meeting, "link": "https://example.go.th"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(agency=house.agency, title="ก", dated_on=DAY, added_by=name, **fields)


def test_nothing_of_another_agency_is_found(house, plan, others_plan, other, now):
    from django.http import Http404

    with scope(agency=other.agency):
        entry = report(other, others_plan, exhibits=[LINK])
        meeting = actions.add_meeting(other.actor(), others_plan, DAY, "ครั้งที่ 1", ["m1"])
        evidence = Evidence.objects.get()
    followed = now()
    for find, row in ((the_entry, entry), (the_meeting, meeting), (the_evidence, evidence)):
        with pytest.raises(Http404):
            find(followed, row.pk)
    assert (followed.rows.entries, followed.rows.meetings, YEAR) == ([], [], 2568)
