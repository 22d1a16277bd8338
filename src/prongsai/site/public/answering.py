"""How everybody is answered: kept by any cache for a while, asked again by what it is, without a cookie."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_scopes import scope

from prongsai.site.public.models import PublicPage
from prongsai.site.public.queries import page_at
from prongsai.site.public.values import Shown, shown
from prongsai.site.shell.speech import speaking

KEPT = "public, max-age=300"
OpenView = Callable[..., HttpResponseBase]


def of_open_page(view: OpenView) -> OpenView:
    """Give a view of everybody from one of a page that is open: it is given the page and what it shows.

    It runs in the agency's scope, in the language of the address. An old address leads on; where no page was ever open
    the answer is 404, where it was closed, 410.
    """

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, slug: str, language: str = "th", **named: object) -> HttpResponseBase:
        page = page_at(slug)
        with speaking(language):
            if page is None or page.opened_at is None:
                return nothing(request, language=language)
            if not page.is_open or page.agency.closed:
                return nothing(request, language=language, gone=True)
            if page.slug != slug:
                return _led_on(request, page)
            with scope(agency=page.agency):
                seen = shown(page.agency, page.shown, page.opened_at)
                response = view(request, page, seen, language=language, **named)
        response.headers.setdefault("Content-Language", language)
        return response

    return answered


def _led_on(request: HttpRequest, page: PublicPage) -> HttpResponse:
    """Lead to the same answer of the page that is there now; a merger may be undone, so not for good."""
    match = resolve(request.path_info)
    response = HttpResponse(status=302)
    response["Location"] = reverse(match.view_name, kwargs={**match.kwargs, "slug": page.slug})
    response["Cache-Control"] = KEPT
    return response


def nothing(
    request: HttpRequest, rest: str = "", *, language: str = "th", gone: bool = False
) -> HttpResponse:
    """Say that there is no such public page, or that it was closed."""
    with speaking(language):
        heading = _("This page was closed by the agency") if gone else _("There is no such page")
        context = {"heading": heading, "gone": gone, "language": language}
        response = render(request, "public/nothing.html", context, status=410 if gone else 404)
    response["Cache-Control"] = "public, max-age=60"
    response["Content-Language"] = language
    return response


def kept(request: HttpRequest, response: HttpResponse, seen: Shown | None = None) -> HttpResponseBase:
    """Give an answer with what caches need; one that says that nothing changed where the asker holds it already."""
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed = None if seen is None else int(seen.changed_at.timestamp())
    given: HttpResponseBase = (
        get_conditional_response(request, etag=tag, last_modified=changed, response=response) or response
    )
    given["ETag"] = tag
    given["Cache-Control"] = KEPT
    if seen is not None:
        given["Last-Modified"] = http_date(seen.changed_at.timestamp())
    return given


def data(content: bytes | str, media_type: str, name: str = "") -> HttpResponse:
    """Give data that pages of any other site may read; as a download where it has a name."""
    response = HttpResponse(content, content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    if name:
        response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return response
