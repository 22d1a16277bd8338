from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prongsai.analysis.model import Analysis
from prongsai.intake.model import Agency
from prongsai.method.library import load_method
from prongsai.planning.holes import plan_holes, plan_problems
from prongsai.planning.making import make_plan
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, Measure, Plan, Progress, Step
from prongsai.planning.periods import read_period

AnalysisOf = Callable[..., Analysis]
LETTER = "ส่วนที่ 1\ne10 ประเด็น ก ดังนั้น ข"
DAY = date(2024, 1, 15)


@pytest.fixture(scope="module")
def analysis(analysis_of: AnalysisOf) -> Analysis:
    return analysis_of(letter=LETTER)


@pytest.fixture(scope="module")
def plan(analysis: Analysis, agency: Agency) -> Plan:
    return make_plan(analysis, agency, 2567, load_method(2567))


def _told(plan: Plan, analysis: Analysis, year: int = 2567) -> list[tuple[str, str]]:
    return [(each.code, each.where) for each in plan_problems(plan, analysis, load_method(year))]


def _with(plan: Plan, number: str, change: Callable[[Measure], Measure]) -> Plan:
    measures = tuple(change(each) if each.id == number else each for each in plan.measures)
    return replace(plan, measures=measures)


def test_plan_as_made_has_no_problems(plan: Plan, analysis: Analysis) -> None:
    assert _told(plan, analysis) == []


def test_plan_without_measures_is_not_complete(plan: Plan, analysis: Analysis) -> None:
    assert _told(replace(plan, measures=()), analysis)[0] == ("no-measures", "the plan")
    assert _told(replace(plan, measures=()), replace(analysis, findings=())) == [("no-measures", "the plan")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: replace(m, title=" "), [("empty-title", "measure m8")]),
        (lambda m: replace(m, owners=("",)), [("no-owner", "measure m8")]),
        (lambda m: replace(m, period=NO_PERIOD), [("no-period", "measure m8")]),
        (lambda m: replace(m, follow_up=NO_FOLLOW_UP), [("no-follow-up", "measure m8")]),
        (lambda m: replace(m, steps=()), [("finding-without-step", "the plan"), ("no-steps", "measure m8")]),
        (
            lambda m: replace(m, period=read_period("ตลอดปี", 2568)),
            [("period-outside-plan-year", "measure m8")],
        ),
        (lambda m: replace(m, steps=(*m.steps, Step("", ("8",)))), [("empty-step", "measure m8, step 4")]),
        (lambda m: replace(m, steps=(*m.steps, Step("ก"))), [("step-without-finding", "measure m8, step 4")]),
        (lambda m: replace(m, steps=(*m.steps, Step("ก", ("2",)))), [("step-under-other-indicator", "measure m8, step 4")]),
        (lambda m: replace(m, steps=(*m.steps, Step("ก", ("o43",)))), [("unknown-finding", "measure m8, step 4")]),
        (lambda m: replace(m, steps=(*m.steps, Step("ก", ("8",), ("kitchen",)))), [("unknown-reference", "measure m8, step 4")]),
        (lambda m: replace(m, progress=(Progress(DAY, "ก", Decimal(101), ("ข",)),)), [("percent-out-of-range", "measure m8")]),
        (lambda m: replace(m, progress=(Progress(DAY, "ก", Decimal(100)),)), [("done-without-proof", "measure m8")]),
        (lambda m: replace(m, id="m2"), [("doubled-measure-id", "the plan")]),
    ],
)  # fmt: skip
def test_plan_problems_name_code_and_place(
    plan: Plan, analysis: Analysis, change: Callable[[Measure], Measure], told: list[tuple[str, str]]
) -> None:
    assert _told(_with(plan, "m8", change), analysis) == told


@pytest.mark.parametrize(
    "change",
    [
        lambda m: replace(m, aim="general", indicators=(), steps=(*m.steps, Step("ก"))),
        lambda m: replace(m, indicators=(2, 8), steps=(*m.steps, Step("ก", ("2",)))),
        lambda m: replace(m, progress=(Progress(DAY, "ก", Decimal(100), ("รายงานการประชุม",)),)),
        lambda m: replace(m, progress=(Progress(DAY, "ก", Decimal(99)),)),
    ],
)
def test_plan_problems_of_what_is_allowed_are_none(
    plan: Plan, analysis: Analysis, change: Callable[[Measure], Measure]
) -> None:
    assert _told(_with(plan, "m8", change), analysis) == []


def test_finding_below_an_indicator_needs_a_step_of_its_own(plan: Plan, analysis: Analysis) -> None:
    def only_the_indicator(measure: Measure) -> Measure:
        return replace(measure, steps=(Step("ก", ("7",)),))

    (problem,) = plan_problems(_with(plan, "m7", only_the_indicator), analysis, load_method(2567))
    assert (problem.what, problem.mend) == (
        "no step answers the finding remark/EIT1/e10",
        "add a step with “answers: [remark/EIT1/e10]”",
    )


def test_kept_indicators_need_a_measure_only_where_the_layout_goes_by_indicators(
    plan: Plan, analysis: Analysis
) -> None:
    assert [each.what for each in plan_problems(plan, analysis, load_method(2569)) if each.code == "indicator-without-measure"] == [
        f"indicator {number} has no measure" for number in (1, 3, 4, 5, 9, 10)
    ]  # fmt: skip


def test_holes_tell_measure_step_and_subject(plan: Plan, analysis: Analysis) -> None:
    def empty(measure: Measure) -> Measure:
        steps = (replace(measure.steps[0], answers=("43",), refs=("kitchen",)),)
        return replace(measure, owners=(), period=NO_PERIOD, follow_up=NO_FOLLOW_UP, steps=steps)

    holes = plan_holes(_with(plan, "m8", empty), analysis, load_method(2567))
    assert [(each.code, each.measure, each.step, each.subject) for each in holes] == [
        ("finding-without-step", "", 0, "8"),
        ("no-owner", "m8", 0, ""),
        ("no-period", "m8", 0, ""),
        ("no-follow-up", "m8", 0, ""),
        ("unknown-finding", "m8", 1, "43"),
        ("unknown-reference", "m8", 1, "kitchen"),
    ]


def test_holes_of_the_plan_as_a_whole_name_what_they_speak_of(plan: Plan, analysis: Analysis) -> None:
    doubled = replace(plan, measures=(*plan.measures, plan.measures[0]))
    first = plan.measures[0].id
    assert [
        (each.code, each.measure, each.subject) for each in plan_holes(doubled, analysis, load_method(2569))
    ] == [
        *(("indicator-without-measure", "", str(number)) for number in (1, 3, 4, 5, 9, 10)),
        ("doubled-measure-id", first, ""),
    ]
