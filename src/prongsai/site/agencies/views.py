"""The overview of an agency."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prongsai.site.agencies.queries import former_names_of, predecessors_of
from prongsai.site.coordination.queries import notices_of
from prongsai.site.doors import needs
from prongsai.site.plans.queries import AGREED, awaiting
from prongsai.site.public.queries import page_of
from prongsai.site.rounds.overview import lines, step_of
from prongsai.site.rounds.queries import rounds_of


@needs("agency.view")
def overview(request: HttpRequest, agency: int) -> HttpResponse:
    """Show an agency's rounds, what is to be done next, what awaits the user's decision, and messages to the agency."""
    rounds = list(rounds_of(request.actor.agency))
    listed = lines(rounds)
    context = {
        "lines": listed,
        "any_broken": any(line.broken for line in listed),
        "step": step_of(agency, rounds),
        "awaiting": awaiting(request.actor),
        "followed": any(each.plan_state in AGREED for each in rounds),
        "former": former_names_of(request.actor.agency),
        "predecessors": predecessors_of(request.actor.agency),
        "notices": notices_of(request.actor.agency),
        "public_page": page_of(request.actor.agency),
    }
    return render(request, "agencies/overview.html", context)
