"""Agencies of one type side by side: how their scores are spread, what is weakest, and where one of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prongsai.analysis.peers import FEWEST, Quarter, Quartiles, quarter_of, quartiles
from prongsai.method.library import load_method
from prongsai.site.coordination.standings import Peer
from prongsai.site.coordination.words import kind_word
from prongsai.site.findings.words import figure_title
from prongsai.site.rounds.shown import scores_shown

WEAKEST = 3
"""How many of the weakest indicators are marked."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a score is spread; `own` is that of the agency that was chosen, in the `quarter`, 1 the highest."""

    title: str
    quartiles: Quartiles
    weakest: bool = False
    own: Decimal | None = None

    @property
    def quarter(self) -> Quarter | None:
        """Give the quarter in which the chosen agency lies."""
        return None if self.own is None else quarter_of(self.own, self.quartiles)

    @property
    def against(self) -> Decimal | None:
        """Give how far the chosen agency lies above (or below) the median."""
        return None if self.own is None else self.own - self.quartiles.median


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared of agencies of a type: the kinds of their results, the total, and each indicator.

    `total` is None where there are fewer agencies than may be compared.
    """

    count: int
    kinds: tuple[tuple[str, int], ...]
    total: Spread | None
    indicators: tuple[Spread, ...]
    fewest: int = FEWEST


def compare(fiscal_year: int, peers: Sequence[Peer], chosen: int | None = None) -> Comparison:
    """Compare agencies by their decisive results of a year; `chosen` is the number of one to be placed among them."""
    kinds: dict[str, int] = {}
    for each in peers:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    own = next((each for each in peers if each.number == chosen), None)
    return Comparison(
        len(peers),
        tuple((kind_word(kind), count) for kind, count in sorted(kinds.items())),
        _spread(fiscal_year, "total", [int(each.total * 100) for each in peers], own and own.total),
        _indicators(fiscal_year, peers, own),
    )


def _spread(fiscal_year: int, key: str, scores: list[int], own: Decimal | None) -> Spread | None:
    found = quartiles(scores)
    return None if found is None else Spread(figure_title(load_method(fiscal_year), key), found, own=own)


def _indicators(fiscal_year: int, peers: Sequence[Peer], own: Peer | None) -> tuple[Spread, ...]:
    """Give the indicators that enough agencies have, the ones with the lowest medians marked."""
    rows = [scores_shown(each.indicators) for each in peers]
    mine = [] if own is None else scores_shown(own.indicators)
    spreads = []
    for place, number in enumerate(each.number for each in load_method(fiscal_year).indicators):
        held = [row[place] for row in rows if row[place] is not None]
        score = mine[place] if mine else None
        spread = _spread(fiscal_year, str(number), held, None if score is None else Decimal(score) / 100)
        if spread is not None:
            spreads.append(spread)
    medians = sorted(each.quartiles.median for each in spreads)[:WEAKEST]
    return tuple(
        Spread(each.title, each.quartiles, each.quartiles.median in medians, each.own) for each in spreads
    )
