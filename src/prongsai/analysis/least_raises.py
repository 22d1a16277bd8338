"""The search behind the least change: fewest raises, then fewest points, in whole numbers.

Within one measured figure (IIT, a part of EIT, OIT) a raise's worth for the figure and for the total go together. So
the fewest raises are the greatest gains of each figure that must rise, then the greatest of all; and for chosen raises
the fewest points come from filling the worthiest first, for each figure and then for the total. Of raises with the
same worth, more room is never worse, so only how many of each kind are chosen has to be tried, by branch and bound.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from math import ceil, lcm

LIMIT = 4000
"""Branches that are tried at most; only results far below a level, with dozens of raises, come near it."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be raised: the figure it lies under, the worth of a point, its room in hundredths.

    `worth`: points of the total for one point; `whole`: it can only be raised by all its room, as an item that is
    all or nothing.
    """

    key: str
    figure: str
    worth: Fraction
    room: int
    whole: bool = False

    @property
    def gain(self) -> Fraction:
        """Give the points of the total that all its room brings."""
        return self.worth * self.room / 100


@dataclass(frozen=True, slots=True)
class Need:
    """What is to be gained, in points of the total: under each measured figure, and altogether."""

    figures: Mapping[str, Fraction]
    total: Fraction


def least_raises(options: Sequence[Option], need: Need, limit: int = LIMIT) -> tuple[dict[str, int], bool]:
    """Give the least raises as key → hundredths, and whether the search was completed within `limit` branches.

    Fewest raises come first, then fewest hundredths; of equal ones the first found, in the order of `options`. The
    needs must be attainable with all options raised by all their room.
    """
    search = _Search(options, need, limit)
    search.run()
    filled = search.best
    return {each.key: filled[each.key] for each in options if filled.get(each.key)}, search.branches < limit


def fewest(options: Sequence[Option], need: Need) -> list[Option]:
    """Give the fewest options that, raised by all their room, meet the needs."""
    ordered = sorted(options, key=lambda each: -each.gain)
    taken: list[Option] = []
    for figure, wanted in need.figures.items():
        _take([each for each in ordered if each.figure == figure], wanted, Fraction(0), taken)
    _take([each for each in ordered if each not in taken], need.total, _gain(taken), taken)
    return taken


def _take(ordered: Sequence[Option], wanted: Fraction, gained: Fraction, taken: list[Option]) -> None:
    """Take options in order until what is wanted is gained."""
    for each in ordered:
        if gained >= wanted:
            return
        gained += each.gain
        taken.append(each)


def _gain(options: Sequence[Option]) -> Fraction:
    return sum((each.gain for each in options), Fraction(0))


@dataclass
class _Search:
    """Branch and bound over how many of each kind are chosen; worths and needs as whole numbers of one unit."""

    options: Sequence[Option]
    need: Need
    limit: int
    best: dict[str, int] = field(default_factory=dict)
    points: int = 0
    branches: int = 0
    worth: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    total: int = 0
    kinds: list[list[Option]] = field(default_factory=list)

    def run(self) -> None:
        unit = lcm(*(each.worth.denominator for each in self.options)) * 100
        self.worth = {each.key: int(each.worth * unit) // 100 for each in self.options}
        self.figures = {key: ceil(each * unit) for key, each in self.need.figures.items() if each > 0}
        self.total = ceil(self.need.total * unit)
        ordered = sorted(self.options, key=_kind)
        self.kinds = [sorted(same, key=lambda each: -each.room) for _key, same in groupby(ordered, key=_kind)]
        self.kinds.sort(key=lambda kind: -kind[0].worth)
        chosen = fewest(self.options, self.need)
        self.points = sum(each.room for each in chosen) + 1
        self._keep(chosen)
        self._branch(0, len(chosen), [])

    def _keep(self, chosen: Sequence[Option]) -> None:
        """Keep a choice that can meet the needs if it does so with fewer points than the best so far."""
        filled = self._fill(chosen, ())
        if sum(filled.values()) < self.points:
            self.best, self.points = filled, sum(filled.values())

    def _branch(self, place: int, left: int, chosen: list[Option]) -> None:
        self.branches += 1
        rest = [each for kind in self.kinds[place:] for each in kind]
        if self.branches >= self.limit or len(rest) < left or not self._attainable(chosen, rest, left):
            return
        if not left or place == len(self.kinds):
            self._keep(chosen)
            return
        if sum(self._fill(chosen, rest).values()) >= self.points:
            return
        kind = self.kinds[place]
        for count in range(min(left, len(kind)), -1, -1):
            self._branch(place + 1, left - count, [*chosen, *kind[:count]])

    def _attainable(self, chosen: Sequence[Option], rest: Sequence[Option], left: int) -> bool:
        """Tell whether the best `left` of the rest could still meet every need."""
        if self._full(chosen) + sum(sorted(map(self._room, rest), reverse=True)[:left]) < self.total:
            return False
        for figure, wanted in self.figures.items():
            short = wanted - self._full([each for each in chosen if each.figure == figure])
            for gain in sorted((self._room(each) for each in rest if each.figure == figure), reverse=True):
                if short <= 0:
                    break
                short -= gain
                left -= 1
            if short > 0:
                return False
        return left >= 0

    def _room(self, option: Option) -> int:
        return self.worth[option.key] * option.room

    def _full(self, options: Sequence[Option]) -> int:
        return sum(map(self._room, options))

    def _fill(self, chosen: Sequence[Option], rest: Sequence[Option]) -> dict[str, int]:
        """Give the fewest hundredths for what is chosen, with any of the rest in any part as a lower bound."""
        filled = {each.key: each.room if each.whole else 0 for each in chosen}
        filled.update({each.key: 0 for each in rest})
        ordered = sorted((*chosen, *rest), key=lambda each: (-self.worth[each.key], -each.room))
        for figure, wanted in self.figures.items():
            self._raise([each for each in ordered if each.figure == figure], wanted, filled)
        self._raise(ordered, self.total, filled)
        return filled

    def _raise(self, ordered: Sequence[Option], wanted: int, filled: dict[str, int]) -> None:
        """Fill options in order until together they gain what is wanted."""
        short = wanted - sum(self.worth[each.key] * filled[each.key] for each in ordered)
        for each in ordered:
            if short <= 0:
                return
            steps = min(-(-short // self.worth[each.key]), each.room - filled[each.key])
            filled[each.key] += steps
            short -= steps * self.worth[each.key]


def _kind(option: Option) -> tuple[str, Fraction, bool]:
    return option.figure, option.worth, option.whole
