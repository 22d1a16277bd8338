"""Editing measures: their parts, their order, adding and deleting."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone

from prongsai.planning.model import Aim
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Division
from prongsai.site.doors import action
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.changing import (
    ChangedMeanwhile,
    check,
    facts,
    locked,
    locked_plan,
    log,
    mark,
)
from prongsai.site.plans.models import Measure, Ownership, Plan
from prongsai.site.plans.queries import measures_of, people_of, the_measure
from prongsai.site.plans.values import PARTS, new_key


@action("plan.edit")
def change_measure(
    actor: Actor, measure: Measure, part: str, values: Mapping[str, Any], seen: int
) -> Measure:
    """Change one part of a measure (a key of `PARTS` other than its steps) that was seen at a revision.

    `values` holds the part's fields; ``owners`` are divisions in their order, ``persons`` users. Raises
    ChangedMeanwhile where somebody else changed the part or deleted the measure since.
    """
    row = locked(measure)
    if row.removed_at is not None:
        raise ChangedMeanwhile(row)
    check(row, part, seen)
    before = facts(row, part)
    if part == "owners":
        _put_owners(actor, row, values["owners"])
        _put_persons(actor, row, values["persons"])
    else:
        for field in PARTS[part]:
            setattr(row, field, values[field])
    mark(row, part)
    row.save()
    now = the_measure(measure.plan, measure.key)
    now.plan = measure.plan
    log(actor, "measure.changed", now, before, facts(now, part))
    return now


def _put_owners(actor: Actor, measure: Measure, owners: Sequence[Division]) -> None:
    if any(each.agency_id != actor.agency.pk for each in owners):
        raise PermissionDenied
    Ownership.objects.filter(measure=measure).delete()
    Ownership.objects.bulk_create(
        Ownership(agency=actor.agency, measure=measure, division=each, place=place)
        for place, each in enumerate(owners)
    )


def _put_persons(actor: Actor, measure: Measure, persons: Sequence[User]) -> None:
    """Let people of the agency (and whoever stood there before) answer for a measure."""
    known = {each.pk for each in (*people_of(actor.agency), *measure.persons.all())}
    if any(each.pk not in known for each in persons):
        raise PermissionDenied
    measure.persons.set(persons)


@action("plan.edit")
def add_measure(actor: Actor, plan: Plan, title: str, indicators: Sequence[int], aim: Aim) -> Measure:
    """Add a measure at the end of a plan; what it lacks is shown as holes."""
    held = locked_plan(plan)
    rows = Measure.objects.filter(plan=held)
    last = rows.filter(removed_at=None).aggregate(Max("place"))["place__max"]
    row = Measure.objects.create(
        agency=actor.agency,
        plan=held,
        key=new_key("n", rows.values_list("key", flat=True)),
        place=0 if last is None else last + 1,
        title=title,
        indicators=list(indicators),
        aim=aim,
    )
    log(actor, "measure.added", row, after=facts(row, "title"))
    return row


@action("plan.edit")
def move_measure(actor: Actor, measure: Measure, places: int) -> None:
    """Move a measure by some places down (up where negative), as far as there are others."""
    held = locked_plan(measure.plan)
    rows = measures_of(held)
    keys = [each.key for each in rows]
    if measure.key not in keys:
        raise ChangedMeanwhile(measure)
    before = keys.index(measure.key)
    after = min(max(before + places, 0), len(rows) - 1)
    rows.insert(after, rows.pop(before))
    for place, each in enumerate(rows):
        each.place = place
    Measure.objects.bulk_update(rows, ["place"])
    log(actor, "measure.moved", measure, {"place": before + 1}, {"place": after + 1})


@action("plan.edit")
def remove_measure(actor: Actor, measure: Measure) -> None:
    """Delete a measure, to be put back by `restore_measure`."""
    row = locked(measure)
    if row.removed_at is None:
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
    log(actor, "measure.removed", row, facts(row))


@action("plan.edit")
def restore_measure(actor: Actor, measure: Measure) -> None:
    """Put a deleted measure back where it stood."""
    row = locked(measure)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    log(actor, "measure.restored", row, after=facts(row))
