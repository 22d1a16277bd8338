"""The least change that brings a result to a level: fewest raises, then fewest points, each to at most 100.

The search works in hundredths on the rules without the rounding in between; every outcome is scored anew. Where the
ten indicators are what can be raised, nothing is rounded in between and the outcome is exactly the least. Where
questions and items are raised, rounding may help or hinder by a hundredth or so: the wanted figures are shifted by as
little as still reaches the level.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from prongsai.analysis.costs import is_made, made_from, shares
from prongsai.analysis.figures import measured_on, nearest_figure, next_level, part_exact
from prongsai.analysis.least_raises import Need, Option, least_raises
from prongsai.analysis.model import Condition, LeastChange, NoChange, Raise
from prongsai.analysis.what_if import what_if
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Instrument, Level, LevelRule, Unpublished
from prongsai.scoring.model import Decided, NoLevel, NoScore, Score, Scores, Value

_HALF = Fraction(1, 200)
_SHIFT = 16
"""How far wanted figures may be shifted for the rounding in between, in thousandths of a point."""
_FULL = 10_000


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
    rule, verdict = scores.method.levels, scores.level
    if isinstance(rule, Unpublished) or isinstance(verdict, NoLevel):
        return False
    certain = verdict.name if isinstance(verdict, Decided) else verdict.possible[-1]
    names = [each.name_th for each in rule.levels]
    return names.index(certain) <= names.index(level.name_th)


def _search(scores: Scores, rule: LevelRule, level: Level) -> LeastChange:
    """Find the smallest shift of what is wanted whose least raises reach the level when scored anew."""
    options = _options(scores)
    plain = all(each.key.isdecimal() for each in options)
    low, high = (0, 0) if plain else (-_SHIFT, _SHIFT)
    found = _attempt(scores, rule, level, options, Fraction(high, 1000))
    while low < high:
        middle = (low + high) // 2
        tried = _attempt(scores, rule, level, options, Fraction(middle, 1000))
        if reached(tried.after, level):
            found, high = tried, middle
        else:
            low = middle + 1
    return replace(found, exact=found.exact and plain)


def _attempt(
    scores: Scores, rule: LevelRule, level: Level, options: Sequence[Option], shift: Fraction
) -> LeastChange:
    """Give the least change for wanted figures that are shifted, scored anew with its conditions."""
    raises, complete = least_raises(options, _need(scores, rule, level, options, shift))
    before = {each.key: _FULL - each.room for each in options}
    changes = {key: Decimal(before[key] + points).scaleb(-2) for key, points in raises.items()}
    conditions = _conditions(scores, rule, level)
    if not all(each.now is not None for each in conditions) and reached(what_if(scores, changes), level):
        conditions = ()
    return LeastChange(
        level=level.name_th,
        raises=tuple(Raise(key, Decimal(before[key]).scaleb(-2), value) for key, value in changes.items()),
        conditions=conditions,
        after=what_if(scores, changes | {each.key: each.wanted for each in conditions}),
        exact=complete,
    )


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
            key,
            _figure(scores, key),
            worth[key],
            _FULL - int(value.value * 100),
            bool(whole) and key in scores.items,
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


def _need(scores: Scores, rule: LevelRule, level: Level, options: Sequence[Option], shift: Fraction) -> Need:
    """Give what is to be gained; never more than there is to gain."""
    weights = {each.code: Fraction(each.weight) / 100 for each in scores.method.instruments}
    exact = {code: each.exact for code, each in scores.instruments.items() if isinstance(each, Score)}
    total = sum((weights[code] * exact[code] for code in weights), Fraction(0))
    by_parts = {each.figure for each in options} - set(weights)
    needs: dict[str, Fraction] = {}
    for instrument in scores.method.instruments if level.each_min is not None else ():
        wanted = Fraction(level.each_min or 0) - _HALF + shift
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
    short = Fraction(level.total_min) - _HALF + shift - total
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
