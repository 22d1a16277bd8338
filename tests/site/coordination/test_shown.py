"""What a round repeats for lists of many agencies: it always says what its decisive result and its plan say."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from houses import INDICATORS, INPUTS
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import decide as decide_version
from prongsai.site.plans.actions import make, publish, submit, withdraw
from prongsai.site.plans.models import Plan
from prongsai.site.rounds.actions import (
    correct_result,
    decide,
    enter_result,
    remove_result,
    rescore_result,
    restore_result,
    start_round,
)
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.shown import hundredths, scores_shown

LOWER = {**INPUTS, "indicators": {**INDICATORS, "1": "0.50"}}
SHOWN = ("published", Decimal("92.36"), "ผ่านดี", "9740 9285 9610 9025 9430 9175 8840 8395 8850 10000")
NOTHING = ("", None, "", "")


@pytest.fixture
def each(house, within):
    return start_round(house.actor(), 2568)


def shown():
    return Round.objects.values_list("kind", "total", "level", "indicators").get()


def stage():
    return Round.objects.values_list("plan_stage", flat=True).get()


def test_round_shows_its_decisive_result_whatever_becomes_of_it(house, each):
    assert shown() == NOTHING
    first = enter_result(house.actor(), each, INPUTS, kind="published", way="form")
    assert shown() == SHOWN
    second = enter_result(house.actor(), each, LOWER, kind="estimate", way="form")
    assert shown() == SHOWN
    decide(house.actor(), each, second)
    kind, total, _level, indicators = shown()
    assert (kind, total, indicators.split()[0]) == ("estimate", Decimal("86.55"), "50")
    correct_result(house.actor(), first, LOWER, kind="published")
    assert shown()[0] == "estimate"
    correct_result(house.actor(), second, INPUTS, kind="preliminary")
    assert shown() == ("preliminary", *SHOWN[1:])
    Round.objects.update(total=None)
    second.round = each
    rescore_result(house.actor(), second)
    assert shown() == ("preliminary", *SHOWN[1:])
    decide(house.actor(), each, first)
    remove_result(house.actor(), second)
    remove_result(house.actor(), first)
    assert shown() == NOTHING
    restore_result(house.actor(), first)
    assert shown()[0] == "published"


def test_round_shows_how_far_the_newest_version_of_its_plan_is(house, each):
    officer, approver = house.actor(), house.actor(Role.APPROVER)
    enter_result(officer, each, INPUTS, kind="published", way="form")
    assert stage() == ""
    plan = make(officer, each, 2569, 2569).plan
    assert stage() == "draft"
    first = submit(officer, plan, "1")
    assert stage() == "submitted"
    withdraw(officer, first)
    assert stage() == "withdrawn"
    decide_version(approver, submit(officer, plan, "2"), "returned", "ขอแก้ไข")
    assert stage() == "returned"
    agreed = submit(officer, plan, "3")
    for _step in range(2):
        agreed = decide_version(approver, agreed, "approved")
    assert stage() == "approved"
    submit(officer, plan, "4")
    publish(officer, agreed, timezone.localdate())
    assert stage() == "submitted"


def test_scores_are_read_again_as_they_were():
    scores = {1: Decimal("97.40"), 2: None, 3: Decimal("100.00"), 4: Decimal("0.00")}
    assert hundredths(scores) == "9740 - 10000 0"
    assert scores_shown("9740 - 10000 0") == [9740, None, 10000, 0]
    assert (hundredths({}), scores_shown("")) == ("", [])


def test_rounds_that_were_there_before_show_the_same(house, each):
    officer = house.actor()
    enter_result(officer, each, LOWER, kind="published", way="form")
    make(officer, each, 2569, 2569)
    start_round(officer, 2567)
    wanted = list(Round.objects.values())
    Round.objects.update(kind="", total=None, level="", indicators="", plan_stage="")
    migration = import_module("prongsai.site.rounds.migrations.0004_show_what_is_there")
    migration.show(apps, None)
    assert list(Round.objects.values()) == wanted
    submit(officer, Plan.objects.get(), "1")
    wanted = list(Round.objects.values())
    migration.show(apps, None)
    assert list(Round.objects.values()) == wanted
