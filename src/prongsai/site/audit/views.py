"""The log of an agency, and that of the site: shown, searched and taken out."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prongsai.site.agencies.models import Agency
from prongsai.site.audit.actions import note_export, note_export_of_site
from prongsai.site.audit.export import FORMATS, as_csv, as_xlsx
from prongsai.site.audit.forms import LookForm
from prongsai.site.audit.queries import acts_of
from prongsai.site.audit.telling import tell
from prongsai.site.doors import needs, needs_in_site
from prongsai.site.files.kinds import XLSX
from prongsai.site.files.storing import safe_name
from prongsai.site.files.views import guarded

A_PAGE = 18


@needs("log.view")
@require_safe
def log(request: HttpRequest, agency: int) -> HttpResponse:
    """Show what was done in the agency, newest first, or only what is looked for."""
    return _shown(request, request.actor.agency, "audit/log.html")


@needs_in_site("site.log")
@require_safe
def site_log(request: HttpRequest) -> HttpResponse:
    """Show who signed in, and what was done to accounts and to the register of agencies."""
    return _shown(request, None, "audit/site_log.html")


def _shown(request: HttpRequest, agency: Agency | None, template: str) -> HttpResponse:
    form = LookForm(agency, request.GET)
    wanted = form.wanted()
    page = Paginator(acts_of(agency, **wanted), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "acts": tell(page), "form": form, "narrowed": bool(wanted or form.errors)}
    return render(request, template, context)


@needs("log.view")
@require_POST
def export(request: HttpRequest, agency: int) -> HttpResponseBase:
    """Give the agency's log, or what is looked for in it, as a file; the log tells of it."""

    def noted(*facts: Any) -> None:
        note_export(request.actor, *facts)

    return _file(request, request.actor.agency, noted)


@needs_in_site("site.log")
@require_POST
def site_export(request: HttpRequest) -> HttpResponseBase:
    """Give the log of the site, or what is looked for in it, as a file; the log tells of it."""

    def noted(*facts: Any) -> None:
        note_export_of_site(request.user, *facts)

    return _file(request, None, noted)


def _file(request: HttpRequest, agency: Agency | None, noted: Callable[..., None]) -> HttpResponseBase:
    kind = request.POST.get("format")
    if kind not in FORMATS:
        return HttpResponseBadRequest(_("There is no such kind of file."))
    wanted = LookForm(agency, request.GET).wanted()
    acts = acts_of(agency, **wanted)
    noted(kind, acts.count(), wanted)
    name = safe_name("-".join(filter(None, (_("Log"), str(agency or "")))) + f".{kind}")
    if kind == "xlsx":
        return guarded(
            FileResponse(as_xlsx(acts), as_attachment=True, filename=name, content_type=XLSX.media_type)
        )
    response = StreamingHttpResponse(as_csv(acts), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return guarded(response)
