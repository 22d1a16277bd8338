"""What is read of plans, their measures, versions and approvals."""

from collections.abc import Sequence

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.models import Agency, ChainStep, Membership
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import (
    Approval,
    Decision,
    Measure,
    Ownership,
    Plan,
    Version,
    VersionState,
)
from prongsai.site.rounds.models import Round

AGREED = (VersionState.APPROVED, VersionState.PUBLISHED)
"""The states in which a version counts."""


def plan_of(each: Round) -> Plan | None:
    """Give the plan of a round, None where none was made."""
    found: Plan | None = getattr(each, "plan", None)
    if found is not None:
        found.round, found.agency = each, each.agency
    return found


def the_plan(each: Round) -> Plan:
    """Give the plan of a round; raises Http404 where none was made."""
    found = plan_of(each)
    if found is None:
        raise Http404
    return found


def measures_of(plan: Plan) -> list[Measure]:
    """Give the measures of a plan in the order in which they are printed, with owners and persons."""
    return _with_people(Measure.objects.filter(plan=plan, removed_at=None))


def the_measure(plan: Plan, key: str) -> Measure:
    """Give a measure of a plan, also one that was deleted; raises Http404 where there is none of the key."""
    found = _with_people(Measure.objects.filter(plan=plan, key=key))
    if not found:
        raise Http404
    return found[0]


def _with_people(measures: QuerySet[Measure]) -> list[Measure]:
    return list(
        measures.prefetch_related(
            Prefetch("owners", Ownership.objects.select_related("division")),
            Prefetch("persons", User.objects.select_related("name").order_by("name__text", "pk")),
        )
    )


def people_of(agency: Agency) -> list[User]:
    """Give those who hold a role in an agency now, each once, by name."""
    held = Membership.objects.filter(agency=agency, ended_at=None).values("user")
    return list(User.objects.filter(pk__in=held).select_related("name").order_by("name__text", "pk"))


def chain_of(agency: Agency) -> list[ChainStep]:
    """Give the steps by which an agency approves its plans, in order, with those who hold them."""
    return list(ChainStep.objects.filter(agency=agency).select_related("holder__name"))


def approvers_of(agency: Agency) -> frozenset[int]:
    """Give the numbers of the users who may approve on screen in an agency."""
    held = Membership.objects.filter(agency=agency, ended_at=None, role="approver")
    return frozenset(held.values_list("user_id", flat=True))


def versions_of(plan: Plan) -> list[Version]:
    """Give the versions of a plan, newest first, with their approvals and without their contents."""
    return list(_versions(plan).defer("content"))


def the_version(plan: Plan, number: int) -> Version:
    """Give a version of a plan with its approvals; raises Http404 where there is none."""
    found = _versions(plan).filter(number=number).first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


def latest_version(plan: Plan) -> Version | None:
    """Give the newest version of a plan, whatever became of it; None where none was submitted."""
    return _versions(plan).first()


def approved_version(plan: Plan) -> Version | None:
    """Give the newest version that was approved or published; None where there is none."""
    return _versions(plan).filter(state__in=AGREED).first()


def version_before(version: Version) -> Version | None:
    """Give the version that another replaces: the newest earlier one that was approved or published."""
    return _versions(version.plan).filter(state__in=AGREED, number__lt=version.number).first()


def _versions(plan: Plan) -> QuerySet[Version]:
    approvals = Approval.objects.select_related("holder__name", "decided_by", "scan")
    return (
        Version.objects.filter(plan=plan)
        .select_related("submitted_by")
        .prefetch_related(Prefetch("approvals", approvals))
    )


def awaiting(actor: Actor) -> list[Version]:
    """Give the versions whose current step waits for the actor's decision, the oldest first."""
    if not actor.may("plan.approve"):
        return []
    return list(_awaiting(actor.user).filter(agency=actor.agency))


def awaiting_anywhere(user: User) -> list[Version]:
    """Give the versions of all agencies whose current step waits for a user's decision, the oldest first."""
    with scopes_disabled():
        approves = Membership.objects.filter(user=user, ended_at=None, role="approver")
        return list(_awaiting(user).filter(agency__in=approves.values("agency")).select_related("agency"))


def _awaiting(user: User) -> QuerySet[Version]:
    current = Approval.objects.filter(version=OuterRef("pk"), decision=Decision.OPEN).order_by("place", "pk")
    return (
        Version.objects.filter(state=VersionState.SUBMITTED)
        .annotate(current_holder=Subquery(current.values("holder")[:1]))
        .filter(current_holder=user.pk)
        .select_related("plan__round", "submitted_by")
        .defer("content", "plan__texts", "plan__paragraphs", "plan__made")
        .order_by("submitted_at", "pk")
    )


def names_of(numbers: Sequence[int]) -> dict[int, Name]:
    """Give people's names by their numbers."""
    return Name.objects.in_bulk(numbers)


def last_change(thing: Plan | Measure) -> Act | None:
    """Give the newest line of the log on a plan or measure, with who did it."""
    return (
        Act.objects.filter(object_kind=thing._meta.label_lower, object_id=str(thing.pk))
        .select_related("actor")
        .first()
    )
