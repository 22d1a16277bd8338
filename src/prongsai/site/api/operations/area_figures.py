"""How the scores of an area are spread, and its agencies of one type compared: for coordinators."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from prongsai.analysis.peers import Quarter
from prongsai.site.api.answering import Identity, Short, gives, points
from prongsai.site.api.doors import Number, within_area
from prongsai.site.api.faults import one_of
from prongsai.site.api.operations.areas import FiscalYear
from prongsai.site.coordination import charting, comparing, standings
from prongsai.site.coordination.models import Area

router = Router(tags=["areas"])


class ShareShape(Schema):
    """How many agencies are of one level or in one band of totals, and how many in a hundred that is."""

    title: str
    count: int
    percent: str


class YearMeanShape(Schema):
    """The mean of the totals of a year over so many agencies; `broken`: the method changed against the year before."""

    fiscal_year: int
    count: int
    mean: str | None
    broken: bool


class DistributionShape(Schema):
    """How totals and levels of a year are spread over the `count` agencies that have a decisive result."""

    fiscal_year: int
    count: int
    levels: list[ShareShape]
    bands: list[ShareShape]
    years: list[YearMeanShape]


class SpreadShape(Schema):
    """How a score is spread over `count` agencies; `weakest`: of the indicators with the lowest medians.

    Of the agency that was asked for, `own` is its score, in the `quarter` (1: the highest), `against` the median.
    """

    title: str
    count: int
    lowest: str
    first: str
    median: str
    third: str
    highest: str
    weakest: bool
    own: str | None
    quarter: Quarter | None
    against: str | None


class KindCount(Schema):
    """How many of the results that are compared are of a kind, in words."""

    kind: str
    count: int


class ComparisonShape(Schema):
    """Agencies of a type compared. Among fewer than `fewest` nothing is told but how many have a total."""

    fiscal_year: int
    types: list[str]
    type: str
    fewest: int
    count: int
    kinds: list[KindCount]
    total: SpreadShape | None
    indicators: list[SpreadShape]


def _share(share: charting.Share) -> dict[str, Any]:
    return {"title": share.title, "count": share.count, "percent": f"{share.percent:.1f}"}


def _mean(each: charting.YearMean) -> dict[str, Any]:
    return {
        "fiscal_year": each.year,
        "count": each.count,
        "mean": points(each.mean),
        "broken": each.broken,
    }


def _spread(spread: comparing.Spread) -> dict[str, Any]:
    found = spread.quartiles
    places = ("lowest", "first", "median", "third", "highest")
    return {
        "title": spread.title,
        "count": found.count,
        **{key: points(getattr(found, key)) for key in places},
        "weakest": spread.weakest,
        "own": points(spread.own),
        "quarter": spread.quarter,
        "against": points(spread.against),
    }


@router.get("/areas/{area_id}/distribution", **gives(DistributionShape))
@within_area("area.view")
def distribution(request: HttpRequest, area_id: Number, year: FiscalYear | None = None) -> Any:
    """Give how totals and levels are spread over the agencies of an area, and the mean total of recent years."""
    area = request.coordination.area
    fiscal_year = one_of("year", year or standings.newest_year(area), standings.year_choices())
    found = charting.distribution(area, fiscal_year)
    return {
        "fiscal_year": fiscal_year,
        "count": found.count,
        "levels": list(map(_share, found.levels)),
        "bands": list(map(_share, found.bands)),
        "years": list(map(_mean, found.years)),
    }


@router.get("/areas/{area_id}/comparison", **gives(ComparisonShape))
@within_area("area.view")
def comparison(
    request: HttpRequest,
    area_id: Number,
    year: FiscalYear | None = None,
    type: Short = "",  # noqa: A002  the word that the table of agencies has for it
    agency: Identity | None = None,
) -> Any:
    """Compare the agencies of one type by their decisive results; `agency` is one of them that is placed among them."""
    area = request.coordination.area
    fiscal_year = one_of("year", year or standings.newest_year(area), standings.year_choices())
    types = standings.types_of(area)
    kind = one_of("type", _type_of(area, fiscal_year, agency) or type or next(iter(types), ""), ["", *types])
    compared = comparing.compare(
        fiscal_year, standings.peers(area, fiscal_year, kind) if kind else [], agency
    )
    return {
        "fiscal_year": fiscal_year,
        "types": types,
        "type": kind,
        "fewest": compared.fewest,
        "count": compared.count,
        "kinds": [{"kind": kind, "count": count} for kind, count in compared.kinds if compared.total],
        "total": compared.total and _spread(compared.total),
        "indicators": list(map(_spread, compared.indicators)),
    }


def _type_of(area: Area, fiscal_year: int, agency: int | None) -> str:
    """Give the type of an agency, nothing for none; raises Http404 for one that is not in the area."""
    if agency is None:
        return ""
    found = standings.lines(area, fiscal_year, [agency])
    if not found:
        raise Http404
    return found[0].type
