"""The public page: proposed, opened, closed."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from prongsai.site.api.answering import Identity, Short, gives
from prongsai.site.api.doors import Number, within
from prongsai.site.api.faults import valid
from prongsai.site.public import actions
from prongsai.site.public.forms import ProposalForm
from prongsai.site.public.models import PublicPage, parts_of, reports_of
from prongsai.site.public.queries import page_of
from prongsai.site.public.reports import reports_to_choose

router = Router(tags=["public page"])


class Choice(Schema):
    """What is proposed or shown: parts, and the numbers of the files that are given as reports."""

    parts: list[str]
    reports: list[int]


class ChoosableReport(Schema):
    """A file that may be chosen as a report."""

    file: int
    title: str
    fiscal_year: int
    signed: bool


class PublicPageShape(Schema):
    """How the public page stands. `slug` is its address below `/public/`, empty before the first proposal."""

    slug: str
    open: bool
    opened_at: datetime | None
    closed_at: datetime | None
    revision: int
    proposed: Choice | None
    shown: Choice | None
    choosable: list[ChoosableReport]


class ProposalBody(Schema):
    """What is to be shown; `words` is the readable part of the address, taken until the page was open."""

    parts: list[Literal["results", "plan", "progress", "reports"]]
    reports: list[Identity] = []
    words: Short = ""


class ProposalSeen(Schema):
    """The revision of the proposal that was seen."""

    revision: int


def _choice(choice: Any) -> Any:
    return {"parts": parts_of(choice), "reports": reports_of(choice)} if choice else None


def shape(request: HttpRequest) -> dict[str, Any]:
    """Give how the public page of the actor's agency stands now."""
    page = page_of(request.actor.agency) or PublicPage(agency=request.actor.agency)
    kept = {key: getattr(page, key) for key in ("slug", "opened_at", "closed_at", "revision")}
    return {
        **kept,
        "open": page.is_open,
        "proposed": _choice(page.proposed),
        "shown": _choice(page.shown),
        "choosable": [
            {"file": each.number, "title": each.title, "fiscal_year": each.fiscal_year, "signed": each.signed}
            for each in reports_to_choose(request.actor.agency)
        ],
    }


def _page(request: HttpRequest) -> PublicPage:
    page = page_of(request.actor.agency)
    if page is None:
        raise Http404
    return page


@router.get("/agencies/{agency_id}/public", **gives(PublicPageShape))
@within("public.view")
def standing(request: HttpRequest, agency_id: Number) -> Any:
    """Give how the public page stands, and which reports may be chosen."""
    return shape(request)


@router.put("/agencies/{agency_id}/public/proposal", **gives(PublicPageShape))
@within("public.edit")
def propose(request: HttpRequest, agency_id: Number, body: ProposalBody) -> Any:
    """Propose what the public page is to show; it then awaits approval."""
    page, reports = page_of(request.actor.agency), reports_to_choose(request.actor.agency)
    fixed = page is not None and page.opened_at is not None
    given = valid(ProposalForm(reports, body.model_dump(), fixed=fixed))
    actions.propose(request.actor, **{"reports": body.reports, **given})
    return shape(request)


@router.delete("/agencies/{agency_id}/public/proposal", **gives())
@within("public.edit")
def withdraw(request: HttpRequest, agency_id: Number) -> Any:
    """Take the proposal back; what is shown stays."""
    actions.withdraw_proposal(request.actor, _page(request))
    return Status(204, None)


@router.post("/agencies/{agency_id}/public/open", **gives(PublicPageShape))
@within("public.approve")
def open_it(request: HttpRequest, agency_id: Number, body: ProposalSeen) -> Any:
    """Show to everybody what was proposed, as it was seen."""
    actions.open_page(request.actor, _page(request), body.revision)
    return shape(request)


@router.post("/agencies/{agency_id}/public/close", **gives(PublicPageShape))
@within("public.close")
def close(request: HttpRequest, agency_id: Number) -> Any:
    """Close the public page at once."""
    actions.close_page(request.actor, _page(request))
    return shape(request)


@router.post("/agencies/{agency_id}/public/reopen", **gives(PublicPageShape))
@within("public.close")
def reopen(request: HttpRequest, agency_id: Number) -> Any:
    """Open the public page again as it was: for who may approve it, or who closed it."""
    actions.reopen_page(request.actor, _page(request))
    return shape(request)
