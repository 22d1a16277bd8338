"""What is found: scores, findings, what-if, where a number comes from. In the shapes that the command line prints as JSON."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Path, Router, Schema
from pydantic import Field

from prongsai.analysis.export import as_json, least_change_json
from prongsai.analysis.least_change import least_change
from prongsai.analysis.model import Analysis
from prongsai.analysis.what_if import what_if
from prongsai.language.digits import score_text
from prongsai.language.problems import InputError
from prongsai.scoring.export import as_json as scores_as_json
from prongsai.scoring.model import NoScore, Trace, value_of
from prongsai.scoring.trace import trace
from prongsai.site.api.answering import Short, gives, gives_file
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.findings import pictures
from prongsai.site.rounds.queries import analysis_for, the_round
from prongsai.site.shell.speech import thai_digits_wanted

router = Router(tags=["findings"])
Key = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9/.+=-]+$")]
ChartName = Literal["instruments", "bars", "radar", "history", "points"]
Points = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]


class LevelShape(Schema):
    """A level, those that are possible where it is open, and the reason where there is none."""

    name: str | None
    possible: list[str]
    reason: str | None


class RankShape(Schema):
    """An indicator's score and its place among the ten."""

    indicator: int
    score: str | None
    place: int | None


class ReasonShape(Schema):
    """Why a finding has its class."""

    code: str
    text: str


class FindingShape(Schema):
    """A finding; `costs` are the points of the total that are missing, null where the method cannot tell."""

    id: str
    subject: Literal["indicator", "question", "item", "remark"]
    indicator: int
    klass: Literal["mend", "develop", "keep"] = Field(alias="class")
    reasons: list[ReasonShape]
    score: str | None
    part: str
    codes: list[str]
    concepts: list[str]
    costs: str | None
    remark: str | None


class ChangeShape(Schema):
    """A change against an earlier year; `broken` says why the figures do not compare like with like."""

    key: str
    earlier_year: int
    earlier: str | None
    now: str | None
    difference: str | None
    broken: str


class DistanceShape(Schema):
    """How far a figure is from what is wanted."""

    key: str
    to: str
    wanted: str
    missing: str


class CostShape(Schema):
    """Points of the total that something costs, in four decimals and exactly."""

    points: str
    exact: str


class RuleShape(Schema):
    """When something is mended, developed or kept: our own rule, not the official method's."""

    mend_below: str
    survey_lowest_below: str
    low_question: str
    full: str
    next_lowest: bool
    source: str


class AnalysisShape(Schema):
    """What is said of a round's decisive result. Scores are strings with two decimals, null where there is none."""

    fiscal_year: int
    unit: str
    total: str | None
    level: LevelShape
    next_level: str | None
    ranking: list[RankShape]
    findings: list[FindingShape]
    changes: list[ChangeShape]
    distances: list[DistanceShape]
    costs: dict[str, CostShape]
    unscored: list[int]
    rule: RuleShape
    summary: str
    paragraphs: dict[str, str]
    verdicts: dict[str, str]
    notes: list[str]


class Supposed(Schema):
    """Scores that are supposed to be others, by key (``7``, ``EIT1``, ``EIT1/e4``, ``o13``)."""

    scores: dict[Annotated[str, Field(max_length=40)], Points]


class WantedLevel(Schema):
    """The level that is wanted; empty for the next one."""

    level: Short = ""


class WhyShape(Schema):
    """Where a number comes from: the rule, the confidence and source of the rule, and what went in."""

    key: str
    name: str
    value: str | None
    reason: str
    rule: str
    basis: str
    inputs: list["WhyShape"]


def _why(traced: Trace) -> dict[str, Any]:
    value, figure = traced.value, value_of(traced.value)
    return {
        "key": traced.key,
        "name": traced.name,
        "value": None if figure is None else score_text(figure),
        "reason": value.reason if isinstance(value, NoScore) else "",
        "rule": traced.rule,
        "basis": traced.basis,
        "inputs": [_why(each) for each in traced.inputs],
    }


def _analysis(request: HttpRequest, year: int) -> Analysis:
    found = analysis_for(the_round(request.actor.agency, year))
    if found is None:
        raise Http404
    return found


@router.get("/agencies/{agency_id}/rounds/{year}/findings", by_alias=True, **gives(AnalysisShape))
@within("round.view")
def findings(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give the analysis of the decisive result; as it was frozen where the round is closed."""
    return as_json(_analysis(request, year))


@router.get("/agencies/{agency_id}/rounds/{year}/findings/charts/{name}", **gives_file("The chart (PNG)"))
@within("round.view")
def chart(request: HttpRequest, agency_id: Number, year: Year, name: ChartName) -> Any:
    """Give a chart of the decisive result as a picture; 404 where there is nothing to draw."""
    drawn = pictures.chart(_analysis(request, year), name)
    if drawn is None:
        raise Http404
    agency = request.actor.agency.name
    drawing = pictures.picture(drawn, agency, thai_digits=thai_digits_wanted())
    response = HttpResponse(drawing, content_type="image/png")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=pictures.file_name(drawn.title, agency)
    )
    return response


@router.get("/agencies/{agency_id}/rounds/{year}/scores", **gives(dict[str, Any]))
@within("round.view")
def scores(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give the scores of the decisive result, as ``prongsai score --json`` prints them."""
    return scores_as_json(_analysis(request, year).scores)


@router.post("/agencies/{agency_id}/rounds/{year}/what-if", **gives(dict[str, Any]))
@within("round.view")
def suppose(request: HttpRequest, agency_id: Number, year: Year, body: Supposed) -> Any:
    """Give the scores that would come of other ones. Nothing is kept."""
    changes = {key: Decimal(value) for key, value in body.scores.items()}
    return scores_as_json(what_if(_analysis(request, year).scores, changes))


@router.post("/agencies/{agency_id}/rounds/{year}/least-change", **gives(dict[str, Any]))
@within("round.view")
def least(request: HttpRequest, agency_id: Number, year: Year, body: WantedLevel) -> Any:
    """Give the least change that brings the result to a level. Nothing is kept."""
    return least_change_json(least_change(_analysis(request, year).scores, body.level or None))


@router.get("/agencies/{agency_id}/rounds/{year}/why/{path:key}", **gives(WhyShape))
@within("round.view")
def why(request: HttpRequest, agency_id: Number, year: Year, key: Key) -> Any:
    """Give where a number comes from (``total``, ``EIT1``, ``7``, ``9.3``, ``EIT1/e4``, ``o13``)."""
    try:
        return _why(trace(_analysis(request, year).scores, key))
    except InputError as error:
        raise Http404 from error
