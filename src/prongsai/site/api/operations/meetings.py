"""Meetings that speak of measures, and their minutes."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from prongsai.site.api.answering import Short, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.operations.evidence import EvidenceBody, EvidenceShape, evidence_shape, exhibits_of
from prongsai.site.progress import actions
from prongsai.site.progress.models import Meeting
from prongsai.site.progress.queries import the_meeting
from prongsai.site.progress.views.common import followed_of

router = Router(tags=["progress"])


class MeetingShape(Schema):
    """A meeting that spoke of measures; its minutes are proof of what was reported before it."""

    id: int
    day: date
    title: str
    measures: list[str]
    minutes: list[EvidenceShape]


class MeetingBody(Schema):
    """A meeting: its day, its name, the keys of the measures that it discusses."""

    day: date
    title: Short
    measures: list[Short]


def meeting_shape(meeting: Meeting) -> dict[str, Any]:
    """Give a meeting with its minutes at hand."""
    kept = {key: getattr(meeting, key) for key in ("day", "title", "measures")}
    return {"id": meeting.pk, **kept, "minutes": list(map(evidence_shape, meeting.minutes.all()))}


def _meeting_of(request: HttpRequest, year: int, number: int, *, removed: bool = False) -> Meeting:
    return the_meeting(followed_of(request, year), number, removed=removed)


@router.post("/agencies/{agency_id}/rounds/{year}/progress/meetings", **gives(MeetingShape, 201))
@within("meeting.edit")
def meeting_add(request: HttpRequest, agency_id: Number, year: Year, body: MeetingBody) -> Any:
    """Add a meeting on some measures."""
    plan = followed_of(request, year).version.plan
    made = actions.add_meeting(request.actor, plan, body.day, body.title, body.measures)
    return Status(201, meeting_shape(_meeting_of(request, year, made.pk)))


@router.put("/agencies/{agency_id}/rounds/{year}/progress/meetings/{number}", **gives(MeetingShape))
@within("meeting.edit")
def meeting_change(
    request: HttpRequest, agency_id: Number, year: Year, number: Number, body: MeetingBody
) -> Any:
    """Change day, name and measures of a meeting."""
    found = _meeting_of(request, year, number)
    actions.change_meeting(request.actor, found, body.day, body.title, body.measures)
    return meeting_shape(_meeting_of(request, year, number))


@router.delete("/agencies/{agency_id}/rounds/{year}/progress/meetings/{number}", **gives())
@within("meeting.edit")
def meeting_remove(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Delete a meeting; it can be restored."""
    actions.remove_meeting(request.actor, _meeting_of(request, year, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/rounds/{year}/progress/meetings/{number}/restore", **gives(MeetingShape))
@within("meeting.edit")
def meeting_restore(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Put a deleted meeting back."""
    actions.restore_meeting(request.actor, _meeting_of(request, year, number, removed=True))
    return meeting_shape(_meeting_of(request, year, number))


@router.post("/agencies/{agency_id}/rounds/{year}/progress/meetings/{number}/minutes", **gives(MeetingShape))
@within("meeting.edit")
def minutes(
    request: HttpRequest,
    agency_id: Number,
    year: Year,
    number: Number,
    file: File[UploadedFile],
    body: Form[EvidenceBody],
) -> Any:
    """Add the minutes of a meeting: proof of what was last reported before it on its measures."""
    row = _meeting_of(request, year, number)
    actions.add_minutes(request.actor, row, exhibits_of(body, file=file))
    return meeting_shape(_meeting_of(request, year, number))
