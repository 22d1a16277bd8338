"""The doors of the interface: who shows a token, in which agency, and whether role and scope allow the act."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django_scopes import scope
from ninja import Path
from ninja.security import HttpBearer

from prongsai.site.agencies.queries import actor_in
from prongsai.site.api.actions import mark_used
from prongsai.site.api.models import Token
from prongsai.site.api.queries import token_by
from prongsai.site.coordination.queries import coordination_in
from prongsai.site.permissions import ACTS, AREA_ACTS, SITE_ACTS, may_in_site, scope_of
from prongsai.site.shell.speech import speaking

LARGEST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST)]
"""The number of something in an address."""
Year = Annotated[int, Path(ge=2400, le=2700)]
"""A fiscal year (B.E.) in an address."""
Operation = Callable[..., Any]


class ByToken(HttpBearer):
    """Takes the secret of a token from the header ``Authorization: Bearer …``, never from an address."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:  # noqa: ARG002  the library's signature
        """Give the token of a secret; None, which is answered with 401, where it opens nothing."""
        found = token_by(token)
        if found is not None:
            mark_used(found)
        return found


def within(act: str) -> Callable[[Operation], Operation]:
    """Give a decorator for an operation in an agency (its parameter `agency_id`): only for those who may do `act`.

    It is given the actor as ``request.actor`` and runs in the agency's scope, in the language of the token's user.
    Strangers are told that there is no such agency.
    """
    if act not in ACTS:
        raise KeyError(act)

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def checked(request: HttpRequest, agency_id: int, *arguments: Any, **named: Any) -> Any:
            token: Token = request.auth
            held = actor_in(token.user, agency_id)
            if held is None:
                raise Http404
            actor = replace(held, scopes=frozenset(token.scopes))
            if not actor.may(act):
                raise PermissionDenied(act)
            request.actor = actor
            with scope(agency=actor.agency), speaking(token.user.language):
                return operation(request, agency_id, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def within_area(act: str) -> Callable[[Operation], Operation]:
    """Give a decorator for an operation in an area (its parameter `area_id`): only for its coordinators.

    It is given the coordinator as ``request.coordination``. Others are told that there is no such area.
    """
    if act not in AREA_ACTS:
        raise KeyError(act)

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def checked(request: HttpRequest, area_id: int, *arguments: Any, **named: Any) -> Any:
            token: Token = request.auth
            held = coordination_in(token.user, area_id)
            if held is None:
                raise Http404
            request.coordination = replace(held, scopes=frozenset(token.scopes))
            request.coordination.must(act, area_id)
            with speaking(token.user.language):
                return operation(request, area_id, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate


def within_site(act: str) -> Callable[[Operation], Operation]:
    """Give a decorator for an operation of the whole site: only for those who may do `act` in it."""
    if act not in SITE_ACTS:
        raise KeyError(act)

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def checked(request: HttpRequest, *arguments: Any, **named: Any) -> Any:
            token: Token = request.auth
            if not may_in_site(token.user, act) or scope_of(act) not in token.scopes:
                raise PermissionDenied(act)
            with speaking(token.user.language):
                return operation(request, *arguments, **named)

        checked.act = act  # type: ignore[attr-defined]
        return checked

    return decorate
