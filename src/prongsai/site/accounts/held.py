"""What was typed into a form that could not be taken any more: held until the same person has signed in again.

Only texts are held, never files or passwords, only for a person whom the browser knows, and for one day.

A form is held where the session had ended and the form is no older than the last sign-in in this browser (its token
still fits), or where its token is too old and only one person has ever signed in in this browser: so that what one
person typed never shows up before another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from prongsai.site.accounts.models import HeldForm, User
from prongsai.site.shell.secrecy import is_secret

OWNERS_COOKIE = "prongsai_owner"
_SALT = "prongsai.held"
_LIMIT = 300_000
KEPT = timedelta(days=1)
_NEVER = ("csrfmiddlewaretoken", "password")
_REMEMBERED = 5


@dataclass(frozen=True, slots=True)
class Held:
    """What is held for a page: its texts, and whether there were files too, which are to be chosen again."""

    texts: QueryDict
    files: bool
    number: int


def mark_owner(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know, in a signed cookie, who signs in in it, so that a later form can be told to be theirs."""
    owners = _owners(request)
    if owners[-1:] != [request.user.pk]:
        others = [each for each in owners if each != request.user.pk]
        response.set_cookie(
            OWNERS_COOKIE,
            signing.dumps([*others, request.user.pk][-_REMEMBERED:], salt=_SALT),
            max_age=30 * 86400,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _owners(request: HttpRequest) -> list[int]:
    """Give those who signed in in this browser, the last one last."""
    try:
        owners: list[int] = signing.loads(request.COOKIES.get(OWNERS_COOKIE, ""), salt=_SALT)
    except signing.BadSignature:
        return []
    return owners


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to signing in and back to the page; what was posted is held for whoever signed in last in this browser."""
    page = _page(request)
    if request.method == "POST" and (owners := _owners(request)):
        _hold(request, owners[-1], page)
    return _lead(request, _sign_in(page))


def for_those_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view that asks whoever is not signed in to do so; what was posted is held."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return view(request, *arguments, **named)

    return checked


def rescue(request: HttpRequest) -> HttpResponse | None:
    """Hold a form whose token is too old, and lead back to its page; None where it may not be the reader's own.

    The form must come from this site, and nobody else may ever have signed in in this browser. A page whose address is
    a secret is not written down.
    """
    owners = _owners(request)
    if len(owners) != 1 or request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return None
    if is_secret(request.path):
        return None
    page = _page(request)
    if request.user.is_authenticated:
        if request.user.pk != owners[0] or not _hold(request, owners[0], page):
            return None
        return _lead(request, page)
    _hold(request, owners[0], page)
    return _lead(request, _sign_in(page))


def held_for(request: HttpRequest) -> Held | None:
    """Give what is held for this page and this user; None where nothing is. What another person left is thrown away."""
    number = request.session.get("held")
    if number is None:
        return None
    held = HeldForm.objects.filter(pk=number, held_at__gte=timezone.now() - KEPT).first()
    if held is None or held.owner_id != request.user.pk:
        forget(request, number)
        return None
    if held.path != request.path:
        return None
    texts = QueryDict(mutable=True)
    for key, values in held.content["texts"].items():
        texts.setlist(key, values)
    return Held(texts, held.content["files"], number)


def forget(request: HttpRequest, number: int) -> None:
    """Throw away what was held: it has been given back, or is not the reader's."""
    request.session.pop("held", None)
    HeldForm.objects.filter(pk=number).delete()


def _hold(request: HttpRequest, owner_id: int, page: str) -> bool:
    """Hold the texts of a posted form for the page at an address; tell whether there was anything to hold."""
    texts = {
        _kept(key): [_kept(text) for text in values]
        for key, values in request.POST.lists()
        if not any(word in key for word in _NEVER)
    }
    size = sum(len(text) for values in texts.values() for text in values)
    owner = User.objects.filter(pk=owner_id, is_active=True).first()
    if owner is None or not texts or size > _LIMIT:
        return False
    HeldForm.objects.filter(held_at__lt=timezone.now() - KEPT).delete()
    content = {"texts": texts, "files": bool(request.FILES)}
    held = HeldForm.objects.create(owner=owner, path=urlsplit(page).path[:500], content=content)
    request.session["held"] = held.pk
    return True


def _kept(text: str) -> str:
    """Give a text without the one character that a database may refuse."""
    return text.replace("\0", "")


def _page(request: HttpRequest) -> str:
    """Give the address of the page that a request came from, without the host; its own where that is not known.

    A form within a page that has a page of its own, too, names that one in the header ``X-Form-Page``.
    """
    if request.method in {"GET", "HEAD"} and not request.htmx:
        return request.get_full_path()
    named = request.headers.get("X-Form-Page")
    for came_from in (named, request.htmx.current_url, request.headers.get("Referer")):
        if came_from and url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, require_https=request.is_secure()
        ):
            parts = urlsplit(came_from)
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()


def _sign_in(page: str) -> str:
    return redirect_to_login(page, settings.LOGIN_URL).url


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    """Lead on: a part of a page that htmx asked for must not be given a whole page in its place."""
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
