"""What is answered where something is wrong: one shape for all of it."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from prongsai.language.problems import InputError, Problem
from prongsai.site.api.misshapen import place, said
from prongsai.site.files.room import NoRoomError
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.shell.speech import speaking

T = TypeVar("T")


class Wrong(Schema):
    """One thing that is wrong: a word that stays the same, what it is, where, and how to mend it."""

    code: str
    what: str
    where: str = ""
    mend: str = ""


class Fault(Schema):
    """Why a request was not done. Nothing was changed by it."""

    problems: list[Wrong]


CODES = frozenset({400, 401, 403, 404, 409, 422})
"""The answers of every operation beside its own."""


MEANWHILE = frozenset({"changed-meanwhile", "not-awaiting", "step-decided"})
"""Codes of problems that say that somebody was quicker: answered as 409."""


def fault(*wrong: Wrong) -> dict[str, Any]:
    """Give the content of an answer that says what is wrong."""
    return Fault(problems=list(wrong)).model_dump()


def told(problems: Iterable[Problem]) -> dict[str, Any]:
    """Give problems of the rooms as the content of an answer."""
    return fault(
        *(Wrong(code=each.code, what=each.what, where=each.where, mend=each.mend) for each in problems)
    )


def valid(form: forms.BaseForm, written: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give the clean values of a form of the site, by which a body is read; raises InputError with its faults.

    `written` says how the caller wrote what the form calls otherwise.
    """
    if form.is_valid():
        return form.cleaned_data
    places = {"__all__": "", **(written or {})}
    raise InputError(
        [
            Problem("invalid-field", str(message), where=places.get(name, name))
            for name, messages in form.errors.items()
            for message in messages
        ]
    )


def one_of(where: str, value: T, known: Iterable[T]) -> T:
    """Give a value that is one of those there are; raises InputError for another one."""
    known = set(known)
    if value not in known:
        choices = ", ".join(sorted(filter(None, map(str, known))))
        what = _("One of these is expected here: {choices}.").format(choices=choices)
        raise InputError(Problem("unknown-choice", what, where=where))
    return value


_SAID: tuple[tuple[type[Exception], int, str, Any], ...] = (
    (AuthenticationError, 401, "no-token", gettext_lazy("Show a valid token: Authorization: Bearer …")),
    (
        PermissionDenied,
        403,
        "not-allowed",
        gettext_lazy("Your role or the token's scopes do not allow this."),
    ),
    (Http404, 404, "not-found", gettext_lazy("There is nothing of this address, or not for you.")),
    (
        ChangedMeanwhile,
        409,
        "changed-meanwhile",
        gettext_lazy("Somebody else changed this since you read it. Read it again."),
    ),
    (NoRoomError, 507, "no-room", gettext_lazy("The site has no room left. Nothing was saved.")),
)
"""What is answered to errors that say nothing of their own: status, code, words."""


def speaking_to(request: HttpRequest) -> AbstractContextManager[None]:
    """Speak the language of the token's owner within a block; without a valid token that of the site."""
    token = getattr(request, "auth", None)
    return speaking(token.user.language) if token else nullcontext()


def answer_faults(api: NinjaAPI) -> None:
    """Let an interface answer what goes wrong in the one shape."""

    def say(status: int, code: str, words: Any) -> Any:
        def handler(request: HttpRequest, _error: Exception) -> HttpResponse:
            with speaking_to(request):
                what = str(words)
            return api.create_response(request, fault(Wrong(code=code, what=what)), status=status)

        return handler

    for kind, status, code, words in _SAID:
        api.add_exception_handler(kind, say(status, code, words))

    @api.exception_handler(InputError)
    def refused(request: HttpRequest, error: InputError) -> HttpResponse:
        status = 409 if any(each.code in MEANWHILE for each in error.problems) else 422
        return api.create_response(request, told(error.problems), status=status)

    @api.exception_handler(ValidationError)
    def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
        with speaking_to(request):
            wrong = [
                Wrong(code="misshapen", what=said(each), where=place(request, each)) for each in error.errors
            ]
        return api.create_response(request, fault(*wrong), status=422)

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        with speaking_to(request):
            wrong = Wrong(code="unreadable", what=_("The body cannot be read as JSON."))
        return api.create_response(request, fault(wrong), status=error.status_code)
