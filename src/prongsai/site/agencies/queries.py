"""What is read of agencies and their members."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, AgencyName, Division, Membership
from prongsai.site.permissions import Actor, Role


@dataclass(frozen=True, slots=True)
class Belonging:
    """An agency that a user belongs to, with the roles held there in words."""

    agency: Agency
    roles: str


def agencies_of(user: User) -> list[Belonging]:
    """Give the agencies in which a user holds a role now, by name."""
    with scopes_disabled():
        held = list(
            Membership.objects.filter(user=user, ended_at=None)
            .select_related("agency")
            .order_by("agency__name", "agency_id", "pk")
        )
    roles: dict[Agency, list[str]] = {}
    for each in held:
        roles.setdefault(each.agency, []).append(str(Role(each.role).label))
    return [Belonging(agency, ", ".join(words)) for agency, words in roles.items()]


HEADS = frozenset({Role.OFFICER, Role.MANAGER, Role.APPROVER})
"""Who may look into the agencies that were merged into their own."""


def actor_in(user: User, agency_id: int) -> Actor | None:
    """Give the user as an actor in an agency; None for one who holds no role there, or where there is no such agency.

    The heads of the agency that a closed one was merged into are readers of it.
    """
    with scopes_disabled():
        held = list(
            Membership.objects.filter(user=user, agency_id=agency_id, ended_at=None).select_related(
                "agency__merged_into"
            )
        )
        if not held:
            return _successor(user, Agency.objects.filter(pk=agency_id).first())
    return Actor(
        user=user,
        agency=held[0].agency,
        roles=frozenset(Role(each.role) for each in held),
        divisions=frozenset(each.division_id for each in held if each.division_id),
    )


def _successor(user: User, agency: Agency | None) -> Actor | None:
    """Give a head of the agency that a closed one became part of, at once or by several mergers, as its reader."""
    into = agency
    while into is not None and into.closed:
        into = into.merged_into
        if Membership.objects.filter(user=user, agency=into, ended_at=None, role__in=HEADS).exists():
            return Actor(user, agency, frozenset({Role.READER}))
    return None


def former_names_of(agency: Agency) -> list[AgencyName]:
    """Give the names that an agency had before, the last one first."""
    return list(AgencyName.objects.filter(agency=agency))


def predecessors_of(agency: Agency) -> list[Agency]:
    """Give the agencies that became, or are to become, part of an agency, the last one first."""
    return list(Agency.objects.filter(merged_into=agency).order_by("-merged_on", "name"))


def members(agency: Agency) -> QuerySet[Membership]:
    """Give the roles that are held in an agency now, with people and divisions."""
    return (
        Membership.objects.filter(agency=agency, ended_at=None)
        .select_related("user__name", "division")
        .order_by("user__name__text", "pk")
    )


def is_manager_anywhere(user: User) -> bool:
    """Tell whether a user looks after the people of any agency."""
    with scopes_disabled():
        return Membership.objects.filter(user=user, role=Role.MANAGER, ended_at=None).exists()


def belongs_elsewhere(user: User, agency: Agency) -> bool:
    """Tell whether a user holds a role in another agency."""
    with scopes_disabled():
        return Membership.objects.filter(user=user, ended_at=None).exclude(agency=agency).exists()


EVERYBODY = "all"
"""The key of the division that stands for all of them (ทุกส่วนราชการ): owner of what each has to do, and nobody's own."""


def own_divisions() -> QuerySet[Division]:
    """Give the divisions in which somebody can work, of the agency whose scope is open, in their order."""
    return Division.objects.filter(removed_at=None).exclude(key=EVERYBODY)


def divisions_of(agency: Agency) -> list[Division]:
    """Give the divisions of an agency in their order, without removed ones."""
    return list(Division.objects.filter(agency=agency, removed_at=None))
