"""The rule of findings, read from YAML: Prongsai's own `rule.yaml`, or a file of the agency's."""

from dataclasses import fields
from functools import cache
from pathlib import Path

from prongsai.analysis.model import FindingRule
from prongsai.intake.files import decode, read_bytes
from prongsai.intake.nodes import Node
from prongsai.intake.numbers import HUNDRED
from prongsai.intake.trees import yaml_document
from prongsai.language.messages import _
from prongsai.language.problems import InputError

DEFAULT = Path(__file__).parent / "rule.yaml"
_SCORES = ("mend_below", "survey_lowest_below", "low_question", "full")
_KEYS = tuple(each.name for each in fields(FindingRule))


@cache
def default_rule() -> FindingRule:
    """Give Prongsai's own rule, as `rule.yaml` has it."""
    return load_rule(DEFAULT)


def load_rule(path: Path) -> FindingRule:
    """Read a rule of findings from a YAML file with exactly the keys of `FindingRule`.

    Raises InputError, every fault with its line, when the file cannot be read, a key is unknown, doubled or empty,
    a score is not a number from 0 to 100 with at most two decimals, or a score is above the full one.
    """
    root = Node.root(yaml_document(decode(read_bytes(path), str(path)), str(path))).fields(_KEYS)
    if root.problems:  # a key that is not known is most often one that is missing, misspelt
        raise InputError(root.problems)
    given = {key: node for key in _KEYS if _needed(node := root.get(key), key)}
    scores = {key: score for key in _SCORES if key in given and (score := given[key].score()) is not None}
    for key, score in scores.items():
        if score > scores.get("full", HUNDRED):
            what = _("“{key}” is above “full”").format(key=key)
            given[key].refuse("rule-order", what, _("give it at most the score of “full”"))
    next_lowest = root.get("next_lowest").text() if "next_lowest" in given else "false"
    if next_lowest not in {"true", "false"}:
        what = _("“{value}” is neither true nor false").format(value=next_lowest)
        given["next_lowest"].refuse("bad-choice", what, _("write true or false"))
    if root.problems:
        raise InputError(root.problems)
    return FindingRule(**scores, next_lowest=next_lowest == "true", source=given["source"].text())


def _needed(node: Node, key: str) -> bool:
    """Tell whether text stands at a key; a fault where there is none."""
    return bool(node.needed(_("the key “{key}” is missing").format(key=key), _("add it")))
