"""The rule of findings, read from YAML: Prongsai's own `rule.yaml`, or a file of the agency's."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path

from prongsai.analysis.model import FindingRule
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

DEFAULT = Path(__file__).parent / "rule.yaml"
_SCORES = ("mend_below", "survey_lowest_below", "low_question", "full")
_KEYS = tuple(each.name for each in fields(FindingRule))
_LARGEST = 100_000


@cache
def default_rule() -> FindingRule:
    """Give Prongsai's own rule, as `rule.yaml` has it."""
    return load_rule(DEFAULT)


def load_rule(path: Path) -> FindingRule:
    """Read a rule of findings from a YAML file with exactly the keys of `FindingRule`.

    Raises InputError, with every fault found, when the file cannot be read, a key is unknown, doubled or missing,
    a score is not a number from 0 to 100, or the order of the scores is broken (a low question or a mended score
    above the full one).
    """
    given = _read(path)
    if problems := _wrong_keys(given, path):
        raise InputError(problems)
    scores = {key: score for key in _SCORES if (score := _score(given[key])) is not None}
    if problems := [*_wrong_scores(given, scores, path), *_wrong_words(given, path)]:
        raise InputError(problems)
    return FindingRule(**scores, next_lowest=bool(given["next_lowest"]), source=str(given["source"]))


def _wrong_keys(given: Mapping[str, object], path: Path) -> list[Problem]:
    """Give the faults of keys that are unknown or missing."""
    unknown = [
        _problem("unknown-key", _("there is no key “{key}”").format(key=key), path, _("leave it out"))
        for key in given
        if key not in _KEYS
    ]
    return unknown + [
        _problem("missing-key", _("the key “{key}” is missing").format(key=key), path, _("add it"))
        for key in _KEYS
        if key not in given
    ]


def _wrong_scores(given: Mapping[str, object], scores: Mapping[str, Decimal], path: Path) -> list[Problem]:
    """Give the faults of what should be a score, and of scores above the full one."""
    none = [
        _problem(
            "bad-score",
            _("“{value}” is not a score").format(value=given[key]),
            f"{path} {key}",
            _("write a number from 0 to 100"),
        )
        for key in _SCORES
        if key not in scores
    ]
    mend = _("give it at most the score of “full”")
    return none + [
        _problem("rule-order", _("“{key}” is above “full”").format(key=key), path, mend)
        for key, value in scores.items()
        if value > scores.get("full", Decimal(100))
    ]


def _wrong_words(given: Mapping[str, object], path: Path) -> list[Problem]:
    """Give the faults of the two keys that hold no score."""
    problems = []
    if not isinstance(given["next_lowest"], bool):
        what = _("“{value}” is neither true nor false").format(value=given["next_lowest"])
        problems.append(_problem("bad-choice", what, f"{path} next_lowest", _("write true or false")))
    source = given["source"]
    if not isinstance(source, str) or not source.strip():
        mend = _("write in words whose rule it is")
        problems.append(_problem("no-source", _("the rule names no source"), f"{path} source", mend))
    return problems


def _score(value: object) -> Decimal | None:
    """Give a score 0–100, or None where the value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    score = Decimal(str(value))
    return score if score.is_finite() and 0 <= score <= 100 else None


def _read(path: Path) -> dict[str, object]:
    """Read a small YAML mapping, refusing a doubled key."""
    import yaml  # noqa: PLC0415 (only where a rule is read)

    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LARGEST)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        value = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        line = " ".join(str(error).split())
        what = _("this rule cannot be read: {reason}").format(reason=line)
        raise InputError(_problem("bad-rule", what, path, _("give a YAML file like rule.yaml"))) from None
    if not isinstance(node, yaml.MappingNode):
        what = _("this is no list of keys with values")
        raise InputError(_problem("bad-rule", what, path, _("give a YAML file like rule.yaml")))
    keys = [str(key.value) for key, _value in node.value]
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        what = _("the key “{key}” is there twice").format(key=", ".join(doubled))
        raise InputError(_problem("doubled-key", what, path, _("keep one of each")))
    return {str(key): each for key, each in value.items()}


def _problem(code: str, what: str, where: Path | str, mend: str) -> Problem:
    return Problem(code, what, str(where), mend)
