"""What is read of the follow-up of plans.

Other apps ask here: `followed_plan` (a round), `followed_plans` (an agency), `reports_due` (who owes what by when) and
`confirmed_plan` (what others may see).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from prongsai.planning import model
from prongsai.planning.reporting import Due, reports_owed
from prongsai.site.agencies.models import Agency, Division
from prongsai.site.plans.models import Plan, Version
from prongsai.site.plans.queries import AGREED, plan_of
from prongsai.site.progress.models import Entry, Evidence, Meeting, State
from prongsai.site.progress.values import (
    COUNTS,
    Followed,
    PlainEntry,
    Proof,
    Rows,
    follow,
    taken_over,
    told_of,
    with_entries,
)
from prongsai.site.rounds.models import Round

T = TypeVar("T", bound=Model)
_PLAIN = ("pk", "plan_id", "division_id", *PlainEntry._fields[3:])
"""What is read of each entry, in the order of `PlainEntry`."""
NO_ENTRIES: Collection[str] = ()
"""For pages that show of a followed plan its measures and who owns them, or entries that they read by themselves."""
AT_ONCE = 2
"""How many plans of an agency are asked for together: that of this year, and that of the year before until it is done."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that a division owes: on which measure of which followed plan, and what `Due` says of it."""

    followed: Followed
    measure: model.Measure
    division: Division
    due: Due


def followed_plan(each: Round, measures: Collection[str] | None = None) -> Followed | None:
    """Give the follow-up of a round, None where no version of its plan was approved yet.

    With the keys of measures only what was reported on those is in it; with none of them (`NO_ENTRIES`) nothing.
    """
    plan = plan_of(each)
    version = None if plan is None else _agreed().filter(plan=plan).first()
    if plan is None or version is None:
        return None
    version.plan = plan
    return follow(each, version, rows_of([plan], measures)[plan.pk])


def the_followed(each: Round, measures: Collection[str] | None = None) -> Followed:
    """Give what `followed_plan` does; raises Http404 where no version of the round's plan was approved yet."""
    found = followed_plan(each, measures)
    if found is None:
        raise Http404
    return found


def followed_plans(agency: Agency) -> list[Followed]:
    """Give the follow-up of an agency's newest plans that were approved, the newest first, at most `AT_ONCE`."""
    newest = Version.objects.filter(plan__round=OuterRef("pk"), state__in=AGREED).order_by("-number")
    rounds = Round.objects.filter(agency=agency).annotate(agreed=Subquery(newest.values("pk")[:1]))
    wanted = {each.agreed: each for each in rounds.filter(agreed__isnull=False)[:AT_ONCE]}
    versions = list(_agreed().filter(pk__in=wanted).select_related("plan"))
    rows = rows_of([each.plan for each in versions]) if versions else {}
    found = []
    for version in versions:
        each = wanted[version.pk]
        each.agency = version.plan.agency = agency
        version.plan.round = each
        found.append(follow(each, version, rows[version.plan_id]))
    return sorted(found, key=lambda one: -one.round.fiscal_year)


def confirmed_plan(each: Round) -> model.Plan | None:
    """Give the plan of a round that counts with its confirmed entries alone, None where none was approved."""
    found = followed_plan(each)
    return None if found is None else found.plan


def with_confirmed(plan: Plan, value: model.Plan, owners: Mapping[str, Sequence[int]]) -> model.Plan:
    """Give a version of a plan, or the plan as it is worked on, with the entries that were confirmed on its measures.

    `owners` are the numbers of the divisions that own each measure in it, the leading one first.
    """
    rows = rows_of([plan])[plan.pk]
    return with_entries(value, rows, told_of(rows, rows.owners(owners)), COUNTS)


def reports_due(followed: Followed, day: date) -> list[Owed]:
    """Give the reports that the divisions of an agency owe on a day, the earliest first.

    A report that awaits confirmation has come; one that was returned has not.
    """
    divisions = followed.plan.divisions
    owed = []
    for measure in followed.reported.measures:
        by_name = {str(each): each for each in followed.owners[measure.id]}
        owed += [
            Owed(followed, measure, by_name[due.division], due)
            for due in reports_owed(measure, followed.plan.plan_year, divisions, day)
        ]
    return sorted(owed, key=lambda each: each.due.day)


def awaiting_confirmation(agency: Agency) -> int:
    """Give how many entries of an agency await the officer."""
    return _waiting().filter(agency=agency).count()


def rows_of(plans: Sequence[Plan], measures: Collection[str] | None = None) -> dict[int, Rows]:
    """Give the rows of the follow-up of plans of one agency, by the number of the plan; of some measures where they are given."""
    divisions = {each.pk: each for each in Division.objects.filter(agency=plans[0].agency_id)}
    working = {number: taken_over(divisions, number) for number in divisions}
    entries = [
        PlainEntry(number, plan, working[division], *told)
        for number, plan, division, *told in _reported(plans, measures).values_list(*_PLAIN)
    ]
    meetings = list(_meetings().filter(plan__in=plans, removed_at=None))
    proofs = _proofs(plans, measures) if entries else {}
    return {
        plan.pk: Rows(
            [each for each in entries if each.plan == plan.pk],
            proofs,
            [each for each in meetings if each.plan_id == plan.pk],
            divisions,
        )
        for plan in plans
    }


def _reported(plans: Sequence[Plan], measures: Collection[str] | None) -> QuerySet[Entry]:
    rows = Entry.objects.filter(plan__in=plans, removed_at=None)
    return rows if measures is None else rows.filter(measure__in=measures)


def _proofs(plans: Sequence[Plan], measures: Collection[str] | None) -> dict[int, list[Proof]]:
    """Give what proves the entries on plans, by the number of the entry: plain values, since there are many."""
    reported = _reported(plans, measures).order_by().values("pk")
    of_entries = Evidence.objects.filter(entry__in=reported, removed_at=None)
    found: dict[int, list[Proof]] = {}
    for number, *told in of_entries.values_list("entry_id", "title", "dated_on", "link"):
        found.setdefault(number, []).append(Proof(*told))
    return found


def in_full(followed: Followed, numbers: Sequence[int]) -> list[Entry]:
    """Give entries of a followed plan by their numbers, with who entered and decided them, and the files of their evidence."""
    found = _whole_entries().in_bulk(numbers)
    return [_placed(found[number], followed) for number in numbers]


def waiting_on(plan: Plan) -> QuerySet[Entry, int]:
    """Give the numbers of the entries on a plan that await confirmation, the oldest first."""
    return _waiting().filter(plan=plan).order_by("entered_at", "pk").values_list("pk", flat=True)


def _waiting() -> QuerySet[Entry]:
    return Entry.objects.filter(state=State.REPORTED, removed_at=None)


def the_entry(followed: Followed, number: int, *, removed: bool = False) -> Entry:
    """Give an entry on the plan that is followed up, or one that was removed; raises Http404 where there is none."""
    plan = followed.version.plan_id
    rows = _whole_entries().filter(plan=plan, pk=number, removed_at__isnull=not removed)
    return _placed(_found(rows), followed)


def _placed(entry: Entry, followed: Followed) -> Entry:
    """Give an entry with its plan at hand, and with the division that took over, where one did."""
    entry.plan, entry.division = followed.version.plan, followed.rows.division(entry.division_id)
    return entry


def meetings_of(plan: Plan) -> list[Meeting]:
    """Give the meetings on a plan, the newest first, without their minutes."""
    return list(Meeting.objects.filter(plan=plan, removed_at=None))


def the_meeting(followed: Followed, number: int, *, removed: bool = False) -> Meeting:
    """Give a meeting on the plan, or one that was removed; raises Http404 where there is none."""
    found = _found(
        _meetings().filter(plan=followed.version.plan_id, pk=number, removed_at__isnull=not removed)
    )
    found.plan = followed.version.plan
    return found


def the_evidence(followed: Followed, number: int, *, removed: bool = False) -> Evidence:
    """Give evidence of an entry or a meeting on the plan, or such as was removed; raises Http404 where there is none."""
    plan = followed.version.plan_id
    of_entry = Q(entry__plan=plan, entry__removed_at=None)
    of_meeting = Q(meeting__plan=plan, meeting__removed_at=None)
    rows = Evidence.objects.filter(of_entry | of_meeting, pk=number, removed_at__isnull=not removed)
    found = _found(rows.select_related("entry", "meeting"))
    if found.entry is not None:
        found.entry.plan = followed.version.plan
    return found


def _found(rows: QuerySet[T]) -> T:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _whole_entries() -> QuerySet[Entry]:
    """Give entries with who entered and decided them, and with the files of their evidence."""
    people = Entry.objects.select_related("entered_by", "decided_by")
    return people.prefetch_related(Prefetch("evidence", _evidence()))


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.prefetch_related(Prefetch("minutes", _evidence()))


def _evidence() -> QuerySet[Evidence]:
    return Evidence.objects.filter(removed_at=None).select_related("file", "added_by")


def _agreed() -> QuerySet[Version]:
    return Version.objects.filter(state__in=AGREED)
