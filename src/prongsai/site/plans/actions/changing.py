"""What every change of a plan has in common: who may change what was seen, its revision, and its line in the log."""

from copy import deepcopy
from typing import Any

from django.utils import timezone

from prongsai.site.doors import Facts, person, record
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Measure, Plan
from prongsai.site.plans.queries import the_measure
from prongsai.site.plans.values import PARTS

FOLLOWING = frozenset({"start", "end", "cadence", "follow_up_to", "follow_up_months"})
"""Fields that follow from the words of a period or follow-up; the log keeps the words."""


class ChangedMeanwhile(Exception):  # noqa: N818  it is no fault of anybody's
    """Somebody else changed the same part, or deleted it, after it was seen. `thing` is as it stands now."""

    def __init__(self, thing: Plan | Measure) -> None:
        """Hold what was changed."""
        super().__init__(str(thing))
        self.thing = thing


def locked(measure: Measure) -> Measure:
    """Give a measure as it stands now, its plan held until the end of the transaction.

    Every change of a plan holds the plan first, so that no two of them wait for each other.
    """
    Plan.objects.select_for_update().only("pk").get(pk=measure.plan_id)
    found = the_measure(measure.plan, measure.key)
    found.plan = measure.plan
    return found


def locked_plan(plan: Plan) -> Plan:
    """Give a plan as it stands now, held until the end of the transaction."""
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    found.agency, found.round = plan.agency, plan.round
    return found


def check(thing: Plan | Measure, part: str, seen: int) -> None:
    """Raise ChangedMeanwhile where a part was changed after the revision that was seen."""
    if thing.changed.get(part, 0) > seen:
        raise ChangedMeanwhile(thing)


def mark(thing: Plan | Measure, *parts: str) -> None:
    """Count a change of some parts of a plan or measure; it is still to be saved."""
    thing.revision += 1
    thing.changed = {**thing.changed, **dict.fromkeys(parts, thing.revision)}


def touch(plan: Plan) -> None:
    """Note that a plan was changed now."""
    plan.changed_at = timezone.now()
    Plan.objects.filter(pk=plan.pk).update(changed_at=plan.changed_at)


def facts(measure: Measure, *parts: str) -> Facts:
    """Give some parts of a measure (all where none is named) as the log holds them."""
    fields = [field for part in parts or PARTS for field in PARTS[part] if field not in FOLLOWING]
    return {field: _plain(measure, field) for field in fields}


def _plain(measure: Measure, field: str) -> Any:
    if field == "owners":
        return [str(each.division) for each in measure.owners.all()]
    if field == "persons":
        return [person(each.name) for each in measure.persons.all()]
    value = getattr(measure, field)
    if isinstance(value, list):
        return deepcopy(value)  # the row's own is still to be changed
    return value if value is None else str(value)


def log(
    actor: Actor, code: str, measure: Measure, before: Facts | None = None, after: Facts | None = None
) -> None:
    """Write a line of the log on a measure, and note that its plan was changed."""
    record(actor, code, measure, before, after)
    touch(measure.plan)
