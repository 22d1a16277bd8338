"""Agencies, their divisions, and the chain by which they approve."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from prongsai.site.agencies.chain import actions as chain_actions
from prongsai.site.agencies.chain.queries import chain_of, the_step
from prongsai.site.agencies.details.actions import PICTURES, change_agency
from prongsai.site.agencies.details.forms import FIELDS, AgencyForm
from prongsai.site.agencies.divisions import actions as division_actions
from prongsai.site.agencies.divisions.forms import DivisionForm
from prongsai.site.agencies.divisions.queries import the_division
from prongsai.site.agencies.models import Agency, ChainStep, Division
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.agencies.queries import divisions_of
from prongsai.site.api.answering import Identity, Short, Text, gives
from prongsai.site.api.doors import Number, within
from prongsai.site.api.faults import valid
from prongsai.site.api.operations.papers import FileShape, file_shape

router = Router(tags=["agencies"])
Picture = Literal["seal", "garuda"]


class AgencyShort(Schema):
    """An agency in a list."""

    id: int
    name: str
    type: str
    district: str
    province: str


class AgencyShape(AgencyShort):
    """An agency as its papers name it, with its seal and its garuda emblem."""

    office: str
    head: str
    telephone: str
    number: str
    members: str
    thai_digits: bool
    columns: str
    seal: FileShape | None
    garuda: FileShape | None


class AgencyChange(Schema):
    """What is to change of an agency; what is left out stays.

    `renamed`: the name is a new one, no correction; the former one stays in the history.
    """

    name: Short | None = None
    type: Short | None = None
    district: Short | None = None
    province: Short | None = None
    office: Short | None = None
    head: Short | None = None
    telephone: Short | None = None
    number: Short | None = None
    members: Text | None = None
    thai_digits: bool | None = None
    columns: Literal["responsible_first", "period_first"] | None = None
    renamed: bool = False


class DivisionShape(Schema):
    """A division; `key` is the word by which advice speaks of it."""

    id: int
    name: str
    key: str


class DivisionBody(Schema):
    """What a division is called, and which work it does."""

    name: Short
    key: Short = ""


class Places(Schema):
    """By how many places something is moved: down, or up where negative."""

    by: Literal[-1, 1]


class Into(Schema):
    """Which one takes another's place: its number."""

    into: Identity


class ChainStepShape(Schema):
    """A step of the chain of approval; `holder` is the number of a member, null for nobody yet."""

    id: int
    position: str
    acting_position: str
    holder: int | None


class ChainStepBody(Schema):
    """A step of the chain as it is to be."""

    position: Short
    acting_position: Short = ""
    holder: Identity | None = None


def short(agency: Agency) -> dict[str, Any]:
    """Give an agency as a list shows it."""
    return {key: getattr(agency, key) for key in AgencyShort.model_fields}


def shape(agency: Agency) -> dict[str, Any]:
    """Give an agency."""
    kept = {key: getattr(agency, key) for key in (*AgencyShort.model_fields, *FIELDS)}
    return {**kept, **{name: file_shape(getattr(agency, name)) for name in PICTURES}}


def changed(request: HttpRequest, given: dict[str, Any], files: dict[str, Any] | None = None) -> Agency:
    """Change what is given of the actor's agency and leave the rest; give it. Raises InputError for faulty values."""
    now = Agency.objects.get(pk=request.actor.agency.pk)
    form = AgencyForm({key: getattr(now, key) for key in FIELDS} | given, files, instance=now)
    return change_agency(request.actor, valid(form, dict.fromkeys(PICTURES, "file")))


def division_shape(division: Division) -> dict[str, Any]:
    """Give a division."""
    return {"id": division.pk, "name": division.name, "key": division.key}


def step_shape(step: ChainStep) -> dict[str, Any]:
    """Give a step of the chain."""
    return {
        "id": step.pk,
        "position": step.position,
        "acting_position": step.acting_position,
        "holder": step.holder_id,
    }


@router.get("/agencies/{agency_id}", **gives(AgencyShape))
@within("agency.view")
def agency(request: HttpRequest, agency_id: Number) -> Any:
    """Give an agency."""
    return shape(request.actor.agency)


@router.patch("/agencies/{agency_id}", **gives(AgencyShape))
@within("agency.edit")
def agency_change(request: HttpRequest, agency_id: Number, body: AgencyChange) -> Any:
    """Change what the papers of an agency say of it."""
    return shape(changed(request, body.model_dump(exclude_none=True)))


@router.post("/agencies/{agency_id}/pictures/{which}", **gives(AgencyShape))
@within("agency.edit")
def picture(request: HttpRequest, agency_id: Number, which: Picture, file: File[UploadedFile]) -> Any:
    """Set the seal or the garuda emblem for papers (PNG, JPEG)."""
    return shape(changed(request, {}, {which: file}))


@router.delete("/agencies/{agency_id}/pictures/{which}", **gives())
@within("agency.edit")
def picture_remove(request: HttpRequest, agency_id: Number, which: Picture) -> Any:
    """Take the seal or the garuda emblem away."""
    if getattr(request.actor.agency, which) is None:
        raise Http404
    changed(request, {f"no_{which}": True})
    return Status(204, None)


@router.get("/agencies/{agency_id}/divisions", **gives(list[DivisionShape]))
@within("agency.view")
def divisions(request: HttpRequest, agency_id: Number) -> Any:
    """Give the divisions in their order."""
    return list(map(division_shape, divisions_of(request.actor.agency)))


@router.post("/agencies/{agency_id}/divisions", **gives(DivisionShape, 201))
@within("division.edit")
def division_add(request: HttpRequest, agency_id: Number, body: DivisionBody) -> Any:
    """Add a division after the others."""
    given = valid(DivisionForm(divisions_of(request.actor.agency), body.model_dump()))
    return Status(
        201, division_shape(division_actions.add_division(request.actor, given["name"], given["key"]))
    )


@router.post("/agencies/{agency_id}/divisions/usual", **gives(list[DivisionShape]))
@within("division.edit")
def divisions_usual(request: HttpRequest, agency_id: Number) -> Any:
    """Add the divisions that an agency of its type usually has and this one lacks; give all in their order."""
    division_actions.add_usual_divisions(request.actor)
    return list(map(division_shape, divisions_of(request.actor.agency)))


@router.put("/agencies/{agency_id}/divisions/{number}", **gives(DivisionShape))
@within("division.edit")
def division_change(request: HttpRequest, agency_id: Number, number: Number, body: DivisionBody) -> Any:
    """Change the name and the work of a division."""
    division = the_division(request.actor.agency, number)
    others = [each for each in divisions_of(request.actor.agency) if each != division]
    given = valid(DivisionForm(others, body.model_dump()))
    done = division_actions.change_division(request.actor, division, given["name"], given["key"])
    return division_shape(done)


@router.post("/agencies/{agency_id}/divisions/{number}/move", **gives(list[DivisionShape]))
@within("division.edit")
def division_move(request: HttpRequest, agency_id: Number, number: Number, body: Places) -> Any:
    """Move a division by a place, and give all in their order."""
    division_actions.move_division(request.actor, the_division(request.actor.agency, number), body.by)
    return list(map(division_shape, divisions_of(request.actor.agency)))


@router.delete("/agencies/{agency_id}/divisions/{number}", **gives())
@within("division.edit")
def division_remove(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Remove a division to which no measure belongs; it can be restored."""
    division_actions.remove_division(request.actor, the_division(request.actor.agency, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/divisions/{number}/restore", **gives(DivisionShape))
@within("division.edit")
def division_restore(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Put a removed division back."""
    division = the_division(request.actor.agency, number, removed=True)
    division_actions.restore_division(request.actor, division)
    return division_shape(division)


@router.post("/agencies/{agency_id}/divisions/{number}/merge", **gives(DivisionShape))
@within("division.edit")
def division_merge(request: HttpRequest, agency_id: Number, number: Number, body: Into) -> Any:
    """Let another division take over the measures, people and invitations of one, which is removed; give the other."""
    into = the_division(request.actor.agency, body.into)
    division_actions.merge_division(request.actor, the_division(request.actor.agency, number), into)
    return division_shape(into)


@router.get("/agencies/{agency_id}/chain", **gives(list[ChainStepShape]))
@within("agency.view")
def chain(request: HttpRequest, agency_id: Number) -> Any:
    """Give the steps of the chain of approval in their order."""
    return list(map(step_shape, chain_of(request.actor.agency)))


@router.post("/agencies/{agency_id}/chain", **gives(ChainStepShape, 201))
@within("chain.edit")
def step_add(request: HttpRequest, agency_id: Number, body: ChainStepBody) -> Any:
    """Add a step at the end of the chain."""
    holder = _holder(request, body)
    done = chain_actions.add_step(request.actor, body.position, holder, body.acting_position)
    return Status(201, step_shape(done))


@router.post("/agencies/{agency_id}/chain/usual", **gives(list[ChainStepShape]))
@within("chain.edit")
def chain_usual(request: HttpRequest, agency_id: Number) -> Any:
    """Add the steps that are usual for the type of agency, where there are none yet; their holders are open."""
    return list(map(step_shape, chain_actions.add_usual_steps(request.actor)))


@router.put("/agencies/{agency_id}/chain/{number}", **gives(ChainStepShape))
@within("chain.edit")
def step_change(request: HttpRequest, agency_id: Number, number: Number, body: ChainStepBody) -> Any:
    """Change a step of the chain."""
    step = the_step(request.actor.agency, number)
    holder = _holder(request, body)
    return step_shape(
        chain_actions.change_step(request.actor, step, body.position, holder, body.acting_position)
    )


@router.post("/agencies/{agency_id}/chain/{number}/move", **gives(list[ChainStepShape]))
@within("chain.edit")
def step_move(request: HttpRequest, agency_id: Number, number: Number, body: Places) -> Any:
    """Move a step by a place, and give all in their order."""
    chain_actions.move_step(request.actor, the_step(request.actor.agency, number), body.by)
    return list(map(step_shape, chain_of(request.actor.agency)))


@router.delete("/agencies/{agency_id}/chain/{number}", **gives())
@within("chain.edit")
def step_remove(request: HttpRequest, agency_id: Number, number: Number) -> Any:
    """Remove a step of the chain."""
    chain_actions.remove_step(request.actor, the_step(request.actor.agency, number))
    return Status(204, None)


def _holder(request: HttpRequest, body: ChainStepBody) -> Any:
    return None if body.holder is None else the_member(request.actor.agency, body.holder).user
