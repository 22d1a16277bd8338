"""The level of a result by its year's rule, also where a figure is only known to lie within an interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.language.messages import _
from prongsai.method.export import confidence_word
from prongsai.method.model import Instrument, Level, LevelRule, Method, Unpublished, weakest
from prongsai.scoring.exact import two_decimals
from prongsai.scoring.model import Decided, LevelVerdict, NoLevel, Undecided

_ROUNDING = Fraction(1, 200)
_SLACK = 3 * _ROUNDING
_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Interval:
    """The two-decimal figures between two bounds, both included, that a score of a result may be (0–100)."""

    low: Fraction
    high: Fraction

    @classmethod
    def point(cls, value: Fraction | Decimal) -> "Interval":
        """Give the interval that holds one number only."""
        return cls(Fraction(value), Fraction(value))

    def within(self, other: "Interval") -> "Interval":
        """Give what both intervals share; `low` is above `high` where they share nothing."""
        return Interval(max(self.low, other.low), min(self.high, other.high))

    @property
    def empty(self) -> bool:
        """Tell whether no number lies within."""
        return self.low > self.high


ANY = Interval(Fraction(0), Fraction(100))


def decide_level(method: Method, total: Decimal, figures: Mapping[str, Interval]) -> LevelVerdict:
    """Give the level for a two-decimal total and the figures that the year's rule measures.

    `figures` holds intervals of IIT, EIT, EIT1, EIT2 and OIT, as many as are known; a figure that the rule needs
    and that is not there may be anything from 0 to 100, except that two EIT parts have EIT as their plain mean.
    Parts that contradict EIT are taken as unknown. The level is decided when all figures within the intervals
    give the same one; otherwise the verdict names the possible levels, best first, and what would decide.
    Figures are compared as two decimals, as the rule says; where one part follows from EIT and the other part,
    the rounding of what was printed is allowed for. Pure: usable for what-if questions.
    """
    rule = method.levels
    if isinstance(rule, Unpublished):
        return NoLevel(_("the level rule of {year} is not published").format(year=method.fiscal_year))
    measured = measured_figures(method, rule, figures)
    low = two_decimals(min((figure.low for figure in measured.values()), default=ANY.high))
    high = two_decimals(_highest_weakest(method, figures, measured))
    possible: list[Level] = []
    for level in rule.levels:
        if total < level.total_min:
            continue
        if level.each_min is None or low >= level.each_min:
            possible.append(level)
            break
        if high >= level.each_min:
            possible.append(level)
            high = level.each_min - _STEP
    return _verdict(rule, possible, measured)


def _verdict(rule: LevelRule, possible: list[Level], measured: Mapping[str, Interval]) -> LevelVerdict:
    if not possible:
        return NoLevel(_("no level of the year's rule fits these figures"))
    if len(possible) > 1:
        return Undecided(tuple(each.name_th for each in possible), _needs(possible, measured))
    confidence = weakest(rule.basis.confidence, possible[0].basis.confidence)
    if not confidence.rank:
        return Decided(possible[0].name_th, confidence)
    because = _("the level rule: {word}").format(word=confidence_word(confidence))
    note = possible[0].basis.told_note() or rule.basis.told_note()
    return Decided(possible[0].name_th, confidence, f"{because} ({note})" if note else because)


def _needs(possible: list[Level], measured: Mapping[str, Interval]) -> str:
    """Say in words which figures would decide, and how."""
    cuts = [(each.each_min, each.name_th) for each in possible if each.each_min is not None]
    open_figures = [
        figure_name(code)
        for code, figure in measured.items()
        if any(two_decimals(figure.low) < cut <= two_decimals(figure.high) for cut, _name in cuts)
    ]
    conditions = [
        _("if each is at least {score}: {level}").format(score=cut, level=name) for cut, name in cuts
    ]
    if len(cuts) < len(possible):
        conditions.append(_("otherwise: {level}").format(level=possible[-1].name_th))
    return _("not known: {figures}; {conditions}").format(
        figures=", ".join(open_figures), conditions=_("; ").join(conditions)
    )


def figure_name(code: str) -> str:
    """Give the name of an instrument or part for people: ``EIT part 1`` for ``EIT1``."""
    return _("{instrument} part {number}").format(instrument=code[:3], number=code[3:]) if code[3:] else code


def measured_figures(method: Method, rule: LevelRule, figures: Mapping[str, Interval]) -> dict[str, Interval]:
    """Give the interval of each figure that the rule measures, parts narrowed by their instrument."""
    known = dict(figures)
    for instrument in method.instruments:
        if len(instrument.parts) > 1:
            known.update(part_figures(instrument, figures))
    return {code: known.get(code, ANY) for code in rule.measured_on}


def _highest_weakest(
    method: Method, figures: Mapping[str, Interval], measured: Mapping[str, Interval]
) -> Fraction:
    """Give the highest that the lowest measured figure can be: of parts with a known mean, at most that mean."""
    highs = [figure.high for figure in measured.values()]
    highs += [
        figures.get(instrument.code, ANY).high + _ROUNDING
        for instrument in method.instruments
        if len(instrument.parts) > 1 and set(instrument.parts) <= set(measured)
    ]
    return min(highs, default=ANY.high)


def part_figures(instrument: Instrument, figures: Mapping[str, Interval]) -> dict[str, Interval]:
    """Narrow the two parts of an instrument by each other and by their plain mean, the instrument itself.

    Parts that contradict the mean are given as unknown, narrowed by the mean alone.
    """
    whole = figures.get(instrument.code, ANY)
    narrowed = _narrow({code: figures.get(code, ANY) for code in instrument.parts}, whole)
    if any(each.empty for each in narrowed.values()):
        return _narrow(dict.fromkeys(instrument.parts, ANY), whole)
    return narrowed


def contradict(instrument: Instrument, figures: Mapping[str, Interval]) -> bool:
    """Tell whether two parts cannot have the instrument as their plain mean, however all were rounded."""
    whole = figures.get(instrument.code, ANY)
    narrowed = _narrow({code: figures.get(code, ANY) for code in instrument.parts}, whole)
    return any(each.empty for each in narrowed.values())


def _narrow(given: Mapping[str, Interval], whole: Interval) -> dict[str, Interval]:
    """Narrow each part to what the other leaves of the mean, each printed figure being off by half a hundredth."""
    (first, one), (second, two) = given.items()
    low, high = 2 * whole.low - _SLACK, 2 * whole.high + _SLACK
    return {
        first: one.within(Interval(low - two.high, high - two.low)),
        second: two.within(Interval(low - one.high, high - one.low)),
    }


def part_bounds(indicators: list[Decimal]) -> Interval:
    """Give the bounds of each EIT part from the indicators that are the plain means of both parts.

    An indicator printed as x has parts between 2x − 100 and 2x within 0–100; a part is the mean of its own
    indicators.
    """
    lows = [max(2 * each - _STEP - 100, Decimal(0)) for each in indicators]
    highs = [min(2 * each + _STEP, Decimal(100)) for each in indicators]
    return Interval(Fraction(sum(lows)) / len(lows), Fraction(sum(highs)) / len(highs))
