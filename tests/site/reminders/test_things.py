"""What each person of an agency is to be told of on a day, and who is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from approved import DECEMBER, JUNE, MARCH, report
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Membership
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import submit
from prongsai.site.plans.models import Measure
from prongsai.site.progress.actions import Exhibit, confirm_entry
from prongsai.site.reminders.things import people_of, things_in

OCTOBER, JANUARY = date(2025, 11, 1), date(2026, 1, 5)
SEPTEMBER, AFTER = date(2026, 9, 30), date(2026, 10, 1)
QUARTERS = [DECEMBER, MARCH, JUNE, SEPTEMBER]


def told(house, day, role):
    """Give what a role is told: kind, measure or plan, day."""
    found = things_in(house.agency, day).get(house.users[role].pk, [])
    return [(str(each.kind), each.title, each.day) for each in found]


def join(house, division, role=Role.STAFF):
    """Let somebody of a division come."""
    user = User.objects.create_user(f"{division}@one.example.com", division)
    with scope(agency=house.agency):
        Membership.objects.create(
            agency=house.agency, user=user, role=role, division=house.divisions[division]
        )
    house.users[division] = user
    return user


def test_division_is_told_of_its_reports_to_come(house, plan):
    assert told(house, OCTOBER, Role.STAFF) == [
        ("due", title, day) for day in QUARTERS for title in ("มาตรการ m1", "มาตรการ m3")
    ]


def test_reports_of_divisions_without_anybody_are_told_to_the_officer_once(house, plan):
    """m1 is shared with works, m2 is theirs, m3 is everybody's: works and the office have nobody."""
    assert told(house, OCTOBER, Role.OFFICER) == [
        ("due", f"มาตรการ {key}", day) for day in QUARTERS for key in ("m1", "m2", "m3")
    ]
    for each in ("works", "office"):
        join(house, each)
    assert told(house, OCTOBER, Role.OFFICER) == []
    assert {title for _kind, title, _day in told(house, OCTOBER, "works")} == {
        "มาตรการ m1", "มาตรการ m2", "มาตรการ m3",
    }  # fmt: skip
    assert {title for _kind, title, _day in told(house, OCTOBER, "office")} == {"มาตรการ m3"}


def test_readers_and_heads_are_told_of_no_report(house, plan):
    join(house, "works", Role.READER)
    assert [told(house, OCTOBER, each) for each in (Role.READER, Role.APPROVER, Role.MANAGER, "works")] == [
        []
    ] * 4


def test_one_named_on_a_measure_is_told_of_the_leading_divisions_report(house, plan):
    with scope(agency=house.agency):
        Measure.objects.get(plan=plan, key="m2").persons.add(house.users[Role.READER])
        Measure.objects.get(plan=plan, key="m3").persons.add(house.users[Role.MANAGER])
    assert {title for _kind, title, _day in told(house, OCTOBER, Role.READER)} == {"มาตรการ m2"}
    assert {title for _kind, title, _day in told(house, OCTOBER, Role.MANAGER)} == {"มาตรการ m3"}
    assert "มาตรการ m2" not in {title for _kind, title, _day in told(house, OCTOBER, Role.OFFICER)}


def test_one_named_on_a_measure_is_not_told_of_another_divisions_report(house, plan, clock):
    clock(DECEMBER)
    with scope(agency=house.agency):
        Measure.objects.get(plan=plan, key="m1").persons.add(house.users[Role.READER])
        report(house, plan)
    missed = ("missed", "มาตรการ m1", DECEMBER)
    assert [missed in told(house, JANUARY, role) for role in (Role.READER, Role.OFFICER)] == [False, True]


def test_report_that_did_not_come_is_told_beside_those_to_come(house, plan):
    assert told(house, JANUARY, Role.STAFF)[:4] == [
        ("missed", "มาตรการ m1", DECEMBER),
        ("missed", "มาตรการ m3", DECEMBER),
        ("due", "มาตรการ m1", MARCH),
        ("due", "มาตรการ m3", MARCH),
    ]


def test_overdue_measure_is_told_to_its_leading_division(house, plan):
    assert told(house, AFTER, Role.STAFF) == [
        ("overdue", "มาตรการ m1", SEPTEMBER),
        ("missed", "มาตรการ m3", SEPTEMBER),
    ]


def test_report_that_came_is_told_no_more_and_awaits_the_officer(house, plan, clock):
    clock(DECEMBER)
    with scope(agency=house.agency):
        entry = report(house, plan, role=Role.STAFF)
        type(entry).objects.update(entered_at=timezone.now())
    assert ("due", "มาตรการ m1", DECEMBER) not in told(house, DECEMBER, Role.STAFF)
    assert ("due", "มาตรการ m1", MARCH) in told(house, DECEMBER, Role.STAFF)
    assert ("confirm", "มาตรการ m1", DECEMBER) in told(house, DECEMBER, Role.OFFICER)


def test_officer_is_told_what_does_not_move_or_lacks_evidence(house, plan, clock):
    for day in (DECEMBER, MARCH, JUNE):
        clock(day)
        with scope(agency=house.agency):
            exhibits = [Exhibit("ภาพถ่าย", day, link="https://example.com/")] if day == DECEMBER else []
            entry = report(house, plan, day=day, exhibits=exhibits)
            confirm_entry(house.actor(), entry, entry.revision)
    day = JUNE + timedelta(days=1)
    marks = [each for each in told(house, day, Role.OFFICER) if each[0] in {"stalled", "unproved"}]
    assert marks == [("stalled", "มาตรการ m1", day), ("unproved", "มาตรการ m1", day)]


def test_approver_is_told_of_a_plan_since_it_came_to_their_step(house, plan, clock):
    clock(JANUARY)
    with scope(agency=house.agency):
        version = submit(house.actor(), plan, "", "เพียงพอ")
        type(version).objects.filter(pk=version.pk).update(submitted_at=timezone.now())
    (thing,) = things_in(house.agency, date(2026, 1, 9))[house.users[Role.APPROVER].pk]
    assert (str(thing.kind), thing.title, thing.day) == ("decide", "2569", JANUARY)
    assert thing.path == f"/agencies/{house.agency.pk}/rounds/2568/plan/versions/2/approve/"


def test_nobody_of_a_closed_agency_is_told(house, other, plan):
    house.agency.merged_into, house.agency.merged_on = other.agency, timezone.localdate()
    house.agency.save()
    assert things_in(house.agency, OCTOBER) == {}


def test_one_who_is_locked_out_or_has_left_is_not_told(house, plan):
    user = house.users[Role.STAFF]
    assert user.pk in things_in(house.agency, OCTOBER)
    user.is_active = False
    user.save()
    assert user.pk not in things_in(house.agency, OCTOBER)
    with scope(agency=house.agency):
        Membership.objects.filter(role=Role.OFFICER).update(ended_at=timezone.now())
    assert things_in(house.agency, OCTOBER) == {}


def test_roles_and_divisions_of_a_person_are_put_together(house):
    user = house.users[Role.STAFF]
    with scope(agency=house.agency):
        Membership.objects.create(
            agency=house.agency, user=user, role=Role.OFFICER, division=house.divisions["works"]
        )
        (actor,) = (each for each in people_of(house.agency) if each.user == user)
    assert actor.roles == {Role.STAFF, Role.OFFICER}
    assert actor.divisions == {house.divisions["finance"].pk, house.divisions["works"].pk}


@pytest.mark.parametrize("day", [OCTOBER, JANUARY, AFTER])
def test_nothing_of_another_agency_is_told(house, other, plan, day):
    assert things_in(other.agency, day) == {}
    assert {each.agency for things in things_in(house.agency, day).values() for each in things} == {
        house.agency
    }
