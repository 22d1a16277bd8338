"""Where everything of a line chart lies, so that a template can draw it as live text and lines.

Across, places are in per cent, so that the chart is as wide as its page and its text keeps the reader's size; up and
down they are in pixels.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

HEIGHT = 240
TOP = 34
"""The place of the most; above it is room for the figure of a point that stands there."""
BOTTOM = 200
"""The place of the least; below it stand the labels."""
_LEFT = Decimal(9)
_MOST = Decimal(100)
_LOWEST_START = Decimal(80)


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the chart under its label; `y` is None where there is no value. `missed`: below the target."""

    label: str
    value: Decimal | None
    x: str
    y: str | None
    missed: bool = False

    @property
    def above(self) -> str:
        """Give the place of the figure above the point."""
        return _pixels(Decimal(self.y or TOP) - 11)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line between two points that stand side by side."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across, with its number."""

    number: Decimal
    y: str

    @property
    def above(self) -> str:
        """Give the place of the number, a little above the line."""
        return _pixels(Decimal(self.y) - 4)


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line chart with everything in its place. `breaks` are places between points where a dashed line stands."""

    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[str, ...]
    target: str | None
    height: int = HEIGHT
    top: int = TOP
    bottom: int = BOTTOM

    @property
    def label_y(self) -> int:
        """Give the place of the labels."""
        return self.bottom + 26

    @property
    def middle(self) -> int:
        """Give the place of the words under which there is no value."""
        return (self.top + self.bottom) // 2


def line_chart(
    labels: Sequence[str],
    values: Sequence[Decimal | None],
    *,
    target: Decimal | None = None,
    breaks: Collection[int] = (),
) -> LineChart:
    """Place a line chart of values from 0 to 100, from left to right.

    `breaks` are the places (from 1) of the points before which something changed, so that they do not compare with
    what stands before. A point without a value leaves a gap, not a slope.
    """
    low = _start(values, target)
    points = tuple(
        Point(
            label,
            value,
            _across(place, len(labels)),
            None if value is None else _up(value, low),
            value is not None and target is not None and value < target,
        )
        for place, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    step = 20 if _MOST - low > 50 else 10
    return LineChart(
        points,
        tuple(
            Stretch(one.x, one.y, other.x, other.y)
            for one, other in pairwise(points)
            if one.y is not None and other.y is not None
        ),
        tuple(Tick(Decimal(number), _up(Decimal(number), low)) for number in range(100, int(low) - 1, -step)),
        tuple(_across(Decimal(place) - Decimal("0.5"), len(labels)) for place in sorted(breaks)),
        None if target is None else _up(target, low),
    )


def _start(values: Sequence[Decimal | None], target: Decimal | None) -> Decimal:
    """Give where the axis begins: at a ten, a little below the least value and the target, at most at 80."""
    known = [each for each in (*values, target) if each is not None]
    tens = [((each - 5) / 10).to_integral_value(ROUND_FLOOR) * 10 for each in known]
    return max(Decimal(0), min((*tens, _LOWEST_START)))


def _across(place: int | Decimal, count: int) -> str:
    return f"{_LEFT + (100 - _LEFT) * (place + Decimal('0.5')) / count:.2f}%"


def _up(value: Decimal, low: Decimal) -> str:
    return _pixels(TOP + (BOTTOM - TOP) * (_MOST - value) / (_MOST - low))


def _pixels(place: Decimal) -> str:
    return f"{place:.1f}"
