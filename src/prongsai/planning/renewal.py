"""Bring a plan in line with a result that changed, where it is kept as values and not as a file.

What becomes of each text is decided as for the plan file (`prongsai.planning.keeping`): what a person wrote, added or
deleted stays so.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from prongsai.planning.export import as_json, from_json
from prongsai.planning.keeping import Keeping, Note
from prongsai.planning.model import Plan

_PARTS = ("texts", "paragraphs", "measures")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made from a result: the digest of every text by its pointer, and the findings that were answered."""

    digests: Mapping[str, str] = field(default_factory=dict)
    findings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Renewal:
    """A plan that was brought in line: the plan as it then stands, what is to be remembered, and what became of what."""

    plan: Plan
    made: Made
    notes: tuple[Note, ...]


def renewed(standing: Plan, fresh: Plan, made: Made, held: frozenset[str] = frozenset()) -> Renewal:
    """Give a plan that stands, brought in line with one that was made anew from the result.

    `made` is what was remembered when it was last made or brought in line; measures whose ids are `held` never go, since
    people work on them in ways that the plan does not show. Everything beside texts, paragraphs and
    measures (agency, years, divisions) is taken from `fresh`.
    """
    tree = _entries(standing)
    keeping = Keeping(made.digests, made.findings, deepcopy, held)
    keeping.plan(tree, _entries(fresh))
    blank = as_json(replace(fresh, texts={}, paragraphs={}, measures=()))
    whole = {**blank, **tree, "measures": [{**_BLANK, **each} for each in tree["measures"]]}
    answered = {finding for each in fresh.measures for step in each.steps for finding in step.answers}
    return Renewal(from_json(whole), Made(keeping.digests, made.findings | answered), tuple(keeping.notes))


def first_made(fresh: Plan) -> Made:
    """Give what is to be remembered of a plan that was made for the first time."""
    return renewed(replace(fresh, texts={}, paragraphs={}, measures=()), fresh, Made()).made


#: What a measure has that nobody filled in.
_BLANK: Mapping[str, Any] = {"title": "", "budget": "", "expected_gain": None, "progress": []}


def _entries(plan: Plan) -> dict[str, Any]:
    """Give what is kept of a plan as plain values, without what nobody filled in."""
    values = as_json(plan)
    measures = [
        {key: each[key] for key in each if each[key] or key not in _BLANK} for each in values["measures"]
    ]
    return {**{key: values[key] for key in _PARTS}, "measures": measures}
