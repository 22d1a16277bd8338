"""The least change that brings a result to a level: fewest raises, then fewest points, each to at most 100.

The search works in hundredths on the rules without the rounding in between; every outcome is scored anew. Where the
ten indicators are what can be raised, nothing is rounded in between and the outcome is exactly the least. Where
questions and items are raised, the wanted figures are first tried a hundredth lower, since rounding may help, and
then step by step higher until the level is truly reached.

Why it is the least: within one measured figure (IIT, a part of EIT, OIT) a point's worth for the figure and for the
total go together. So the fewest raises are the greatest gains of each figure that must rise, then the greatest of all;
and for chosen raises the fewest points come from filling the dearest first, for each figure and then for the total.
Of raises with the same worth, more room is never worse, so only how many of each kind are chosen has to be tried.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from prongsai.analysis.costs import is_made, made_from, shares
from prongsai.analysis.figures import measured_on, nearest_figure, next_level, part_exact
from prongsai.analysis.model import Condition, LeastChange, NoChange, Raise
from prongsai.analysis.what_if import what_if
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Instrument, Level, LevelRule, Unpublished
from prongsai.scoring.model import Decided, NoScore, Score, Scores, Value

_HALF = Fraction(1, 200)
_MARGINS = tuple(Fraction(step, 1000) for step in range(-10, 31))
_FULL = 10_000


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be raised: the figure it lies under, the worth of a point, its score in hundredths.

    `whole`: it can only be raised to 100, as an item that is all or nothing.
    """

    key: str
    figure: str
    worth: Fraction
    score: int
    whole: bool

    @property
    def room(self) -> int:
        """Give the hundredths that it can be raised."""
        return _FULL - self.score

    @property
    def gain(self) -> Fraction:
        """Give the points of the total that raising it to 100 brings."""
        return self.worth * self.room / 100


@dataclass(frozen=True, slots=True)
class Need:
    """What is to be gained, in points of the total: by each measured figure, and altogether."""

    figures: Mapping[str, Fraction]
    total: Fraction


def least_change(scores: Scores, level: str | None = None) -> LeastChange | NoChange:
    """Give the least change to the next level, or to the one named; NoChange says why there is none.

    What is raised are indicators, or questions and items where the indicators are made of these. Where EIT's parts
    are measured but known only as figures, or not at all, the raises of its indicators are enough for the parts in
    sum, and the conditions say how far each part itself must come. Raises InputError for a level that the year does
    not have.
    """
    rule = scores.method.levels
    if scores.published or isinstance(rule, Unpublished):
        return NoChange(_("the levels of {year} are not published").format(year=scores.result.fiscal_year))
    wanted = _named(rule, level) if level else next_level(scores)
    if isinstance(scores.total, NoScore):
        return NoChange(scores.total.reason)
    if scores.result.kind == "average_of_agencies":
        return NoChange(_("an average of agencies has no level of its own"))
    if wanted is None:
        return NoChange(_("the best level is reached already"))
    if reached(scores, wanted):
        return NoChange(_("the level {level} is reached already").format(level=wanted.name_th))
    return _search(scores, rule, wanted)


def _named(rule: LevelRule, name: str) -> Level:
    for level in rule.levels:
        if name in {level.name_th, level.name_en}:
            return level
    what = _("there is no level “{name}”").format(name=name)
    mend = _("name one of: {names}").format(names=", ".join(each.name_th for each in rule.levels))
    raise InputError(Problem("unknown-level", what, mend=mend))


def reached(scores: Scores, level: Level) -> bool:
    """Tell whether a level, or a better one, is certainly reached."""
    rule = scores.method.levels
    if isinstance(rule, Unpublished) or not isinstance(scores.level, Decided):
        return False
    names = [each.name_th for each in rule.levels]
    return names.index(scores.level.name) <= names.index(level.name_th)


def _search(scores: Scores, rule: LevelRule, level: Level) -> LeastChange:
    """Try the margins in order until the level is reached; at 100 everywhere it always is."""
    options = _options(scores)
    exact = all(each.key.isdecimal() for each in options)
    for margin in (Fraction(0),) if exact else _MARGINS:
        targets = solve(options, _need(scores, rule, level, options, margin))
        changes = {key: Decimal(value).scaleb(-2) for key, value in targets.items()}
        conditions = _conditions(scores, rule, level)
        after = what_if(scores, changes | {each.key: each.wanted for each in conditions})
        if reached(after, level):
            break
    before = {each.key: Decimal(each.score).scaleb(-2) for each in options}
    raises = tuple(Raise(key, before[key], value) for key, value in changes.items())
    plain = what_if(scores, changes)
    open_parts = tuple(each for each in conditions if each.now is not None or not reached(plain, level))
    return LeastChange(level.name_th, raises, open_parts, after, exact)


def _options(scores: Scores) -> tuple[Option, ...]:
    """Give all that can be raised, in the method's order."""
    worth = shares(scores.method)
    deeper = made_from(scores)
    values: dict[str, Value] = {
        str(number): value for number, value in scores.indicators.items() if not is_made(scores, number)
    }
    values.update(deeper)
    items = scores.method.rules.items
    whole = () if isinstance(items, Unpublished) else items.scores
    return tuple(
        Option(
            key, _figure(scores, key), worth[key], int(value.value * 100), bool(whole) and key in scores.items
        )
        for key, value in values.items()
        if isinstance(value, Score) and value.value < 100
    )


def _instrument(scores: Scores, key: str) -> Instrument:
    """Give the instrument of an indicator, question or item."""
    subject = None if key.isdecimal() else scores.method.find(key.rpartition("/")[2])
    return scores.method.instrument_of(int(key) if subject is None else subject.indicator)


def _figure(scores: Scores, key: str) -> str:
    """Give the figure that a raise lies under: the part where all of the instrument is made by parts."""
    instrument = _instrument(scores, key)
    if "/" in key and all(is_made(scores, number) for number in instrument.indicators):
        return key.partition("/")[0]
    return instrument.code


def _need(scores: Scores, rule: LevelRule, level: Level, options: Sequence[Option], margin: Fraction) -> Need:
    """Give what is to be gained; never more than there is to gain."""
    weights = {each.code: Fraction(each.weight) / 100 for each in scores.method.instruments}
    exact = {code: each.exact for code, each in scores.instruments.items() if isinstance(each, Score)}
    total = sum((weights[code] * exact[code] for code in weights), Fraction(0))
    by_parts = {each.figure for each in options} - set(weights)
    needs: dict[str, Fraction] = {}
    for instrument in scores.method.instruments if level.each_min is not None else ():
        wanted = Fraction(level.each_min or 0) - _HALF + margin
        parts = [part for part in instrument.parts if part in measured_on(rule, level)]
        if by_parts & set(parts):
            each = weights[instrument.code] / len(parts)
            needs |= {part: each * (wanted - exact[part]) for part in parts}
        elif len(parts) > 1:
            needs[instrument.code] = weights[instrument.code] * _parts_short(scores, parts, wanted)
        else:
            needs[instrument.code] = weights[instrument.code] * (wanted - exact[instrument.code])
    gains = {
        figure: sum((each.gain for each in options if each.figure == figure), Fraction(0)) for figure in needs
    }
    whole = sum((each.gain for each in options), Fraction(0))
    short = Fraction(level.total_min) - _HALF + margin - total
    return Need({figure: min(need, gains[figure]) for figure, need in needs.items()}, min(short, whole))


def _parts_short(scores: Scores, parts: Sequence[str], wanted: Fraction) -> Fraction:
    """Give how far an instrument must rise so that its parts can all stand at what is wanted.

    From known parts, half of what each is short; else the instrument itself must stand there.
    """
    figures = [part_exact(scores, part) for part in parts]
    short = [max(wanted + _HALF - each, Fraction(0)) for each in figures if each is not None]
    instrument = scores.instruments[parts[0][:3]]
    alone = wanted - instrument.exact if isinstance(instrument, Score) else Fraction(0)
    return max(alone, sum(short, Fraction(0)) / len(parts))


def _conditions(scores: Scores, rule: LevelRule, level: Level) -> tuple[Condition, ...]:
    """Give the parts that the indicators do not tell apart and that are below what the level asks, or unknown."""
    found = []
    for instrument in scores.method.instruments if level.each_min is not None else ():
        if len(instrument.parts) > 1 and not all(is_made(scores, n) for n in instrument.indicators):
            for part in instrument.parts:
                now = nearest_figure(scores, part)
                wanted = level.each_min
                if part in rule.measured_on and wanted is not None and (now is None or now < wanted):
                    found.append(Condition(part, now, wanted))
    return tuple(found)


def solve(options: Sequence[Option], need: Need) -> dict[str, int]:
    """Give the least change as key → new score in hundredths: fewest raises, then fewest hundredths.

    The needs must be attainable. Of equally small changes the one found first, in the order of `options`, is given.
    """
    size = fewest(options, need)
    best: tuple[int, dict[str, int]] | None = None
    for chosen in _choices(options, size, need):
        filled = _fill(chosen, need)
        if filled is None:
            continue
        hundredths = sum(filled.values())
        if best is None or hundredths < best[0]:
            best = hundredths, filled
    points = best[1] if best else {}
    return {each.key: each.score + points[each.key] for each in options if points.get(each.key)}


def fewest(options: Sequence[Option], need: Need) -> int:
    """Give the fewest options that, all raised to 100, meet the needs."""
    ordered = sorted(options, key=lambda each: -each.gain)
    taken: set[str] = set()
    for figure, wanted in need.figures.items():
        gained = Fraction(0)
        for each in ordered:
            if gained >= wanted:
                break
            if each.figure == figure:
                gained += each.gain
                taken.add(each.key)
    total = sum((each.gain for each in ordered if each.key in taken), Fraction(0))
    for each in ordered:
        if total >= need.total:
            break
        if each.key not in taken:
            total += each.gain
            taken.add(each.key)
    return len(taken)


def _choices(options: Sequence[Option], size: int, need: Need) -> Iterator[list[Option]]:
    """Give every choice of `size` options that may be least: of each kind, those with the most room."""
    kinds = [
        sorted(same, key=lambda each: -each.room)
        for _kind, same in groupby(sorted(options, key=_kind), key=_kind)
    ]

    def choose(place: int, left: int, gained: Fraction) -> Iterator[list[Option]]:
        rest = sorted((each.gain for kind in kinds[place:] for each in kind), reverse=True)
        if gained + sum(rest[:left], Fraction(0)) < need.total or len(rest) < left:
            return
        if place == len(kinds):
            yield []
            return
        kind = kinds[place]
        for count in range(min(left, len(kind)) + 1):
            more = sum((each.gain for each in kind[:count]), Fraction(0))
            for others in choose(place + 1, left - count, gained + more):
                yield [*kind[:count], *others]

    return choose(0, size, Fraction(0))


def _kind(option: Option) -> tuple[str, Fraction, bool]:
    return option.figure, option.worth, option.whole


def _fill(chosen: Sequence[Option], need: Need) -> dict[str, int] | None:
    """Give the fewest hundredths for chosen options, or None where they cannot meet the needs."""
    filled = {each.key: each.room if each.whole else 0 for each in chosen}
    ordered = sorted(chosen, key=lambda each: (-each.worth, -each.room))
    for figure, wanted in need.figures.items():
        _raise([each for each in ordered if each.figure == figure], wanted, filled)
        if _gained(chosen, filled, figure) < wanted:
            return None
    _raise(ordered, need.total, filled)
    return filled if _gained(chosen, filled) >= need.total else None


def _gained(options: Sequence[Option], filled: Mapping[str, int], figure: str = "") -> Fraction:
    """Give the points of the total that are gained, by one figure or by all."""
    return sum(
        (each.worth * filled[each.key] / 100 for each in options if figure in {"", each.figure}), Fraction(0)
    )


def _raise(ordered: Sequence[Option], wanted: Fraction, filled: dict[str, int]) -> None:
    """Fill options in order until together they gain what is wanted, or are full."""
    for each in ordered:
        short = wanted - _gained(ordered, filled)
        if short <= 0:
            return
        steps = -(-short * 100 // each.worth)
        filled[each.key] += min(int(steps), each.room - filled[each.key])
