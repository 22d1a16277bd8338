import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from prongsai.analysis.model import Finding
from prongsai.language.problems import Problem
from prongsai.planning import holes as room
from prongsai.planning.holes import Hole
from prongsai.site.plans.desk import desk_of
from prongsai.site.plans.holes import GRAVE, PARTS, holes_of, opened, said
from prongsai.site.plans.values import PARTS as PARTS_OF_MEASURES
from prongsai.site.shell.speech import speaking

YEAR = 2568
OF_PROGRESS = {"percent-out-of-range", "done-without-proof"}
"""What the room says of progress, which is not kept on the site's measures."""


@pytest.fixture
def desk(house, plan):
    with speaking("en"):
        yield desk_of(house.actor(), YEAR)


def shown(house):
    return [
        (each.words, each.mend, each.url.partition("/plan/")[2], each.grave)
        for each in desk_of(house.actor(), YEAR).holes
    ]


def test_plan_as_made_has_no_holes(desk):
    assert (desk.holes, desk.grave) == ((), False)


def test_everything_that_can_be_missing_is_told_with_the_page_that_mends_it(house, plan, desk):
    row = desk.measures[7]
    row.title, row.period_words, row.start, row.follow_up_words = "", "", None, ""
    row.steps = [
        {"key": "s1", "text": "", "answers": [], "refs": []},
        {"key": "s2", "text": "ก", "answers": ["o43", "2"], "refs": ["kitchen"]},
    ]
    row.save()
    row.owners.all().delete()
    other = desk.measures[0]
    other.period_words, other.start, other.end = "มีนาคม 2571", date(2028, 3, 1), date(2028, 3, 31)
    other.steps = []
    other.save()
    part = "measures/m8/parts/{}/?on=plan"
    assert shown(house) == [
        ("No step answers this weak point: Indicator 8. Improvement of work system", "Add a step to the measure", "measures/m8/step/?answers=8", True),
        ("No step answers this weak point: Question e9 The online service is convenient and fast (EIT part 1)", "Add a step to the measure", "measures/m8/step/?answers=remark%2FEIT1%2Fe9", True),
        ("Measure 1 has no steps.", "Add a step to the measure", "measures/m1/step/", True),
        ("Measure 1: the period is not within fiscal year 2569.", "Fill it in", "measures/m1/parts/period/?on=plan", True),
        ("Measure 8 has no name.", "Fill it in", part.format("title"), True),
        ("Measure 8: nobody is responsible.", "Fill it in", part.format("owners"), True),
        ("Measure 8 has no period.", "Fill it in", part.format("period"), True),
        ("Measure 8: it is not said how it is followed up.", "Fill it in", part.format("follow_up"), True),
        ("Measure 8, step 1 says nothing.", "Edit the step", "measures/m8/steps/s1/", True),
        ("Measure 8, step 1 answers no weak point.", "Edit the step", "measures/m8/steps/s1/", False),
        ("Measure 8, step 2 answers a point that the result no longer has: o43", "Edit the step", "measures/m8/steps/s2/", False),
        ("Measure 8, step 2 answers a point of an indicator that the measure is not for: Indicator 2. Use of budget", "Edit the step", "measures/m8/steps/s2/", False),
        ("Measure 8, step 2 refers to an item that is not known: kitchen", "Edit the step", "measures/m8/steps/s2/", False),
    ]  # fmt: skip


def test_plan_without_measures_is_led_to_its_first(house, plan, desk):
    plan.measures.all().delete()
    first = ("The plan has no measures.", "Add a measure", "measures/new/", True)
    assert (shown(house)[0], desk_of(house.actor(), YEAR).grave) == (first, True)


def test_weak_point_without_any_measure_and_kept_indicator_lead_to_a_new_one(house, plan, desk):
    for key in ("m8", "m1"):
        plan.measures.filter(key=key).update(removed_at="2026-01-01T00:00Z")
    assert [(each[0], each[2]) for each in shown(house)] == [
        ("No step answers this weak point: Indicator 8. Improvement of work system", "measures/new/?indicators=8&aim=mend"),
        ("No step answers this weak point: Question e9 The online service is convenient and fast (EIT part 1)", "measures/new/?indicators=8&aim=mend"),
        ("No measure keeps the level of this indicator: Indicator 1. Performance of duty", "measures/new/?indicators=1&aim=keep"),
    ]  # fmt: skip


def test_remark_of_no_indicator_leads_to_a_measure_of_none(desk):
    finding = Finding("remark/o98", "remark", 0, "mend", ())
    analysis = replace(desk.analysis, findings=(finding,))
    hole = Hole(Problem("finding-without-step", ""), subject="remark/o98")
    (found,) = opened([hole], desk.plan, desk.value, desk.measures, analysis)
    assert found.url.endswith("measures/new/?aim=mend")


def test_code_that_the_site_has_no_words_for_is_said_in_the_rooms(desk):
    hole = Hole(Problem("another", "something is odd"), "m1")
    (found,) = opened([hole], desk.plan, desk.value, desk.measures, None)
    assert (found.words, found.mend, found.grave) == ("something is odd", "Open the measure", False)
    assert found.url.endswith("/measures/m1/")


def test_there_are_no_holes_without_a_result(desk):
    assert holes_of(desk.plan, desk.value, None) == ()


def test_every_code_of_the_room_has_words_here(desk):
    source = Path(room.__file__).read_text(encoding="utf-8")
    codes = {*re.findall(r'Problem\(\s*"([a-z-]+)"', source), "no-period", "period-outside-plan-year"}
    silent = {code for code in codes if not said(code, "m1", 1, "", value=desk.value, titles={})}
    assert silent == OF_PROGRESS | {"doubled-measure-id"}
    assert codes >= GRAVE
    assert set(PARTS.values()) <= set(PARTS_OF_MEASURES)
