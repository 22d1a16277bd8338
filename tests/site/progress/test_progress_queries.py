"""The follow-up of a plan as it is read: what counts, who owes what, evidence and minutes as proof."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from approved import DECEMBER, END, MARCH, PLAN_YEAR, YEAR, approve, approved, plan_with_measures, report
from prongsai.planning.model import Progress
from prongsai.site.agencies.divisions.actions import change_division, merge_division, restore_division
from prongsai.site.agencies.models import Division
from prongsai.site.permissions import Role
from prongsai.site.plans.queries import the_plan
from prongsai.site.progress import actions, queries
from prongsai.site.progress.actions import Exhibit
from prongsai.site.progress.values import evidence_words
from prongsai.site.rounds.actions import start_round
from prongsai.site.rounds.queries import the_round

PHOTO = Exhibit("ภาพการอบรม", date(2025, 12, 15), link="https://example.go.th/photo")
MINUTES = Exhibit("รายงานการประชุมครั้งที่ 1/2569", date(2026, 1, 10), link="https://example.go.th/minutes")


def confirm(house, entry):
    return actions.confirm_entry(house.actor(), entry, entry.revision)


def owed(followed, day):
    return [
        (each.measure.id, str(each.division), each.due.leading, each.due.day, each.due.kind)
        for each in queries.reports_due(followed, day)
    ]


def test_nothing_is_followed_before_a_version_is_approved(house, within):
    each = start_round(house.actor(), YEAR + 1)
    assert queries.followed_plan(the_round(house.agency, each.fiscal_year)) is None
    plan_with_measures(house)
    each = the_round(house.agency, YEAR)
    assert (queries.followed_plan(each), queries.confirmed_plan(each)) == (None, None)
    assert queries.followed_plans(house.agency) == []
    with pytest.raises(Http404):
        queries.the_followed(each)


def test_each_owner_of_the_approved_plan_reports_the_leading_one_first(house, plan, now):
    assert {key: [str(each) for each in owners] for key, owners in now().owners.items()} == {
        "m1": ["กองคลัง", "กองช่าง"],
        "m2": ["กองช่าง"],
        "m3": ["สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง"],
    }
    assert (now().measure("m1").title, now().measure("m99")) == ("มาตรการ m1", None)


def test_only_confirmed_entries_count_and_those_of_others_are_of_their_part(house, plan, now):
    confirm(house, report(house, plan, spent=Decimal(500), obstacles="ก", suggestions="ข", exhibits=[PHOTO]))
    confirm(house, report(house, plan, division="works", percent=90))
    report(house, plan, day=date(2026, 1, 5), percent=70)
    returned = report(house, plan, day=date(2026, 1, 6), percent=80)
    actions.return_entry(house.actor(), returned, "แก้", 0)
    removed = report(house, plan, day=date(2026, 1, 7), percent=85)
    actions.remove_entry(house.actor(), removed)
    followed = now()
    own = Progress(
        date(2025, 12, 20),
        "อบรมแล้ว 2 ใน 4 กลุ่ม",
        Decimal("40.00"),
        ("ภาพการอบรม (15 ธันวาคม 2568) https://example.go.th/photo",),
        "ก",
        "ข",
        "กองคลัง",
        leading=True,
        proof_days=(date(2025, 12, 15),),
        spent=Decimal("500.00"),
    )
    works = Progress(
        date(2025, 12, 20), "อบรมแล้ว 2 ใน 4 กลุ่ม", Decimal("90.00"), owner="กองช่าง", leading=False
    )
    newer = Progress(date(2026, 1, 5), "อบรมแล้ว 2 ใน 4 กลุ่ม", Decimal("70.00"), owner="กองคลัง")
    assert followed.plan.measures[0].progress == (own, works)
    assert followed.reported.measures[0].progress == (own, works, newer)
    assert queries.confirmed_plan(the_round(house.agency, YEAR)) == followed.plan
    assert queries.awaiting_confirmation(house.agency) == 1
    assert [each.percent for each in followed.rows.entries] == [40, 90, 70, 80]


def test_evidence_without_a_date_says_so_and_a_link_without_a_title_stands_once(house, plan, now):
    address = f"https://example.go.th/{'a' * 200}"
    undated = Exhibit("หนังสือ", None, link="https://example.go.th/letter")
    untitled = Exhibit(address[:200], date(2025, 12, 15), link=address)
    confirm(house, report(house, plan, exhibits=[undated, untitled]))
    meeting = actions.add_meeting(house.actor(), plan, DECEMBER, "ครั้งที่ 1", ["m1"])
    actions.add_minutes(
        house.actor(), meeting, [Exhibit("รายงานการประชุม", None, link="https://example.go.th")]
    )
    (entry,) = now().plan.measures[0].progress
    assert (entry.proof, entry.proof_days) == (
        (
            f"{address} (15 ธันวาคม 2568)",
            "หนังสือ (ไม่ระบุวันที่) https://example.go.th/letter",
            "รายงานการประชุม (ไม่ระบุวันที่) https://example.go.th",
        ),
        (date(2025, 12, 15),),
    )


def test_minutes_prove_what_each_division_had_reported_last_before_the_meeting(house, plan, now):
    for day, division in (
        (date(2025, 12, 20), "finance"),
        (date(2026, 1, 5), "finance"),
        (date(2025, 12, 20), "works"),
        (date(2026, 2, 1), "works"),
    ):
        confirm(house, report(house, plan, day=day, division=division))
    confirm(house, report(house, plan, measure="m2", division="works"))
    confirm(house, report(house, plan, measure="m3", division="office", day=date(2026, 2, 1)))
    meeting = actions.add_meeting(house.actor(), plan, date(2026, 1, 10), "ครั้งที่ 1/2569", ["m1", "m3"])
    actions.add_minutes(house.actor(), meeting, [MINUTES])
    said = ("รายงานการประชุมครั้งที่ 1/2569 (10 มกราคม 2569) https://example.go.th/minutes",)
    assert [(each.owner, each.day, each.proof) for each in now().plan.measures[0].progress] == [
        ("กองคลัง", date(2025, 12, 20), ()),
        ("กองช่าง", date(2025, 12, 20), said),
        ("กองคลัง", date(2026, 1, 5), said),
        ("กองช่าง", date(2026, 2, 1), ()),
    ]
    assert [each.progress[0].proof for each in now().plan.measures[1:]] == [(), ()]


def test_a_report_is_owed_until_it_came_confirmed_or_not_and_again_once_it_was_returned(house, plan, now):
    day = date(2025, 12, 21)
    everything = [
        ("m1", "กองคลัง", True, DECEMBER, "next"),
        ("m1", "กองช่าง", False, DECEMBER, "next"),
        ("m2", "กองช่าง", True, DECEMBER, "next"),
        ("m3", "สำนักปลัดเทศบาล", True, DECEMBER, "next"),
        ("m3", "กองคลัง", False, DECEMBER, "next"),
        ("m3", "กองช่าง", False, DECEMBER, "next"),
    ]
    assert owed(now(), day) == everything
    entry = report(house, plan)
    assert owed(now(), day) == [*everything[1:], ("m1", "กองคลัง", True, MARCH, "next")]
    actions.return_entry(house.actor(), entry, "แก้", 0)
    assert owed(now(), day) == everything


def test_what_is_missed_and_overdue_comes_first(house, plan, now):
    for measure, division in (("m2", "works"), ("m3", "office")):
        confirm(house, report(house, plan, measure=measure, division=division, percent=100))
    report(house, plan, division="works", percent=100)
    assert owed(now(), date(2026, 10, 1)) == [("m1", "กองคลัง", True, END, "overdue")]


def test_a_renamed_division_goes_on_under_its_new_name(house, plan, now):
    report(house, plan)
    change_division(house.actor(), house.divisions["finance"], "สำนักคลัง", "finance")
    followed = now()
    assert followed.plan.measures[0].owners == ("สำนักคลัง", "กองช่าง")
    assert followed.reported.measures[0].progress[0].owner == "สำนักคลัง"
    assert followed.plan.divisions == ("สำนักปลัดเทศบาล", "สำนักคลัง", "กองช่าง")


def test_a_merged_division_reports_as_the_one_that_took_it_over(house, plan, now):
    report(house, plan)
    finance, office = house.divisions["finance"], house.divisions["office"]
    merge_division(house.actor(), finance, office)
    followed = now()
    assert [str(each) for each in followed.owners["m1"]] == ["สำนักปลัดเทศบาล", "กองช่าง"]
    (entry,) = followed.reported.measures[0].progress
    assert (entry.owner, entry.leading) == ("สำนักปลัดเทศบาล", True)
    staff = house.actor(Role.STAFF)
    assert staff.divisions == {office.pk}
    actions.enter_progress(staff, plan, "m1", office, actions.Reported(DECEMBER, Decimal(50), "ก"))
    merge_division(house.actor(), office, house.divisions["works"])
    assert [str(each) for each in now().owners["m1"]] == ["กองช่าง"]
    restore_division(house.actor(), Division.objects.get(pk=finance.pk))
    assert [str(each) for each in now().owners["m1"]] == ["กองคลัง", "กองช่าง"]


def test_staff_of_a_merged_division_changes_what_it_had_entered(house, plan, now):
    entry = report(house, plan, role=Role.STAFF)
    merge_division(house.actor(), house.divisions["finance"], house.divisions["office"])
    what = actions.Reported(DECEMBER, Decimal(50), "ก")
    found = queries.the_entry(now(), entry.pk)
    row = actions.change_entry(house.actor(Role.STAFF), found, what, 0)
    assert row.percent == 50


def test_the_newest_two_plans_that_were_approved_are_followed_together(house, plan, now):
    for year in (YEAR - 1, YEAR - 2):
        inputs = {"fiscal_year": str(year), "depth": "indicators", "indicators": {"1": "90"}}
        approve(house, plan_with_measures(house, year, inputs))
    report(house, plan)
    found = queries.followed_plans(house.agency)
    assert [each.round.fiscal_year for each in found] == [YEAR, YEAR - 1]
    assert found[0].plan == now().plan
    assert [len(each.rows.entries) for each in found] == [1, 0]
    assert found[0].plan.plan_year == PLAN_YEAR


def test_followed_plans_cost_the_same_however_many_entries(house, plan, django_assert_num_queries):
    for _number in range(3):
        report(house, plan, exhibits=[PHOTO])
    actions.add_meeting(house.actor(), plan, DECEMBER, "ครั้งที่ 1", ["m1"])
    with django_assert_num_queries(7):
        (followed,) = queries.followed_plans(house.agency)
        queries.reports_due(followed, DECEMBER)
        assert followed.round.agency == house.agency
        (proof,) = followed.rows.proofs[followed.rows.entries[0].pk]
        assert evidence_words(proof).startswith("ภาพการอบรม")


def test_what_another_agency_reported_is_not_seen(house, plan, other, now):
    from django_scopes import scope

    with scope(agency=other.agency):
        theirs = approved(other)
        report(other, theirs, percent=99)
        assert the_plan(the_round(other.agency, YEAR)) == theirs
    assert (now().rows.entries, len(queries.followed_plans(house.agency))) == ([], 1)
