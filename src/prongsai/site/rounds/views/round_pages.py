"""A round: started, seen with its tasks, closed and reopened."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError
from prongsai.scoring.levels import figure_name
from prongsai.site.doors import needs
from prongsai.site.permissions import Actor
from prongsai.site.plans.queries import awaiting
from prongsai.site.rounds.actions import close_round, reopen_round, start_round
from prongsai.site.rounds.drafts import remarks_of
from prongsai.site.rounds.forms.choosing import ReasonForm, StartForm
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.overview import choices, said_level, usual_year
from prongsai.site.rounds.packs import is_shipped
from prongsai.site.rounds.progress import Standing, next_step, tasks
from prongsai.site.rounds.queries import (
    closings_of,
    entries_of,
    fiscal_years_of,
    papers_made,
    published_before,
    results_of,
    version_state,
)
from prongsai.site.rounds.reckoning import figures
from prongsai.site.rounds.remarking import carriable
from prongsai.site.rounds.views.common import attempt, posted, round_of, say
from prongsai.site.shell.forms import as_typed


@needs("round.start")
def start(request: HttpRequest, agency: int) -> HttpResponse:
    """Ask for the fiscal year of a new round, and start it."""
    offered = choices(fiscal_years_of(request.actor.agency))
    form = StartForm([each.year for each in offered], posted(request))
    if form.is_valid():
        each = start_round(request.actor, form.cleaned_data["fiscal_year"])
        return redirect("result-new", agency, each.fiscal_year)
    form.initial["fiscal_year"] = usual_year(offered)
    return render(request, "rounds/start.html", {"form": as_typed(request, form), "offered": offered})


@needs("round.view")
def the_page(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show a round: its tasks, results, figures and state."""
    each = round_of(request, year)
    entries = entries_of(each)
    results = list(results_of(each))
    standing = _standing(request.actor, each, len(entries))
    context = {
        "round": each,
        "plan_year": year + 1,
        "entries": entries,
        "results": [(row, figures(row.figures), is_shipped(row.pack_id, year)) for row in results],
        "figures": None if each.decisive is None else figures(each.decisive.figures),
        "instruments": _instruments(each),
        "level": said_level(each),
        "tasks": tasks(standing),
        "step": next_step(standing),
        "closings": closings_of(each),
        "carriable": carriable(each, results),
    }
    return render(request, "rounds/round.html", context)


def _instruments(each: Round) -> list[tuple[str, Decimal]]:
    """Give the figures of instruments and parts that the decisive result has, each under its name."""
    held = {} if each.decisive is None else figures(each.decisive.figures).instruments
    return [(figure_name(code), value) for code, value in held.items() if value is not None]


def _standing(actor: Actor, each: Round, entries: int) -> Standing:
    number, state = version_state(each) or (None, None)
    decisive = each.decisive
    return Standing(
        each.agency_id,
        each.fiscal_year,
        each.closed,
        decisive is not None,
        entries=entries,
        remarks=None if decisive is None else len(remarks_of(decisive, each.agency.name)),
        earlier=sum(
            before.decisive_id is not None for before in published_before(each.agency, each.fiscal_year)
        ),
        has_plan=hasattr(each, "plan"),
        version=state,
        version_number=number,
        mine=any(version.plan.round_id == each.pk for version in awaiting(actor)),
        papers=papers_made(each),
    )


@needs("round.close")
def close(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Say what closing a round means, and close it."""
    each = round_of(request, year)
    if request.method == "POST":
        done = _("The round of {year} is closed. Results and findings are kept as they are.").format(
            year=year
        )
        return attempt(request, each, lambda: close_round(request.actor, each), done)
    return render(request, "rounds/close.html", {"round": each, "entries": entries_of(each)})


@needs("round.reopen")
def reopen(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Ask why a round is reopened, and reopen it."""
    each = round_of(request, year)
    form = as_typed(request, ReasonForm(posted(request)))
    if form.is_valid():
        try:
            reopen_round(request.actor, each, form.cleaned_data["reason"])
        except InputError as error:
            say(request, error)
        return redirect(each)
    return render(request, "rounds/reopen.html", {"round": each, "form": form})
