"""Members, invitations, and the log."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from prongsai.site.agencies.divisions.queries import the_division
from prongsai.site.agencies.handover.actions import hand_over
from prongsai.site.agencies.invitations import actions as invitation_actions
from prongsai.site.agencies.invitations.forms import InviteForm
from prongsai.site.agencies.invitations.queries import open_invitations, the_invitation
from prongsai.site.agencies.models import Invitation
from prongsai.site.agencies.people import actions as people_actions
from prongsai.site.agencies.people.queries import Member, former_people_of, people_of, the_member
from prongsai.site.api.answering import Identity, Page, PageNumber, Short, gives, page_of
from prongsai.site.api.doors import Number, within
from prongsai.site.api.faults import valid
from prongsai.site.audit.queries import acts_of
from prongsai.site.audit.telling import Told, tell
from prongsai.site.permissions import Role

router = Router(tags=["people"])
LogDay = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""A day that every database can look for, in any time zone."""


class MemberShape(Schema):
    """A member: the number of the person, roles, the division's number, position, since when."""

    id: int
    name: str
    roles: list[Role]
    division: int | None
    position: str
    since: datetime


class MemberBody(Schema):
    """What a member is to be in the agency."""

    roles: list[Role]
    division: Identity | None = None
    position: Short = ""


class Successor(Schema):
    """The member who takes over: the number of the person."""

    to: Identity


class InvitationShape(Schema):
    """An invitation that waits to be accepted."""

    id: int
    name: str
    roles: list[Role]
    division: int | None
    position: str
    expires_at: datetime
    revoked: bool


class InvitationMade(Schema):
    """An invitation and the path of its link, which is told this once."""

    invitation: InvitationShape
    path: str


class InvitationBody(MemberBody):
    """Who is invited to what; `takes_over` is the number of the member all of whose work goes over."""

    email: Short
    name: Short
    takes_over: Identity | None = None


class LineChange(Schema):
    """A value that changed, before and after, in words."""

    field: str
    before: str
    after: str


class ActShape(Schema):
    """A line of the log in words; `more` counts the changes that are left out."""

    at: datetime
    who: str
    did: str
    thing: str
    name: str
    changes: list[LineChange]
    more: int


class LookForActs(Schema):
    """What is looked for in a log: words for people, things and acts; days, both included."""

    words: Short = ""
    since: LogDay | None = None
    until: LogDay | None = None

    def wanted(self) -> dict[str, Any]:
        """Give what is looked for, without what is left out."""
        return self.model_dump(exclude_none=True)


def member_shape(member: Member) -> dict[str, Any]:
    """Give a member."""
    return {
        "id": member.user.pk,
        "name": str(member.user),
        "roles": list(member.roles),
        "division": member.division and member.division.pk,
        "position": member.position,
        "since": member.since,
    }


def invitation_shape(invitation: Invitation) -> dict[str, Any]:
    """Give an invitation, without its address."""
    return {
        "id": invitation.pk,
        "name": str(invitation.person),
        "roles": invitation.roles,
        "division": invitation.division_id,
        "position": invitation.position,
        "expires_at": invitation.expires_at,
        "revoked": invitation.revoked_at is not None,
    }


def act_shape(told: Told) -> dict[str, Any]:
    """Give a line of the log in words."""
    shown = ("at", "who", "did", "thing", "name", "more")
    changes = [{"field": each.field, "before": each.before, "after": each.after} for each in told.changes]
    return {**{key: getattr(told, key) for key in shown}, "changes": changes}


@router.get("/agencies/{agency_id}/people", **gives(list[MemberShape]))
@within("people.view")
def people(request: HttpRequest, agency_id: Number) -> Any:
    """Give the members by name."""
    return list(map(member_shape, people_of(request.actor.agency)))


@router.put("/agencies/{agency_id}/people/{number}", **gives(MemberShape))
@within("people.edit")
def member_change(request: HttpRequest, agency_id: Number, number: Number, body: MemberBody) -> Any:
    """Change roles, division and position of a member."""
    agency = request.actor.agency
    member = the_member(agency, number)
    division = None if body.division is None else the_division(agency, body.division)
    people_actions.change_member(request.actor, member, set(body.roles), division, body.position)
    return member_shape(the_member(agency, number))


@router.delete("/agencies/{agency_id}/people/{number}", **gives())
@within("people.edit")
def member_end(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Take a member out of the agency; all roles end."""
    people_actions.end_membership(request.actor, the_member(request.actor.agency, number))
    return Status(204, None)


@router.get("/agencies/{agency_id}/former-people", **gives(list[MemberShape]))
@within("people.edit")
def former_people(request: HttpRequest, agency_id: Number) -> Any:
    """Give those who were members, the last to leave first, with the roles that ended last."""
    return list(map(member_shape, former_people_of(request.actor.agency)))


@router.post("/agencies/{agency_id}/people/{number}/restore", **gives(MemberShape))
@within("people.edit")
def member_restore(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Take a former member back, with the roles held at the end."""
    agency = request.actor.agency
    found = next((each for each in former_people_of(agency) if each.user.pk == number), None)
    if found is None:
        raise Http404
    people_actions.restore_membership(request.actor, found)
    return member_shape(the_member(agency, number))


@router.post("/agencies/{agency_id}/people/{number}/hand-over", **gives(MemberShape))
@within("people.edit")
def member_hand_over(request: HttpRequest, agency_id: Number, number: Number, body: Successor) -> Any:
    """Hand all that a member holds over to another, and end the membership; give the other."""
    agency = request.actor.agency
    hand_over(request.actor, the_member(agency, number), the_member(agency, body.to))
    return member_shape(the_member(agency, body.to))


@router.get("/agencies/{agency_id}/invitations", **gives(list[InvitationShape]))
@within("people.view")
def invitations(request: HttpRequest, agency_id: Number) -> Any:
    """Give the invitations that wait to be accepted, newest first."""
    return list(map(invitation_shape, open_invitations(request.actor.agency)))


@router.post("/agencies/{agency_id}/invitations", **gives(InvitationMade, 201))
@within("people.edit")
def invite(request: HttpRequest, agency_id: Number, body: InvitationBody) -> Any:
    """Invite somebody; the link is told this once."""
    given = valid(InviteForm(body.model_dump(mode="json")))
    leaving = None if body.takes_over is None else the_member(request.actor.agency, body.takes_over)
    invitation, token = invitation_actions.invite(request.actor, takes_over=leaving, **given)
    return Status(201, _made(invitation, token))


@router.post("/agencies/{agency_id}/invitations/{number}/renew", **gives(InvitationMade))
@within("people.edit")
def invitation_renew(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Make a new link for an invitation; the old one ends."""
    invitation = the_invitation(request.actor.agency, number)
    return _made(invitation, invitation_actions.renew(request.actor, invitation))


@router.delete("/agencies/{agency_id}/invitations/{number}", **gives())
@within("people.edit")
def invitation_revoke(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Take an invitation back; its link ends."""
    invitation_actions.revoke(request.actor, the_invitation(request.actor.agency, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/invitations/{number}/restore", **gives(InvitationShape))
@within("people.edit")
def invitation_restore(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Let the link of an invitation that was taken back be valid again, until it is too old."""
    invitation = the_invitation(request.actor.agency, number)
    invitation_actions.restore(request.actor, invitation)
    return invitation_shape(invitation)


@router.get("/agencies/{agency_id}/log", **gives(Page[ActShape]))
@within("log.view")
def log(request: HttpRequest, agency_id: Number, look_for: Query[LookForActs], page: PageNumber = 1) -> Any:
    """Give the log in words, newest first, or what is looked for in it."""
    return page_of(acts_of(request.actor.agency, **look_for.wanted()), page, act_shape, tell)


def _made(invitation: Invitation, token: str) -> dict[str, Any]:
    return {"invitation": invitation_shape(invitation), "path": reverse("invitation", args=[token])}
