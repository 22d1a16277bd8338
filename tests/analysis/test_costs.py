from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from prongsai.analysis.costs import costs, is_made, shares
from prongsai.method.library import load_method
from prongsai.method.model import ItemRule, Unpublished
from prongsai.scoring.model import Score, Scores

Make = Callable[..., Scores]

FIGURES = st.lists(st.decimals(0, 100, places=2), min_size=10, max_size=10)


@given(figures=FIGURES)
def test_costs_of_the_indicators_make_up_what_the_total_misses(shallow: Make, figures: list[Decimal]) -> None:
    scores = shallow(" ".join(map(str, figures)))
    exact = sum(
        (Fraction(each.weight) / 100 * value.exact)
        for each in scores.method.instruments
        if isinstance(value := scores.instruments[each.code], Score)
    )
    found = costs(scores)
    assert list(found) == [str(number) for number in range(1, 11)]
    assert sum(found.values()) == 100 - exact


def test_costs_of_a_published_row_are_exact(shallow: Make) -> None:
    found = costs(shallow("99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"))
    assert (found["1"], found["7"], found["9"], found["10"]) == (
        Fraction(6, 100) * Fraction("0.86"),
        Fraction(1, 10) * Fraction("8.45"),
        Fraction(9, 2),
        Fraction(0),
    )


def test_questions_and_items_share_their_indicator_cost(deep: Make) -> None:
    scores = deep({"EIT1/e4": "60", "EIT2/e5": "90", "o21": "0"}, year=2566, base="100")
    found = costs(scores)
    assert {key: value for key, value in found.items() if value and not key.isdecimal()} == {
        "EIT1/e4": Fraction(1, 10) / 2 / 5 * 40,
        "EIT2/e5": Fraction(1, 10) / 2 / 5 * 10,
        "o21": Fraction(1, 5) / 5 / 4 * 100,
    }
    assert found["6"] == found["EIT1/e4"] + found["EIT2/e5"]
    assert found["9"] == found["o21"]


def test_shares_add_up_to_one_for_each_level_of_detail() -> None:
    for year in range(2563, 2569):
        worth = shares(load_method(year))
        assert sum(value for key, value in worth.items() if key.isdecimal()) == 1
        assert sum(value for key, value in worth.items() if not key.isdecimal()) == 1


def test_unscored_indicator_has_no_cost(shallow: Make) -> None:
    assert "3" not in costs(shallow("99 99 - 99 99 99 99 99 99 99"))


def test_items_of_a_published_indicator_have_no_cost(deep: Make) -> None:
    scores = deep({"o13": "50"}, indicators={9: Decimal("91.25")})
    assert not is_made(scores, 9)
    assert is_made(scores, 10)
    assert is_made(scores, 1)
    found = costs(scores)
    assert "o13" not in found
    assert found["9"] == Fraction(1, 5) * Fraction("8.75")
    assert "o23" in found


def test_unpublished_rules_leave_out_what_rests_on_them() -> None:
    method = load_method(2568)
    gone = Unpublished()

    def keys(**rules: object) -> set[str]:
        changed = replace(method, rules=replace(method.rules, **rules))  # type: ignore[arg-type]
        return {key.rstrip("0123456789") for key in shares(changed)}

    assert keys() == {"", "IIT/i", "EIT1/e", "EIT2/e", "o"}
    assert keys(total=gone) == keys(instrument=gone) == set()
    assert keys(indicator=gone) == {"", "o"}
    assert keys(parts=gone) == {"", "IIT/i", "o"}
    assert keys(items=gone) == {"", "IIT/i", "EIT1/e", "EIT2/e"}


def test_items_count_alike_where_sub_indicators_do_not_count() -> None:
    method = load_method(2568)
    rule = method.rules.items
    assert isinstance(rule, ItemRule)
    flat = replace(method, rules=replace(method.rules, items=replace(rule, through_sub_indicators=False)))
    worth = shares(flat)
    assert {worth[each.code] for each in method.items if each.indicator == 9} == {Fraction(1, 5) / 20}
    assert {worth[each.code] for each in method.items if each.indicator == 10} == {Fraction(1, 5) / 8}
