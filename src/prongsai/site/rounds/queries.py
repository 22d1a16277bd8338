"""What is read of rounds and results."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from prongsai.analysis.model import Analysis
from prongsai.site.agencies.models import Agency
from prongsai.site.papers.models import Paper
from prongsai.site.plans.models import Plan, Version
from prongsai.site.readings.models import Reading
from prongsai.site.rounds.freezing import thaw
from prongsai.site.rounds.models import Closing, Entry, Result, Round
from prongsai.site.rounds.reckoning import analysis_of

YEARS_BACK = 4
"""How many years before the round's own are shown beside it."""


def rounds_of(agency: Agency) -> QuerySet[Round]:
    """Give the rounds of an agency, newest first, each with its decisive result and how far its plan is.

    `has_plan` tells whether there is one; `plan_state` and `plan_version` are state and number of its newest version,
    None before the first; `has_papers` whether any were made.
    """
    papers = Paper.objects.filter(order__round=OuterRef("pk"), order__removed_at=None)
    plans = Plan.objects.filter(round=OuterRef("pk"))
    versions = Version.objects.filter(plan__round=OuterRef("pk")).order_by("-number")
    return (
        Round.objects.filter(agency=agency)
        .select_related("decisive")
        .annotate(
            has_plan=Exists(plans),
            has_papers=Exists(papers),
            plan_state=Subquery(versions.values("state")[:1]),
            plan_version=Subquery(versions.values("number")[:1]),
        )
    )


def fiscal_years_of(agency: Agency) -> list[int]:
    """Give the fiscal years in which an agency has a round, newest first."""
    return list(Round.objects.filter(agency=agency).values_list("fiscal_year", flat=True))


def the_round(agency: Agency, fiscal_year: int) -> Round:
    """Give the round of a fiscal year with its decisive result; raises Http404 where there is none."""
    found = (
        Round.objects.filter(agency=agency, fiscal_year=fiscal_year)
        .select_related("decisive__round", "closing", "plan")
        .first()
    )
    if found is None:
        raise Http404
    found.agency = agency
    return found


def results_of(each: Round) -> QuerySet[Result]:
    """Give the results of a round, newest first, without removed ones."""
    return Result.objects.filter(round=each, removed_at=None).select_related("entered_by", "file")


def the_result(each: Round, number: int, *, removed: bool = False) -> Result:
    """Give one result of a round, or one that was removed; raises Http404 where there is none."""
    found = (
        Result.objects.filter(round=each, pk=number, removed_at__isnull=not removed)
        .select_related("entered_by", "file", "pack")
        .defer("pack__text")
        .first()
    )
    if found is None:
        raise Http404
    found.round = each
    return found


def earlier_results(each: Round) -> Sequence[Result]:
    """Give the decisive results of the years before a round's, newest first, at most `YEARS_BACK` years."""
    years = Q(round__fiscal_year__lt=each.fiscal_year, round__fiscal_year__gte=each.fiscal_year - YEARS_BACK)
    return list(
        Result.objects.filter(years, decides__agency_id=each.agency_id)
        .select_related("round")
        .order_by("-round__fiscal_year")
    )


def analysis_for(each: Round) -> Analysis | None:
    """Give the analysis of a round's decisive result, as it was frozen where the round is closed; None without one."""
    if each.closing is not None:
        return thaw(each.closing.frozen)
    if each.decisive is None:
        return None
    return analysis_of(each.decisive, earlier_results(each), each.agency.name)


def entries_of(each: Round) -> list[Entry]:
    """Give the results of a round that are being brought in and not confirmed yet, newest first.

    One into which nothing was typed and for which no report was uploaded is left out.
    """
    filled = ~Q(content={}) | Exists(Reading.objects.filter(entry=OuterRef("pk")))
    found = list(
        Entry.objects.filter(filled, round=each, ended_at=None)
        .select_related("begun_by", "result")
        .defer("content", "result__inputs")
    )
    for entry in found:
        entry.round = each
    return found


def the_entry(each: Round, number: int) -> Entry:
    """Give an entry of a round, ended or not; raises Http404 where there is none."""
    found = Entry.objects.filter(round=each, pk=number).select_related("result", "file").first()
    if found is None:
        raise Http404
    found.round = each
    if found.result is not None:
        found.result.round = each
    return found


def the_reading(entry: Entry) -> Reading | None:
    """Give the newest report that was uploaded for an entry, with its job and file; None where there is none."""
    return Reading.objects.filter(entry=entry, removed_at=None).select_related("job", "file").first()


def closings_of(each: Round) -> list[Closing]:
    """Give the closings of a round, newest first, without what was frozen."""
    return list(Closing.objects.filter(round=each).select_related("closed_by", "reopened_by").defer("frozen"))


def version_state(each: Round) -> tuple[int, str] | None:
    """Give number and state of the newest version of a round's plan; None where none was submitted."""
    return Version.objects.filter(plan__round=each).order_by("-number").values_list("number", "state").first()


def papers_made(each: Round) -> int:
    """Give how many papers were made from a round."""
    return Paper.objects.filter(order__round=each, order__removed_at=None).count()


def published_before(agency: Agency, fiscal_year: int) -> list[Round]:
    """Give the rounds of the years before one, at most `YEARS_BACK` years, newest first, with decisive results."""
    return list(
        Round.objects.filter(
            agency=agency, fiscal_year__lt=fiscal_year, fiscal_year__gte=fiscal_year - YEARS_BACK
        ).select_related("decisive")
    )
