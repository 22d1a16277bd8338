"""Where the points went, so that the sums can be defended."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from made_results import FIGURES, analysed, deep_scores
from prongsai.analysis.findings import analyse
from prongsai.site.findings.lost import points

FIGURE = st.decimals(0, 100, places=2)


def test_points_of_published_indicators_are_exact():
    found = points(analysed())
    assert [(each.key, str(each.points), str(each.most)) for each in found.indicators[:4]] == [
        ("9", "2.3000", "20.00"),
        ("8", "1.6050", "10.00"),
        ("7", "1.1600", "10.00"),
        ("6", "0.8250", "10.00"),
    ]
    assert (str(found.lost), str(found.exact), found.rounded) == ("7.6360", "92.3640", Decimal("92.36"))
    assert sum(each.points for each in found.indicators) == found.lost
    assert [(each.key, str(each.points), each.most) for each in found.instruments] == [
        ("IIT", "1.7460", 30),
        ("EIT", "3.5900", 30),
        ("OIT", "2.3000", 40),
    ]
    assert (found.unknown, found.deeper) == ((), ())
    assert found.indicators[0].bar == 92


@given(st.lists(FIGURE, min_size=10, max_size=10))
def test_points_and_total_make_a_hundred(figures):
    found = points(analysed(" ".join(map(str, figures))))
    assert sum(each.points for each in found.indicators) == found.lost
    assert sum(each.points for each in found.instruments) == found.lost
    assert found.lost + found.exact == 100
    assert abs(found.exact - found.rounded) <= Decimal("0.005")
    assert [each.points for each in found.indicators] == sorted(
        (each.points for each in found.indicators), reverse=True
    )
    assert all(0 <= each.bar <= 100 for each in found.indicators)
    assert all(each.points <= each.most for each in found.indicators)


def test_indicator_without_score_is_not_known_to_miss_anything():
    found = points(analysed("- " + FIGURES[6:]))
    assert found.unknown == ("1. Performance of duty",)
    assert (found.exact, found.rounded) == (None, None)
    assert len(found.indicators) == 9


def test_beneath_an_indicator_stand_the_questions_and_items_that_miss_points():
    found = points(analyse(deep_scores()))
    assert {each.key for each in found.deeper} == {str(number) for number in range(1, 11)}
    seventh = next(each for each in found.indicators if each.key == "7")
    assert {each.key.split("/")[0] for each in seventh.beneath} == {"EIT1", "EIT2"}
    assert [each.points for each in seventh.beneath] == sorted(
        (each.points for each in seventh.beneath), reverse=True
    )
    assert abs(seventh.sum_beneath - seventh.points) < Decimal("0.002")
    assert all(each.points for row in found.deeper for each in row.beneath)


def test_full_result_misses_nothing():
    found = points(analysed("100 " * 10))
    assert (found.lost, found.exact) == (0, 100)
    assert {each.bar for each in found.indicators} == {0}


def test_nobody_knows_where_points_went_where_rules_are_unpublished_or_nothing_is_scored():
    assert points(analysed(year=2569)) is None
    assert points(analysed("- " * 10)) is None
