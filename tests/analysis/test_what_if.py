from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.analysis.what_if import floors, what_if
from prongsai.intake.model import Printed
from prongsai.language.problems import InputError
from prongsai.scoring.model import Decided, NoLevel, Scores, Undecided, value_of
from prongsai.scoring.score import score

Make = Callable[..., Scores]

B = "100 99.24 100 100 100 90.58 91.20 88.56 92.50 100"
C = "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"


def level(scores: Scores) -> str | tuple[str, ...]:
    verdict = scores.level
    if isinstance(verdict, Decided):
        return verdict.name
    return verdict.possible if isinstance(verdict, Undecided) else verdict.reason


def refused(scores: Scores, changes: dict[str, str]) -> str:
    with pytest.raises(InputError) as caught:
        what_if(scores, {key: Decimal(value) for key, value in changes.items()})
    (problem,) = caught.value.problems
    assert problem.mend
    return problem.code


def test_raised_indicators_are_scored_anew(shallow: Make) -> None:
    after = what_if(shallow(C), {"9": Decimal(90), "8": Decimal("97.90")})
    direct = shallow("99.14 98.60 99.68 97.74 98.71 95.61 91.55 97.90 90 100.00")
    assert (after.total, after.instruments["OIT"], level(after)) == (
        direct.total, direct.instruments["OIT"], level(direct),
    )  # fmt: skip


def test_nothing_changed_gives_the_same_scores(shallow: Make, deep: Make) -> None:
    for scores in (
        shallow(C),
        shallow(B, 2566, printed=Printed({"EIT1": Decimal("96.84")})),
        deep({"o13": "50"}),
    ):
        after = what_if(scores, {})
        assert (after.indicators, after.instruments, after.total, after.level) == (
            scores.indicators, scores.instruments, scores.total, scores.level,
        )  # fmt: skip


def test_raised_question_and_item_are_scored_anew(deep: Make) -> None:
    before = deep({"EIT1/e4": "60", "IIT/i5": "70", "o13": "0"})
    after = what_if(before, {"EIT1/e4": Decimal(90), "i5": Decimal(80), "o13": Decimal(100)})
    direct = deep({"EIT1/e4": "90", "IIT/i5": "80", "o13": "100"})
    assert (after.indicators, after.instruments, after.total, after.level) == (
        direct.indicators, direct.instruments, direct.total, direct.level,
    )  # fmt: skip


def test_raising_keeps_an_indicator_that_was_published_beside_its_items(deep: Make) -> None:
    before = deep({"o13": "50"}, indicators={9: Decimal("77.50")})
    after = what_if(before, {"9": Decimal(80), "EIT1/e4": Decimal(100)})
    assert value_of(after.indicators[9]) == Decimal(80)
    assert value_of(after.questions["EIT1", "e4"]) == Decimal(100)


def test_indicator_made_of_questions_sets_these_aside(deep: Make) -> None:
    before = deep({"EIT1/e4": "60"})
    after = what_if(before, {"7": Decimal(95)})
    assert after.questions == {}
    assert [value_of(after.indicators[number]) for number in (6, 7, 8)] == [
        value_of(before.indicators[6]), Decimal(95), value_of(before.indicators[8]),
    ]  # fmt: skip


def test_parts_are_at_least_what_they_were_when_eit_is_raised(shallow: Make) -> None:
    printed = Printed({"EIT1": Decimal("96.00"), "EIT2": Decimal("86.00")})
    before = shallow("99 99 99 99 99 91 91 91 99 99", printed=printed)
    assert level(before) == "ผ่านดี"
    assert level(what_if(before, {"7": Decimal(92)})) == "ผ่านดี"
    assert level(what_if(before, {"7": Decimal(89)})) == ("ผ่านดี", "ผ่าน")


def test_named_part_is_at_least_what_is_said(shallow: Make) -> None:
    before = shallow(B, 2566, printed=Printed({"EIT1": Decimal("96.84")}))
    assert level(before) == "ผ่าน"
    assert level(what_if(before, {"8": Decimal("90.98")})) == ("ผ่านดี", "ผ่าน")
    assert level(what_if(before, {"8": Decimal("90.98"), "EIT2": Decimal(85)})) == "ผ่านดี"


def test_floors_are_what_the_parts_are_taken_to_be_at_least(shallow: Make) -> None:
    scores = shallow(C, printed=Printed({"EIT1": Decimal("92.00")}))
    known = floors(scores, {"7": Decimal(95)})
    assert known == {"EIT1": Decimal("92.00"), "EIT2": Decimal("93.77")}
    assert floors(scores, {"7": Decimal(95), "EIT1": Decimal(96)}) == {**known, "EIT1": Decimal(96)}
    assert floors(scores, {"7": Decimal(80), "EIT1": Decimal(90)}) == {"EIT1": Decimal(90)}
    assert floors(scores, {"1": Decimal(100)}) == {}
    with pytest.raises(InputError):
        floors(scores, {"11": Decimal(1)})


def test_parts_stay_as_printed_when_eit_is_untouched(shallow: Make) -> None:
    before = shallow(B, 2566, printed=Printed({"EIT1": Decimal("96.84")}))
    after = what_if(before, {"9": Decimal(100)})
    assert after.instruments["EIT1"] == before.instruments["EIT1"]
    assert level(after) == "ผ่าน"


def test_average_of_agencies_stays_without_a_level(shallow: Make) -> None:
    after = what_if(shallow(C, kind="average_of_agencies"), {"7": Decimal(95)})
    assert isinstance(after.level, NoLevel)


def test_unscored_indicator_can_be_supposed(shallow: Make) -> None:
    before = shallow("99 99 99 99 99 - 91 91 99 99")
    assert value_of(what_if(before, {"6": Decimal(91)}).total) == value_of(
        shallow("99 99 99 99 99 91 91 91 99 99").total
    )


def test_counted_responses_are_changed_as_questions(deep: Make) -> None:
    scores = deep()
    method = scores.method
    assert method.scales
    counts = {
        (part, each.code, line.number, 1): 10
        for part in method.parts()
        for each in method.asked(part)
        for line in each.sub_questions
    }
    raw = score(replace(scores.result, depth="responses", questions={}, counts=counts), method)
    after = what_if(raw, {"EIT1/e4": Decimal(50)})
    assert value_of(after.questions["EIT1", "e4"]) == Decimal(50)
    assert {key: value_of(value) for key, value in after.questions.items() if key != ("EIT1", "e4")} == {
        key: value_of(value) for key, value in raw.questions.items() if key != ("EIT1", "e4")
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"11": "90"}, "unknown-key"),
        ({"e4": "90"}, "unknown-key"),
        ({"EIT/e4": "90"}, "unknown-key"),
        ({"x": "90"}, "unknown-key"),
        ({"o13": "101"}, "bad-score"),
        ({"o13": "90.001"}, "bad-score"),
        ({"o13": "NaN"}, "bad-score"),
        ({"7": "90", "o13": "90"}, "mixed-depths"),
    ],
)
def test_faulty_change_is_refused(deep: Make, changes: dict[str, str], code: str) -> None:
    assert refused(deep(), changes) == code


def test_questions_cannot_be_changed_where_only_indicators_are_known(shallow: Make) -> None:
    assert refused(shallow(C), {"o13": "90"}) == "mixed-depths"


def test_unpublished_rules_allow_no_what_if(shallow: Make) -> None:
    assert refused(shallow(C, 2569), {"9": "90"}) == "no-rules"


@given(number=st.integers(1, 10), raised=st.decimals(80, 100, places=2))
def test_raising_never_lowers_the_total(shallow: Make, number: int, raised: Decimal) -> None:
    before = shallow(" ".join(["80"] * 10))
    after, old = value_of(what_if(before, {str(number): raised}).total), value_of(before.total)
    assert after is not None
    assert old is not None
    assert after >= old
