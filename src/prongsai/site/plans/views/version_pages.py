"""The versions of a plan: all of them, one of them, and two beside each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prongsai.site.doors import needs
from prongsai.site.plans.actions.approval import current_step
from prongsai.site.plans.documents import compared, left_open, reading_of_version
from prongsai.site.plans.models import Version, VersionState
from prongsai.site.plans.queries import AGREED, the_plan, the_version, versions_of
from prongsai.site.plans.standing import holds
from prongsai.site.rounds.queries import analysis_for, the_round


@needs("plan.view")
def versions(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show all versions, and what differs between two of them where they were chosen."""
    each = the_round(request.actor.agency, year)
    plan = the_plan(each)
    rows = versions_of(plan)
    numbers = [row.number for row in rows]
    one, other = (_chosen(request, name, numbers) for name in ("from", "to"))
    changes = None
    if one and other and one != other:
        analysis = analysis_for(each)
        changes = compared(the_version(plan, one), the_version(plan, other), analysis)
    return render(
        request,
        "plans/versions.html",
        {
            "year": year,
            "round": each,
            "versions": rows,
            "counting": next((row for row in rows if row.state in AGREED), None),
            "one": one or (numbers[1] if len(numbers) > 1 else 0),
            "other": other or (numbers[0] if numbers else 0),
            "changes": changes,
            "asked": bool(one and other),
        },
    )


def _chosen(request: HttpRequest, name: str, numbers: list[int]) -> int:
    """Give the number of a version that was asked for, 0 where there is none such."""
    return next((number for number in numbers if str(number) == request.GET.get(name)), 0)


@needs("plan.view")
def version_open(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show all that was left open in a version, of which its own page has the first."""
    each = the_round(request.actor.agency, year)
    found = the_version(the_plan(each), number)
    context = {"year": year, "round": each, "version": found, "holes": left_open(found, analysis_for(each))}
    return render(request, "plans/left_open.html", context)


@needs("plan.view")
def version(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show a version with its approvals, from top to bottom."""
    each = the_round(request.actor.agency, year)
    found = the_version(the_plan(each), number)
    analysis = analysis_for(each)
    step = current_step(found)
    newer = Version.objects.filter(plan=found.plan, number__gt=number, state__in=AGREED)
    return render(
        request,
        "plans/version.html",
        {
            "year": year,
            "round": each,
            "version": found,
            "step": step,
            "mine": holds(request.actor, step),
            "reading": reading_of_version(found, analysis),
            "holes": left_open(found, analysis),
            "superseded": found.state in AGREED and newer.exists(),
            "approved": found.state == VersionState.APPROVED,
        },
    )
