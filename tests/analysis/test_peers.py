from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.analysis.peers import FEWEST, Quartiles, quarter_of, quartiles

D = Decimal
SCORES = [9000, 8000, 10000, 9500, 8501, 7000, 8167, 9167]


def test_quartiles_lie_on_the_line_between_two_scores() -> None:
    assert quartiles(SCORES) == Quartiles(8, D("70.00"), D("81.25"), D("87.51"), D("92.50"), D("100.00"))
    assert quartiles(range(1, 10)) == Quartiles(9, D("0.01"), D("0.03"), D("0.05"), D("0.07"), D("0.09"))


@pytest.mark.parametrize("count", range(FEWEST))
def test_fewer_than_may_be_compared_have_no_quartiles(count: int) -> None:
    assert quartiles([9000] * count) is None


@pytest.mark.parametrize(
    ("score", "quarter"),
    [("92.50", 1), ("92.49", 2), ("87.51", 2), ("87.50", 3), ("81.25", 3), ("81.24", 4), ("70.00", 4)],
)
def test_score_on_a_quartile_belongs_to_the_higher_side(score: str, quarter: int) -> None:
    spread = quartiles(SCORES)
    assert spread is not None
    assert quarter_of(D(score), spread) == quarter


@given(st.lists(st.integers(0, 10000), min_size=FEWEST))
def test_quartiles_are_in_order_and_within_the_scores(scores: list[int]) -> None:
    spread = quartiles(scores)
    assert spread is not None
    ordered = [spread.lowest, spread.first, spread.median, spread.third, spread.highest]
    assert ordered == sorted(ordered)
    assert (spread.lowest, spread.highest) == (D(min(scores)) / 100, D(max(scores)) / 100)
    assert all(quarter_of(D(score) / 100, spread) in {1, 2, 3, 4} for score in scores)
