"""Why: where a number comes from, as a tree to be opened, with the finding on it and the figures that it goes into."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.analysis.figures import figure
from prongsai.analysis.model import Analysis, Finding
from prongsai.analysis.paragraphs import paragraph
from prongsai.language.problems import InputError
from prongsai.scoring.model import NoScore, Score, Scores, Trace, value_of
from prongsai.scoring.trace import trace
from prongsai.site.findings.classed import Found, found

OPENED = 2
"""How many levels of the tree are open at first."""
SHOWN = 3
"""How many levels below the first stand on one page; what lies deeper has a page of its own."""


@dataclass(frozen=True, slots=True)
class Node:
    """A number with the rule that made it and what went in.

    `basis` is empty where it is the one of the number before. `linked` tells that the number has a page of its own
    with more than is shown here.
    """

    key: str
    name: str
    value: Decimal | None
    why_none: str
    estimate: bool
    rule: str
    basis: str
    opened: bool
    linked: bool
    inputs: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A number on the way to the total."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Why:
    """All that is said of a key: its title, tree, finding, the analysis in words, and what it goes into.

    `elsewhere` tells that the tree is that of the finding's indicator, there being no number of its own.
    """

    key: str
    title: str
    node: Node | None
    finding: Found | None
    paragraph: str
    leads_to: tuple[Step, ...]
    elsewhere: bool


def why(analysis: Analysis, key: str) -> Why:
    """Give where the number of a key comes from, and the finding of that id.

    Keys are those of traces (``total``, ``EIT1``, ``7``, ``9.3``, ``EIT1/e4``, ``o13``) and of findings. A finding
    without a number of its own is shown with its indicator's. Raises InputError, with the keys there are, for any other.
    """
    scores = analysis.scores
    finding = next((each for each in analysis.findings if each.id == key), None)
    shown = None if finding is None else found(analysis, finding)
    traced = _trace(scores, key, finding)
    return Why(
        key,
        traced.name if shown is None and traced is not None else shown.title,
        None if traced is None else node(traced, _announced(scores)),
        shown,
        paragraph(analysis, int(key)) if key.isdecimal() and finding is not None else "",
        () if traced is None else leads_to(scores, traced.key),
        finding is not None
        and traced is not None
        and finding.subject != "indicator"
        and traced.key.isdecimal(),
    )


def _trace(scores: Scores, key: str, finding: Finding | None) -> Trace | None:
    """Give the trace of a key, of what a finding speaks of, or else of the finding's indicator."""
    if finding is None:
        return trace(scores, key)
    whole = f"{finding.part}/{'+'.join(finding.codes)}".lstrip("/")
    wanted = [whole, whole.rpartition("/")[2], str(finding.indicator)]
    for each in [key] if finding.subject == "indicator" else wanted:
        try:
            return trace(scores, each)
        except InputError:
            continue
    return None


def _announced(scores: Scores) -> dict[str, Decimal]:
    """Give the figures that stand as they were announced; none where they are reckoned."""
    keys = ("total", *scores.instruments) if scores.published else ()
    return {key: value for key in keys if (value := figure(scores, key)) is not None}


def node(traced: Trace, announced: Mapping[str, Decimal], depth: int = 0, before: str = "") -> Node:
    """Give the tree of a trace, down to as many levels as are shown; `announced` stand in where nothing is reckoned."""
    value, stands = traced.value, announced.get(traced.key)
    rule = "" if isinstance(value, NoScore) else traced.rule
    if stands is not None:
        rule = _("As announced: the rules of this year are not published, so it is not reckoned anew.")
    inputs: list[Node] = []
    told = ""
    for each in traced.inputs if depth < SHOWN else ():
        inputs.append(node(each, announced, depth + 1, told))
        told = each.basis
    return Node(
        traced.key,
        traced.name,
        value_of(value) if stands is None else stands,
        value.reason if isinstance(value, NoScore) and stands is None else "",
        isinstance(value, Score) and value.estimate,
        rule,
        "" if traced.basis == before else traced.basis,
        depth < OPENED,
        depth > 0 and not inputs and "=" not in traced.key,
        tuple(inputs),
    )


def leads_to(scores: Scores, key: str) -> tuple[Step, ...]:
    """Give the numbers that the number of a key goes into, from the total down to the nearest."""
    return tuple(Step(each.key, each.name) for each in _path(trace(scores, "total"), key))


def _path(traced: Trace, key: str) -> tuple[Trace, ...]:
    """Give the way down a tree to a key, without the end of it; nothing where the key is not in it."""
    for each in traced.inputs:
        below = _path(each, key)
        if each.key == key or below:
            return (traced, *below)
    return ()
