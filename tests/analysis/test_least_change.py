from collections.abc import Callable
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from prongsai.analysis.least_change import least_change, reached
from prongsai.analysis.model import Condition, LeastChange, NoChange, Raise
from prongsai.analysis.what_if import what_if
from prongsai.intake.model import Printed
from prongsai.language.problems import InputError
from prongsai.method.model import Level, LevelRule
from prongsai.scoring.model import Decided, Scores, Undecided

Make = Callable[..., Scores]

C = "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"
HUNDRED = Decimal(100)


def found(scores: Scores, level: str | None = None) -> LeastChange:
    change = least_change(scores, level)
    assert isinstance(change, LeastChange)
    return change


def level_of(scores: Scores, name: str) -> Level:
    rule = scores.method.levels
    assert isinstance(rule, LevelRule)
    return next(each for each in rule.levels if each.name_th == name)


def fewest_by_trying(scores: Scores, level: Level, keys: list[str], conditions: dict[str, Decimal]) -> int:
    """The fewest keys that, all at 100, reach a level when scored anew."""
    for size in range(len(keys) + 1):
        for chosen in combinations(keys, size):
            if reached(what_if(scores, dict.fromkeys(chosen, HUNDRED) | conditions), level):
                return size
    raise AssertionError


def test_least_change_of_a_published_row(shallow: Make) -> None:
    change = found(shallow("95.21 90.39 93.37 87.92 92.01 91.51 90.39 90.02 97.14 100.00", 2565))
    assert (change.level, change.raises, change.conditions, change.exact) == (
        "AA", (Raise("8", Decimal("90.02"), Decimal("98.43")),), (), True,
    )  # fmt: skip
    assert change.points == Decimal("8.41")
    assert isinstance(change.after.level, Decided)


def test_least_change_heeds_the_rule_on_each_instrument(shallow: Make) -> None:
    change = found(shallow(C))
    assert change.raises == (
        Raise("8", Decimal("91.49"), Decimal("97.83")),
        Raise("9", Decimal("77.50"), Decimal("89.99")),
    )
    assert change.conditions == (Condition("EIT1", None, Decimal(95)), Condition("EIT2", None, Decimal(95)))


def test_part_below_the_cut_off_is_a_condition_of_its_own(shallow: Make) -> None:
    printed = Printed({"EIT1": Decimal("96.84")})
    change = found(shallow("100 99.24 100 100 100 90.58 91.20 88.56 92.50 100", 2566, printed=printed))
    assert change.level == "ผ่านดี"
    assert change.raises == (Raise("8", Decimal("88.56"), Decimal("90.98")),)
    assert change.conditions == (Condition("EIT2", Decimal("83.39"), Decimal(85)),)
    assert change.after.level == Decided("ผ่านดี", change.after.level.confidence)  # type: ignore[union-attr]


def test_parts_that_must_only_be_known_need_no_raise(shallow: Make) -> None:
    change = found(shallow("99 99 99 99 99 86 86 86 99 99"))
    assert (change.level, change.raises, change.points) == ("ผ่านดี", (), 0)
    assert [each.key for each in change.conditions] == ["EIT1", "EIT2"]


def test_parts_that_the_indicators_hold_high_enough_are_no_condition(shallow: Make) -> None:
    change = found(shallow("99 99 99 99 99 99.50 99.50 99.50 60 99"), "ผ่านดีเยี่ยม")
    assert ([each.key for each in change.raises], change.conditions) == (["9"], ())


def test_named_level_further_up_is_sought(shallow: Make) -> None:
    scores = shallow(" ".join(["60"] * 10))
    assert found(scores).level == "ต้องปรับปรุง"
    assert found(scores, "ผ่าน").level == "ผ่าน"
    assert found(scores, "pass, excellent").level == "ผ่านดีเยี่ยม"


def test_questions_and_items_are_raised_where_indicators_are_made_of_them(deep: Make) -> None:
    scores = deep({"EIT1/e4": "20", "EIT1/e5": "30", "o23": "0"}, base="95.50")
    assert [each.key for each in found(scores).raises] == ["EIT1/e4"]
    change = found(scores, "ผ่านดีเยี่ยม")
    assert [each.key for each in change.raises] == ["EIT1/e4", "EIT1/e5", "o23"]
    assert not change.exact
    assert (change.level, change.conditions) == ("ผ่านดีเยี่ยม", ())


def test_item_that_is_all_or_nothing_is_raised_to_full(deep: Make) -> None:
    change = found(deep({"o36": "0", "o37": "0", "o38": "0"}, year=2566, base="95"))
    assert {each.after for each in change.raises if each.key.startswith("o")} == {HUNDRED}


def test_published_indicator_is_raised_beside_questions(deep: Make) -> None:
    change = found(deep({"o13": "50"}, base="99", indicators={9: Decimal(60)}))
    assert [each.key for each in change.raises] == ["9"]


def test_mixed_instrument_is_taken_as_a_whole(deep: Make) -> None:
    """An EIT indicator that was published without its questions leaves the parts unknown."""
    scores = deep(
        dict.fromkeys(["EIT1/e1", "EIT1/e2", "EIT1/e3", "EIT2/e1", "EIT2/e2", "EIT2/e3"]),
        base="90",
        indicators={6: Decimal(90)},
    )
    change = found(scores)
    assert {each.key for each in change.conditions} == {"EIT1", "EIT2"}
    assert reached(change.after, level_of(scores, change.level))


@pytest.mark.parametrize(
    ("figures", "more", "level"),
    [
        (" ".join(["99"] * 10), {}, None),
        (C, {}, "ผ่าน"),
        (C, {"kind": "average_of_agencies"}, None),
        ("- " + " ".join(["90"] * 9), {}, None),
        (C, {"year": 2569}, None),
    ],
)
def test_no_least_change_says_why(
    shallow: Make, figures: str, more: dict[str, object], level: str | None
) -> None:
    change = least_change(shallow(figures, **more), level)
    assert isinstance(change, NoChange)
    assert change.reason


def test_unknown_level_is_refused(shallow: Make) -> None:
    with pytest.raises(InputError) as caught:
        least_change(shallow(C), "ดีเลิศ")
    assert [each.code for each in caught.value.problems] == ["unknown-level"]


def test_level_is_reached_where_every_possible_one_is_as_good(shallow: Make) -> None:
    open_ = shallow("95 95 95 95 95 90 90 90 90 90")
    assert isinstance(open_.level, Undecided)
    assert open_.level.possible == ("ผ่านดี", "ผ่าน")
    assert reached(open_, level_of(open_, "ผ่าน"))
    assert not reached(open_, level_of(open_, "ผ่านดี"))


def test_level_is_not_reached_where_there_is_none(shallow: Make) -> None:
    assert not reached(shallow("- " + " ".join(["90"] * 9)), level_of(shallow(C), "ผ่าน"))
    assert not reached(shallow(C, 2569), level_of(shallow(C), "ผ่าน"))


FIGURES = st.lists(st.integers(60, 100), min_size=10, max_size=10)


@settings(max_examples=25)
@example(figures=[60, 65, 100, 100, 100, 60, 95, 100, 60, 70], year=2568)
@given(figures=FIGURES, year=st.sampled_from([2565, 2568]))
def test_least_change_truly_reaches_with_the_fewest_indicators(
    shallow: Make, figures: list[int], year: int
) -> None:
    scores = shallow(" ".join(map(str, figures)), year)
    change = least_change(scores)
    assume(isinstance(change, LeastChange))
    assert isinstance(change, LeastChange)
    level = level_of(scores, change.level)
    assert reached(change.after, level)
    conditions = {each.key: each.wanted for each in change.conditions}
    keys = [str(number) for number in range(1, 11)]
    assert len(change.raises) == fewest_by_trying(scores, level, keys, conditions)
    double = {"6", "7", "8"} if conditions else set()  # printed parts leave EIT a hundredth or two of play
    for each in (one for one in change.raises if one.key not in double):  # a hundredth less is too little
        less = {one.key: one.after for one in change.raises} | {each.key: each.after - Decimal("0.01")}
        assert not reached(what_if(scores, less | conditions), level)


@settings(max_examples=20)
@given(
    short=st.lists(st.integers(1, 6), min_size=2, max_size=3), start=st.sampled_from(["95", "94.99", "94.96"])
)
def test_least_change_has_the_fewest_points_by_trying_hundredths(
    shallow: Make, short: list[int], start: str
) -> None:
    """Near a level, one raise at a time by hundredths: none reaches with fewer points than the least change."""
    figures = [start] * 10
    figures[8] = str(Decimal(start) - Decimal(sum(short)) / 50)
    scores = shallow(" ".join(figures), 2565)
    change = least_change(scores)
    assume(isinstance(change, LeastChange))
    assert isinstance(change, LeastChange)
    level = level_of(scores, change.level)
    assert len(change.raises) == 1
    for number in range(1, 11):
        now = Decimal(figures[number - 1])
        less = min(now + change.points - Decimal("0.01"), HUNDRED)
        assert not reached(what_if(scores, {str(number): less}), level)


@settings(max_examples=12)
@given(low=st.lists(st.integers(40, 95), min_size=4, max_size=4), short=st.integers(0, 100))
def test_least_change_of_questions_reaches_with_the_fewest(deep: Make, low: list[int], short: int) -> None:
    keys = ["EIT1/e4", "EIT1/e7", "EIT2/e4", "IIT/i5", "o23"]
    figures = dict(zip(keys, map(str, (*low, short)), strict=True))
    scores = deep(figures, base="100")
    change = least_change(scores)
    assume(isinstance(change, LeastChange))
    assert isinstance(change, LeastChange)
    level = level_of(scores, change.level)
    assert reached(change.after, level)
    assert len(change.raises) == fewest_by_trying(scores, level, keys, {})
