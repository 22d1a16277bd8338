"""Owners and persons of measures that change with the agency: divisions that are merged, people who leave."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Division
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.changing import facts, locked, log, mark, touch
from prongsai.site.plans.models import Measure, Ownership
from prongsai.site.plans.queries import the_measure


def take_part_over(actor: Actor, division: Division, into: Division) -> int:
    """Let a division have the parts of another one in measures; give how many of these were not deleted."""
    moved = 0
    for row in _held(Measure.objects.filter(owners__division=division)):
        before = facts(row, "owners")
        part = Ownership.objects.filter(measure=row, division=division)
        if Ownership.objects.filter(measure=row, division=into).exists():
            part.delete()
        else:
            part.update(division=into)
        _mark(row)
        now = the_measure(row.plan, row.key)
        log(actor, "measure.changed", now, before, facts(now, "owners"))
        moved += row.removed_at is None
    return moved


def answer_instead(measures: Iterable[Measure], leaving: User, successor: User) -> None:
    """Let somebody answer for measures in the place of another; the log tells of it at the handing over."""
    for row in _held(Measure.objects.filter(pk__in=[each.pk for each in measures])):
        row.persons.remove(leaving)
        row.persons.add(successor)
        _mark(row)
        touch(row.plan)


def _held(measures: QuerySet[Measure]) -> Iterator[Measure]:
    """Give measures as they stand, each with its plan held."""
    for each in measures.select_related("plan").order_by("plan", "pk"):
        yield locked(each)


def _mark(row: Measure) -> None:
    """Count a change of the owners, so that whoever has them open does not overwrite it."""
    mark(row, "owners")
    row.save(update_fields=["revision", "changed"])
