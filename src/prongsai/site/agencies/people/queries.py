"""What is read of the members of an agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, Division, Membership
from prongsai.site.agencies.queries import members
from prongsai.site.permissions import Role


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an agency, with all the roles that are held there."""

    user: User
    roles: tuple[Role, ...]
    division: Division | None
    position: str
    since: datetime

    @property
    def role_words(self) -> str:
        """Give the roles in words."""
        return ", ".join(str(role.label) for role in self.roles)


def people_of(agency: Agency) -> list[Member]:
    """Give the members of an agency by name."""
    return _grouped(members(agency))


def the_member(agency: Agency, number: int) -> Member:
    """Give one member by the number of the user; raises Http404 where that is no member."""
    found = _grouped(members(agency).filter(user=number))
    if not found:
        raise Http404
    return found[0]


def former_people_of(agency: Agency) -> list[Member]:
    """Give those who were members, the last to leave first, each with the roles that ended last."""
    rows = (
        Membership.objects.filter(agency=agency, user__is_active=True)
        .exclude(ended_at=None)
        .exclude(user__in=Membership.objects.filter(agency=agency, ended_at=None).values("user"))
        .select_related("user__name", "division")
        .order_by("-ended_at", "pk")
    )
    last: dict[int, datetime | None] = {}
    return _grouped(row for row in rows if last.setdefault(row.user_id, row.ended_at) == row.ended_at)


def _grouped(rows: Iterable[Membership]) -> list[Member]:
    """Group roles by person, in the order of the rows; division and position are those of any role that has one."""
    by_person: dict[int, list[Membership]] = {}
    for row in rows:
        by_person.setdefault(row.user_id, []).append(row)
    return [
        Member(
            user=held[0].user,
            roles=tuple(role for role in Role if role in {row.role for row in held}),
            division=next((row.division for row in held if row.division), None),
            position=next((row.position for row in held if row.position), ""),
            since=min(row.since for row in held),
        )
        for held in by_person.values()
    ]
