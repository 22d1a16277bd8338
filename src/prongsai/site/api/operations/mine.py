"""What concerns the owner of the token: who they are, and what they are to do."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from prongsai.site.agencies.queries import agencies_of
from prongsai.site.api.answering import gives
from prongsai.site.api.operations.agencies import AgencyShort, short
from prongsai.site.coordination.queries import areas_of
from prongsai.site.permissions import scope_of
from prongsai.site.reminders.models import Kind
from prongsai.site.reminders.queries import things_of
from prongsai.site.reminders.things import Thing
from prongsai.site.reminders.words import line_of
from prongsai.site.shell.speech import speaking

router = Router(tags=["yourself"])


class AreaNamed(Schema):
    """An area that one coordinates."""

    id: int
    name: str


class Belongs(Schema):
    """Who the token speaks for, where, and what it is good for."""

    name: str
    scopes: list[str]
    agencies: list[AgencyShort]
    areas: list[AreaNamed]


class DueShape(Schema):
    """Something that one is to do or to know: the day when it is or was due, or since when it stands; its page."""

    agency: int
    kind: Kind
    day: date
    words: str
    path: str


@router.get("/me", **gives(Belongs))
def me(request: HttpRequest) -> Any:
    """Tell who the token speaks for, its scopes, and the agencies in which something may be done."""
    token = request.auth
    agencies = [short(each.agency) for each in agencies_of(token.user)]
    areas = [{"id": each.pk, "name": each.name} for each in areas_of(token.user)]
    return {"name": str(token.user), "scopes": token.scopes, "agencies": agencies, "areas": areas}


@router.get("/me/due", **gives(list[DueShape]))
def due(request: HttpRequest) -> Any:
    """Give what the owner of the token is to do in all agencies, as calendar and reminders tell it."""
    token = request.auth
    if scope_of("progress.view") not in token.scopes:
        raise PermissionDenied
    with speaking(token.user.language):
        return list(map(_due, things_of(token.user, timezone.localdate())))


def _due(thing: Thing) -> dict[str, Any]:
    return {
        "agency": thing.agency.pk,
        "kind": thing.kind,
        "day": thing.day,
        "words": line_of(thing),
        "path": thing.path,
    }
