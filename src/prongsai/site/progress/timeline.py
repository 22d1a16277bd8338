"""The measures of a plan beside each other in time, so that a template can draw them as bars (Gantt)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from prongsai.language.dates import ERA, SHORT_MONTHS, fiscal_end, fiscal_start
from prongsai.planning.model import Measure
from prongsai.planning.progress import reports_due
from prongsai.site.progress.board import Line
from prongsai.site.shell.speech import spell

MONTHS_A_QUARTER = 3
_LONGEST = 12
"""How many quarters are drawn at most; what lies further is cut off at the edge."""
_TOLD = 4
"""How many months fit beside each other on the screen of a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure's bar: places from 0 to 1000 across, `done` the part of it that is reported done, `due` its ticks."""

    line: Line
    start: str
    width: str
    done: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The quarters that are drawn, the bars, and the place of today; None where it lies outside.

    `axis` is for narrow screens: at most four months in which quarters begin, each with its place in per cent.
    """

    quarters: tuple[str, ...]
    axis: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    bars: tuple[Bar, ...]
    today: str | None


def timeline(lines: Sequence[Line], plan_year: int, day: date) -> Timeline:
    """Give the timeline of a plan's measures on a day; those without a period have no bar of any width."""
    with_period = [line.measure for line in lines if line.measure.period.words]
    first = min([fiscal_start(plan_year), *(each.period.start for each in with_period)])
    last = max([fiscal_end(plan_year), *(each.period.end for each in with_period)])
    begins = _quarters(first, last)
    start, end = begins[0], begins[-1]
    return Timeline(
        tuple(map(_quarter_words, begins[:-1])),
        tuple(
            (_percent(each, start, end), _month(each))
            for each in begins[: -1 : ceil(len(begins[1:]) / _TOLD)]
        ),
        tuple(_place(each, start, end) for each in begins[1:-1]),
        tuple(_bar(line, plan_year, start, end) for line in lines),
        _place(day, start, end) if start <= day < end else None,
    )


def _quarters(first: date, last: date) -> list[date]:
    """Give the first days of the quarters from one day to another, and of the quarter after."""
    begin = date(first.year, (first.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1, 1)
    found = [begin]
    while found[-1] <= last and len(found) <= _LONGEST:
        begin = found[-1]
        later = begin.month + MONTHS_A_QUARTER
        found.append(date(begin.year + later // 13, (later - 1) % 12 + 1, 1))
    return found


def _quarter_words(begin: date) -> str:
    last = SHORT_MONTHS[begin.month + MONTHS_A_QUARTER - 2]
    return f"{SHORT_MONTHS[begin.month - 1]}–{last} {_year(begin)}"


def _month(begin: date) -> str:
    return f"{SHORT_MONTHS[begin.month - 1]} {_year(begin)}"


def _year(day: date) -> str:
    return spell((day.year + ERA) % 100)


def _bar(line: Line, plan_year: int, start: date, end: date) -> Bar:
    measure = line.measure
    if not measure.period.words:
        return Bar(line, "0", "0", "0", ())
    left = Decimal(_place(measure.period.start, start, end))
    right = Decimal(_place(measure.period.end + timedelta(days=1), start, end))
    done = (right - left) * (line.standing.percent or Decimal(0)) / 100
    return Bar(line, f"{left:f}", f"{right - left:f}", f"{done:.0f}", _ticks(measure, plan_year, start, end))


def _ticks(measure: Measure, plan_year: int, start: date, end: date) -> tuple[str, ...]:
    return tuple(_place(each, start, end) for each in reports_due(measure, plan_year) if each < end)


def _place(day: date, start: date, end: date) -> str:
    """Give the place of a day from 0 to 1000."""
    within = min(max(day, start), end)
    return str((within - start).days * 1000 // (end - start).days)


def _percent(day: date, start: date, end: date) -> str:
    """Give the place of a day as a drawing of any width has it."""
    return f"{Decimal(_place(day, start, end)) / 10}%"
