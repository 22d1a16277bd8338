"""Areas as those who look after the site see them: which agencies belong to them, and who coordinates them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status

from prongsai.site.agencies.register.forms import ManagerForm
from prongsai.site.api.answering import A_PAGE, Identity, Page, PageNumber, Short, gives, page_of
from prongsai.site.api.doors import Number, within_site
from prongsai.site.api.faults import valid
from prongsai.site.api.operations.agencies import AgencyShort
from prongsai.site.api.operations.agencies import short as agency_short
from prongsai.site.coordination.models import Area, AreaKind, Coordinator
from prongsai.site.coordination.register import actions
from prongsai.site.coordination.register.forms import AreaForm
from prongsai.site.coordination.register.queries import (
    agencies_in,
    all_areas,
    coordinators_of,
    the_agency,
    the_area,
    the_coordinator,
)

router = Router(tags=["areas"])


class AreaShape(Schema):
    """An area: agencies of a province, of a ministry, or of another group."""

    id: int
    name: str
    kind: AreaKind


class AreaBody(Schema):
    """Name and kind of an area."""

    name: Short
    kind: AreaKind = AreaKind.PROVINCE


class AgenciesBody(Schema):
    """Agencies by their numbers."""

    agencies: list[Identity]


class CoordinatorBody(Schema):
    """Who is invited to coordinate an area."""

    name: Short
    email: Short


class CoordinatorInvited(Schema):
    """The path of the invitation's link, which is told this once."""

    path: str


class CoordinatorShape(Schema):
    """Somebody who coordinates an area."""

    id: int
    name: str


def area_shape(area: Area) -> dict[str, Any]:
    """Give an area."""
    return {"id": area.pk, "name": area.name, "kind": area.kind}


def _coordinator(held: Coordinator) -> dict[str, Any]:
    return {"id": held.pk, "name": str(held.user)}


@router.get("/site/areas", **gives(Page[AreaShape]))
@within_site("area.list")
def areas(request: HttpRequest, page: PageNumber = 1) -> Any:
    """Give all areas by name."""
    return page_of(all_areas(), page, area_shape)


@router.post("/site/areas", **gives(AreaShape, 201))
@within_site("area.add")
def add(request: HttpRequest, body: AreaBody) -> Any:
    """Add an area, without agencies and coordinators yet."""
    given = valid(AreaForm(body.model_dump(mode="json")))
    return Status(201, area_shape(actions.add_area(request.auth.user, given)))


@router.put("/site/areas/{number}", **gives(AreaShape))
@within_site("area.edit")
def change(request: HttpRequest, number: Number, body: AreaBody) -> Any:
    """Change name and kind of an area."""
    given = valid(AreaForm(body.model_dump(mode="json")))
    return area_shape(actions.change_area(request.auth.user, the_area(number), given))


@router.get("/site/areas/{number}/agencies", **gives(Page[AgencyShort]))
@within_site("area.list")
def agencies_of(request: HttpRequest, number: Number, words: Short = "", page: PageNumber = 1) -> Any:
    """Give the agencies of an area by name, those with some words in their name, district or province."""
    return page_of(agencies_in(the_area(number), words), page, agency_short)


@router.post("/site/areas/{number}/agencies", **gives(AreaShape))
@within_site("area.edit")
def take_in(request: HttpRequest, number: Number, body: AgenciesBody) -> Any:
    """Take agencies into an area; raises 404 where one of them is not there."""
    area = the_area(number)
    actions.take_in(request.auth.user, area, [the_agency(each).pk for each in body.agencies[:A_PAGE]])
    return area_shape(area)


@router.delete("/site/areas/{number}/agencies/{other}", **gives())
@within_site("area.edit")
def take_out(request: HttpRequest, number: Number, other: Number) -> Any:
    """Take an agency out of an area: from now on its coordinators see nothing of it."""
    actions.take_out(request.auth.user, the_area(number), the_agency(other))
    return Status(204, None)


@router.get("/site/areas/{number}/coordinators", **gives(list[CoordinatorShape]))
@within_site("area.list")
def coordinators(request: HttpRequest, number: Number) -> Any:
    """Give those who coordinate an area now."""
    return list(map(_coordinator, coordinators_of(the_area(number))))


@router.post("/site/areas/{number}/coordinators", **gives(CoordinatorInvited, 201))
@within_site("area.coordinator")
def invite(request: HttpRequest, number: Number, body: CoordinatorBody) -> Any:
    """Invite somebody to coordinate an area; the link is told this once."""
    given = valid(ManagerForm(body.model_dump()))
    _made, token = actions.invite_coordinator(
        request.auth.user, the_area(number), given["name"], given["email"]
    )
    return Status(201, {"path": reverse("invitation", args=[token])})


@router.delete("/site/areas/{number}/coordinators/{held}", **gives())
@within_site("area.coordinator")
def end(request: HttpRequest, number: Number, held: Number) -> Any:
    """End somebody's coordination of an area; it can be restored."""
    actions.end(request.auth.user, the_coordinator(the_area(number), held))
    return Status(204, None)


@router.post("/site/areas/{number}/coordinators/{held}/restore", **gives(CoordinatorShape))
@within_site("area.coordinator")
def restore(request: HttpRequest, number: Number, held: Number) -> Any:
    """Let somebody coordinate an area again."""
    found = the_coordinator(the_area(number), held)
    actions.restore(request.auth.user, found)
    return _coordinator(found)
