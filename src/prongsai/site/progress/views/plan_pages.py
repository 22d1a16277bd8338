"""What is due, where the measures of a plan stand, the page of each, the timeline, and what came of them."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prongsai.language.dates import ERA, fiscal_end
from prongsai.site.doors import needs
from prongsai.site.progress import board
from prongsai.site.progress.outcome import ending_of, year_after
from prongsai.site.progress.queries import followed_plan, followed_plans, the_followed, waiting_on
from prongsai.site.progress.timeline import timeline as timeline_of
from prongsai.site.rounds.queries import the_round

A_PAGE = 8
"""How many entries of a measure stand on a page: those of a year where a division reports every month."""


@needs("progress.view")
def due(request: HttpRequest, agency: int) -> HttpResponse:
    """Show what is due by whom, in the newest plans: what the reader's own divisions owe comes first."""
    plans = followed_plans(request.actor.agency)
    own, others = board.calls(plans, request.actor, timezone.localdate())
    waiting = [(each, waiting_on(each.version.plan).count()) for each in plans]
    context = {
        "plans": plans,
        "own": own,
        "others": others,
        "waiting": [(each, number) for each, number in waiting if number],
    }
    return render(request, "progress/due.html", context)


@needs("progress.view")
def progress(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show where the measures of the approved plan stand, or what must happen before they are followed up."""
    each = the_round(request.actor.agency, year)
    followed = followed_plan(each)
    if followed is None:
        return render(request, "progress/not_yet.html", {"round": each})
    lines = board.lines_of(followed, request.actor, timezone.localdate())
    plan_year = followed.plan.plan_year
    context = {
        "round": each,
        "followed": followed,
        "lines": lines,
        "counted": board.counted(lines),
        "coming_up": board.coming_up(lines),
        "waiting": sum(line.waiting for line in lines),
        "half": date(plan_year - ERA, 3, 31),
        "end": fiscal_end(plan_year),
    }
    return render(request, "progress/progress.html", context)


@needs("progress.view")
def measure(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Show a measure: its steps, where it stands, and what was reported on it, the newest first, some at a time."""
    each = the_round(request.actor.agency, year)
    followed = the_followed(each, (key,))
    lines = board.lines_of(followed, request.actor, timezone.localdate())
    line = next((one for one in lines if one.measure.id == key), None)
    if line is None:
        raise Http404
    page = Paginator(board.entries_on(followed, key), A_PAGE).get_page(request.GET.get("page"))
    numbers = [one.pk for one in page]
    context = {
        "round": each,
        "line": line,
        "page": page,
        "entries": board.told_entries(followed, request.actor, numbers),
        "meetings": [one for one in followed.rows.meetings if key in one.measures],
    }
    return render(request, "progress/measure.html", context)


@needs("progress.view")
def timeline(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the measures beside each other in time."""
    each = the_round(request.actor.agency, year)
    followed, day = the_followed(each), timezone.localdate()
    lines = board.lines_of(followed, request.actor, day)
    drawn = timeline_of(lines, followed.plan.plan_year, day)
    return render(request, "progress/timeline.html", {"round": each, "timeline": drawn, "day": day})


@needs("progress.view")
def outcome(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show what came after the measures: the scores of their indicators before and after."""
    each = the_round(request.actor.agency, year)
    followed = the_followed(each)
    context = {
        "round": each,
        "year_after": year_after(followed),
        "ending": ending_of(request.actor.agency, followed),
    }
    return render(request, "progress/outcome.html", context)
