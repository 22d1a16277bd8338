"""Follow-up: entries of each owner with evidence, their confirmation, and who owes what by when."""

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
from prongsai.site.api.answering import Identity, Short, Text, gives, points
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.operations.evidence import (
    EvidenceBody,
    EvidenceShape,
    LinkBody,
    evidence_shape,
    exhibits_of,
)
from prongsai.site.api.operations.meetings import MeetingShape, meeting_shape
from prongsai.site.progress import actions, queries
from prongsai.site.progress.models import Entry
from prongsai.site.progress.views.common import followed_of

router = Router(tags=["progress"])
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]
Percent = Annotated[str, Field(pattern=r"^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?)$")]
Words = Annotated[str, Field(pattern=r"^[^\x00]*\S[^\x00]*$", max_length=4000)]
Baht = Annotated[str, Field(pattern=r"^[0-9]{1,11}(\.[0-9]{1,2})?$")]


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


def entry_shape(entry: Entry) -> dict[str, Any]:
    """Give an entry with its evidence at hand."""
    kept = ("measure", "day", "result", "obstacles", "suggestions", "state", "word", "entered_at", "revision")
    return {
        **{key: getattr(entry, key) for key in kept},
        "id": entry.pk,
        "division": entry.division_id,
        "percent": points(entry.percent),
        "spent": points(entry.spent),
        "entered_by": str(entry.entered_by),
        "decided_by": None if entry.decided_by is None else str(entry.decided_by),
        "evidence": list(map(evidence_shape, entry.evidence.all())),
    }


def _entry(request: HttpRequest, year: int, number: int, *, removed: bool = False) -> Entry:
    return queries.the_entry(followed_of(request, year), number, removed=removed)


def _reported(body: ReportBody) -> actions.Reported:
    spent = None if body.spent is None else Decimal(body.spent)
    return actions.Reported(
        body.day, Decimal(body.percent), body.result, spent, body.obstacles, body.suggestions
    )


@router.get("/agencies/{agency_id}/rounds/{year}/progress", **gives(FollowUpShape))
@within("progress.view")
def follow_up(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give where each measure stands today, who owes a report by when, and all entries and meetings."""
    found, day = followed_of(request, year, None), timezone.localdate()
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
                "percent": points(standing.percent),
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
        "entries": list(map(entry_shape, queries.in_full(found, [each.pk for each in found.rows.entries]))),
        "meetings": list(map(meeting_shape, found.rows.meetings)),
    }


@router.post("/agencies/{agency_id}/rounds/{year}/progress/entries", **gives(EntryShape, 201))
@within("progress.enter")
def enter(request: HttpRequest, agency_id: Number, year: Year, body: EntryBody) -> Any:
    """Enter what a division did on a measure; it then awaits the officer's confirmation."""
    plan = followed_of(request, year).version.plan
    division = the_division(request.actor.agency, body.division)
    exhibits = [
        one
        for place, each in enumerate(body.links)
        for one in exhibits_of(each, link=each.link, beneath=f"links.{place}.")
    ]
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
    """Add a file as evidence to an entry; without a date it bears the day of the entry."""
    row = _entry(request, year, number)
    actions.add_evidence(request.actor, row, exhibits_of(body, file=file))
    return entry_shape(_entry(request, year, number))
