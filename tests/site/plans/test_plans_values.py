from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.method.library import load_method, pack_file
from prongsai.method.loading import read_pack
from prongsai.planning.export import as_json
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, FollowUp, Measure, Period, Step
from prongsai.site.agencies.models import Division
from prongsai.site.plans import models
from prongsai.site.plans.actions import submit
from prongsai.site.plans.queries import measures_of, the_version
from prongsai.site.plans.values import (
    division_names,
    fields_of,
    measure_value,
    new_key,
    plan_method,
    plan_value,
    version_method,
    version_value,
    with_keys,
)
from prongsai.site.rounds.models import PackCopy


def test_plan_is_the_same_with_its_rows_at_hand(house, plan):
    divisions = list(Division.objects.filter(agency=house.agency))
    assert plan_value(plan) == plan_value(plan, measures_of(plan), divisions)


def test_measure_with_holes_is_a_measure_with_holes(house, plan):
    row = models.Measure.objects.create(agency=house.agency, plan=plan, key="n1", place=20)
    assert measure_value(row) == Measure("n1", "", "general", (), (), (), NO_PERIOD, NO_FOLLOW_UP)
    assert plan_value(plan).measures[-1] == measure_value(row)


TEXTS = st.text(min_size=1, max_size=9)
PERIODS = st.just(NO_PERIOD) | st.builds(Period, TEXTS, st.dates(), st.dates())
CADENCES = st.sampled_from(["monthly_meeting", "quarter", "april_october", "month", "end_of_year"])
MONTHS = st.lists(st.integers(1, 12), max_size=3).map(tuple)
FOLLOW_UPS = st.just(NO_FOLLOW_UP) | st.builds(FollowUp, CADENCES, TEXTS, TEXTS, MONTHS)
STEPS = st.builds(Step, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), st.lists(TEXTS, max_size=2).map(tuple))


@given(
    st.builds(
        Measure,
        id=st.just("m1"),
        title=st.text(max_size=9),
        aim=st.sampled_from(["mend", "develop", "keep", "general"]),
        indicators=st.lists(st.integers(1, 10), max_size=3).map(tuple),
        owners=st.just(()),
        steps=st.lists(STEPS, max_size=3).map(tuple),
        period=PERIODS,
        follow_up=FOLLOW_UPS,
        budget=st.text(max_size=9),
        expected_gain=st.none() | st.decimals(0, 100, places=2),
    )
)
def test_measure_comes_back_from_the_fields_of_its_row(value):
    row = models.Measure(pk=1, key="m1", **fields_of(value))
    row._prefetched_objects_cache = {"owners": models.Ownership.objects.none()}
    assert measure_value(row) == value


def test_divisions_begin_with_the_office_and_leave_out_the_one_for_all():
    rows = [
        Division(name="กองคลัง", key="finance"),
        Division(name="ทุกส่วนราชการ", key="all"),
        Division(name="สำนักปลัด", key="office"),
        Division(name="กองอื่น"),
    ]
    assert division_names(rows) == ("สำนักปลัด", "กองคลัง", "กองอื่น")


def test_keys_of_steps_stay_with_their_texts_and_are_never_taken_twice():
    before = [{"key": "s1", "text": "ก"}, {"key": "s7", "text": "ข"}]
    steps = [{"text": "ค"}, {"text": "ข"}, {"text": "ค"}, {"text": "ข"}]
    assert [(each["key"], each["text"]) for each in with_keys(steps, before)] == [
        ("s8", "ค"), ("s7", "ข"), ("s9", "ค"), ("s10", "ข"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("taken", "key"), [([], "n1"), (["n2", "m9"], "n3"), (["n", "na", "n10", "n9"], "n11")]
)
def test_new_key_is_above_all_taken(taken, key):
    assert new_key("n", taken) == key


def test_method_of_a_plan_is_that_of_its_pack(plan, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert plan_method(plan) == load_method(2569)
    plan.item_pack_id = load_method(2566).hash
    with django_assert_num_queries(0):
        assert plan_method(plan) == load_method(2566)


def test_method_of_a_pack_that_is_not_shipped_any_more_is_read_from_its_copy(plan):
    text = pack_file(2569).read_text(encoding="utf-8").replace("fiscal_year: 2569", "fiscal_year: 2560", 1)
    method = read_pack(text.encode(), pack_file(2569).with_name("2560.yaml")).method
    PackCopy.objects.create(hash=method.hash, fiscal_year=2560, text=text)
    plan.item_pack_id = method.hash
    assert (plan_method(plan).hash, plan_method(plan).fiscal_year) == (method.hash, 2560)


def test_version_holds_the_plan_as_it_was(house, plan):
    before = plan_value(plan)
    version = submit(house.actor(), plan, "")
    row = measures_of(plan)[0]
    row.title = "เปลี่ยนแล้ว"
    row.save()
    found = the_version(plan, version.number)
    assert version_value(found) == before
    assert version_method(found) == load_method(2569)
    assert plan_value(plan) == replace(
        before, measures=(replace(before.measures[0], title="เปลี่ยนแล้ว"), *before.measures[1:])
    )


def test_content_of_a_version_is_the_plan_as_json_with_persons_owners_pack_and_holes(house, plan):
    row = measures_of(plan)[0]
    person = house.users["staff"]
    row.persons.set([person])
    version = submit(house.actor(), plan, "")
    content = dict(version.content)
    assert content.pop("persons") == {
        each.key: [person.name_id] if each.key == row.key else [] for each in measures_of(plan)
    }
    assert content.pop("owners") == {
        each.key: [part.division_id for part in each.owners.all()] for each in measures_of(plan)
    }
    assert content.pop("item_pack") == load_method(2569).hash
    assert content.pop("holes") == []
    assert content == as_json(plan_value(plan))


def test_days_and_points_of_a_row_come_back(house, plan):
    row = models.Measure.objects.create(
        agency=house.agency,
        plan=plan,
        key="n1",
        place=20,
        period_words="มีนาคม 2569",
        start=date(2026, 3, 1),
        end=date(2026, 3, 31),
        expected_gain=Decimal("0.50"),
    )
    row.refresh_from_db()
    value = measure_value(row)
    assert value.period == Period("มีนาคม 2569", date(2026, 3, 1), date(2026, 3, 31))
    assert value.expected_gain == Decimal("0.50")
