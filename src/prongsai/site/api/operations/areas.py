"""Areas: how their agencies stand, for coordinators; which agencies belong to them, for those who look after the site."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from prongsai.language.problems import InputError, Problem
from prongsai.site.agencies.register.forms import ManagerForm
from prongsai.site.api.answering import (
    A_PAGE,
    Identity,
    Page,
    PageNumber,
    Short,
    Text,
    gives,
    page_of,
    points,
)
from prongsai.site.api.doors import Number, within, within_area, within_site
from prongsai.site.api.faults import valid
from prongsai.site.coordination import actions, queries, standings
from prongsai.site.coordination.models import Area, AreaKind, Message, Notice, Reason
from prongsai.site.coordination.register import actions as register
from prongsai.site.coordination.register.forms import AreaForm
from prongsai.site.coordination.register.queries import all_areas, the_agency, the_area
from prongsai.site.coordination.standings import SORTS, STAGES, Wanted

router = Router(tags=["areas"])
FiscalYear = Annotated[int, Query(ge=2400, le=2700)]


class AreaShape(Schema):
    """An area: agencies of a province, of a ministry, or of another group."""

    id: int
    name: str
    kind: AreaKind


class AreaBody(Schema):
    """Name and kind of an area."""

    name: Short
    kind: AreaKind = AreaKind.PROVINCE


class LineShape(Schema):
    """How an agency stands in a year: its decisive result (kind, total, level, change) and the stage of its plan."""

    id: int
    name: str
    type: str
    district: str
    province: str
    begun: bool
    closed: bool
    kind: str
    total: str | None
    level: str
    change: str | None
    stage: str


class OverviewShape(Schema):
    """How many agencies of an area there are, have a decisive result, have published a plan, and need attention, by reason."""

    fiscal_year: int
    agencies: int
    decided: int
    published: int
    reasons: dict[str, int]


class LookFor(Schema):
    """Which agencies are looked for, and their order; ``-`` before it turns it round."""

    words: Short = ""
    type: Short = ""
    province: Short = ""
    district: Short = ""
    level: Short = ""
    plan: Short = ""
    attention: Short = ""
    sort: Short = "name"


class MessageBody(Schema):
    """A message to agencies of the area; the same `key` sends it once."""

    fiscal_year: Annotated[int, Query(ge=2400, le=2700)]
    reason: Reason
    text: Text
    agencies: list[Identity]
    key: UUID


class MessageShape(Schema):
    """A message that was sent: to how many agencies, how many put it away, mails to send and sent."""

    id: int
    fiscal_year: int
    reason: str
    text: str
    sent_by: str
    sent_at: datetime
    agencies: int
    put_away: int
    letters: int
    mailed: int


class AgenciesBody(Schema):
    """Agencies by their numbers."""

    agencies: list[Identity]


class CoordinatorBody(Schema):
    """Who is invited to coordinate an area."""

    name: Short
    email: Short


class CoordinatorInvited(Schema):
    """The path of the invitation's link, which is told this once."""

    path: str


class NoticeShape(Schema):
    """A message of a coordinator as it stands on an agency's overview."""

    id: int
    area: str
    reason: str
    fiscal_year: int
    text: str
    sent_at: datetime


def area_shape(area: Area) -> dict[str, Any]:
    """Give an area."""
    return {"id": area.pk, "name": area.name, "kind": area.kind}


def _wanted(body: LookFor) -> Wanted:
    """Give what is looked for; raises InputError for a word that is none of those there are."""
    for name, value, known in (
        ("plan", body.plan, {"", *STAGES}),
        ("attention", body.attention, {"", "any", *standings.REASONS}),
        ("sort", body.sort.removeprefix("-"), set(SORTS)),
    ):
        if value not in known:
            choices = ", ".join(sorted(filter(None, map(str, known))))
            what = _("One of these is expected here: {choices}.").format(choices=choices)
            raise InputError(Problem("unknown-choice", what, where=name))
    return Wanted(**body.model_dump())


def _message(message: Message) -> dict[str, Any]:
    [sent] = queries.as_sent([message])
    kept = {key: getattr(message, key) for key in ("fiscal_year", "reason", "text", "sent_at")}
    counted = {key: getattr(sent, key) for key in ("agencies", "put_away", "letters", "mailed")}
    return {"id": message.pk, "sent_by": str(message.sent_by), **kept, **counted}


@router.get("/areas/{area_id}", **gives(OverviewShape))
@within_area("area.view")
def overview(request: HttpRequest, area_id: Number, year: FiscalYear | None = None) -> Any:
    """Count the agencies of an area by how far they are; without a year, in the newest that was begun."""
    area = request.coordination.area
    fiscal_year = year or standings.newest_year(area)
    found = standings.overview(area, fiscal_year)
    kept = {key: getattr(found, key) for key in ("agencies", "decided", "published", "reasons")}
    return {"fiscal_year": fiscal_year, **kept}


@router.get("/areas/{area_id}/agencies", **gives(Page[LineShape]))
@within_area("area.view")
def agencies(
    request: HttpRequest,
    area_id: Number,
    look_for: Query[LookFor],
    year: FiscalYear | None = None,
    page: PageNumber = 1,
) -> Any:
    """Give how the agencies of an area stand in a year: `plan` and `attention` are words of the page's filters."""
    area = request.coordination.area
    fiscal_year = year or standings.newest_year(area)
    found = standings.found(area, fiscal_year, _wanted(look_for)).values_list("pk", flat=True)
    return page_of(found, page, _line, lambda numbers: standings.lines(area, fiscal_year, numbers))


def _line(line: standings.Line) -> dict[str, Any]:
    kept = {key: getattr(line, key) for key in LineShape.model_fields if key not in {"id", "total", "change"}}
    return {"id": line.number, **kept, "total": points(line.total), "change": points(line.change)}


@router.get("/areas/{area_id}/messages", **gives(Page[MessageShape]))
@within_area("area.view")
def messages(request: HttpRequest, area_id: Number, page: PageNumber = 1) -> Any:
    """Give the messages that were sent, newest first."""
    return page_of(queries.messages_of(request.coordination.area), page, _message)


@router.post("/areas/{area_id}/messages", **gives(MessageShape, 201))
@within_area("area.remind")
def send(request: HttpRequest, area_id: Number, body: MessageBody) -> Any:
    """Send a message to agencies of the area; those that are not in it are left out."""
    area = request.coordination.area
    own = set(standings.standings(area, body.fiscal_year).values_list("pk", flat=True))
    chosen = [number for number in dict.fromkeys(body.agencies) if number in own]
    if not chosen or not body.text.strip():
        what = _("There is no text, or no agency of the area.")
        raise InputError(Problem("nothing-to-send", what, where="agencies"))
    made = actions.send(
        request.coordination,
        chosen,
        fiscal_year=body.fiscal_year,
        reason=body.reason.value,
        text=body.text,
        key=body.key,
    )
    return Status(201, _message(queries.the_message(area, made.pk)))


@router.get("/agencies/{agency_id}/notices", **gives(list[NoticeShape]))
@within("agency.view")
def notices(request: HttpRequest, agency_id: Number) -> Any:
    """Give the messages of coordinators that stand on the agency's overview."""
    return list(map(_notice, queries.notices_of(request.actor.agency)))


def _notice(notice: Notice) -> dict[str, Any]:
    message = notice.message
    kept = {key: getattr(message, key) for key in ("reason", "fiscal_year", "text", "sent_at")}
    return {"id": notice.pk, "area": str(message.area), **kept}


@router.post("/agencies/{agency_id}/notices/{number}/put-away", **gives())
@within("notice.edit")
def put_away(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Take a message off the agency's overview."""
    actions.put_away(request.actor, queries.the_notice(request.actor.agency, number))
    return Status(204, None)


@router.get("/site/areas", **gives(Page[AreaShape]))
@within_site("area.list")
def areas(request: HttpRequest, page: PageNumber = 1) -> Any:
    """Give all areas by name."""
    return page_of(all_areas(), page, area_shape)


@router.post("/site/areas", **gives(AreaShape, 201))
@within_site("area.add")
def add(request: HttpRequest, body: AreaBody) -> Any:
    """Add an area, without agencies and coordinators yet."""
    given = valid(AreaForm(body.model_dump(mode="json")))
    return Status(201, area_shape(register.add_area(request.auth.user, given)))


@router.put("/site/areas/{number}", **gives(AreaShape))
@within_site("area.edit")
def change(request: HttpRequest, number: Number, body: AreaBody) -> Any:
    """Change name and kind of an area."""
    given = valid(AreaForm(body.model_dump(mode="json")))
    return area_shape(register.change_area(request.auth.user, the_area(number), given))


@router.post("/site/areas/{number}/agencies", **gives(AreaShape))
@within_site("area.edit")
def take_in(request: HttpRequest, number: Number, body: AgenciesBody) -> Any:
    """Take agencies into an area; raises 404 where one of them is not there."""
    area = the_area(number)
    register.take_in(request.auth.user, area, [the_agency(each).pk for each in body.agencies[:A_PAGE]])
    return area_shape(area)


@router.delete("/site/areas/{number}/agencies/{other}", **gives())
@within_site("area.edit")
def take_out(request: HttpRequest, number: Number, other: Number) -> Any:
    """Take an agency out of an area: from now on its coordinators see nothing of it."""
    register.take_out(request.auth.user, the_area(number), the_agency(other))
    return Status(204, None)


@router.post("/site/areas/{number}/coordinators", **gives(CoordinatorInvited, 201))
@within_site("area.coordinator")
def invite(request: HttpRequest, number: Number, body: CoordinatorBody) -> Any:
    """Invite somebody to coordinate an area; the link is told this once."""
    given = valid(ManagerForm(body.model_dump()))
    _made, token = register.invite_coordinator(
        request.auth.user, the_area(number), given["name"], given["email"]
    )
    return Status(201, {"path": reverse("invitation", args=[token])})
