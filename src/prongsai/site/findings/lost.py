"""Where the points went: what each indicator, and beneath it each question or item, is missing of the total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.analysis.costs import made_from, shares
from prongsai.analysis.model import Analysis
from prongsai.reports.results_part import axis_end
from prongsai.scoring.model import value_of
from prongsai.site.findings.words import figure_title, points_of

PLACES = 4
"""Decimals that are shown: what ten published indicators are missing is exact then."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The points of the total that something is missing, of the most that it can bring.

    `bar` is their place on the axis that all indicators share, from 0 to 100.
    """

    key: str
    title: str
    score: Decimal | None
    points: Decimal
    most: Decimal
    bar: Decimal = Decimal(0)
    beneath: tuple["Lost", ...] = ()

    @property
    def sum_beneath(self) -> Decimal:
        """Give the sum of what lies beneath."""
        return sum((each.points for each in self.beneath), Decimal(0))


@dataclass(frozen=True, slots=True)
class Points:
    """Where the points went, most first, with their sums.

    `exact` is the total before it is rounded to `rounded`; both are None where an indicator is `unknown`, that is
    without a score, since nobody knows then what it is missing.
    """

    indicators: tuple[Lost, ...]
    instruments: tuple[Lost, ...]
    unknown: tuple[str, ...]
    lost: Decimal
    exact: Decimal | None
    rounded: Decimal | None

    @property
    def deeper(self) -> tuple[Lost, ...]:
        """Give the indicators beneath which it is known what is missing."""
        return tuple(each for each in self.indicators if each.beneath)


def points(analysis: Analysis) -> Points | None:
    """Give where the points of a result went; None where the method does not tell."""
    scores, costs = analysis.scores, analysis.costs
    worth = shares(scores.method)
    keys = [key for key in (str(each.number) for each in scores.method.indicators) if key in costs]
    if not keys:
        return None
    end = axis_end(points_of(max(costs[key] for key in keys), PLACES) or Decimal(1))
    beneath = _beneath(analysis, worth)
    rows = [
        Lost(
            key,
            figure_title(scores.method, key),
            value_of(scores.indicators[int(key)]),
            points_of(costs[key], PLACES),
            points_of(100 * worth[key]),
            points_of(costs[key] * 100 / Fraction(end)),
            tuple(each for number, each in beneath if number == int(key)),
        )
        for key in keys
    ]
    whole = sum((costs[key] for key in keys), Fraction(0))
    return Points(
        tuple(sorted(rows, key=lambda each: (-each.points, int(each.key)))),
        _instruments(analysis, keys),
        tuple(figure_title(scores.method, str(number)) for number in analysis.unscored),
        points_of(whole, PLACES),
        None if analysis.unscored else points_of(100 - whole, PLACES),
        value_of(scores.total),
    )


def _instruments(analysis: Analysis, keys: Sequence[str]) -> tuple[Lost, ...]:
    """Give what each instrument is missing in sum, as far as its indicators are known."""
    method = analysis.scores.method
    return tuple(
        Lost(
            each.code,
            figure_title(method, each.code),
            value_of(analysis.scores.instruments[each.code]),
            points_of(
                sum((analysis.costs[key] for key in keys if int(key) in each.indicators), Fraction(0)), PLACES
            ),
            each.weight,
        )
        for each in method.instruments
    )


def _beneath(analysis: Analysis, worth: Mapping[str, Fraction]) -> list[tuple[int, Lost]]:
    """Give the questions and items that are short of anything, each with its indicator, most first."""
    method = analysis.scores.method
    short = [
        (
            method.subjects[key.rpartition("/")[2]].indicator,
            Lost(
                key,
                figure_title(method, key),
                value_of(value),
                points_of(analysis.costs[key], PLACES),
                points_of(100 * worth[key], PLACES),
            ),
        )
        for key, value in made_from(analysis.scores).items()
        if analysis.costs.get(key)
    ]
    return sorted(short, key=lambda each: -each[1].points)
