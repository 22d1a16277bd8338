"""Instruments and their parts, the total, and the level that follows."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from prongsai.intake.model import Result
from prongsai.language.messages import _
from prongsai.method.model import Instrument, MeanRule, Method, Unpublished
from prongsai.scoring.exact import (
    Support,
    given_score,
    make_score,
    mean,
    no_rules,
    round_half_up,
    support_of,
    two_decimals,
)
from prongsai.scoring.levels import Interval, decide_level, figure_name, part_bounds, part_figures
from prongsai.scoring.model import Decided, LevelVerdict, NoLevel, NoScore, Score, Value

Figures = dict[str, Interval]


def instrument_scores(
    result: Result, method: Method, indicators: Mapping[int, Value], parts: Mapping[tuple[int, str], Value]
) -> tuple[dict[str, Value], Figures]:
    """Give IIT, EIT, OIT and the EIT parts of the year, and what is certain of each as the level's figures.

    An instrument is the plain mean of its indicators, unrounded inside. A part is made likewise from its own
    indicators; where those are not known it is taken from the printed figures, since nothing else can give it,
    and where it is not printed either its figure is the interval in which it must lie.
    """
    scores: dict[str, Value] = {}
    figures: Figures = {}
    for instrument in method.instruments:
        own = {number: indicators[number] for number in instrument.indicators}
        whole = scores[instrument.code] = _instrument(method, own)
        if isinstance(whole, Score):
            figures[instrument.code] = Interval.point(whole.exact)
        if len(instrument.parts) > 1:
            made = _part_scores(result, method, instrument, parts)
            figures |= _certain_parts(method, instrument, own, whole, made)
            scores |= {part: _explained(part, value, figures) for part, value in made.items()}
    return scores, figures


def _instrument(method: Method, indicators: Mapping[int, Value]) -> Value:
    rule = method.rules.instrument
    if isinstance(rule, Unpublished):
        return no_rules(method)
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


def _part_scores(
    result: Result, method: Method, instrument: Instrument, parts: Mapping[tuple[int, str], Value]
) -> dict[str, Value]:
    scores: dict[str, Value] = {}
    for part in instrument.parts:
        own = {number: parts[number, part] for number in instrument.indicators if (number, part) in parts}
        made = _instrument(method, own)
        if isinstance(made, NoScore) and not own and isinstance(method.rules.instrument, MeanRule):
            made = NoScore(_("{part} is not given").format(part=figure_name(part)))
        printed = result.printed.instruments.get(part)
        if (
            isinstance(made, NoScore)
            and printed is not None
            and isinstance(method.rules.instrument, MeanRule)
        ):
            made = given_score(printed)
        scores[part] = made
    return scores


def _certain_parts(
    method: Method, instrument: Instrument, own: Mapping[int, Value], whole: Value, made: Mapping[str, Value]
) -> Figures:
    """Give the interval of each part: its score, or what the indicators and the other part leave for it.

    Parts that contradict the instrument say nothing; only the indicators do.
    """
    figures: Figures = {
        part: Interval.point(value.exact) for part, value in made.items() if isinstance(value, Score)
    }
    if isinstance(whole, NoScore) or not isinstance(method.rules.parts, MeanRule):
        return figures
    bounds = part_bounds([value.value for value in own.values() if isinstance(value, Score)])
    unknown: Figures = dict.fromkeys(instrument.parts, bounds)
    mean_of_parts: Figures = {instrument.code: Interval.point(whole.exact)}
    return part_figures(instrument, mean_of_parts | unknown | figures)


def _explained(part: str, value: Value, figures: Figures) -> Value:
    """Say of a part without a score what is certain of it."""
    if isinstance(value, Score) or part not in figures:
        return value
    low, high = two_decimals(figures[part].low), two_decimals(figures[part].high)
    reason = _("{part} is not given; it can only lie between {low} and {high}")
    return NoScore(reason.format(part=figure_name(part), low=low, high=high))


def total_score(method: Method, instruments: Mapping[str, Value], indicators: Mapping[int, Value]) -> Value:
    """Give the total: each instrument's unrounded mean times its weight, added and rounded once."""
    rule = method.rules.total
    if isinstance(rule, Unpublished):
        return no_rules(method)
    weighted = Fraction(0)
    supports = [support_of(rule.basis, _("how instruments make the total"))]
    scores: list[Score] = []
    for instrument in method.instruments:
        value = instruments[instrument.code]
        if isinstance(value, NoScore):
            missing = any(isinstance(each, NoScore) for each in indicators.values())
            return NoScore(missing_indicators(indicators)) if missing else value
        weighted += value.exact * Fraction(instrument.weight)
        scores.append(value)
        supports.append(support_of(instrument.basis, _("the weights of the instruments")))
    return make_score(round_half_up(weighted / 100, rule.places), (*supports, *scores))


def level_verdict(
    result: Result, method: Method, total: Value, instruments: Mapping[str, Value], figures: Figures
) -> LevelVerdict:
    """Give the level of a result: none for an average of agencies and where there is no total.

    It rests on the level rule and the total, and on the rule of the EIT parts where a part had to be derived by it.
    """
    if result.kind == "average_of_agencies":
        return NoLevel(_("an average of agencies has no level of its own"))
    if isinstance(total, NoScore):
        return NoLevel(total.reason)
    verdict = decide_level(method, total.value, figures)
    if not isinstance(verdict, Decided):
        return verdict
    supports: list[Support | Score] = [Support(verdict.confidence, verdict.because), total]
    rule = method.rules.parts
    scored = {code: figure for code, figure in figures.items() if isinstance(instruments[code], Score)}
    if isinstance(rule, MeanRule) and rule.basis.confidence.rank and len(scored) < len(figures):
        wholes = {instrument.code for instrument in method.instruments if len(instrument.parts) > 1}
        known = {code: figure for code, figure in scored.items() if code not in wholes}
        if decide_level(method, total.value, known) != verdict:
            supports.append(support_of(rule.basis, _("how the parts of EIT make an indicator")))
    weakest = max(supports, key=lambda support: support.confidence.rank)
    return replace(verdict, confidence=weakest.confidence, because=weakest.because)
