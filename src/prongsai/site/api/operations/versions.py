"""Versions of a plan: submitted, decided on screen or by signed scans, published, compared."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from prongsai.language.dates import full_date
from prongsai.site.api.answering import Text, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import valid
from prongsai.site.plans import actions
from prongsai.site.plans.actions.approval import open_steps
from prongsai.site.plans.approval_forms import DecisionForm, PublishForm, ScanForm, SubmitForm
from prongsai.site.plans.desk import desk_of
from prongsai.site.plans.documents import compared, left_open
from prongsai.site.plans.models import Version
from prongsai.site.plans.queries import the_plan, the_version, versions_of
from prongsai.site.rounds.queries import analysis_for, the_round

router = Router(tags=["plans"])


class ApprovalShape(Schema):
    """A step of a version's approval: its number, for which position, and what was decided (empty: not yet)."""

    id: int
    step: str
    decision: str
    word: str
    decided_by: str | None
    decided_at: datetime | None
    signed_on: date | None
    scan: int | None


class VersionShort(Schema):
    """A version of a plan in a list."""

    number: int
    state: str
    note: str
    explanation: str
    submitted_by: str
    submitted_at: datetime
    decided_at: datetime | None
    published_at: datetime | None
    approvals: list[ApprovalShape]


class VersionShape(VersionShort):
    """A version with what it holds: the plan as its file has it (docs/plan.md). It is never changed again.

    `left_open` says what was still missing in it.
    """

    left_open: list[str]
    plan: dict[str, Any]


class SubmitBody(Schema):
    """What is new in the version, and why something is left open."""

    note: Text = ""
    explanation: Text = ""


class DecisionBody(Schema):
    """What is decided at the current step, which `step` names by its number; a return needs a word."""

    step: int
    decision: Literal["approved", "returned"]
    word: Text = ""


class ScanBody(DecisionBody):
    """What was decided on paper, and on which day; `whole`: at all the steps that are left."""

    signed_on: date
    whole: bool = False


class PublishBody(Schema):
    """The day on which a version was published."""

    day: date


class Comparison(Schema):
    """What differs between two versions: texts, and measures with their fields cut into what stayed, went and came."""

    texts: list[dict[str, Any]]
    measures: list[dict[str, Any]]


def short(version: Version) -> dict[str, Any]:
    """Give a version as a list shows it; its approvals must be at hand."""
    kept = ("number", "state", "note", "explanation", "submitted_at", "decided_at", "published_at")
    return {
        **{key: getattr(version, key) for key in kept},
        "submitted_by": str(version.submitted_by),
        "approvals": [
            {
                "id": each.pk,
                "step": str(each),
                "decision": each.decision,
                "word": each.word,
                "decided_by": None if each.decided_by is None else str(each.decided_by),
                "decided_at": each.decided_at,
                "signed_on": each.signed_on,
                "scan": each.scan_id,
            }
            for each in version.approvals.all()
        ],
    }


def _read(request: HttpRequest, year: int, number: int) -> Version:
    return the_version(the_plan(the_round(request.actor.agency, year)), number)


def _now(version: Version) -> dict[str, Any]:
    return short(the_version(version.plan, version.number))


@router.get("/agencies/{agency_id}/rounds/{year}/plan/versions", **gives(list[VersionShort]))
@within("plan.view")
def versions(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give the versions of the plan, newest first."""
    return list(map(short, versions_of(the_plan(the_round(request.actor.agency, year)))))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/versions", **gives(VersionShort, 201))
@within("plan.submit")
def submit(request: HttpRequest, agency_id: Number, year: Year, body: SubmitBody) -> Any:
    """Submit the plan as it stands for approval."""
    desk = desk_of(request.actor, year)
    given = valid(SubmitForm(body.model_dump(), grave=desk.grave))
    return Status(201, _now(actions.submit(request.actor, desk.plan, **given)))


@router.get("/agencies/{agency_id}/rounds/{year}/plan/versions/{number}", **gives(VersionShape))
@within("plan.view")
def version(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Give a version with what it holds, persons left out."""
    found, analysis = _read(request, year, number), analysis_for(the_round(request.actor.agency, year))
    content = {key: value for key, value in found.content.items() if key not in {"persons", "item_pack"}}
    return {**short(found), "left_open": left_open(found, analysis), "plan": content}


@router.get("/agencies/{agency_id}/rounds/{year}/plan/versions/{number}/against/{other}", **gives(Comparison))
@within("plan.view")
def compare(request: HttpRequest, agency_id: Number, year: Year, number: Number, other: Number) -> Any:
    """Give what differs in a version against an earlier one."""
    each = the_round(request.actor.agency, year)
    plan = the_plan(each)
    found = compared(the_version(plan, other), the_version(plan, number), analysis_for(each))
    return asdict(found)


@router.post("/agencies/{agency_id}/rounds/{year}/plan/versions/{number}/withdraw", **gives(VersionShort))
@within("plan.submit")
def withdraw(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Take back a version that awaits approval."""
    return _now(actions.withdraw(request.actor, _read(request, year, number)))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/versions/{number}/decide", **gives(VersionShort))
@within("plan.approve")
def decide(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: DecisionBody) -> Any:
    """Approve or return a version at its current step, which the token's owner must hold; 409 for another step."""
    given = valid(DecisionForm(body.model_dump(), last=True))
    return _now(actions.decide(request.actor, _read(request, year, number), **given))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/versions/{number}/scan", **gives(VersionShort))
@within("plan.scan")
def scan(
    request: HttpRequest,
    agency_id: Number,
    year: Year,
    number: Number,
    file: File[UploadedFile],
    body: Form[ScanBody],
) -> Any:
    """Record what was decided on paper, with the signed scan (PDF, PNG, JPEG); 409 for another than the current step."""
    found = _read(request, year, number)
    data = {**body.model_dump(), "signed_on": full_date(body.signed_on)}
    form = ScanForm(data, {"scan": file}, several=len(open_steps(found)) > 1, last=True)
    given = dict(valid(form, {"scan": "file"}))
    upload, day = given.pop("scan"), given.pop("signed_on")
    return _now(actions.decide_by_scan(request.actor, found, upload, day, **given))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/versions/{number}/publish", **gives(VersionShort))
@within("plan.publish")
def publish(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: PublishBody) -> Any:
    """Mark an approved version as published on a day."""
    day = valid(PublishForm({"day": full_date(body.day)}))["day"]
    return _now(actions.publish(request.actor, _read(request, year, number), day))
