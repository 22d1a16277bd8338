"""What each person of an agency is to be told of on a day. Which rules it follows is ours, and `docs/site.md` says so.

Of a report are told: the people of the division that owes it, and those who are named on the measure, of its leading
division's; where there are none of either, the officers. Officers are told of entries to confirm and of measures that
do not move or lack evidence; approvers of plans that await them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from prongsai.planning import model
from prongsai.planning.progress import reports_due as days_of_reports
from prongsai.planning.reporting import marks_of
from prongsai.site.agencies.models import Agency
from prongsai.site.agencies.queries import members
from prongsai.site.permissions import Actor, Role
from prongsai.site.plans.models import Measure
from prongsai.site.plans.queries import awaiting
from prongsai.site.progress.models import State
from prongsai.site.progress.queries import Owed, followed_plans, reports_due
from prongsai.site.progress.values import Followed
from prongsai.site.reminders.models import Kind

MARKS = {"stalled": Kind.STALLED, "unproved": Kind.UNPROVED}
People = Sequence[Actor]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to tell: `key` names it for good, `day` is when it is or was due, or since when it stands.

    `title` is that of the measure; of a plan its year. `path` leads to the page of it.
    """

    kind: Kind
    key: str
    agency: Agency
    title: str
    day: date
    path: str


def things_in(agency: Agency, day: date) -> dict[int, list[Thing]]:
    """Give what is to be told in an agency on a day, by the number of the user, the earliest first, each thing once.

    Nothing in an agency that is closed, and nobody who is locked out.
    """
    if agency.closed:
        return {}
    found: dict[int, dict[str, Thing]] = {}
    with scope(agency=agency):
        people = people_of(agency)
        for followed in followed_plans(agency):
            for person, thing in _of_plan(followed, people, day):
                found.setdefault(person.user.pk, {}).setdefault(f"{thing.kind} {thing.key}", thing)
        for person, thing in _to_decide(people):
            found.setdefault(person.user.pk, {})[thing.key] = thing
    return {who: sorted(things.values(), key=lambda each: each.day) for who, things in found.items()}


def people_of(agency: Agency) -> list[Actor]:
    """Give those who hold a role in an agency as its actors."""
    roles: dict[int, list[Role]] = {}
    divisions: dict[int, set[int]] = {}
    users = {}
    for each in members(agency).filter(user__is_active=True):
        users[each.user_id] = each.user
        roles.setdefault(each.user_id, []).append(Role(each.role))
        divisions.setdefault(each.user_id, set()).update([each.division_id] if each.division_id else [])
    return [
        Actor(user, agency, frozenset(roles[number]), frozenset(divisions[number]))
        for number, user in users.items()
    ]


def _of_plan(followed: Followed, people: People, day: date) -> Iterator[tuple[Actor, Thing]]:
    named = _named(followed)
    officers = [each for each in people if each.may("progress.confirm")]
    for owed in reports_due(followed, day):
        told = _who_owes(owed, people, named) or officers
        for thing in _reports(owed, day):
            yield from ((person, thing) for person in told)
    for thing in (*_to_confirm(followed), *_marked(followed, day)):
        yield from ((person, thing) for person in officers)


def _named(followed: Followed) -> dict[str, frozenset[int]]:
    """Give the numbers of the users who are named on each measure."""
    rows = Measure.objects.filter(plan=followed.version.plan_id).prefetch_related("persons")
    return {row.key: frozenset(each.pk for each in row.persons.all()) for row in rows}


def _who_owes(owed: Owed, people: People, named: dict[str, frozenset[int]]) -> list[Actor]:
    on_measure = named.get(owed.measure.id, frozenset()) if owed.due.leading else frozenset()
    return [
        each
        for each in people
        if each.user.pk in on_measure or (each.may("progress.enter") and owed.division.pk in each.divisions)
    ]


def _reports(owed: Owed, day: date) -> Iterator[Thing]:
    """Give the report that did not come, and all that are still to come."""
    followed, measure, due = owed.followed, owed.measure, owed.due
    first = day
    if due.kind == "next":
        first = due.day
    else:
        yield _thing(followed, Kind(due.kind), f"{measure.id}-{due.day}", measure, due.day)
    for each in days_of_reports(measure, followed.plan.plan_year):
        if each >= first:
            yield _thing(followed, Kind.DUE, f"{measure.id}-{each}", measure, each)


def _to_confirm(followed: Followed) -> Iterator[Thing]:
    for entry in followed.rows.entries:
        measure = followed.measure(entry.measure)
        if entry.state == State.REPORTED and measure is not None:
            key = f"entry-{entry.pk}-{entry.revision}"
            yield _thing(followed, Kind.CONFIRM, key, measure, _local(entry.entered_at))


def _marked(followed: Followed, day: date) -> Iterator[Thing]:
    for measure in followed.plan.measures:
        for mark in marks_of(measure, followed.plan.plan_year, day):
            if mark in MARKS:
                yield _thing(followed, MARKS[mark], measure.id, measure, day)


def _to_decide(people: People) -> Iterator[tuple[Actor, Thing]]:
    for person in people:
        for version in awaiting(person):
            year = version.plan.round.fiscal_year
            path = reverse("plan-approve", args=[person.agency.pk, year, version.number])
            before = version.approvals.aggregate(last=Max("decided_at"))["last"]
            since = _local(before or version.submitted_at)
            title = str(version.plan.plan_year)
            yield person, Thing(Kind.DECIDE, f"version-{version.pk}", person.agency, title, since, path)


def _thing(followed: Followed, kind: Kind, key: str, measure: model.Measure, day: date) -> Thing:
    plan, year = followed.version.plan, followed.round.fiscal_year
    path = reverse("progress-measure", args=[plan.agency_id, year, measure.id])
    if kind == Kind.CONFIRM:
        path = reverse("progress-awaiting", args=[plan.agency_id, year])
    return Thing(kind, f"plan-{plan.pk}-{key}", plan.agency, measure.title, day, path)


def _local(moment: datetime) -> date:
    return timezone.localtime(moment).date()
