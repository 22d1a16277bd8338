from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.analysis.model import Analysis
from prongsai.intake.model import Agency
from prongsai.method.library import load_method
from prongsai.planning.keeping import Note
from prongsai.planning.making import make_plan
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, Measure, Plan, Progress, Step
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan
from prongsai.planning.renewal import Made, first_made, renewed

AnalysisOf = Callable[..., Analysis]
LETTER = "ส่วนที่ 1\ne10 ประเด็น ก ดังนั้น ข"


@pytest.fixture(scope="module")
def plan(analysis_of: AnalysisOf, agency: Agency) -> Plan:
    return make_plan(analysis_of(letter=LETTER), agency, 2567, load_method(2567))


@pytest.fixture(scope="module")
def later(analysis_of: AnalysisOf, agency: Agency) -> Plan:
    scores = "100 99.24 100 100 84.10 90.58 91.20 96.00 92.50 100"
    letter = LETTER + "\nส่วนที่ 2\ne9 ประเด็น ค ดังนั้น ง"
    return make_plan(analysis_of(2566, scores, letter), agency, 2567, load_method(2567))


def test_untouched_plan_becomes_the_new_one(plan: Plan, later: Plan) -> None:
    found = renewed(plan, later, first_made(plan))

    def by_id(each: Measure) -> str:
        return each.id

    def whole(each: Plan) -> Plan:
        sorted_steps = (
            replace(measure, steps=tuple(sorted(measure.steps, key=str))) for measure in each.measures
        )
        return replace(each, measures=tuple(sorted(sorted_steps, key=by_id)))

    assert whole(found.plan) == whole(later)
    assert {each.outcome for each in found.notes} == {"refreshed", "added", "removed"}


def test_plan_in_line_stays_as_it_is(plan: Plan) -> None:
    made = first_made(plan)
    found = renewed(plan, plan, made)
    assert (found.plan, found.made, found.notes) == (plan, made, ())


def test_plan_with_nothing_in_it_and_nothing_made_is_filled(plan: Plan) -> None:
    bare = replace(plan, measures=(), texts={}, paragraphs={})
    assert renewed(bare, plan, Made()).plan == plan


def test_what_a_person_emptied_stays_empty(plan: Plan, later: Plan) -> None:
    first = plan.measures[0]
    mine = replace(first, title="", owners=(), period=NO_PERIOD, follow_up=NO_FOLLOW_UP, expected_gain=None)
    standing = replace(plan, measures=(mine, *plan.measures[1:]))
    found = renewed(standing, plan, first_made(plan))
    assert found.plan == standing
    kept, left_out = ("owners", "period", "follow_up"), ("title", "expected_gain")
    assert set(found.notes) == {
        *(Note("kept", f"measures/{first.id}/{each}") for each in kept),
        *(Note("left_out", f"measures/{first.id}/{each}") for each in left_out),
    }


def test_measure_that_is_held_does_not_go(plan: Plan) -> None:
    less = replace(plan, measures=plan.measures[:1])
    second, *gone = (each.id for each in plan.measures[1:])
    found = renewed(plan, less, first_made(plan), frozenset({second}))
    assert [each.id for each in found.plan.measures] == [plan.measures[0].id, second]
    assert set(found.notes) == {
        Note("outdated", f"measures/{second}"),
        *(Note("removed", f"measures/{each}") for each in gone),
    }


def test_measure_that_was_deleted_stays_deleted(plan: Plan) -> None:
    made = first_made(plan)
    found = renewed(replace(plan, measures=plan.measures[1:]), plan, made)
    assert found.plan.measures == plan.measures[1:]
    assert found.notes == (Note("left_out", f"measures/{plan.measures[0].id}"),)
    assert found.made == made


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), words=st.lists(st.text("กขคง ", min_size=1, max_size=9), min_size=3, max_size=3))
def test_renewal_never_loses_what_a_person_wrote(
    data: st.DataObject, words: list[str], analysis_of: AnalysisOf, agency: Agency
) -> None:
    letters = st.lists(
        st.sampled_from(["i7", "i8", "e4", "e8", "e10", "o13", "o22"]), max_size=4, unique=True
    ).map(lambda codes: "\n".join(f"{code} ประเด็น ก ดังนั้น ข" for code in codes))
    scores = st.sampled_from(["100 99 98 97 96 95 94 93 92 91", "91 92 93 94 95 96 97 98 99 100"])
    first, second, third = (
        make_plan(
            analysis_of(2566, data.draw(scores), data.draw(letters)),
            agency,
            2567,
            load_method(2567),
            keep=True,
        )
        for _time in range(3)
    )
    place = data.draw(st.integers(0, len(first.measures) - 1))
    own = Measure("own", words[2], "general", (), (), (Step(words[0]),), NO_PERIOD, NO_FOLLOW_UP)
    entry = Progress(date(2024, 1, 15), words[0], Decimal(40))
    measure = first.measures[place]
    mine = replace(
        measure,
        title=words[0] + "ของเรา",
        steps=(Step(words[1] + "ของเรา", ("7",)), *measure.steps[1:]),
        budget=words[1],
        progress=(entry,),
    )
    standing = replace(
        first,
        measures=(own, *first.measures[:place], mine, *first.measures[place + 1 :]),
        texts={**first.texts, "rationale": words[2] + "ของเรา"},
    )
    one = renewed(standing, second, first_made(first))
    two = renewed(one.plan, third, one.made)
    for found in (one, two):
        by_id = {each.id: each for each in found.plan.measures}
        kept = by_id[mine.id]
        assert by_id["own"] == own
        assert (kept.title, kept.budget, kept.progress) == (mine.title, mine.budget, mine.progress)
        assert mine.steps[0] in kept.steps
        assert found.plan.texts["rationale"] == words[2] + "ของเรา"


def test_renewal_decides_as_the_plan_file_does(plan: Plan, later: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    write_plan(plan, path)
    notes = write_plan(later, path)
    found = renewed(plan, later, first_made(plan))
    assert found.plan == read_plan(path)
    assert {(each.outcome, each.place) for each in found.notes} == {
        (each.outcome, each.place) for each in notes if not each.place.startswith("agency")
    }
