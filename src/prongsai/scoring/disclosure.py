"""Scores of OIT: items → sub-indicators → indicators 9 and 10."""

from collections.abc import Mapping

from prongsai.intake.model import Result
from prongsai.language.messages import _
from prongsai.method.model import Confidence, MeanRule, Method, SubIndicator, Unpublished
from prongsai.scoring.exact import Support, given_score, support_of
from prongsai.scoring.model import NoScore, Value
from prongsai.scoring.survey import mean_value


def item_scores(result: Result, method: Method) -> dict[str, Value]:
    """Give every item of the year with the score that it was given, or no score."""
    return {
        item.code: given_score(score)
        if (score := result.items.get(item.code)) is not None
        else NoScore(_("{code} has no score").format(code=item.code))
        for item in method.items
    }


def sub_indicator_scores(method: Method, items: Mapping[str, Value]) -> dict[str, Value]:
    """Give every sub-indicator: the mean of its items, unrounded; no score where an item has none."""
    return {
        each.code: _mean_of_items(
            method, tuple(items[code] for code in each.items), (sub_indicator_support(each),)
        )
        for each in method.sub_indicators
    }


def sub_indicator_support(sub_indicator: SubIndicator) -> Support:
    """Give what the list of a sub-indicator's items lends to its score."""
    subject = _("which items belong to sub-indicator {code}").format(code=sub_indicator.code)
    return support_of(sub_indicator.basis, subject)


def disclosure_indicator(
    method: Method, number: int, items: Mapping[str, Value], sub_indicators: Mapping[str, Value]
) -> Value:
    """Give indicator 9 or 10 by the year's rule: the mean of its sub-indicators, or of its items."""
    rule = method.rules.items
    if isinstance(rule, Unpublished):
        return NoScore(
            _("how items make indicators is not published for {year}").format(year=method.fiscal_year)
        )
    if rule.through_sub_indicators:
        inputs = tuple(
            sub_indicators[each.code] for each in method.sub_indicators if each.indicator == number
        )
    else:
        inputs = tuple(items[each.code] for each in method.items if each.indicator == number)
    return _mean_of_items(method, inputs, (), rounded=True)


def _mean_of_items(
    method: Method, values: tuple[Value, ...], supports: tuple[Support, ...], *, rounded: bool = False
) -> Value:
    rule = method.rules.items
    if isinstance(rule, Unpublished):
        return mean_value(method, rule, values, "")
    if method.rules.items_estimate:
        because = _("an estimate: how items make indicators is not known for {year}").format(
            year=method.fiscal_year
        )
        supports = (Support(Confidence.UNCONFIRMED, because, estimate=True), *supports)
    subject = _("how items make indicators")
    return mean_value(
        method, MeanRule(rule.places if rounded else None, rule.basis), values, subject, supports
    )
