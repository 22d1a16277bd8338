"""Where a number comes from, on demand: the tree from a score down to what was brought in."""

from collections.abc import Callable
from functools import partial

from prongsai.language.messages import _, current_language
from prongsai.language.problems import InputError, Problem
from prongsai.method.export import confidence_word
from prongsai.method.model import Basis, Instrument, MeanRule, Question, SubQuestion, Unpublished
from prongsai.scoring.exact import given_score, two_decimals
from prongsai.scoring.indicators import stands
from prongsai.scoring.levels import figure_name
from prongsai.scoring.model import NoScore, Score, Scores, Trace, Value
from prongsai.scoring.survey import line_code, line_points


def trace(scores: Scores, key: str) -> Trace:
    """Give where the number of a key comes from, down to the input.

    Keys: ``total``; ``IIT``, ``EIT``, ``OIT``, ``EIT1``, ``EIT2``; an indicator ``7`` or one part of it
    ``7/EIT1``; a sub-indicator ``9.3``; a question ``i3``, ``EIT1/e4`` or a line of it ``i8.2``; an item ``o13``.
    Raises InputError, listing the keys of this result, for any other.
    """
    tracers = _tracers(scores)
    if key not in tracers:
        what = _("there is no number “{key}” in this result").format(key=key[:40])
        mend = _("ask for one of: {keys}").format(keys=", ".join(tracers))
        raise InputError(Problem("unknown-key", what, mend=mend))
    return tracers[key]()


def _tracers(scores: Scores) -> dict[str, Callable[[], Trace]]:
    """Give, by key, what traces it; nothing is traced before it is asked for."""
    tracers: dict[str, Callable[[], Trace]] = {"total": partial(_total, scores)}
    for instrument in scores.method.instruments:
        tracers[instrument.code] = partial(_instrument, scores, instrument)
        if len(instrument.parts) > 1:
            for part in instrument.parts:
                tracers[part] = partial(_part, scores, instrument, part)
    for number in scores.indicators:
        tracers[str(number)] = partial(_indicator, scores, number)
    for number, group in scores.indicator_parts:
        if len(scores.method.instrument_of(number).parts) > 1:
            tracers[f"{number}/{group}"] = partial(_indicator_part, scores, number, group)
    for code in scores.sub_indicators:
        tracers[code] = partial(_sub_indicator, scores, code)
    for group, code in scores.questions:
        tracers[_question_key(scores, group, code)] = partial(_question, scores, group, code)
    for code in scores.items:
        tracers[code] = partial(_item, scores, code)
    return tracers


def _question_key(scores: Scores, part: str, code: str) -> str:
    """Give ``EIT1/e4``, or ``i3`` where the instrument has one part only."""
    whole = next(each for each in scores.method.instruments if part in each.parts)
    return f"{part}/{code}" if len(whole.parts) > 1 else code


def _named(thai: str, english: str) -> str:
    return thai if current_language() == "th" else english or thai


def _basis(basis: Basis | None) -> str:
    """Give confidence, source and note of a rule in one line; nothing for an unpublished one."""
    if basis is None:
        return ""
    return "; ".join(
        filter(None, (confidence_word(basis.confidence), basis.told_source(), basis.told_note()))
    )


def _rule_basis(rule: object) -> Basis | None:
    return None if isinstance(rule, Unpublished) else getattr(rule, "basis", None)


def _figure(value: Value) -> str:
    return str(value.value) if isinstance(value, Score) else "–"


def _mean_rule(value: Value, inputs: tuple[Trace, ...], places: int | None) -> str:
    """Give the rule of a plain mean with its numbers, or why there is no score."""
    if isinstance(value, NoScore):
        return value.reason
    figures = " + ".join(_figure(each.value) for each in inputs)
    rule = figures if len(inputs) == 1 else f"({figures}) ÷ {len(inputs)}"
    if places is not None and len(inputs) > 1:
        return _("{rule}, rounded half-up to {places} decimals").format(rule=rule, places=places)
    return rule


def _given(scores: Scores, key: str, name: str, value: Value) -> Trace:
    """Give the trace of a figure that was brought in: there is nothing below it."""
    rule = value.reason if isinstance(value, NoScore) else _("as it was entered")
    return Trace(key, name, value, rule, scores.result.where)


def _total(scores: Scores) -> Trace:
    method, value = scores.method, scores.total
    inputs = tuple(_instrument(scores, each) for each in method.instruments)
    if isinstance(value, NoScore):
        rule = value.reason
    else:
        terms = " + ".join(
            f"{_figure(each.value)} × {instrument.weight}"
            for each, instrument in zip(inputs, method.instruments, strict=True)
        )
        rule = _("({terms}) ÷ 100, from the unrounded means, rounded half-up once").format(terms=terms)
    return Trace("total", _("total"), value, rule, _basis(_rule_basis(method.rules.total)), inputs)


def _instrument(scores: Scores, instrument: Instrument) -> Trace:
    value = scores.instruments[instrument.code]
    inputs = tuple(_indicator(scores, number) for number in instrument.indicators)
    name = f"{instrument.code} {_named(instrument.name_th, instrument.name_en)}"
    rule = scores.method.rules.instrument
    return Trace(
        instrument.code, name, value, _mean_rule(value, inputs, None), _basis(_rule_basis(rule)), inputs
    )


def _part(scores: Scores, instrument: Instrument, part: str) -> Trace:
    value = scores.instruments[part]
    numbers = [number for number in instrument.indicators if (number, part) in scores.indicator_parts]
    inputs = tuple(_indicator_part(scores, number, part) for number in numbers)
    if not inputs or any(isinstance(each.value, NoScore) for each in inputs):
        return _given(scores, part, figure_name(part), value)
    rule = scores.method.rules.instrument
    basis = _basis(_rule_basis(rule))
    return Trace(part, figure_name(part), value, _mean_rule(value, inputs, None), basis, inputs)


def _indicator(scores: Scores, number: int) -> Trace:
    method, value = scores.method, scores.indicators[number]
    indicator = method.indicator(number)
    name = f"{number} {_named(indicator.name_th, indicator.name_en)}"
    if stands(scores.result, method, number):
        return _given(scores, str(number), name, value)
    parts = method.instrument_of(number).parts
    if not parts:
        return _disclosed(scores, number, name, value)
    if len(parts) == 1:
        return _indicator_part(scores, number, parts[0], str(number))
    inputs = tuple(_indicator_part(scores, number, part) for part in parts)
    rule = method.rules.parts
    places = rule.places if isinstance(rule, MeanRule) else None
    return Trace(
        str(number), name, value, _mean_rule(value, inputs, places), _basis(_rule_basis(rule)), inputs
    )


def _indicator_part(scores: Scores, number: int, part: str, key: str = "") -> Trace:
    method, value = scores.method, scores.indicator_parts[number, part]
    indicator = method.indicator(number)
    name = f"{number} {_named(indicator.name_th, indicator.name_en)}"
    inputs = tuple(
        _question(scores, part, each.code) for each in method.asked(part) if each.indicator == number
    )
    rule = method.rules.indicator
    places = rule.places if isinstance(rule, MeanRule) else None
    return Trace(
        key or f"{number}/{part}",
        name if key else f"{name}, {figure_name(part)}",
        value,
        _mean_rule(value, inputs, places),
        _basis(_rule_basis(rule)),
        inputs,
    )


def _disclosed(scores: Scores, number: int, name: str, value: Value) -> Trace:
    method, rule = scores.method, scores.method.rules.items
    if isinstance(rule, Unpublished) or rule.through_sub_indicators:
        inputs = tuple(
            _sub_indicator(scores, each.code) for each in method.sub_indicators if each.indicator == number
        )
    else:
        inputs = tuple(_item(scores, each.code) for each in method.items if each.indicator == number)
    places = None if isinstance(rule, Unpublished) else rule.places
    return Trace(
        str(number), name, value, _mean_rule(value, inputs, places), _basis(_rule_basis(rule)), inputs
    )


def _sub_indicator(scores: Scores, code: str) -> Trace:
    sub_indicator = next(each for each in scores.method.sub_indicators if each.code == code)
    value = scores.sub_indicators[code]
    inputs = tuple(_item(scores, item) for item in sub_indicator.items)
    name = f"{code} {sub_indicator.name_th}"
    return Trace(code, name, value, _mean_rule(value, inputs, None), _basis(sub_indicator.basis), inputs)


def _item(scores: Scores, code: str) -> Trace:
    item = next(each for each in scores.method.items if each.code == code)
    return _given(scores, code, f"{code} {item.title_th}", scores.items[code])


def _question(scores: Scores, part: str, code: str) -> Trace:
    """Trace a question, or a line of one (`i8.2`)."""
    method, value = scores.method, scores.questions[part, code]
    question = next(each for each in method.asked(part) if each.code == code.split(".", maxsplit=1)[0])
    key = _question_key(scores, part, code)
    name = f"{code} {_named(question.subject_th, question.subject_en)}"
    given = scores.result.depth == "questions" and (part, code) in scores.result.questions
    if len(question.sub_questions) > 1 and code == question.code and not given:
        inputs = tuple(_question(scores, part, line_code(question, each)) for each in question.sub_questions)
        rule = method.rules.sub_questions
        places = rule.places if isinstance(rule, MeanRule) else None
        return Trace(key, name, value, _mean_rule(value, inputs, places), _basis(_rule_basis(rule)), inputs)
    if scores.result.depth == "questions":
        return _given(scores, key, name, value)
    line = next(each for each in question.sub_questions if line_code(question, each) == code)
    return _counted(scores, part, question, line, key, name)


def _counted(scores: Scores, part: str, question: Question, line: SubQuestion, key: str, name: str) -> Trace:
    """Trace a line down to how many chose each option."""
    method = scores.method
    value = scores.questions[part, line_code(question, line)]
    points = line_points(method, question, line)
    rule = method.rules.question
    if isinstance(value, NoScore) or isinstance(points, NoScore) or isinstance(rule, Unpublished):
        return _given(scores, key, name, value)
    scale = method.scale(question.scale)
    chosen = [
        scores.result.counts.get((part, question.code, line.number, option), 0)
        for option in range(1, len(points) + 1)
    ]
    inputs = tuple(
        Trace(
            f"{key}={option}",
            _("option {number} {label}").format(number=option, label=label).strip(),
            given_score(two_decimals(earned)),
            _("chosen by {count}").format(count=count),
            _basis(scale.basis),
        )
        for option, (earned, count, label) in enumerate(
            zip(points, chosen, scale.labels_th or [""] * len(points), strict=True), start=1
        )
    )
    terms = " + ".join(f"{count} × {_figure(each.value)}" for count, each in zip(chosen, inputs, strict=True))
    text = _("({terms}) ÷ {answered} who answered").format(terms=terms, answered=sum(chosen))
    if line.polarity == "negative":
        text = _("{rule}; a negative question: its points count in reverse").format(rule=text)
    if rule.places is not None:
        text = _("{rule}, rounded half-up to {places} decimals").format(rule=text, places=rule.places)
    return Trace(key, name, value, text, _basis(rule.basis), inputs)
