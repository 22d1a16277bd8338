"""A plan made from the findings, and brought in line with them again without losing what a person wrote.

What becomes of each text is decided by `prongsai.planning.renewal`. Owners stand there as the numbers of divisions, so
that a division's new name is no change of a person's.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from prongsai.analysis.model import Analysis
from prongsai.intake.model import Agency
from prongsai.language.messages import language
from prongsai.method.library import load_method, years
from prongsai.method.model import Method
from prongsai.planning import model
from prongsai.planning.export import as_json
from prongsai.planning.keeping import Note, packed, unpacked
from prongsai.planning.making import make_plan
from prongsai.planning.renewal import Made, renewed
from prongsai.site.agencies.models import Division
from prongsai.site.plans.models import Measure, Plan
from prongsai.site.plans.values import plan_method, plan_value

_MARK = "#"
"""Stands before the number of a division, where an owner is one that the agency has."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan as it would be after it was brought in line: its value with owners by name, and what became of what.

    `owners` gives for each measure its owners as the renewal knows them, `titles` what every measure is called that
    stands or is made, `made` what is to be remembered.
    """

    plan: model.Plan
    owners: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    made: Made
    notes: tuple[Note, ...]

    @property
    def digest(self) -> str:
        """Give what tells this proposal from another, so that just what was seen is done."""
        kept = [as_json(self.plan), sorted(self.made.digests.items())]
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def fresh_plan(
    analysis: Analysis, agency: Agency, plan_year: int, method: Method, divisions: Sequence[Division]
) -> model.Plan:
    """Give the plan that follows from the findings, with the agency's own names of divisions."""
    own: dict[str, str] = {}
    for each in divisions:
        if each.key:
            own.setdefault(each.key, each.name)
    with language("th"):
        return make_plan(analysis, agency, plan_year, method, own)


def numbers_of(plan: Plan) -> Method:
    """Give the method whose item numbers a plan takes: those of its own year as soon as they are known."""
    return load_method(plan.plan_year) if plan.plan_year in years() else plan_method(plan)


def newer_numbers(plan: Plan) -> bool:
    """Tell whether the item numbers of a plan's own year became known after the plan took those of another."""
    return numbers_of(plan).fiscal_year != plan_method(plan).fiscal_year


def propose(
    plan: Plan, measures: Sequence[Measure], divisions: Sequence[Division], analysis: Analysis
) -> Proposal:
    """Give what a plan would be after it was brought in line with the result."""
    standing = plan_value(plan, measures, divisions)
    rows = {each.key: each for each in measures}
    known = [*divisions, *(each.division for measure in measures for each in measure.owners.all())]
    names = {f"{_MARK}{each.pk}": each.name for each in known}
    fresh = fresh_plan(analysis, plan.agency.facts, plan.plan_year, numbers_of(plan), divisions)
    found = renewed(
        numbered(standing, known),
        replace(numbered(fresh, known), divisions=standing.divisions),
        remembered(plan.made),
        frozenset(key for key, row in rows.items() if row.persons.all()),
    )
    owners = {each.id: each.owners for each in found.plan.measures}
    shown = tuple(
        replace(each, owners=tuple(names.get(owner, owner) for owner in each.owners))
        for each in found.plan.measures
    )
    titles = {each.id: each.title for each in (*fresh.measures, *standing.measures)}
    return Proposal(replace(found.plan, measures=shown), owners, titles, found.made, found.notes)


def numbered(value: model.Plan, divisions: Sequence[Division]) -> model.Plan:
    """Give a plan whose owners stand by the numbers of their divisions, where these are among some."""
    numbers = {each.name: f"{_MARK}{each.pk}" for each in reversed(divisions)}
    return replace(
        value,
        measures=tuple(
            replace(each, owners=tuple(numbers.get(owner, owner) for owner in each.owners))
            for each in value.measures
        ),
    )


def number_of(owner: str) -> int | None:
    """Give the number of the division that an owner of a proposal is, None for one that the agency does not have."""
    return int(owner[len(_MARK) :]) if owner.startswith(_MARK) else None


def remembered(kept: Mapping[str, Any]) -> Made:
    """Give what a plan's row remembers of what was made."""
    return Made(unpacked(kept.get("digests", {})), frozenset(kept.get("findings", ())))


def remember(made: Made, analysis: Analysis) -> dict[str, Any]:
    """Give what a plan's row is to remember: what was made, and from which result."""
    return {
        "digests": packed(made.digests),
        "findings": sorted(made.findings),
        "result": fingerprint(analysis),
    }


def is_in_line(plan: Plan, analysis: Analysis) -> bool:
    """Tell whether a plan was made from, or brought in line with, the result as it is now."""
    return bool(plan.made.get("result") == fingerprint(analysis))


def fingerprint(analysis: Analysis) -> str:
    """Give what tells the findings of one result from those of another."""
    parts: Iterable[object] = (
        (each.id, each.klass, each.score, each.costs, each.remark) for each in analysis.findings
    )
    years = [(each.result.fiscal_year, each.method.hash) for each in (analysis.scores, *analysis.earlier)]
    changes = [(each.key, each.earlier_year, each.earlier, each.now) for each in analysis.changes]
    told = repr([years, changes, analysis.ranking, *parts])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
