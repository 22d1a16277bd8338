"""Rounds: started, closed, reopened."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from prongsai.site.api.answering import Text, gives
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.api.faults import valid
from prongsai.site.rounds import actions
from prongsai.site.rounds.forms.choosing import ReasonForm
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import rounds_of, the_round

router = Router(tags=["rounds"])


class RoundShape(Schema):
    """A round: its year, the number of its decisive result with total and level, whether it is closed."""

    fiscal_year: int
    started_at: datetime
    decisive: int | None
    total: str | None
    level: str
    closed: bool


class RoundBody(Schema):
    """The fiscal year (B.E.) of a round."""

    fiscal_year: int


class Reason(Schema):
    """Why a round is reopened."""

    reason: Text


def shape(each: Round) -> dict[str, Any]:
    """Give a round; its decisive result must be at hand."""
    figures = each.decisive.figures if each.decisive else {}
    return {
        "fiscal_year": each.fiscal_year,
        "started_at": each.started_at,
        "decisive": each.decisive_id,
        "total": figures.get("total"),
        "level": figures.get("level", ""),
        "closed": each.closed,
    }


@router.get("/agencies/{agency_id}/rounds", **gives(list[RoundShape]))
@within("round.view")
def rounds(request: HttpRequest, agency_id: Number) -> Any:
    """Give the rounds, newest first."""
    return list(map(shape, rounds_of(request.actor.agency)))


@router.post("/agencies/{agency_id}/rounds", **gives(RoundShape, 201))
@within("round.start")
def start(request: HttpRequest, agency_id: Number, body: RoundBody) -> Any:
    """Start the round of a fiscal year whose method is known, or give the one that is there."""
    return Status(201, shape(actions.start_round(request.actor, body.fiscal_year)))


@router.get("/agencies/{agency_id}/rounds/{year}", **gives(RoundShape))
@within("round.view")
def the_one(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give a round."""
    return shape(the_round(request.actor.agency, year))


@router.post("/agencies/{agency_id}/rounds/{year}/close", **gives(RoundShape))
@within("round.close")
def close(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Close a round: its results and findings are frozen; plan, progress and papers go on."""
    return shape(actions.close_round(request.actor, the_round(request.actor.agency, year)))


@router.post("/agencies/{agency_id}/rounds/{year}/reopen", **gives(RoundShape))
@within("round.reopen")
def reopen(request: HttpRequest, agency_id: Number, year: Year, body: Reason) -> Any:
    """Reopen a round, with a reason."""
    reason = valid(ReasonForm(body.model_dump()))["reason"]
    return shape(actions.reopen_round(request.actor, the_round(request.actor.agency, year), reason))
