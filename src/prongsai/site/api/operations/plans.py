"""The plan of a round as it is worked on: made, brought in line, its measures, steps and texts."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from prongsai.method.library import years
from prongsai.planning.export import as_json
from prongsai.planning.holes import Hole
from prongsai.site.api.answering import Identity, Short, Text, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import valid
from prongsai.site.api.operations.agencies import Places
from prongsai.site.plans import actions
from prongsai.site.plans.desk import Desk, desk_of
from prongsai.site.plans.forms import MakeForm, NewMeasureForm
from prongsai.site.plans.holes import said
from prongsai.site.plans.models import Measure
from prongsai.site.plans.parts import indicator_choices, part_form
from prongsai.site.plans.queries import the_measure
from prongsai.site.plans.renewing import propose
from prongsai.site.plans.step_choices import step_form
from prongsai.site.plans.texts import text_of, titles_of_texts
from prongsai.site.rounds.queries import the_round

router = Router(tags=["plans"])
Key = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9-]+$")]
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]
Aim = Literal["mend", "develop", "keep", "general"]


class HoleShape(Schema):
    """What is missing in a plan: a word for it, the measure, and what it is in words."""

    code: str
    measure: str
    words: str


class MeasureShape(Schema):
    """A measure by its key, with the revision that a change must have seen, its owners and persons by number."""

    key: str
    revision: int
    title: str
    aim: str
    indicators: list[int]
    owners: list[int]
    persons: list[int]
    steps: list[dict[str, Any]]
    period: str
    start: str | None
    end: str | None
    follow_up: str
    cadence: str
    budget: str
    expected_gain: str | None


class PlanShape(Schema):
    """A plan: `plan` is what its file and its versions hold (docs/plan.md); `texts` can be changed by their keys."""

    plan_year: int
    numbers_of: int
    revision: int
    in_line: bool
    measures: list[MeasureShape]
    texts: dict[str, str]
    holes: list[HoleShape]
    plan: dict[str, Any]


class MakeBody(Schema):
    """The year in which the measures are carried out, and whose item numbers are used until that year's are known."""

    plan_year: int
    numbers_of: int | None = None


class Proposed(Schema):
    """A plan as it would be in line with the result; `seen` is what must be shown to bring it in line."""

    seen: Short
    plan: dict[str, Any]


class Seen(Schema):
    """The proposal that was seen."""

    seen: Short


class MeasureBody(Schema):
    """A measure that is added."""

    title: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
    aim: Aim = "general"
    indicators: list[int] = []


class TitlePart(MeasureBody):
    """Name, aim and indicators."""

    part: Literal["title"]
    revision: Revision


class OwnersPart(Schema):
    """Who is responsible: the leading division, others, persons."""

    part: Literal["owners"]
    revision: Revision
    lead: Identity | None = None
    others: list[Identity] = []
    persons: list[Identity] = []


class PeriodPart(Schema):
    """The period in the words of officials."""

    part: Literal["period"]
    revision: Revision
    words: Short = ""


class FollowUpPart(Schema):
    """The follow-up in the words of officials; empty for not said yet."""

    part: Literal["follow_up"]
    revision: Revision
    words: Short = ""


class MoneyPart(Schema):
    """The budget in words, and the expected gain in points of the total."""

    part: Literal["money"]
    revision: Revision
    budget: Short = ""
    expected_gain: Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,2})?$")] | None = None


Part = Annotated[TitlePart | OwnersPart | PeriodPart | FollowUpPart | MoneyPart, Field(discriminator="part")]


class StepBody(Schema):
    """A step: what is done, which findings it answers (ids of findings), which items it touches (concepts)."""

    text: Annotated[str, Field(max_length=3000, pattern=r"^[^\x00]*$")]
    answers: list[Short] = []
    refs: list[Short] = []
    revision: Revision = 0


class TextBody(Schema):
    """A text, and the revision of the plan that was seen."""

    text: Text
    revision: Revision


def measure_shape(row: Measure) -> dict[str, Any]:
    """Give a measure with owners and persons at hand."""
    return {
        "key": row.key,
        "revision": row.revision,
        "title": row.title,
        "aim": row.aim,
        "indicators": row.indicators,
        "owners": [each.division_id for each in row.owners.all()],
        "persons": [each.pk for each in row.persons.all()],
        "steps": row.steps,
        "period": row.period_words,
        "start": row.start and row.start.isoformat(),
        "end": row.end and row.end.isoformat(),
        "follow_up": row.follow_up_words,
        "cadence": row.cadence,
        "budget": row.budget,
        "expected_gain": None if row.expected_gain is None else f"{row.expected_gain:.2f}",
    }


def _shape(desk: Desk) -> dict[str, Any]:
    return {
        "plan_year": desk.plan.plan_year,
        "numbers_of": desk.method.fiscal_year,
        "revision": desk.plan.revision,
        "in_line": desk.in_line,
        "measures": list(map(measure_shape, desk.measures)),
        "texts": {key: text_of(desk.plan, key) for key in titles_of_texts(desk)},
        "holes": [
            {"code": each.code, "measure": each.measure, "words": _said(desk, each)} for each in desk.found
        ],
        "plan": as_json(desk.value),
    }


def _said(desk: Desk, hole: Hole) -> str:
    return said(hole.code, hole.measure, hole.step, hole.subject, value=desk.value, titles=desk.titles)


def _measure(desk: Desk, key: str, *, removed: bool = False) -> Measure:
    """Give a measure of a plan; raises Http404 where there is none, or it was removed (or was not)."""
    row = the_measure(desk.plan, key)
    if (row.removed_at is not None) != removed:
        raise Http404
    row.plan = desk.plan
    return row


@router.get("/agencies/{agency_id}/rounds/{year}/plan", **gives(PlanShape))
@within("plan.view")
def plan(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give the plan as it is worked on, with what is missing in it."""
    return _shape(desk_of(request.actor, year))


@router.post("/agencies/{agency_id}/rounds/{year}/plan", **gives(PlanShape, 201))
@within("plan.edit")
def make(request: HttpRequest, agency_id: Number, year: Year, body: MakeBody) -> Any:
    """Make the plan of a round from its findings."""
    form = MakeForm(body.model_dump(), result_year=year, years=years())
    given = valid(form)
    actions.make(
        request.actor, the_round(request.actor.agency, year), given["plan_year"], given["numbers_of"]
    )
    return Status(201, _shape(desk_of(request.actor, year)))


@router.get("/agencies/{agency_id}/rounds/{year}/plan/in-line", **gives(Proposed))
@within("plan.edit")
def proposal(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give the plan as it would be in line with the result. Nothing is changed by it."""
    desk = desk_of(request.actor, year)
    if desk.analysis is None:
        raise Http404
    found = propose(desk.plan, desk.measures, desk.divisions, desk.analysis)
    return {"seen": found.digest, "plan": as_json(found.plan)}


@router.post("/agencies/{agency_id}/rounds/{year}/plan/in-line", **gives(PlanShape))
@within("plan.edit")
def bring_in_line(request: HttpRequest, agency_id: Number, year: Year, body: Seen) -> Any:
    """Bring the plan in line with the result, as it was proposed; what a person wrote stays."""
    actions.renew(request.actor, desk_of(request.actor, year).plan, body.seen)
    return _shape(desk_of(request.actor, year))


@router.put("/agencies/{agency_id}/rounds/{year}/plan/texts/{key}", **gives(PlanShape))
@within("plan.edit")
def text_change(request: HttpRequest, agency_id: Number, year: Year, key: Key, body: TextBody) -> Any:
    """Change a text around the measures or a paragraph of the analysis."""
    desk = desk_of(request.actor, year)
    if key not in titles_of_texts(desk):
        raise Http404
    actions.change_text(request.actor, desk.plan, key, body.text, body.revision)
    return _shape(desk_of(request.actor, year))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/measures", **gives(MeasureShape, 201))
@within("plan.edit")
def measure_add(request: HttpRequest, agency_id: Number, year: Year, body: MeasureBody) -> Any:
    """Add a measure at the end of the plan."""
    desk = desk_of(request.actor, year)
    given = valid(NewMeasureForm(body.model_dump(), indicators=indicator_choices(desk)))
    row = actions.add_measure(request.actor, desk.plan, **given)
    return Status(201, measure_shape(the_measure(desk.plan, row.key)))


@router.patch("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}", **gives(MeasureShape))
@within("plan.edit")
def measure_change(request: HttpRequest, agency_id: Number, year: Year, key: Key, body: Part) -> Any:
    """Change one part of a measure that was seen at a revision."""
    desk = desk_of(request.actor, year)
    row = _measure(desk, key)
    data = body.model_dump()
    if body.part == "follow_up":
        data["usual"] = "own" if body.words else "none"
    form = part_form(desk, row, body.part, data)
    valid(form)
    return measure_shape(actions.change_measure(request.actor, row, body.part, form.values(), body.revision))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}/move", **gives(PlanShape))
@within("plan.edit")
def measure_move(request: HttpRequest, agency_id: Number, year: Year, key: Key, body: Places) -> Any:
    """Move a measure by a place."""
    actions.move_measure(request.actor, _measure(desk_of(request.actor, year), key), body.by)
    return _shape(desk_of(request.actor, year))


@router.delete("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}", **gives())
@within("plan.edit")
def measure_remove(request: HttpRequest, agency_id: Number, year: Year, key: Key) -> Any:
    """Delete a measure; it can be restored."""
    actions.remove_measure(request.actor, _measure(desk_of(request.actor, year), key))
    return Status(204, None)


@router.post("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}/restore", **gives(MeasureShape))
@within("plan.edit")
def measure_restore(request: HttpRequest, agency_id: Number, year: Year, key: Key) -> Any:
    """Put a deleted measure back."""
    desk = desk_of(request.actor, year)
    actions.restore_measure(request.actor, _measure(desk, key, removed=True))
    return measure_shape(the_measure(desk.plan, key))


@router.post("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}/steps", **gives(MeasureShape, 201))
@within("plan.edit")
def step_add(request: HttpRequest, agency_id: Number, year: Year, key: Key, body: StepBody) -> Any:
    """Add a step at the end of a measure."""
    return Status(201, _put_step(request, year, key, "", body))


@router.put("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}/steps/{step}", **gives(MeasureShape))
@within("plan.edit")
def step_change(
    request: HttpRequest, agency_id: Number, year: Year, key: Key, step: Key, body: StepBody
) -> Any:
    """Change a step that was seen at a revision of its measure."""
    return _put_step(request, year, key, step, body)


@router.post(
    "/agencies/{agency_id}/rounds/{year}/plan/measures/{key}/steps/{step}/move", **gives(MeasureShape)
)
@within("plan.edit")
def step_move(request: HttpRequest, agency_id: Number, year: Year, key: Key, step: Key, body: Places) -> Any:
    """Move a step by a place."""
    desk = desk_of(request.actor, year)
    actions.move_step(request.actor, _measure(desk, key), step, body.by)
    return measure_shape(the_measure(desk.plan, key))


@router.delete("/agencies/{agency_id}/rounds/{year}/plan/measures/{key}/steps/{step}", **gives())
@within("plan.edit")
def step_remove(request: HttpRequest, agency_id: Number, year: Year, key: Key, step: Key) -> Any:
    """Take a step out of a measure."""
    actions.remove_step(request.actor, _measure(desk_of(request.actor, year), key), step)
    return Status(204, None)


def _put_step(request: HttpRequest, year: int, key: str, step: str, body: StepBody) -> Any:
    desk = desk_of(request.actor, year)
    row = _measure(desk, key)
    found = next((each for each in row.steps if each["key"] == step), None)
    if step and found is None:
        raise Http404
    form = step_form(desk, row, found, body.model_dump())
    valid(form)
    actions.put_step(request.actor, row, step, form.values(), body.revision)
    return measure_shape(the_measure(desk.plan, key))
