"""What each indicator, question and item costs: the points of the total that it is missing, exactly."""

from fractions import Fraction

from prongsai.method.model import Instrument, Method, Unpublished
from prongsai.scoring.disclosure import disclosure_indicator
from prongsai.scoring.model import Score, Scores, Value
from prongsai.scoring.survey import survey_indicator


def shares(method: Method) -> dict[str, Fraction]:
    """Give how many points of the total one point of each indicator, question and item is worth.

    Keys are ``7``, ``EIT1/e4`` and ``o13``. Everything follows from the method's rules: the instrument's weight over
    its indicators, over its parts, over the questions there; for OIT over sub-indicators and their items, where the
    year counts so. Rounding in between is left aside. Empty where the rules are unpublished, and without the
    questions or items whose own rule is.
    """
    rules = method.rules
    if isinstance(rules.total, Unpublished) or isinstance(rules.instrument, Unpublished):
        return {}
    worth: dict[str, Fraction] = {}
    for instrument in method.instruments:
        each = Fraction(instrument.weight) / 100 / len(instrument.indicators)
        worth.update({str(number): each for number in instrument.indicators})
        worth.update(_question_shares(method, instrument, each))
    worth.update(_item_shares(method, worth))
    return worth


def _question_shares(method: Method, instrument: Instrument, indicator: Fraction) -> dict[str, Fraction]:
    """Give the worth of one point of every question of an instrument, by part."""
    if isinstance(method.rules.indicator, Unpublished):
        return {}
    if len(instrument.parts) > 1 and isinstance(method.rules.parts, Unpublished):
        return {}
    worth = {}
    for part in instrument.parts:
        asked = method.asked(part)
        for question in asked:
            beside = sum(each.indicator == question.indicator for each in asked)
            worth[f"{part}/{question.code}"] = indicator / len(instrument.parts) / beside
    return worth


def _item_shares(method: Method, worth: dict[str, Fraction]) -> dict[str, Fraction]:
    """Give the worth of one point of every item."""
    rule = method.rules.items
    if isinstance(rule, Unpublished):
        return {}
    if not rule.through_sub_indicators:
        counts = {each.indicator: 0 for each in method.items}
        for item in method.items:
            counts[item.indicator] += 1
        return {item.code: worth[str(item.indicator)] / counts[item.indicator] for item in method.items}
    shared = {}
    for group in method.sub_indicators:
        beside = sum(each.indicator == group.indicator for each in method.sub_indicators)
        each = worth[str(group.indicator)] / beside / len(group.items)
        shared.update(dict.fromkeys(group.items, each))
    return shared


def costs(scores: Scores) -> dict[str, Fraction]:
    """Give the points of the total that each scored indicator, question and item is missing, exactly.

    The costs of the ten indicators make up 100 less the total before it is rounded; those of the questions and
    items of an indicator make up its own, except for the rounding of what lies between. An indicator that was given
    as published, not made of its items, leaves these without a cost: nobody knows it.
    """
    worth = shares(scores.method)
    return {
        key: worth[key] * (100 - value.exact)
        for key, value in {**_indicator_values(scores), **made_from(scores)}.items()
        if key in worth and isinstance(value, Score)
    }


def _indicator_values(scores: Scores) -> dict[str, Value]:
    return {str(number): value for number, value in scores.indicators.items()}


def made_from(scores: Scores) -> dict[str, Value]:
    """Give the questions and items that really make an indicator of this result, by key, in the method's order."""
    numbers = {number for number in scores.indicators if is_made(scores, number)}
    asked = [
        (part, each.code)
        for part in scores.method.parts()
        for each in scores.method.asked(part)
        if each.indicator in numbers
    ]
    values = {f"{part}/{code}": scores.questions[part, code] for part, code in asked}
    values.update(
        {each.code: scores.items[each.code] for each in scores.method.items if each.indicator in numbers}
    )
    return values


def is_made(scores: Scores, number: int) -> bool:
    """Tell whether an indicator's score was made from its questions or items, not taken as published."""
    if scores.result.depth == "indicators":
        return False
    if scores.method.instrument_of(number).parts:
        made = survey_indicator(scores.method, number, scores.indicator_parts)
    else:
        made = disclosure_indicator(scores.method, number, scores.items, scores.sub_indicators)
    return isinstance(made, Score) and made == scores.indicators[number]
