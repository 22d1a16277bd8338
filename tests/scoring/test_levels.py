from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.method.library import load_method
from prongsai.method.model import Basis, Confidence, Unpublished
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.levels import Interval, decide_level, part_bounds
from prongsai.scoring.model import Decided, NoLevel, NoScore, Undecided
from prongsai.scoring.score import score

BEST, GOOD, PASS = "ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"


def points(**figures):
    return {code: Interval.point(Decimal(figure)) for code, figure in figures.items()}


def names(verdict):
    return (verdict.name,) if isinstance(verdict, Decided) else verdict.possible


@pytest.mark.parametrize(
    ("total", "level"),
    [
        ("95.00", "AA"), ("94.99", "A"), ("85.00", "A"), ("84.99", "B"), ("75.00", "B"), ("74.99", "C"),
        ("65.00", "C"), ("64.99", "D"), ("55.00", "D"), ("54.99", "E"), ("50.00", "E"), ("49.99", "F"),
        ("0.00", "F"),
    ],
)  # fmt: skip
def test_letter_follows_the_total_alone(total, level):
    assert names(decide_level(load_method(2564), Decimal(total), {})) == (level,)


@pytest.mark.parametrize(
    ("total", "lowest", "level"),
    [
        ("95.00", "95.00", BEST),
        ("95.00", "94.99", GOOD),
        ("94.99", "95.00", GOOD),
        ("95.00", "84.99", PASS),
        ("85.00", "85.00", GOOD),
        ("85.00", "84.99", PASS),
        ("84.99", "100.00", "ต้องปรับปรุง"),
        ("70.00", "0.00", "ต้องปรับปรุง"),
        ("69.99", "0.00", "ต้องปรับปรุงโดยด่วน"),
    ],
)
@pytest.mark.parametrize("weakest", ["IIT", "EIT1", "EIT2", "OIT"])
def test_pass_rating_follows_the_total_and_every_instrument(total, lowest, level, weakest):
    figures = points(IIT="100", EIT1="100", EIT2="100", OIT="100") | points(**{weakest: lowest})
    assert names(decide_level(load_method(2568), Decimal(total), figures)) == (level,)


def test_parts_that_cannot_be_below_decide_although_unknown(made):
    """EIT of 92.88 leaves no part below 85."""
    assert names(score(made(), load_method(2568)).level) == (GOOD,)


def test_unknown_parts_leave_the_possible_levels_with_what_would_decide(made):
    scores = score(made(2568, ("96",) * 5 + ("90", "90", "90") + ("96", "96")), load_method(2568))
    assert scores.level == Undecided(
        (GOOD, PASS),
        "not known: EIT part 1, EIT part 2; if each is at least 85: ผ่านดี; otherwise: ผ่าน",
    )
    assert scores.instruments["EIT1"] == NoScore(
        "EIT part 1 is not given; it can only lie between 79.99 and 100.00"
    )


def test_three_levels_may_be_open_and_the_best_needs_every_part_at_95(made):
    scores = score(made(2568, ("99",) * 5 + ("95", "95", "95") + ("99", "99")), load_method(2568))
    assert names(scores.level) == (BEST, GOOD)
    scores = score(made(2568, ("100",) * 5 + ("92", "92", "92") + ("99", "99")), load_method(2568))
    assert names(scores.level) == (GOOD, PASS)
    assert names(decide_level(load_method(2568), Decimal(96), points(IIT="99", OIT="99"))) == (
        BEST,
        GOOD,
        PASS,
    )


def test_level_that_a_better_one_always_takes_first_is_not_possible():
    """Two levels with one demand on each figure: the second is never reached."""
    method = load_method(2568)
    best, good, passed, *rest = method.levels.levels
    twin = replace(good, name_th="ซ้ำ")
    doubled = replace(method, levels=replace(method.levels, levels=(best, good, twin, passed, *rest)))
    assert names(decide_level(doubled, Decimal(90), points(IIT="99", OIT="99"))) == (GOOD, PASS)


def test_figures_that_do_not_matter_are_not_asked_for():
    verdict = decide_level(load_method(2568), Decimal(90), points(IIT="99", EIT1="99", OIT="99"))
    assert verdict == Undecided(
        (GOOD, PASS), "not known: EIT part 2; if each is at least 85: ผ่านดี; otherwise: ผ่าน"
    )


def test_contradicting_parts_are_taken_as_unknown(made):
    printed = made().printed
    wrong = replace(printed, instruments={"EIT1": Decimal(10), "EIT2": Decimal(20)})
    assert names(score(made(printed=wrong), load_method(2568)).level) == (GOOD,)
    figures = points(IIT="99", OIT="99", EIT="92", EIT1="10", EIT2="20")
    assert names(decide_level(load_method(2568), Decimal(90), figures)) == (GOOD, PASS)


def test_both_printed_parts_decide(made):
    printed = replace(made().printed, instruments={"EIT1": Decimal("95.77"), "EIT2": Decimal(90)})
    scores = score(made(printed=printed), load_method(2568))
    assert (names(scores.level), scores.instruments["EIT2"].value, scores.problems) == (
        (GOOD,),
        Decimal(90),
        (),
    )


def test_level_rests_on_the_rule_of_parts_where_a_part_is_derived(made):
    scores_of = ("100", "99.24", "100", "100", "100", "90.58", "91.20", "88.56", "92.50", "100")
    printed = replace(made().printed, instruments={"EIT1": Decimal("96.84")})
    level = score(made(2566, scores_of, printed=printed), load_method(2566)).level
    assert (level.name, level.confidence) == (PASS, Confidence.INFERRED)
    assert level.because.startswith("how the parts of EIT make an indicator: inferred (")


def test_level_that_the_total_alone_decides_does_not_rest_on_the_parts(made):
    level = score(made(2566, ("80",) * 10), load_method(2566)).level
    assert level == Decided("ต้องปรับปรุง", Confidence.VERIFIED)


def test_best_level_says_that_its_clause_rests_on_one_source():
    figures = points(IIT="99", EIT1="99", EIT2="99", OIT="99")
    level = decide_level(load_method(2568), Decimal(99), figures)
    assert (level.name, level.confidence) == (BEST, Confidence.ONE_SOURCE)
    assert level.because.startswith("the level rule: one source (")


def test_level_without_note_says_the_word_only():
    method = load_method(2564)
    rule = replace(
        method.levels,
        basis=Basis(Confidence.INFERRED),
        levels=tuple(replace(each, basis=Basis(Confidence.VERIFIED)) for each in method.levels.levels),
    )
    verdict = decide_level(replace(method, levels=rule), Decimal(99), {})
    assert verdict == Decided("AA", Confidence.INFERRED, "the level rule: inferred")


def test_unpublished_rule_gives_no_level():
    method = replace(load_method(2568), levels=Unpublished())
    assert decide_level(method, Decimal(99), {}) == NoLevel("the level rule of 2568 is not published")


def test_total_below_every_level_has_none():
    method = load_method(2568)
    rule = replace(method.levels, levels=method.levels.levels[:1])
    assert decide_level(replace(method, levels=rule), Decimal(50), {}) == NoLevel(
        "no level of the year's rule fits these figures"
    )


SCORES = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths).scaleb(-2))


@given(st.lists(st.tuples(SCORES, SCORES), min_size=3, max_size=3), SCORES)
def test_verdict_without_parts_always_allows_the_true_level(parts, total):
    """Whatever the parts really are, deciding from EIT alone never excludes the level that they give."""
    method = load_method(2568)
    indicators = [two_decimals(Fraction(one + two) / 2) for one, two in parts]
    first, second = (two_decimals(Fraction(sum(each[side] for each in parts)) / 3) for side in (0, 1))
    eit = Interval.point(Fraction(sum(indicators)) / 3)
    rest = points(IIT="100", OIT="100")
    true = names(decide_level(method, total, rest | points(EIT1=str(first), EIT2=str(second))))
    bounds = part_bounds(indicators)
    for known in (
        {},
        {"EIT1": bounds, "EIT2": bounds},
        {"EIT1": Interval.point(first), "EIT2": bounds},
        {"EIT2": Interval.point(second)},
        {"EIT1": Interval.point(first), "EIT2": Interval.point(second)},
    ):
        assert set(true) <= set(names(decide_level(method, total, rest | {"EIT": eit} | known)))
