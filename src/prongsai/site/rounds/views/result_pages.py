"""A result: seen whole, corrected, made decisive, scored anew, removed and put back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.rounds.actions import (
    begin_correction,
    decide,
    remove_result,
    rescore_result,
    restore_result,
)
from prongsai.site.rounds.packs import is_shipped
from prongsai.site.rounds.queries import the_result
from prongsai.site.rounds.reckoning import scores_of
from prongsai.site.rounds.summary import deeper_rows, remark_rows, score_rows
from prongsai.site.rounds.sums import sums
from prongsai.site.rounds.views.common import attempt, round_of, say


@needs("round.view")
def result(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show all that is known of one result."""
    each = round_of(request, year)
    row = the_result(each, number)
    scores = scores_of(row, request.actor.agency.name)
    context = {
        "round": each,
        "row": row,
        "result": scores.result,
        "sums": sums(scores),
        "rows": score_rows(scores),
        "deeper": deeper_rows(scores),
        "remarks": remark_rows(scores.result.remarks, scores.method),
        "decides": each.decisive_id == row.pk,
        "shipped": is_shipped(row.pack_id, year),
    }
    return render(request, "rounds/result.html", context)


@require_POST
@needs("result.enter")
def correct(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Begin to correct a result."""
    row = the_result(round_of(request, year), number)
    try:
        entry = begin_correction(request.actor, row)
    except InputError as error:
        say(request, error)
        return redirect(row)
    return redirect("entry-scores", agency, year, entry.pk)


@require_POST
@needs("result.decide")
def make_decisive(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Make a result the decisive one."""
    each = round_of(request, year)
    row = the_result(each, number)
    done = _("This result is now the decisive one: findings follow from it.")
    return attempt(request, each, lambda: decide(request.actor, each, row), done)


@require_POST
@needs("result.enter")
def rescore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Score a result anew by the pack that is shipped now."""
    row = the_result(round_of(request, year), number)
    done = _("The result was scored anew by the method as it is known now.")
    return attempt(request, row, lambda: rescore_result(request.actor, row), done)


@require_POST
@needs("result.delete")
def remove(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Take a result out of its round; the notice puts it back."""
    each = round_of(request, year)
    row = the_result(each, number)
    undo = reverse("result-restore", args=[agency, year, number])
    return attempt(
        request, each, lambda: remove_result(request.actor, row), _("The result was removed."), undo
    )


@require_POST
@needs("result.delete")
def restore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Put a removed result back."""
    each = round_of(request, year)
    row = the_result(each, number, removed=True)
    return attempt(request, each, lambda: restore_result(request.actor, row), _("The result is back."))
