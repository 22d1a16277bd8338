"""Areas: how their agencies stand, and the messages to them, for coordinators; the notices that agencies have of these."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from prongsai.language.problems import InputError, Problem
from prongsai.site.api.answering import (
    Identity,
    Page,
    PageNumber,
    Short,
    Text,
    gives,
    page_of,
    points,
)
from prongsai.site.api.doors import Number, within, within_area
from prongsai.site.api.faults import one_of
from prongsai.site.coordination import actions, queries, standings
from prongsai.site.coordination.models import Message, Notice, Reason
from prongsai.site.coordination.standings import SORTS, STAGES, Wanted
from prongsai.site.coordination.words import change_broken

router = Router(tags=["areas"])
FiscalYear = Annotated[int, Query(ge=2400, le=2700)]
FOLLOWED = ("measures", "reported", "overdue")
"""What is counted of an approved plan."""


class LineShape(Schema):
    """How an agency stands in a year: its decisive result (kind, total, level, change) and the stage of its plan.

    Of the `measures` of its approved plan so many were `reported` on, with confirmation, and so many are `overdue`;
    null where no plan was approved.
    """

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
    measures: int | None
    reported: int | None
    overdue: int | None


class OverviewShape(Schema):
    """How many agencies of an area there are, have a decisive result, have published a plan, and need attention, by reason.

    `change_broken` says (in Thai) why changes against the year before do not compare like with like; empty where they do.
    """

    fiscal_year: int
    agencies: int
    decided: int
    published: int
    reasons: dict[str, int]
    change_broken: str


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


class MessageTold(MessageShape):
    """A message with the names of the agencies to which it went."""

    told: list[str]


class NoticeShape(Schema):
    """A message of a coordinator as it stands on an agency's overview."""

    id: int
    area: str
    reason: str
    fiscal_year: int
    text: str
    sent_at: datetime


def _wanted(body: LookFor) -> Wanted:
    """Give what is looked for; raises InputError for a word that is none of those there are."""
    one_of("plan", body.plan, {"", *STAGES})
    one_of("attention", body.attention, {"", "any", *standings.REASONS})
    one_of("sort", body.sort.removeprefix("-"), set(SORTS))
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
    return {"fiscal_year": fiscal_year, **kept, "change_broken": change_broken(fiscal_year)}


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
    own = {"id", "total", "change", *FOLLOWED}
    kept = {key: getattr(line, key) for key in LineShape.model_fields if key not in own}
    followed = {key: getattr(line, key) if line.measures else None for key in FOLLOWED}
    return {
        "id": line.number,
        **kept,
        **followed,
        "total": points(line.total),
        "change": points(line.change),
    }


@router.get("/areas/{area_id}/messages", **gives(Page[MessageShape]))
@within_area("area.view")
def messages(request: HttpRequest, area_id: Number, page: PageNumber = 1) -> Any:
    """Give the messages that were sent, newest first."""
    return page_of(queries.messages_of(request.coordination.area), page, _message)


@router.get("/areas/{area_id}/messages/{number}", **gives(MessageTold))
@within_area("area.view")
def message(request: HttpRequest, area_id: Number, number: Number) -> Any:
    """Give a message that was sent."""
    found = queries.the_message(request.coordination.area, number)
    return {**_message(found), "told": queries.agencies_told(found)}


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


@router.post("/agencies/{agency_id}/notices/{number}/put-back", **gives(NoticeShape))
@within("notice.edit")
def put_back(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Put a message back on the agency's overview."""
    return _notice(actions.put_back(request.actor, queries.the_notice(request.actor.agency, number)))
