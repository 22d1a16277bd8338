"""A line chart has everything in its place, whatever the values."""

from decimal import Decimal
from itertools import pairwise

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from prongsai.site.shell.charts import BOTTOM, HEIGHT, TOP, Stretch, line_chart
from prongsai.site.shell.speech import speaking

VALUES = st.lists(st.none() | st.decimals(0, 100, places=2), min_size=1, max_size=6)
TARGETS = st.none() | st.decimals(0, 100, places=2)


def chart_of(values, **more):
    return line_chart([str(2560 + place) for place in range(len(values))], values, **more)


def across(place):
    assert place.endswith("%")
    return Decimal(place.removesuffix("%"))


@given(VALUES, TARGETS)
def test_points_lie_within_the_chart_and_in_order(values, target):
    chart = chart_of(values, target=target)
    places = [across(each.x) for each in chart.points]
    assert all(0 < place < 100 for place in places)
    assert places == sorted(set(places))
    heights = [Decimal(each.y) for each in chart.points if each.y is not None]
    assert all(TOP <= height <= BOTTOM for height in heights)
    assert [each.y is None for each in chart.points] == [value is None for value in values]
    assert all(0 <= Decimal(each.above) < HEIGHT for each in chart.points)


@given(VALUES, TARGETS)
def test_more_lies_higher(values, target):
    known = [(each.value, Decimal(each.y)) for each in chart_of(values, target=target).points if each.y]
    for (one, first), (other, second) in pairwise(sorted(known)):
        assert second <= first
        if other - one >= 1:
            assert second < first


@given(VALUES, TARGETS)
def test_only_points_side_by_side_are_joined(values, target):
    chart = chart_of(values, target=target)
    assert chart.stretches == tuple(
        Stretch(one.x, one.y, other.x, other.y)
        for one, other in pairwise(chart.points)
        if one.value is not None and other.value is not None
    )


@given(VALUES, TARGETS)
def test_axis_goes_from_a_ten_to_a_hundred_and_holds_target_and_values(values, target):
    chart = chart_of(values, target=target)
    numbers = [each.number for each in chart.ticks]
    assert numbers[0] == 100
    assert len(numbers) >= 3
    assert all(number % 10 == 0 and number >= 0 for number in numbers)
    assert {one - other for one, other in pairwise(numbers)} in ({10}, {20})
    assert all(TOP <= Decimal(each.y) <= BOTTOM for each in chart.ticks)
    if target is None:
        assert chart.target is None
    else:
        assert TOP <= Decimal(chart.target) <= BOTTOM


@given(VALUES, TARGETS)
def test_points_below_the_target_are_marked(values, target):
    chart = chart_of(values, target=target)
    assert [each.missed for each in chart.points] == [
        value is not None and target is not None and value < target for value in values
    ]


def test_breaks_stand_between_their_points():
    chart = chart_of([Decimal(80), Decimal(85), None], breaks=[2, 1])
    first, second, third = (across(each.x) for each in chart.points)
    middles = [(first + second) / 2, (second + third) / 2]
    assert all(
        abs(across(each) - middle) <= Decimal("0.01")
        for each, middle in zip(chart.breaks, middles, strict=True)
    )


def test_chart_of_high_values_begins_at_eighty_and_of_low_ones_at_zero():
    assert [each.number for each in chart_of([Decimal(99)]).ticks] == [100, 90, 80]
    assert [each.number for each in chart_of([Decimal(3)]).ticks] == [100, 80, 60, 40, 20, 0]


def test_drawn_chart_says_figures_as_live_text_in_the_reader_s_digits():
    chart = chart_of([Decimal("91.35"), None], target=Decimal(85), breaks=[1])
    with speaking("th", thai_digits=True):
        drawn = render_to_string("shell/line_chart.html", {"chart": chart, "alt": "ปี 2560 <91.35>"})
    assert 'aria-label="ปี ๒๕๖๐ &lt;๙๑.๓๕&gt;"' in drawn
    assert ">๙๑.๓๕</text>" in drawn
    assert ">๒๕๖๑</text>" in drawn
    assert ">–</text>" in drawn
    assert "style=" not in drawn
    assert drawn.count("<circle") == 1
    assert drawn.count('class="break"') == 1
    assert drawn.count('class="target"') == 1
