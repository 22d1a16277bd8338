"""The results of a round and the assessor's remarks."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from prongsai.intake.remarks import read_remarks, remark_entry
from prongsai.site.api.answering import Short, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import Wrong
from prongsai.site.rounds import actions
from prongsai.site.rounds.models import Result, ResultKind, Round
from prongsai.site.rounds.queries import results_of, the_result, the_round
from prongsai.site.rounds.reckoning import method_for

router = Router(tags=["results"])
Letter = Annotated[str, Field(max_length=200_000, pattern=r"^[^\x00]*$")]


class ResultShape(Schema):
    """A result: what was brought in, the pack it is scored by, and its figures."""

    id: int
    kind: ResultKind
    way: str
    source: str
    decisive: bool
    inputs: dict[str, Any]
    pack: str
    figures: dict[str, Any]
    entered_by: str
    entered_at: datetime
    changed_at: datetime


class ResultBody(Schema):
    """A result to be brought in: `inputs` is an entry of `results:` of an agency file (docs/input.md)."""

    kind: ResultKind = ResultKind.PUBLISHED
    source: Short = ""
    inputs: dict[str, Any]


class RemarksBody(Schema):
    """The assessor's remarks, as `remarks:` of an agency file has them."""

    remarks: list[Any]


class LetterBody(Schema):
    """The assessor's letter as it was copied."""

    letter: Letter


class LetterRead(Schema):
    """The remarks that were found in a letter, and what was guessed or left out."""

    remarks: list[dict[str, Any]]
    notes: list[Wrong]


def shape(row: Result, each: Round) -> dict[str, Any]:
    """Give a result of a round."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "way": row.way,
        "source": row.source,
        "decisive": each.decisive_id == row.pk,
        "inputs": row.inputs,
        "pack": row.pack_id,
        "figures": row.figures,
        "entered_by": str(row.entered_by),
        "entered_at": row.entered_at,
        "changed_at": row.changed_at,
    }


def _row(request: HttpRequest, year: int, number: int, *, removed: bool = False) -> Result:
    return the_result(the_round(request.actor.agency, year), number, removed=removed)


@router.get("/agencies/{agency_id}/rounds/{year}/results", **gives(list[ResultShape]))
@within("round.view")
def results(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give the results of a round, newest first."""
    each = the_round(request.actor.agency, year)
    return [shape(row, each) for row in results_of(each)]


@router.post("/agencies/{agency_id}/rounds/{year}/results", **gives(ResultShape, 201))
@within("result.enter")
def enter(request: HttpRequest, agency_id: Number, year: Year, body: ResultBody) -> Any:
    """Bring a result in. The first one is decisive, and one that was announced where the decisive one was not."""
    each = the_round(request.actor.agency, year)
    row = actions.enter_result(
        request.actor, each, body.inputs, kind=body.kind.value, way="api", source=body.source
    )
    return Status(201, shape(row, each))


@router.get("/agencies/{agency_id}/rounds/{year}/results/{number}", **gives(ResultShape))
@within("round.view")
def result(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Give a result."""
    row = _row(request, year, number)
    return shape(row, row.round)


@router.put("/agencies/{agency_id}/rounds/{year}/results/{number}", **gives(ResultShape))
@within("result.enter")
def correct(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: ResultBody) -> Any:
    """Correct a result; it is scored by the pack that it came in with."""
    row = _row(request, year, number)
    actions.correct_result(request.actor, row, body.inputs, kind=body.kind.value, source=body.source)
    return shape(row, row.round)


@router.delete("/agencies/{agency_id}/rounds/{year}/results/{number}", **gives())
@within("result.delete")
def remove(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Take a result out of its round; it can be restored."""
    actions.remove_result(request.actor, _row(request, year, number))
    return Status(204, None)


@router.post("/agencies/{agency_id}/rounds/{year}/results/{number}/restore", **gives(ResultShape))
@within("result.delete")
def restore(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Put a removed result back."""
    row = actions.restore_result(request.actor, _row(request, year, number, removed=True))
    return shape(row, row.round)


@router.post("/agencies/{agency_id}/rounds/{year}/results/{number}/decide", **gives(ResultShape))
@within("result.decide")
def decide(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Make a result the decisive one of its round."""
    row = _row(request, year, number)
    return shape(row, actions.decide(request.actor, row.round, row))


@router.post("/agencies/{agency_id}/rounds/{year}/results/{number}/rescore", **gives(ResultShape))
@within("result.enter")
def rescore(request: HttpRequest, agency_id: Number, year: Year, number: Number) -> Any:
    """Score a result anew by the pack of its year that is shipped now."""
    row = actions.rescore_result(request.actor, _row(request, year, number))
    return shape(row, row.round)


@router.put("/agencies/{agency_id}/rounds/{year}/results/{number}/remarks", **gives(ResultShape))
@within("remarks.edit")
def remarks(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: RemarksBody) -> Any:
    """Put the assessor's remarks of a result, in the place of those that are there."""
    row = actions.put_remarks(request.actor, _row(request, year, number), body.remarks)
    return shape(row, row.round)


@router.post("/agencies/{agency_id}/rounds/{year}/results/{number}/read-letter", **gives(LetterRead))
@within("remarks.edit")
def letter(request: HttpRequest, agency_id: Number, year: Year, number: Number, body: LetterBody) -> Any:
    """Read the remarks in a letter. Nothing is kept: put them as `remarks` once they were looked at."""
    found, notes = read_remarks(body.letter, method_for(_row(request, year, number)))
    said = [Wrong(code=each.code, what=each.what, where=each.where, mend=each.mend) for each in notes]
    return {"remarks": [remark_entry(each) for each in found], "notes": said}
