"""Instruments and their parts, the total, and the level that follows."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from prongsai.intake.model import Result
from prongsai.language.messages import _
from prongsai.method.model import Instrument, Method, Unpublished, weakest
from prongsai.scoring.exact import given_score, make_score, mean, round_half_up, support_of, two_decimals
from prongsai.scoring.levels import (
    Interval,
    contradict,
    decide_level,
    figure_name,
    part_bounds,
    part_figures,
)
from prongsai.scoring.model import Decided, LevelVerdict, NoLevel, NoScore, Score, Value

Figures = dict[str, Interval]


def instrument_scores(
    result: Result, method: Method, indicators: Mapping[int, Value], parts: Mapping[tuple[int, str], Value]
) -> dict[str, Value]:
    """Give IIT, EIT, OIT and, where the year has them, EIT1 and EIT2.

    An instrument is the plain mean of its indicators, unrounded inside. A part is made likewise from its own
    indicators; where those are not known it is taken from the printed figures, since nothing else can give it.
    """
    scores: dict[str, Value] = {}
    for instrument in method.instruments:
        own = {number: indicators[number] for number in instrument.indicators}
        scores[instrument.code] = _instrument(method, own)
        if len(instrument.parts) < 2:
            continue
        bounds = _part_bounds(method, instrument, own, result)
        for part in instrument.parts:
            made = _instrument(
                method, {n: parts[n, part] for n in instrument.indicators if (n, part) in parts}
            )
            scores[part] = made if isinstance(made, Score) else _printed_part(result, method, part, bounds)
    return scores


def _instrument(method: Method, indicators: Mapping[int, Value]) -> Value:
    rule = method.rules.instrument
    if isinstance(rule, Unpublished):
        return NoScore(_("the rules of {year} are not published").format(year=method.fiscal_year))
    scores = [each for each in indicators.values() if isinstance(each, Score)]
    if len(scores) < len(indicators) or not scores:
        return NoScore(missing_indicators(indicators))
    support = support_of(rule.basis, _("how indicators make an instrument"))
    return make_score(mean([each.exact for each in scores]), (support, *scores))


def missing_indicators(indicators: Mapping[int, Value]) -> str:
    """Say which indicators have no score, and why where it is one only."""
    missing = {number: each for number, each in indicators.items() if isinstance(each, NoScore)}
    if len(missing) == 1:
        return next(iter(missing.values())).reason
    return _("these indicators have no score: {numbers}").format(numbers=", ".join(map(str, missing)))


def _printed_part(result: Result, method: Method, part: str, bounds: Figures) -> Value:
    if isinstance(method.rules.instrument, Unpublished):
        return NoScore(_("the rules of {year} are not published").format(year=method.fiscal_year))
    if (printed := result.printed.instruments.get(part)) is not None:
        return given_score(printed)
    reason = _("{part} is not given").format(part=figure_name(part))
    if part in bounds:
        low, high = two_decimals(bounds[part].low), two_decimals(bounds[part].high)
        reason = _("{part} is not given; it can only lie between {low} and {high}").format(
            part=figure_name(part), low=low, high=high
        )
    return NoScore(reason)


def _part_bounds(
    method: Method, instrument: Instrument, indicators: Mapping[int, Value], result: Result
) -> Figures:
    """Give what is certain of an instrument's parts from its indicators and the printed parts; empty if nothing."""
    scores = [each for each in indicators.values() if isinstance(each, Score)]
    if (
        len(scores) < len(indicators)
        or method.rules.parts is None
        or isinstance(method.rules.parts, Unpublished)
    ):
        return {}
    bounds = part_bounds([each.value for each in scores])
    printed: Figures = {
        part: Interval.point(figure)
        for part in instrument.parts
        if (figure := result.printed.instruments.get(part)) is not None
    }
    whole: Figures = {instrument.code: Interval.point(mean([each.exact for each in scores]))}
    unknown: Figures = dict.fromkeys(instrument.parts, bounds)
    known = unknown | printed
    return part_figures(instrument, whole | (unknown if contradict(instrument, whole | known) else known))


def total_score(method: Method, instruments: Mapping[str, Value], indicators: Mapping[int, Value]) -> Value:
    """Give the total: each instrument's unrounded mean times its weight, added and rounded once."""
    rule = method.rules.total
    if isinstance(rule, Unpublished):
        return NoScore(_("the rules of {year} are not published").format(year=method.fiscal_year))
    exact = Fraction(0)
    supports: list[Score] = []
    weights = []
    for instrument in method.instruments:
        value = instruments[instrument.code]
        if isinstance(value, NoScore):
            return NoScore(missing_indicators(indicators)) if _any_missing(indicators) else value
        exact += value.exact * Fraction(instrument.weight) / 100
        supports.append(value)
        weights.append(support_of(instrument.basis, _("the weights of the instruments")))
    support = support_of(rule.basis, _("how instruments make the total"))
    return make_score(round_half_up(exact, rule.places), (support, *weights, *supports))


def _any_missing(indicators: Mapping[int, Value]) -> bool:
    return any(isinstance(each, NoScore) for each in indicators.values())


def level_verdict(
    result: Result,
    method: Method,
    total: Value,
    instruments: Mapping[str, Value],
    indicators: Mapping[int, Value],
) -> LevelVerdict:
    """Give the level of a result: none for an average of agencies and where there is no total."""
    if result.kind == "average_of_agencies":
        return NoLevel(_("an average of agencies has no level of its own"))
    if isinstance(total, NoScore):
        return NoLevel(total.reason)
    figures: Figures = {
        code: Interval.point(value.exact) for code, value in instruments.items() if isinstance(value, Score)
    }
    for instrument in method.instruments:
        if len(instrument.parts) > 1:
            own = {number: indicators[number] for number in instrument.indicators}
            figures.update(
                _part_bounds(method, instrument, own, result) if _unknown(instrument, instruments) else {}
            )
    verdict = decide_level(method, total.value, figures)
    if isinstance(verdict, Decided) and total.confidence.rank > verdict.confidence.rank:
        return replace(
            verdict, confidence=weakest(total.confidence, verdict.confidence), because=total.because
        )
    return verdict


def _unknown(instrument: Instrument, instruments: Mapping[str, Value]) -> bool:
    """Tell whether a part is not known, or what is known of the parts contradicts the instrument."""
    figures: Figures = {
        code: Interval.point(value.exact)
        for code in (instrument.code, *instrument.parts)
        if isinstance(value := instruments[code], Score)
    }
    return any(part not in figures for part in instrument.parts) or contradict(instrument, figures)
