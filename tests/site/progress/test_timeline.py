"""The measures beside each other in time: places from 0 to 1000 across the quarters that are drawn."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prongsai.planning.follow_up import follow_up_of
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, Measure, Period
from prongsai.planning.progress import Standing
from prongsai.site.progress.board import Line
from prongsai.site.progress.timeline import timeline

MEASURE = Measure(
    "m1",
    "มาตรการ",
    "mend",
    (7,),
    (),
    (),
    Period("ก", date(2025, 10, 1), date(2026, 3, 31)),
    follow_up_of("quarter"),
)


def line(measure=MEASURE, percent=None):
    standing = Standing(measure.id, "under_way", percent, None, None, None)
    return Line(1, measure, standing, (), (), (), (), own=False, waiting=0)


def test_bars_lie_where_their_days_lie():
    drawn = timeline([line(percent=Decimal(50))], 2569, date(2026, 1, 1))
    assert (drawn.quarters, drawn.marks, drawn.today) == (
        ("ต.ค.–ธ.ค. 68", "ม.ค.–มี.ค. 69", "เม.ย.–มิ.ย. 69", "ก.ค.–ก.ย. 69"),
        ("252", "498", "747"),
        "252",
    )
    (bar,) = drawn.bars
    assert (bar.start, bar.width, bar.done, bar.due) == ("0", "498", "249", ("249", "495"))


def test_a_measure_beyond_the_year_widens_it():
    longer = replace(MEASURE, period=Period("ก", date(2025, 8, 15), date(2026, 11, 30)))
    drawn = timeline([line(longer)], 2569, date(2027, 5, 1))
    assert (len(drawn.quarters), drawn.quarters[0], drawn.quarters[-1], drawn.today) == (
        6,
        "ก.ค.–ก.ย. 68",
        "ต.ค.–ธ.ค. 69",
        None,
    )
    assert drawn.bars[0].done == "0"


def test_the_axis_for_narrow_screens_tells_at_most_four_months_in_their_places():
    within = timeline([line()], 2569, date(2026, 1, 1))
    assert within.axis == (
        ("0%", "ต.ค. 68"),
        ("25.2%", "ม.ค. 69"),
        ("49.8%", "เม.ย. 69"),
        ("74.7%", "ก.ค. 69"),
    )
    longer = replace(MEASURE, period=Period("ก", date(2025, 8, 15), date(2026, 11, 30)))
    assert [month for _place, month in timeline([line(longer)], 2569, date(2026, 1, 1)).axis] == [
        "ก.ค. 68",
        "ม.ค. 69",
        "ก.ค. 69",
    ]


@pytest.mark.parametrize("percent", [None, Decimal(40)])
def test_a_measure_without_a_period_has_no_bar(percent):
    nothing = replace(MEASURE, period=NO_PERIOD, follow_up=NO_FOLLOW_UP)
    (bar,) = timeline([line(nothing, percent)], 2569, date(2026, 1, 1)).bars
    assert (bar.start, bar.width, bar.done, bar.due) == ("0", "0", "0", ())


def test_what_never_ends_is_cut_off():
    endless = replace(
        MEASURE, period=Period("ก", date(2025, 10, 1), date(2040, 1, 1)), follow_up=NO_FOLLOW_UP
    )
    drawn = timeline([line(endless)], 2569, date(2026, 1, 1))
    assert (len(drawn.quarters), drawn.bars[0].width) == (12, "1000")
