"""Evidence of entries and the minutes of meetings: how they are shown, taken in, removed and put back."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from prongsai.language.dates import full_date
from prongsai.site.api.answering import Short, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import valid
from prongsai.site.api.operations.papers import FileShape, file_shape
from prongsai.site.progress import actions
from prongsai.site.progress.forms import EvidenceForm
from prongsai.site.progress.models import Evidence
from prongsai.site.progress.queries import the_evidence
from prongsai.site.progress.views.common import followed_of

router = Router(tags=["progress"])


class EvidenceShape(Schema):
    """Evidence: what it shows, the day that it bears (null: not known), and a file or a link."""

    id: int
    title: str
    dated_on: date | None
    file: FileShape | None
    link: str


class EvidenceBody(Schema):
    """What evidence shows (else the name of its file, or its address), and the day that it bears.

    Without a day a photo has the one on which its camera took it, and all else none.
    """

    title: Short = ""
    dated_on: date | None = None


class LinkBody(EvidenceBody):
    """Evidence that lies elsewhere, with its address."""

    link: Annotated[str, Field(pattern=r"^https?://[^\s\x00]+$", max_length=1000)]


def evidence_shape(evidence: Evidence) -> dict[str, Any]:
    """Give evidence with its file at hand."""
    kept = {key: getattr(evidence, key) for key in ("title", "dated_on", "link")}
    return {"id": evidence.pk, **kept, "file": file_shape(evidence.file)}


def exhibits_of(
    body: EvidenceBody, *, file: UploadedFile | None = None, link: str = "", beneath: str = ""
) -> list[actions.Exhibit]:
    """Give a file or a link as evidence, read as the page's form reads it.

    Raises InputError for what the form does not take; `beneath` is where in the request the evidence stands.
    """
    dated_on = full_date(body.dated_on) if body.dated_on else ""
    files = MultiValueDict({"files": [file]} if file else {})
    form = EvidenceForm({"title": body.title, "dated_on": dated_on, "link": link}, files)
    valid(form, {"files": "file", **{name: f"{beneath}{name}" for name in ("title", "dated_on", "link")}})
    return form.exhibits()


@router.delete("/agencies/{agency_id}/rounds/{year}/progress/evidence/{number}", **gives())
@within("progress.enter")
def remove(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Delete evidence of an entry, or the minutes of a meeting; it can be restored."""
    actions.remove_evidence(request.actor, the_evidence(followed_of(request, year), number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/rounds/{year}/progress/evidence/{number}/restore", **gives(EvidenceShape))
@within("progress.enter")
def restore(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Put deleted evidence back."""
    found = the_evidence(followed_of(request, year), number, removed=True)
    return evidence_shape(actions.restore_evidence(request.actor, found))
