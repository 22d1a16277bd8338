"""Reports that others wrote: uploaded, read, checked."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from prongsai.site.api.answering import Page, PageNumber, gives, page_of
from prongsai.site.api.doors import Number, within
from prongsai.site.api.faults import valid
from prongsai.site.api.operations.papers import FileShape, JobShape, file_shape, job_shape
from prongsai.site.readings import actions
from prongsai.site.readings.forms import ReportForm
from prongsai.site.readings.models import Fault, Purpose, Reading
from prongsai.site.readings.queries import faults_of, readings_of, the_reading

router = Router(tags=["readings"])


class ReadingShort(Schema):
    """A report in a list; `counts` are its faults by class, null until it was checked."""

    id: int
    file: FileShape
    uploaded_by: str
    uploaded_at: datetime
    counts: dict[str, int] | None
    job: JobShape | None


class FaultShape(Schema):
    """Something wrong in a report: the rule, its class, where it stands, what it is, how to mend it."""

    code: str
    klass: str
    place: dict[str, Any] | None
    message: str
    mend: str


class ReadingShape(ReadingShort):
    """A report with the facts that were read (as ``prongsai read --json`` prints them) and its faults."""

    facts: dict[str, Any] | None
    faults: list[FaultShape]


def _short(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.pk,
        "file": file_shape(reading.file),
        "uploaded_by": str(reading.uploaded_by),
        "uploaded_at": reading.uploaded_at,
        "counts": reading.counts,
        "job": job_shape(reading.job),
    }


def _fault(fault: Fault) -> dict[str, Any]:
    texts = fault.texts.get(get_language(), fault.texts["th"])
    return {"code": fault.code, "klass": fault.klass, "place": fault.place, **texts}


@router.get("/agencies/{agency_id}/readings", **gives(Page[ReadingShort]))
@within("reading.view")
def readings(request: HttpRequest, agency_id: Number, page: PageNumber = 1) -> Any:
    """Give the reports that were uploaded to be checked, newest first."""
    return page_of(readings_of(request.actor.agency), page, _short)


@router.post("/agencies/{agency_id}/readings", **gives(ReadingShort, 201))
@within("reading.upload")
def upload(request: HttpRequest, agency_id: Number, file: File[UploadedFile]) -> Any:
    """Upload a report (DOCX, PDF, XLSX, ODS, text) to be checked in the background."""
    given = valid(ReportForm({}, {"file": file}))["file"]
    made = actions.upload_report(request.actor, given, Purpose.CHECK)
    return Status(201, _short(the_reading(request.actor.agency, made.pk)))


@router.get("/agencies/{agency_id}/readings/{number}", **gives(ReadingShape))
@within("reading.view")
def reading(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Give a report with its facts and faults."""
    found = the_reading(request.actor.agency, number)
    return {**_short(found), "facts": found.facts, "faults": list(map(_fault, faults_of(found)))}


@router.post("/agencies/{agency_id}/readings/{number}/again", **gives(ReadingShort))
@within("reading.upload")
def again(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Read once more what could not be read."""
    actions.read_again(request.actor, the_reading(request.actor.agency, number))
    return _short(the_reading(request.actor.agency, number))


@router.delete("/agencies/{agency_id}/readings/{number}", **gives())
@within("reading.delete")
def remove(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Take a report off the list; it can be restored."""
    actions.remove_reading(request.actor, the_reading(request.actor.agency, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/readings/{number}/restore", **gives(ReadingShort))
@within("reading.delete")
def restore(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Put a removed report back."""
    found = the_reading(request.actor.agency, number, removed=True)
    return _short(actions.restore_reading(request.actor, found))
