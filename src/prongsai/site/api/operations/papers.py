"""Papers: asked for, had as files, signed."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from prongsai.language.dates import full_date
from prongsai.site.api.answering import Identity, Page, PageNumber, Short, gives, gives_file, page_of, serve
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import valid
from prongsai.site.files.queries import the_file
from prongsai.site.files.views import guarded
from prongsai.site.jobs.models import Job
from prongsai.site.papers import actions, queries
from prongsai.site.papers.defaults import form_of
from prongsai.site.papers.forms import NOW, SignedForm
from prongsai.site.papers.models import Paper, PaperOrder
from prongsai.site.papers.packing import packed, sound
from prongsai.site.plans.queries import the_plan, the_version
from prongsai.site.rounds.queries import the_round

router = Router(tags=["papers"])


class JobShape(Schema):
    """Work in the background: how far it is, and what is told where it did not succeed."""

    state: str
    done: int
    total: int
    told: str


class FileShape(Schema):
    """A file, to be had at ``/agencies/{agency_id}/files/{id}``."""

    id: int
    name: str
    size: int
    sha256: str


class PaperShape(Schema):
    """A paper in its formats."""

    id: int
    kind: str
    division: str
    title: str
    files: dict[str, FileShape]
    signed: FileShape | None


class OrderShape(Schema):
    """A set of papers that was asked for; `version` is the version of the plan, null for the plan as it was worked on."""

    id: int
    papers: list[str]
    formats: list[str]
    version: int | None
    ordered_by: str
    ordered_at: datetime
    job: JobShape | None
    made: list[PaperShape]


class OrderBody(Schema):
    """Which papers are wanted in which formats, and what stands on them. What is left out is the usual.

    `meeting` is the one whose agenda sheet is made. Progress is told up to the day `until`, to that of the meeting, or to
    today, and never of days to come.
    """

    papers: list[Short] | None = None
    formats: list[Literal["docx", "pdf", "xlsx", "html"]] = ["docx", "pdf"]
    version: Identity | None = None
    watermark: Literal["auto", "draft", "example", "none"] = "auto"
    author_name: Short = ""
    author_position: Short = ""
    approver_name: Short = ""
    approver_position: Short = ""
    day: date | None = None
    meeting: Identity | None = None
    until: date | None = None
    number: Short = ""
    order_number: Short = ""
    columns: Literal["responsible_first", "period_first"] | None = None
    thai_digits: bool | None = None


def job_shape(job: Job | None) -> dict[str, Any] | None:
    """Give work in the background; None where there is none."""
    return job and {key: getattr(job, key) for key in JobShape.model_fields}


def file_shape(file: Any) -> dict[str, Any] | None:
    """Give a file; None where there is none."""
    return file and {"id": file.pk, **{key: getattr(file, key) for key in ("name", "size", "sha256")}}


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "kind": paper.kind,
        "division": paper.division,
        "title": paper.title,
        "files": {each.format: file_shape(each.file) for each in paper.files.all()},
        "signed": file_shape(paper.signed),
    }


def _shape(order: PaperOrder) -> dict[str, Any]:
    return {
        "id": order.pk,
        "papers": order.papers,
        "formats": order.formats,
        "version": order.version and order.version.number,
        "ordered_by": str(order.ordered_by),
        "ordered_at": order.ordered_at,
        "job": job_shape(order.job),
        "made": list(map(_paper, order.made.all())),
    }


def _order(request: HttpRequest, year: int, number: int, *, removed: bool = False) -> PaperOrder:
    return queries.the_order(the_round(request.actor.agency, year), number, removed=removed)


@router.get("/agencies/{agency_id}/rounds/{year}/papers", **gives(Page[OrderShape]))
@within("paper.view")
def orders(request: HttpRequest, agency_id: Number, year: Year, page: PageNumber = 1) -> Any:
    """Give the papers of a round, newest first."""
    found = queries.orders_of(the_round(request.actor.agency, year))
    return page_of(queries.with_files(found), page, _shape)


@router.post("/agencies/{agency_id}/rounds/{year}/papers", **gives(OrderShape, 201))
@within("paper.make")
def order(request: HttpRequest, agency_id: Number, year: Year, body: OrderBody) -> Any:
    """Ask for papers. They are made in the background: ask for the order until its job is done."""
    each = the_round(request.actor.agency, year)
    plan = the_plan(each)
    blank = form_of(request.actor, each, plan)
    data = {key: value for key, value in body.model_dump().items() if value is not None}
    version = body.version and the_version(plan, body.version)
    data |= {"plan": str(version.pk) if version else NOW}
    data |= {key: full_date(data[key]) for key in ("day", "until") if key in data}
    for usual in ("papers", "columns", "thai_digits"):
        data.setdefault(usual, blank.initial.get(usual))
    given = valid(form_of(request.actor, each, plan, data))
    wanted = {key: given[key] for key in ("papers", "formats", "version", "details", "until", "meeting")}
    made = actions.order_papers(request.actor, each, plan, **wanted)
    return Status(201, _shape(queries.the_order(each, made.pk)))


@router.get("/agencies/{agency_id}/rounds/{year}/papers/{number}", **gives(OrderShape))
@within("paper.view")
def the_one(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Give a set of papers."""
    return _shape(_order(request, year, number))


@router.get(
    "/agencies/{agency_id}/rounds/{year}/papers/{number}/zip", **gives_file("All files in one ZIP archive")
)
@within("paper.view")
def archive(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Give all files of a set and its signed copies in one ZIP archive."""
    found = _order(request, year, number)
    try:
        sound(found)
    except (OSError, ValueError) as error:
        raise Http404 from error
    response = StreamingHttpResponse(packed(found), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"papers-{year}-{number}.zip"
    )
    return guarded(response)


@router.post("/agencies/{agency_id}/rounds/{year}/papers/{number}/again", **gives(OrderShape, 201))
@within("paper.make")
def again(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Make the same papers once more, from all that went into them the first time."""
    made = actions.make_again(request.actor, _order(request, year, number))
    return Status(201, _shape(_order(request, year, made.pk)))


@router.post("/agencies/{agency_id}/rounds/{year}/papers/{number}/go-on", **gives(OrderShape))
@within("paper.make")
def go_on(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Try once more to make what is not made yet, after the job did not succeed."""
    actions.go_on(request.actor, _order(request, year, number))
    return _shape(_order(request, year, number))


@router.delete("/agencies/{agency_id}/rounds/{year}/papers/{number}", **gives())
@within("paper.delete")
def remove(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Take a set of papers off the list; it can be restored."""
    actions.remove_order(request.actor, _order(request, year, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/rounds/{year}/papers/{number}/restore", **gives(OrderShape))
@within("paper.delete")
def restore(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Put a deleted set of papers back."""
    actions.restore_order(request.actor, _order(request, year, number, removed=True))
    return _shape(_order(request, year, number))


@router.post("/agencies/{agency_id}/rounds/{year}/papers/{number}/{paper}/signed", **gives(PaperShape))
@within("paper.sign")
def sign(
    request: HttpRequest,
    agency_id: Number,
    year: Year,
    number: Number,
    paper: Number,
    file: File[UploadedFile],
) -> Any:
    """Keep the signed copy of a paper (PDF, PNG, JPEG), in the place of an earlier one."""
    found = queries.the_paper(_order(request, year, number), paper)
    upload = valid(SignedForm({}, {"file": file}))["file"]
    actions.sign_paper(request.actor, found, upload)
    return _paper(queries.the_paper(_order(request, year, number), paper))


@router.get("/agencies/{agency_id}/files/{number}", **gives_file("The file"))
@within("agency.view")
def file(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Give a file to whoever may do the act that it was kept for."""
    try:
        return serve(the_file(request.actor, number))
    except (OSError, ValueError) as error:
        raise Http404 from error
