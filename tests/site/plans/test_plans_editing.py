from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Division
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import (
    add_measure,
    change_measure,
    change_text,
    move_measure,
    move_step,
    put_back_step,
    put_step,
    remove_measure,
    remove_step,
    restore_measure,
)
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.models import Plan
from prongsai.site.plans.queries import measures_of, the_measure

PERIOD = {"period_words": "มีนาคม 2569", "start": date(2026, 3, 1), "end": date(2026, 3, 31)}


@pytest.fixture
def measure(plan):
    found = the_measure(plan, "m2")
    found.plan = plan
    return found


def again(measure):
    found = the_measure(measure.plan, measure.key)
    found.plan = measure.plan
    return found


def order(plan):
    return [each.key for each in measures_of(plan)]


def test_period_is_changed_and_the_change_is_in_the_log(house, measure):
    before = measure.period_words
    changed = change_measure(house.actor(), measure, "period", PERIOD, 0)
    assert (changed.period_words, changed.start, changed.end) == tuple(PERIOD.values())
    assert (changed.revision, changed.changed) == (1, {"period": 1})
    act = Act.objects.get(code="measure.changed")
    assert (act.before, act.after) == ({"period_words": before}, {"period_words": "มีนาคม 2569"})


def test_change_moves_the_day_of_the_plan(house, measure):
    before = Plan.objects.get().changed_at
    change_measure(house.actor(), measure, "period", PERIOD, 0)
    assert Plan.objects.get().changed_at > before


def test_owners_stand_in_the_order_that_was_chosen(house, measure):
    owners = [house.divisions["works"], house.divisions["office"]]
    staff = house.users[Role.STAFF]
    changed = change_measure(house.actor(), measure, "owners", {"owners": owners, "persons": [staff]}, 0)
    assert [str(each) for each in changed.owners.all()] == ["กองช่าง", "สำนักปลัดเทศบาล"]
    assert list(changed.persons.all()) == [staff]
    act = Act.objects.get(code="measure.changed")
    assert act.after == {"owners": ["กองช่าง", "สำนักปลัดเทศบาล"], "persons": [{"name": staff.name_id}]}


def test_two_people_change_different_parts_at_once(house, measure):
    change_measure(house.actor(), measure, "period", PERIOD, 0)
    change_measure(house.actor(), measure, "money", {"budget": "5 บาท", "expected_gain": Decimal(1)}, 0)
    assert (again(measure).period_words, again(measure).budget) == ("มีนาคม 2569", "5 บาท")


def test_two_people_changing_the_same_part_do_not_overwrite_each_other(house, measure):
    change_measure(house.actor(), measure, "period", PERIOD, 0)
    with pytest.raises(ChangedMeanwhile) as caught:
        change_measure(house.actor(), measure, "period", {**PERIOD, "period_words": "อื่น"}, 0)
    assert caught.value.thing.period_words == "มีนาคม 2569"
    change_measure(house.actor(), measure, "period", {**PERIOD, "period_words": "อื่น"}, 1)
    assert again(measure).period_words == "อื่น"


def test_deleted_measure_is_not_changed(house, measure):
    remove_measure(house.actor(), measure)
    with pytest.raises(ChangedMeanwhile):
        change_measure(house.actor(), measure, "period", PERIOD, 0)


def test_division_of_another_agency_is_no_owner(house, other, measure):
    values = {"owners": [other.divisions["office"]], "persons": []}
    with pytest.raises(PermissionDenied):
        change_measure(house.actor(), measure, "owners", values, 0)
    assert again(measure).revision == 0


def test_somebody_of_another_agency_answers_for_nothing(house, other, measure):
    values = {"owners": [], "persons": [other.users[Role.STAFF]]}
    with pytest.raises(PermissionDenied):
        change_measure(house.actor(), measure, "owners", values, 0)
    assert list(again(measure).owners.all()) != []


def test_person_who_left_may_stay_and_go(house, measure):
    gone = User.objects.create_user("gone@example.com", "คนที่ย้ายไป")
    measure.persons.set([gone])
    change_measure(house.actor(), measure, "owners", {"owners": [], "persons": [gone]}, 0)
    assert list(again(measure).persons.all()) == [gone]
    change_measure(house.actor(), measure, "owners", {"owners": [], "persons": []}, 1)
    with pytest.raises(PermissionDenied):
        change_measure(house.actor(), measure, "owners", {"owners": [], "persons": [gone]}, 2)


def test_measures_are_added_at_the_end(house, plan):
    for number, title in ((1, "ก"), (2, "ข")):
        row = add_measure(house.actor(), plan, title, [3], "keep")
        assert (row.key, row.title, row.indicators, row.aim) == (f"n{number}", title, [3], "keep")
    assert order(plan)[-2:] == ["n1", "n2"]


def test_first_measure_of_an_empty_plan_is_added(house, plan):
    for each in measures_of(plan):
        each.plan = plan
        remove_measure(house.actor(), each)
    assert add_measure(house.actor(), plan, "ก", [], "general").place == 0


@pytest.mark.parametrize(
    ("places", "first"),
    [(1, ["m1", "m3", "m2"]), (-1, ["m2", "m1", "m3"]), (-5, ["m2", "m1", "m3"]), (99, ["m1", "m3", "m4"])],
)
def test_measure_is_moved_as_far_as_there_are_others(house, plan, measure, places, first):
    move_measure(house.actor(), measure, places)
    assert order(plan)[:3] == first


def test_move_is_in_the_log_by_printed_numbers(house, measure):
    move_measure(house.actor(), measure, 1)
    act = Act.objects.get(code="measure.moved")
    assert (act.before, act.after) == ({"place": 2}, {"place": 3})


def test_deleted_measure_is_not_moved(house, plan, measure):
    remove_measure(house.actor(), measure)
    with pytest.raises(ChangedMeanwhile):
        move_measure(house.actor(), measure, 1)


def test_deleted_measure_is_put_back_where_it_stood(house, plan, measure):
    before = order(plan)
    remove_measure(house.actor(), measure)
    first = again(measure).removed_at
    remove_measure(house.actor(), measure)
    assert (order(plan), again(measure).removed_at) == ([key for key in before if key != "m2"], first)
    restore_measure(house.actor(), measure)
    assert order(plan) == before
    assert [each.code for each in Act.objects.filter(code__startswith="measure.re")] == [
        "measure.restored", "measure.removed", "measure.removed",
    ]  # fmt: skip


STEP = {"text": "ของเรา", "answers": ["2"], "refs": ["manual"]}


def test_step_is_changed_under_its_key(house, measure):
    changed = put_step(house.actor(), measure, "s2", STEP, 0)
    assert changed.steps[1] == {"key": "s2", **STEP}
    assert (changed.revision, changed.changed) == (1, {"steps": 1, "steps/s2": 1})


def test_step_is_added_at_the_end_under_a_new_key(house, measure):
    assert [each["key"] for each in put_step(house.actor(), measure, "", STEP, 0).steps] == [
        "s1",
        "s2",
        "s3",
        "s4",
    ]


def test_two_people_work_on_different_steps(house, measure):
    put_step(house.actor(), measure, "s1", STEP, 0)
    put_step(house.actor(), measure, "s2", STEP, 0)
    move_step(house.actor(), measure, "s3", -2)
    put_step(house.actor(), measure, "s3", STEP, 0)
    assert [each["text"] for each in again(measure).steps] == ["ของเรา"] * 3


def test_two_people_changing_one_step_do_not_overwrite_each_other(house, measure):
    put_step(house.actor(), measure, "s1", STEP, 0)
    with pytest.raises(ChangedMeanwhile):
        put_step(house.actor(), measure, "s1", {**STEP, "text": "อื่น"}, 0)
    assert again(measure).steps[0]["text"] == "ของเรา"


def test_step_that_was_deleted_is_not_changed_moved_or_deleted(house, measure):
    remove_step(house.actor(), measure, "s1")
    for act in (
        lambda: put_step(house.actor(), measure, "s1", STEP, 9),
        lambda: move_step(house.actor(), measure, "s1", 1),
        lambda: remove_step(house.actor(), measure, "s1"),
    ):
        with pytest.raises(ChangedMeanwhile):
            act()


def test_steps_of_a_deleted_measure_are_left_alone(house, measure):
    remove_measure(house.actor(), measure)
    with pytest.raises(ChangedMeanwhile):
        put_step(house.actor(), measure, "s1", STEP, 0)


@pytest.mark.parametrize(
    ("key", "places", "keys"),
    [("s1", 1, ["s2", "s1", "s3"]), ("s1", -1, ["s1", "s2", "s3"]), ("s3", -1, ["s1", "s3", "s2"]), ("s3", 5, ["s1", "s2", "s3"])],
)  # fmt: skip
def test_step_is_moved_as_far_as_there_are_others(house, measure, key, places, keys):
    assert [each["key"] for each in move_step(house.actor(), measure, key, places).steps] == keys


def test_deleted_step_is_put_back_at_its_place(house, measure):
    place, step = remove_step(house.actor(), measure, "s2")
    assert (place, step["key"]) == (1, "s2")
    assert [each["key"] for each in put_back_step(house.actor(), measure, place, step).steps] == [
        "s1",
        "s2",
        "s3",
    ]


def test_step_that_is_put_back_twice_gets_another_key(house, measure):
    place, step = remove_step(house.actor(), measure, "s2")
    put_back_step(house.actor(), measure, place, step)
    keys = [each["key"] for each in put_back_step(house.actor(), measure, place, step).steps]
    assert keys == ["s1", "s4", "s2", "s3"]


def test_changes_of_steps_are_in_the_log(house, measure):
    put_step(house.actor(), measure, "s1", STEP, 0)
    act = Act.objects.get(code="measure.step-put")
    assert act.after["steps"][0] == {"key": "s1", **STEP}
    assert act.before["steps"][0] == measure.steps[0]


@pytest.mark.parametrize(("key", "kind"), [("rationale", "texts"), ("7", "paragraphs")])
def test_text_is_changed_and_the_change_is_in_the_log(house, plan, key, kind):
    before = getattr(plan, kind)[key]
    changed = change_text(house.actor(), plan, key, "ของเรา", 0)
    assert (getattr(changed, kind)[key], changed.changed) == ("ของเรา", {f"{kind}/{key}": 1})
    act = Act.objects.get(code="plan.text-changed")
    assert (act.before, act.after) == ({kind: {key: before}}, {kind: {key: "ของเรา"}})


def test_two_people_changing_one_text_do_not_overwrite_each_other(house, plan):
    change_text(house.actor(), plan, "rationale", "ก", 0)
    change_text(house.actor(), plan, "conclusion", "ข", 0)
    with pytest.raises(ChangedMeanwhile):
        change_text(house.actor(), plan, "rationale", "ค", 0)
    assert Plan.objects.get().texts["rationale"] == "ก"


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER])
def test_only_officers_edit(house, plan, measure, role):
    actor = house.actor(role)
    for act in (
        lambda: change_measure(actor, measure, "period", PERIOD, 0),
        lambda: add_measure(actor, plan, "ก", [], "keep"),
        lambda: move_measure(actor, measure, 1),
        lambda: remove_measure(actor, measure),
        lambda: restore_measure(actor, measure),
        lambda: put_step(actor, measure, "s1", STEP, 0),
        lambda: move_step(actor, measure, "s1", 1),
        lambda: remove_step(actor, measure, "s1"),
        lambda: put_back_step(actor, measure, 0, {"key": "s1", **STEP}),
        lambda: change_text(actor, plan, "rationale", "ก", 0),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Act.objects.filter(code__startswith="measure.").count() == 0


def test_plan_of_another_agency_is_not_edited(house, plan, others_plan):
    with pytest.raises(PermissionDenied):
        change_text(house.actor(), others_plan, "rationale", "ก", 0)
    assert Division.objects.filter(agency=house.agency).count() == 5
