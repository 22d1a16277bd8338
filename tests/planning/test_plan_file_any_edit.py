"""Whatever a person writes into a plan's file stays when the plan is made anew."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_texts import AnalysisOf
from plan_texts import edit as _edit
from prongsai.intake.model import Agency
from prongsai.method.library import load_method
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan, Progress
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\n\t"), min_size=1).map(str.strip).filter(bool)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), words=st.lists(WORDS, min_size=4, max_size=4))
def test_making_anew_never_loses_a_persons_edit(
    data: st.DataObject,
    words: list[str],
    analysis_of: AnalysisOf,
    agency: Agency,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    letters = st.lists(
        st.sampled_from(["i7", "i8", "e4", "e8", "e10", "o13", "o22"]), max_size=4, unique=True
    ).map(lambda codes: "\n".join(f"{code} ประเด็น ก ดังนั้น ข" for code in codes))
    scores = st.sampled_from(["100 99 98 97 96 95 94 93 92 91", "91 92 93 94 95 96 97 98 99 100"])
    first, second = (
        make_plan(
            analysis_of(2566, data.draw(scores), data.draw(letters)),
            agency,
            2567,
            load_method(2567),
            keep=True,
        )
        for _time in range(2)
    )
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    write_plan(first, path)
    place = data.draw(st.integers(0, len(first.measures) - 1))
    measure = first.measures[place]
    entry = Progress(date(2024, 1, 15), words[3], Decimal(40))
    mine = replace(
        measure,
        title=words[0],
        steps=(replace(measure.steps[0], text=words[1]), *measure.steps[1:]),
        progress=(entry,),
    )
    edited = replace(
        first,
        measures=(*first.measures[:place], mine, *first.measures[place + 1 :]),
        texts={**first.texts, "rationale": words[2]},
    )
    by_hand = path.with_name("by-hand.yaml")
    write_plan(edited, by_hand)
    made = path.read_text(encoding="utf-8").partition("\nmade:")[2]
    path.write_text(
        by_hand.read_text(encoding="utf-8").partition("\nmade:")[0] + "\nmade:" + made, encoding="utf-8"
    )
    comment = "# ความเห็นของเรา"
    _edit(path, f"  - id: {measure.id}\n", f"  - id: {measure.id}  {comment}\n")
    write_plan(second, path)
    whole = read_plan(path)
    found = next(each for each in whole.measures if each.id == measure.id)
    assert found.title == _clean(words[0])
    assert _clean(words[1]) in [step.text for step in found.steps]
    assert measure.steps[0].text not in [step.text for step in found.steps] or _new(second, first, measure.id)
    assert [(each.day, each.percent, each.result) for each in found.progress] == [
        (entry.day, entry.percent, _clean(words[3]))
    ]
    assert whole.texts["rationale"] == _clean(words[2])
    assert comment in path.read_text(encoding="utf-8")


def _clean(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.strip().splitlines())


def _new(second: Plan, first: Plan, number: str) -> bool:
    """Tell whether a measure answers findings that were not there before."""
    before, after = (
        {
            answer
            for each in plan.measures
            if each.id == number
            for step in each.steps
            for answer in step.answers
        }
        for plan in (first, second)
    )
    return not after <= before
