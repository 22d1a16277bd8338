"""A method and its changes as plain data for JSON, and its rules as lines for people."""

from dataclasses import fields, is_dataclass
from decimal import Decimal

from prongsai.language.messages import _
from prongsai.method.difference import Change
from prongsai.method.model import Basis, Confidence, Fact, LevelRule, Method, Unpublished

Plain = dict[str, object]


def method_as_json(method: Method) -> Plain:
    """Give a whole method as values that JSON can hold, field by field; numbers are strings.

    What is unpublished is ``{"unpublished": true, "note": …, "source": …}``.
    """
    return {each.name: _plain(getattr(method, each.name)) for each in fields(method)}


def _plain(value: object) -> object:
    if isinstance(value, Unpublished):
        return {"unpublished": True, "note": value.note, "source": value.source}
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return f"{value:f}" if isinstance(value, Decimal) else value


def change_as_json(change: Change) -> Plain:
    """Give what became of a subject as values that JSON can hold."""
    return {
        "kind": change.kind,
        "before": [each.code for each in change.before],
        "after": [each.code for each in change.after],
        "concepts": list(dict.fromkeys(each.concept for each in (*change.before, *change.after))),
        "renumbered": change.renumbered,
        "renamed": change.renamed,
        "added": [_plain(each) for each in change.added],
        "removed": [_plain(each) for each in change.removed],
        "carries_over": change.carry,
        "reason": change.reason,
        "confidence": change.confidence.value,
    }


def rule_lines(method: Method) -> tuple[str, ...]:
    """Give the year's weights, rules and levels as lines, each with how firmly it is known."""
    lines = [
        _("Weight of {code}: {weight} ({basis})").format(
            code=each.code, weight=f"{each.weight:f}", basis=_basis(each.basis)
        )
        for each in method.instruments
    ]
    names = {
        "question": _("Question: mean of its answers"),
        "sub_questions": _("Question of several lines: mean of its lines"),
        "indicator": _("Indicators 1–8: mean of their questions"),
        "parts": _("EIT indicators: mean of both parts"),
        "items": _("Indicators 9 and 10: from their items"),
        "instrument": _("Instrument: mean of its indicators"),
        "total": _("Total: instruments times their weights"),
    }
    for key, words in names.items():
        rule = getattr(method.rules, key)
        if isinstance(rule, Unpublished):
            lines.append(_unpublished(words, rule))
        elif rule is not None:
            lines.append(f"{words} ({_basis(rule.basis)})")
    return (*lines, *_level_lines(method.levels))


def fact_lines(method: Method) -> tuple[str, ...]:
    """Give what else is known of the year (national means, announcement, calendar), each with how firmly."""
    return tuple(f"{each.name}: {_fact(each)} ({_basis(each.basis)})" for each in method.facts)


def _fact(fact: Fact) -> str:
    return _("unpublished") if fact.value == "unpublished" else fact.told_value()


def _level_lines(rule: LevelRule | Unpublished) -> list[str]:
    if isinstance(rule, Unpublished):
        return [_unpublished(_("Levels"), rule)]
    told = []
    for level in rule.levels:
        each = (
            ""
            if level.each_min is None
            else _(", and each of {figures} ≥ {score}").format(
                figures=", ".join(rule.measured_on), score=f"{level.each_min:f}"
            )
        )
        told.append(
            _("{level}: total ≥ {score}{more} ({basis})").format(
                level=level.name_th, score=f"{level.total_min:f}", more=each, basis=_basis(level.basis)
            )
        )
    return told


def _unpublished(subject: str, what: Unpublished) -> str:
    return _("{subject}: unpublished. {note}").format(subject=subject, note=what.told_note()).strip()


def _basis(basis: Basis) -> str:
    word = confidence_word(basis.confidence)
    return f"{word}: {basis.told_source()}" if basis.source else word


def confidence_word(confidence: Confidence) -> str:
    """Give a confidence word for people."""
    return {
        Confidence.VERIFIED: _("verified"),
        Confidence.ONE_SOURCE: _("one source"),
        Confidence.INFERRED: _("inferred"),
        Confidence.UNCONFIRMED: _("unconfirmed"),
    }[confidence]
