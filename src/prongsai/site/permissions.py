"""Who may do what: the one table of roles and acts, and the actor whom every action asks.

A role is held in an agency. An administrator looks after the site (agencies, their first members) and holds no role by
that; what an agency holds is the agency's. A coordinator reads a summary of the agencies of an area, and holds no role in
them by that either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from prongsai.site.accounts.models import User
    from prongsai.site.agencies.models import Agency
    from prongsai.site.coordination.models import Area


class Role(models.TextChoices):
    """What somebody is in an agency; one person may be several."""

    MANAGER = "manager", _("Agency manager")
    OFFICER = "officer", _("ITA officer")
    APPROVER = "approver", _("Approver")
    STAFF = "staff", _("Division staff")
    READER = "reader", _("Reader")


ALL = frozenset(Role)
MANAGER, OFFICER, APPROVER, STAFF, READER = Role.MANAGER, Role.OFFICER, Role.APPROVER, Role.STAFF, Role.READER
_WORK = frozenset({OFFICER})
_LOOK_AFTER = frozenset({MANAGER})
_HEADS = frozenset({MANAGER, OFFICER, APPROVER})

ACTS: Mapping[str, frozenset[Role]] = {
    # the agency
    "agency.view": ALL,
    "agency.edit": frozenset({MANAGER, OFFICER}),
    "division.edit": frozenset({MANAGER, OFFICER}),
    "chain.edit": frozenset({MANAGER, OFFICER}),
    "people.view": _HEADS,
    "people.edit": _LOOK_AFTER,
    "log.view": _HEADS,
    # rounds
    "round.view": ALL,
    "round.start": _WORK,
    "result.enter": _WORK,
    "result.decide": _WORK,
    "result.delete": _WORK,
    "remarks.edit": _WORK,
    "round.close": _WORK,
    "round.reopen": frozenset({MANAGER, APPROVER}),
    # plans
    "plan.view": ALL,
    "plan.edit": _WORK,
    "plan.submit": _WORK,
    "plan.scan": _WORK,
    "plan.approve": frozenset({APPROVER}),
    "plan.publish": _WORK,
    # follow-up
    "progress.view": ALL,
    "progress.enter": frozenset({OFFICER, STAFF}),  # staff: for measures of their own divisions
    "progress.confirm": _WORK,
    "meeting.edit": _WORK,
    # papers and reports
    "paper.view": ALL,
    "paper.make": _WORK,
    "paper.sign": _WORK,
    "paper.delete": _WORK,
    "reading.view": frozenset({MANAGER, OFFICER, APPROVER, READER}),
    "reading.upload": _WORK,
    "reading.delete": _WORK,
    # messages of those who coordinate an area
    "notice.edit": frozenset({MANAGER, OFFICER}),
    # the public page
    "public.view": ALL,
    "public.edit": _WORK,
    "public.approve": frozenset({MANAGER, APPROVER}),
    "public.close": _HEADS,
}
"""Every act, and the roles that may do it in their own agency. Nobody may do anything in another's."""

LOOKING = ".view"
"""How the name of an act ends that changes nothing."""

SITE_ACTS: frozenset[str] = frozenset(
    {
        "agency.list",
        "agency.add",
        "agency.manager",
        "agency.import",
        "agency.rename",
        "agency.merge",
        "site.log",
        "site.records",
        "person.erase",
        "area.list",
        "area.add",
        "area.edit",
        "area.coordinator",
    }
)
"""What looks after the site as a whole: administrators may do it, and nobody else."""

AREA_ACTS: frozenset[str] = frozenset({"area.view", "area.export", "area.remind"})
"""What a coordinator may do in the own area: see the summary of its agencies, take it along, remind. Nobody else may."""

_SCOPE_OF = {
    "agency": "agency", "division": "agency", "chain": "agency", "people": "people", "log": "people",
    "round": "rounds", "result": "rounds", "remarks": "rounds", "plan": "plans", "paper": "papers",
    "reading": "papers", "progress": "progress", "meeting": "progress", "notice": "agency",
    "area": "areas",
    "public": "public",
}  # fmt: skip
_NAMED = {
    "area.export": "read", "plan.approve": "approvals", "public.approve": "approvals", "people.view": "people",
    "log.view": "people",
}  # fmt: skip


def scope_of(act: str) -> str:
    """Give the scope that a token needs for an act; raises KeyError for one of a kind that has none."""
    if act in SITE_ACTS:
        return "site"
    kind, _dot, deed = act.partition(".")
    return _NAMED.get(act) or ("read" if deed == "view" else _SCOPE_OF[kind])


SCOPES: Mapping[str, str] = {
    "read": _("read the agency, its rounds, findings, plans, papers and reports"),
    "agency": _("change the agency, its divisions and its chain of approval"),
    "people": _("see the people and the log, invite, change what people may do"),
    "rounds": _("bring in results and remarks, start, close and reopen rounds"),
    "plans": _("make, edit, submit and publish plans"),
    "approvals": _("approve or return plans, open the public page"),
    "progress": _("enter and confirm progress, keep meetings"),
    "papers": _("make papers, upload signed copies and reports"),
    "areas": _("remind the agencies of an area, for its coordinators"),
    "public": _("propose what the public page shows, close it"),
    "site": _("look after the site, for its administrators"),
}
"""What a token may be good for, in words. Each act is in one of them (`scope_of`)."""


def may_in_site(user: "User | AnonymousUser", act: str) -> bool:
    """Tell whether somebody may do an act of the whole site; raises KeyError for an unknown act."""
    if act not in SITE_ACTS:
        raise KeyError(act)
    return user.is_authenticated and user.is_administrator


@dataclass(frozen=True, slots=True)
class Actor:
    """A user in one agency, with the roles held there (none: a stranger).

    `scopes` are those of the token that a program shows, None for whoever is signed in.
    """

    user: "User"
    agency: "Agency"
    roles: frozenset[Role]
    divisions: frozenset[int] = frozenset()
    scopes: frozenset[str] | None = None

    def may(self, act: str) -> bool:
        """Tell whether the actor may do an act in the agency; raises KeyError for an unknown act.

        In a closed agency there is only looking.
        """
        held = bool(self.roles & ACTS[act]) and (act.endswith(LOOKING) or not self.agency.closed)
        return held and (self.scopes is None or scope_of(act) in self.scopes)

    def must(self, act: str, agency_id: int) -> None:
        """Raise PermissionDenied unless the actor may do an act, and the agency is the actor's."""
        if agency_id != self.agency.pk or not self.may(act):
            raise PermissionDenied(act)


@dataclass(frozen=True, slots=True)
class Coordination:
    """A user who coordinates an area; whoever does not is never made one. `scopes` are those of an `Actor`."""

    user: "User"
    area: "Area"
    scopes: frozenset[str] | None = None

    def may(self, act: str) -> bool:
        """Tell whether the coordinator may do an act in the area; raises KeyError for an unknown act."""
        if act not in AREA_ACTS:
            raise KeyError(act)
        return self.scopes is None or scope_of(act) in self.scopes

    def must(self, act: str, area_id: int) -> None:
        """Raise PermissionDenied unless the coordinator may do an act, and the area is the coordinator's."""
        if area_id != self.area.pk or not self.may(act):
            raise PermissionDenied(act)
