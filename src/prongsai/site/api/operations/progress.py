"""Follow-up: entries of each owner with evidence, their confirmation, meetings, and who owes what by when."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from prongsai.planning.progress import state_of
from prongsai.planning.reporting import marks_of
from prongsai.site.agencies.divisions.queries import the_division
from prongsai.site.api.answering import Identity, Short, Text, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import valid
from prongsai.site.api.forms import EvidenceFileForm
from prongsai.site.api.operations.papers import FileShape, file_shape
from prongsai.site.progress import actions, queries
from prongsai.site.progress.models import Entry, Evidence, Meeting
from prongsai.site.progress.values import Followed
from prongsai.site.rounds.queries import the_round

router = Router(tags=["progress"])
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]
Percent = Annotated[str, Field(pattern=r"^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?)$")]
Words = Annotated[str, Field(pattern=r"^[^\x00]*\S[^\x00]*$", max_length=4000)]
Baht = Annotated[str, Field(pattern=r"^[0-9]{1,11}(\.[0-9]{1,2})?$")]


class EvidenceShape(Schema):
    """Evidence: what it shows, the day that it bears, and a file or a link."""

    id: int
    title: str
    dated_on: date
    file: FileShape | None
    link: str


class EntryShape(Schema):
    """What a division reported on a measure as of a day; only what is confirmed counts."""

    id: int
    measure: str
    division: int
    day: date
    percent: str
    result: str
    spent: str | None
    obstacles: str
    suggestions: str
    state: str
    word: str
    entered_by: str
    entered_at: datetime
    decided_by: str | None
    revision: int
    evidence: list[EvidenceShape]


class MeetingShape(Schema):
    """A meeting that spoke of measures; its minutes are proof of what was reported before it."""

    id: int
    day: date
    title: str
    measures: list[str]
    minutes: list[EvidenceShape]


class FollowedMeasure(Schema):
    """Where a measure of the approved plan stands today, by its confirmed entries.

    `marks` say why it comes up: overdue, no_report, stalled, unproved (rules of our own). `owners` report, the first leads.
    """

    measure: str
    title: str
    owners: list[int]
    start: date
    end: date
    state: str
    percent: str | None
    next_due: date | None
    marks: list[str]


class OwedShape(Schema):
    """A report that a division owes: `kind` is overdue, missed or next."""

    measure: str
    division: int
    day: date
    kind: str


class FollowUpShape(Schema):
    """The follow-up of a round's approved plan today."""

    version: int
    measures: list[FollowedMeasure]
    owed: list[OwedShape]
    entries: list[EntryShape]
    meetings: list[MeetingShape]


class LinkBody(Schema):
    """Evidence that lies elsewhere: what it shows, the day that it bears, its address."""

    title: Short
    dated_on: date
    link: Annotated[str, Field(pattern=r"^https?://[^\s\x00]+$", max_length=1000)]


class ReportBody(Schema):
    """What is reported on a measure as of a day: per cent done, what was done, baht spent so far."""

    day: date
    percent: Percent
    result: Words
    spent: Baht | None = None
    obstacles: Text = ""
    suggestions: Text = ""


class EntryBody(ReportBody):
    """An entry: which division reports on which measure, and evidence by links; files are added to it after."""

    measure: Short
    division: Identity
    links: list[LinkBody] = []


class EntryChange(ReportBody):
    """An entry as it is to be, and the revision that was seen."""

    revision: Revision


class Confirmation(Schema):
    """The revision that was seen."""

    revision: Revision


class ReturnBody(Confirmation):
    """Why an entry is returned, and the revision that was seen."""

    word: Words


class EvidenceBody(Schema):
    """What a file shows, and the day that it bears."""

    title: Short
    dated_on: date


class MeetingBody(Schema):
    """A meeting: its day, its name, the keys of the measures that it discusses."""

    day: date
    title: Short
    measures: list[Short]


def _evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.pk,
            "title": each.title,
            "dated_on": each.dated_on,
            "file": file_shape(each.file),
            "link": each.link,
        }
        for each in evidence
    ]


def entry_shape(entry: Entry) -> dict[str, Any]:
    """Give an entry with its evidence at hand."""
    kept = ("measure", "day", "result", "obstacles", "suggestions", "state", "word", "entered_at", "revision")
    return {
        **{key: getattr(entry, key) for key in kept},
        "id": entry.pk,
        "division": entry.division_id,
        "percent": f"{entry.percent:.2f}",
        "spent": None if entry.spent is None else f"{entry.spent:.2f}",
        "entered_by": str(entry.entered_by),
        "decided_by": None if entry.decided_by is None else str(entry.decided_by),
        "evidence": _evidence(entry.evidence.all()),
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    kept = {key: getattr(meeting, key) for key in ("day", "title", "measures")}
    return {"id": meeting.pk, **kept, "minutes": _evidence(meeting.minutes.all())}


def _followed(request: HttpRequest, year: int) -> Followed:
    return queries.the_followed(the_round(request.actor.agency, year))


def _entry(request: HttpRequest, year: int, number: int, *, removed: bool = False) -> Entry:
    return queries.the_entry(_followed(request, year), number, removed=removed)


def _meeting_of(request: HttpRequest, year: int, number: int, *, removed: bool = False) -> Meeting:
    return queries.the_meeting(_followed(request, year), number, removed=removed)


def _reported(body: ReportBody) -> actions.Reported:
    spent = None if body.spent is None else Decimal(body.spent)
    return actions.Reported(
        body.day, Decimal(body.percent), body.result, spent, body.obstacles, body.suggestions
    )


def _upload(file: UploadedFile, body: EvidenceBody) -> actions.Exhibit:
    return actions.Exhibit(body.title, body.dated_on, valid(EvidenceFileForm({}, {"file": file}))["file"])


@router.get("/agencies/{agency_id}/rounds/{year}/progress", **gives(FollowUpShape))
@within("progress.view")
def follow_up(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give where each measure stands today, who owes a report by when, and all entries and meetings."""
    found, day = _followed(request, year), timezone.localdate()
    measures = []
    for each in found.plan.measures:
        standing = state_of(each, found.plan.plan_year, day)
        measures.append(
            {
                "measure": each.id,
                "title": each.title,
                "owners": [one.pk for one in found.owners[each.id]],
                "start": each.period.start,
                "end": each.period.end,
                "state": standing.state,
                "percent": None if standing.percent is None else f"{standing.percent:.2f}",
                "next_due": standing.next_due,
                "marks": marks_of(each, found.plan.plan_year, day),
            }
        )
    owed = [
        {"measure": each.measure.id, "division": each.division.pk, "day": each.due.day, "kind": each.due.kind}
        for each in queries.reports_due(found, day)
    ]
    return {
        "version": found.version.number,
        "measures": measures,
        "owed": owed,
        "entries": list(map(entry_shape, queries.in_full(found, found.rows.entries))),
        "meetings": list(map(_meeting, found.rows.meetings)),
    }


@router.post("/agencies/{agency_id}/rounds/{year}/progress/entries", **gives(EntryShape, 201))
@within("progress.enter")
def enter(request: HttpRequest, agency_id: Number, year: Year, body: EntryBody) -> Any:
    """Enter what a division did on a measure; it then awaits the officer's confirmation."""
    plan = _followed(request, year).version.plan
    division = the_division(request.actor.agency, body.division)
    exhibits = [actions.Exhibit(each.title, each.dated_on, link=each.link) for each in body.links]
    made = actions.enter_progress(request.actor, plan, body.measure, division, _reported(body), exhibits)
    return Status(201, entry_shape(_entry(request, year, made.pk)))


@router.put("/agencies/{agency_id}/rounds/{year}/progress/entries/{number}", **gives(EntryShape))
@within("progress.enter")
def change(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: EntryChange) -> Any:
    """Change an entry that is not confirmed; it awaits confirmation again."""
    actions.change_entry(request.actor, _entry(request, year, number), _reported(body), body.revision)
    return entry_shape(_entry(request, year, number))


@router.post("/agencies/{agency_id}/rounds/{year}/progress/entries/{number}/confirm", **gives(EntryShape))
@within("progress.confirm")
def confirm(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: Confirmation) -> Any:
    """Confirm an entry as it was seen: from now on it counts."""
    actions.confirm_entry(request.actor, _entry(request, year, number), body.revision)
    return entry_shape(_entry(request, year, number))


@router.post("/agencies/{agency_id}/rounds/{year}/progress/entries/{number}/return", **gives(EntryShape))
@within("progress.confirm")
def send_back(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: ReturnBody) -> Any:
    """Send an entry back with a word on what is to be changed."""
    actions.return_entry(request.actor, _entry(request, year, number), body.word, body.revision)
    return entry_shape(_entry(request, year, number))


@router.delete("/agencies/{agency_id}/rounds/{year}/progress/entries/{number}", **gives())
@within("progress.enter")
def remove(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Delete an entry that is not confirmed; it can be restored."""
    actions.remove_entry(request.actor, _entry(request, year, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/rounds/{year}/progress/entries/{number}/restore", **gives(EntryShape))
@within("progress.enter")
def restore(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Put a deleted entry back."""
    actions.restore_entry(request.actor, _entry(request, year, number, removed=True))
    return entry_shape(_entry(request, year, number))


@router.post("/agencies/{agency_id}/rounds/{year}/progress/entries/{number}/evidence", **gives(EntryShape))
@within("progress.enter")
def evidence(
    request: HttpRequest,
    agency_id: Number,
    year: Year,
    number: Number,
    file: File[UploadedFile],
    body: Form[EvidenceBody],
) -> Any:
    """Add a file as evidence to an entry."""
    actions.add_evidence(request.actor, _entry(request, year, number), [_upload(file, body)])
    return entry_shape(_entry(request, year, number))


@router.post("/agencies/{agency_id}/rounds/{year}/progress/meetings", **gives(MeetingShape, 201))
@within("meeting.edit")
def meeting_add(request: HttpRequest, agency_id: Number, year: Year, body: MeetingBody) -> Any:
    """Add a meeting on some measures."""
    plan = _followed(request, year).version.plan
    made = actions.add_meeting(request.actor, plan, body.day, body.title, body.measures)
    return Status(201, _meeting(_meeting_of(request, year, made.pk)))


@router.put("/agencies/{agency_id}/rounds/{year}/progress/meetings/{number}", **gives(MeetingShape))
@within("meeting.edit")
def meeting_change(
    request: HttpRequest, agency_id: Number, year: Year, number: Number, body: MeetingBody
) -> Any:
    """Change day, name and measures of a meeting."""
    found = _meeting_of(request, year, number)
    actions.change_meeting(request.actor, found, body.day, body.title, body.measures)
    return _meeting(_meeting_of(request, year, number))


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
    return _meeting(_meeting_of(request, year, number))


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
    actions.add_minutes(request.actor, _meeting_of(request, year, number), [_upload(file, body)])
    return _meeting(_meeting_of(request, year, number))
