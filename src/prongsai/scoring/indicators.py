"""The ten indicators of a result: as published, or made from what lies deeper."""

from collections.abc import Mapping

from prongsai.intake.model import Result
from prongsai.language.messages import _
from prongsai.method.model import Method, Unpublished
from prongsai.scoring.disclosure import disclosure_indicator
from prongsai.scoring.exact import given_score
from prongsai.scoring.model import NoScore, Value
from prongsai.scoring.survey import survey_indicator


def given_indicators(result: Result, method: Method) -> dict[int, Value]:
    """Give every indicator as it was published, or no score."""
    return {
        each.number: given_score(score)
        if (score := result.indicators.get(each.number)) is not None
        else NoScore(_("indicator {number} has no score").format(number=each.number))
        for each in method.indicators
    }


def made_indicators(
    result: Result,
    method: Method,
    parts: Mapping[tuple[int, str], Value],
    items: Mapping[str, Value],
    sub_indicators: Mapping[str, Value],
) -> dict[int, Value]:
    """Give every indicator made from questions and items; a published one stands where nothing firmer is made.

    A published indicator stands where the result holds nothing deeper of it, where the year's rule is not
    published, and where the rule would only give an estimate. Else it is only checked.
    """
    published = given_indicators(result, method)
    scores: dict[int, Value] = {}
    for number, given in published.items():
        if stands(result, method, number):
            scores[number] = given
        elif method.instrument_of(number).parts:
            scores[number] = survey_indicator(method, number, parts)
        else:
            scores[number] = disclosure_indicator(method, number, items, sub_indicators)
    return scores


def stands(result: Result, method: Method, number: int) -> bool:
    """Tell whether the published score of an indicator is taken as it is: nothing firmer can be made of it."""
    if result.depth == "indicators" or number not in result.indicators:
        return result.depth == "indicators"
    rules = method.rules
    if not method.instrument_of(number).parts:
        held = any(item.code in result.items for item in method.items if item.indicator == number)
        return not held or rules.items_estimate or isinstance(rules.items, Unpublished)
    deeper = {code for _part, code in result.questions} | {
        code for _part, code, _line, _option in result.counts
    }
    asked = () if isinstance(method.questions, Unpublished) else method.questions
    codes = {each.code for each in asked if each.indicator == number}
    held = any(code.split(".")[0] in codes for code in deeper)
    return not held or isinstance(rules.indicator, Unpublished)
