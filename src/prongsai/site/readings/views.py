"""The pages of readings: reports that are checked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.site.doors import needs
from prongsai.site.readings import actions, queries
from prongsai.site.readings.forms import ReportForm
from prongsai.site.readings.models import Klass, Purpose
from prongsai.site.readings.showing import CLASSES, grouped, marked, scores_in

A_PAGE = 20
FAULTS_A_PAGE = 25
DOUBTS = 30
"""How many doubts are shown: more would only say that the report is hard to read."""


@needs("reading.view")
def readings(request: HttpRequest, agency: int) -> HttpResponse:
    """Show the reports that were checked, and the form for another."""
    return _list(request, ReportForm())


@needs("reading.upload")
def upload(request: HttpRequest, agency: int) -> HttpResponse:
    """Take a report to be checked."""
    if request.method != "POST":
        return _list(request, ReportForm())
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form)
    return redirect(actions.upload_report(request.actor, form.cleaned_data["file"], Purpose.CHECK))


def _list(request: HttpRequest, form: ReportForm) -> HttpResponse:
    rows = queries.readings_of(request.actor.agency)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "readings/readings.html", {"form": form, "page": page})


@needs("reading.view")
def reading(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Show what was found in a report, and its text with the places marked."""
    found = queries.the_reading(request.actor.agency, number)
    context = {"reading": found}
    if found.facts is not None:
        klass = request.GET.get("class", "")
        klass = klass if klass in Klass.values else ""
        faults = Paginator(queries.faults_of(found, klass), FAULTS_A_PAGE).get_page(request.GET.get("page"))
        parts = Paginator(queries.parts_of(found), 1).get_page(request.GET.get("part"))
        part = parts.object_list[0]
        context |= {
            "klass": klass,
            "classes": [(each.value, words, found.counts[each]) for each, words in CLASSES.items()],
            "faults": faults,
            "groups": grouped(faults),
            "parts": parts,
            "blocks": marked(part.blocks, queries.faults_of(found).filter(part=part.number)),
            "scores": scores_in(found.facts),
            "doubts": found.facts["doubts"][:DOUBTS],
        }
    return render(request, "readings/reading.html", context)


@needs("reading.upload")
@require_POST
def again(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Try once more to read a report."""
    found = queries.the_reading(request.actor.agency, number)
    return redirect(actions.read_again(request.actor, found))


@needs("reading.delete")
@require_POST
def remove(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Take a report off the list."""
    actions.remove_reading(request.actor, queries.the_reading(request.actor.agency, number))
    undo = reverse("reading-restore", args=[agency, number])
    messages.success(request, _("The report was deleted."), extra_tags=undo)
    return redirect("readings", agency)


@needs("reading.delete")
@require_POST
def restore(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Put a deleted report back."""
    found = queries.the_reading(request.actor.agency, number, removed=True)
    messages.success(request, _("The report is back."))
    return redirect(actions.restore_reading(request.actor, found))
