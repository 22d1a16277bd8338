"""What everybody sees of an agency whose public page is open."""

import json
import logging

from csp.decorators import csp_replace
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from prongsai.site.files.storing import opened
from prongsai.site.public.answering import KEPT, data, kept, nothing, of_open_page
from prongsai.site.public.badge import badge
from prongsai.site.public.drawing import drawn
from prongsai.site.public.models import Part, PublicPage
from prongsai.site.public.plain import Address, as_plain
from prongsai.site.public.schema import schema
from prongsai.site.public.tables import as_csv
from prongsai.site.public.values import Shown

log = logging.getLogger("prongsai.public")
CSV = "text/csv; charset=utf-8"
JSON = "application/json"


def address_in(request: HttpRequest) -> Address:
    """Give what makes whole addresses of this site."""
    return lambda name, **fields: request.build_absolute_uri(reverse(name, kwargs=fields))


@of_open_page
def page(request: HttpRequest, page: PublicPage, seen: Shown, *, language: str) -> HttpResponseBase:
    """Show all that the agency shows."""
    context = {"page": page, "seen": seen, "drawn": drawn(seen), "language": language, "preview": False}
    return kept(request, render(request, "public/page.html", context), seen)


@of_open_page
def whole(request: HttpRequest, page: PublicPage, seen: Shown, *, language: str) -> HttpResponseBase:
    """Give all of it as JSON."""
    words = json.dumps(as_plain(seen, page.slug, address_in(request)), ensure_ascii=False, indent=1)
    return kept(request, data(words, JSON), seen)


@of_open_page
def table(
    request: HttpRequest, page: PublicPage, seen: Shown, *, part: Part, language: str
) -> HttpResponseBase:
    """Give the table of a part as CSV."""
    if part not in seen.parts:
        return nothing(request, language=language)
    return kept(request, data(as_csv(seen, part), CSV, f"{page.slug}-{part.value}.csv"), seen)


@of_open_page
def picture(request: HttpRequest, page: PublicPage, seen: Shown, *, language: str) -> HttpResponseBase:
    """Give the badge."""
    context = {"badge": badge(seen.newest), "language": language}
    drawing = render(request, "public/badge.svg", context).content
    return kept(request, data(drawing, "image/svg+xml"), seen)


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@of_open_page
def frame(request: HttpRequest, page: PublicPage, seen: Shown, *, language: str) -> HttpResponseBase:
    """Show the little that stands in a frame of the agency's own site."""
    context = {"page": page, "seen": seen, "drawn": drawn(seen), "language": language}
    return kept(request, render(request, "public/frame.html", context), seen)


@of_open_page
def report(
    request: HttpRequest, page: PublicPage, seen: Shown, *, number: int, language: str
) -> HttpResponseBase:
    """Give the file of a report that is shown, as a download."""
    found = next((each for each in seen.reports or () if each.number == number), None)
    if found is None:
        return nothing(request, language=language)
    file = found.file
    try:
        stream = opened(file)
    except (OSError, ValueError):
        log.exception("file %s of agency %s cannot be served", file.pk, file.agency_id)
        return nothing(request, language=language)
    response = FileResponse(
        stream, as_attachment=True, filename=found.file_name, content_type=file.media_type
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Content-Encoding"] = "identity"
    response["Cache-Control"] = KEPT
    return response


@require_safe
def described(request: HttpRequest) -> HttpResponseBase:
    """Give the schema of the JSON."""
    words = json.dumps(schema(address_in(request)("public-schema")), ensure_ascii=False, indent=1)
    return kept(request, data(words, "application/schema+json"))


@require_safe
def elsewhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that there is no such public page."""
    return nothing(request)
