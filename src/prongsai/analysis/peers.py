"""Agencies of one kind side by side: quartiles of a score, and where one agency stands among them.

Scores are whole hundredths here (9740 for 97.40), so that thousands of them are sorted quickly and nothing is rounded
before the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from prongsai.scoring.exact import two_decimals

FEWEST = 8
"""How many agencies there must be to be compared. Ours, not the assessor's: among fewer, a quarter could hold one agency,
and the five figures together all or most of the scores, which would be a ranking of single agencies under another name."""

Quarter = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Quartiles:
    """How a score is spread over some agencies, with two decimals."""

    count: int
    lowest: Decimal
    first: Decimal
    median: Decimal
    third: Decimal
    highest: Decimal


def quartiles(scores: Iterable[int]) -> Quartiles | None:
    """Give the quartiles of scores in hundredths, None where there are fewer than `FEWEST`.

    A quartile between two scores lies on the straight line between them.
    """
    ordered = sorted(scores)
    if len(ordered) < FEWEST:
        return None
    lowest, first, median, third, highest = (_at(ordered, Fraction(part, 4)) for part in range(5))
    return Quartiles(len(ordered), lowest, first, median, third, highest)


def _at(ordered: Sequence[int], part: Fraction) -> Decimal:
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    exact = ordered[below] + (place - below) * (ordered[above] - ordered[below])
    return two_decimals(exact / 100)


def quarter_of(score: Decimal, spread: Quartiles) -> Quarter:
    """Give the quarter in which a score lies, 1 the highest; one that lies on a quartile belongs to the higher side."""
    if score >= spread.third:
        return 1
    if score >= spread.median:
        return 2
    return 3 if score >= spread.first else 4
