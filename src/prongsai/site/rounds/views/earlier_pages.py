"""Earlier years: their scores typed or pasted on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from prongsai.language.problems import InputError
from prongsai.method.library import years
from prongsai.site.doors import needs
from prongsai.site.rounds.actions import enter_all_earlier
from prongsai.site.rounds.forms.earlier import EarlierForm, fill
from prongsai.site.rounds.models import Way
from prongsai.site.rounds.overview import said_level
from prongsai.site.rounds.queries import YEARS_BACK, published_before
from prongsai.site.rounds.reckoning import figures
from prongsai.site.rounds.views.common import posted, round_of
from prongsai.site.rounds.words import told, told_together, told_with_place
from prongsai.site.shell.forms import as_typed
from prongsai.site.shell.speech import spell


@needs("round.view")
def earlier(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show what is known of earlier years, and take the scores of the others."""
    each = round_of(request, year)
    rounds = [one for one in published_before(each.agency, year) if one.decisive is not None]
    page = {
        "round": each,
        "known": [(one, figures(one.decisive.figures), said_level(one)) for one in rounds],
    }
    if not request.actor.may("result.enter"):
        return render(request, "rounds/earlier.html", page)
    there = {one.fiscal_year for one in rounds}
    wanted = [
        one for one in range(year - 1, year - 1 - YEARS_BACK, -1) if one in years() and one not in there
    ]
    return _form(request, page, wanted)


def _form(request: HttpRequest, page: dict[str, object], wanted: list[int]) -> HttpResponse:
    unit, data, notes = request.actor.agency.name, posted(request), []
    problems: list[str] = []
    if data is not None and "understand" in data:
        try:
            filled, notes = fill(data, wanted)
        except InputError as error:
            problems = told_together(error.problems, told_with_place)
            filled = {key: data[key] for key in data}
        form = EarlierForm(wanted, unit)
        form.initial = filled
    else:
        form = EarlierForm(wanted, unit, data)
        if form.is_valid():
            return _save(request, page, form)
    return render(
        request,
        "rounds/earlier.html",
        {**page, "form": as_typed(request, form), "notes": notes, "problems": problems},
    )


def _save(request: HttpRequest, page: dict[str, object], form: EarlierForm) -> HttpResponse:
    way = Way.PASTE if form.cleaned_data["pasted"].strip() else Way.FORM
    try:
        enter_all_earlier(request.actor, form.entries, way=way)
    except InputError as error:
        for problem in error.problems:
            form.add_error(None, told(problem))
        return render(request, "rounds/earlier.html", {**page, "form": form})
    count = len(form.entries)
    words = ngettext("{number} earlier year is saved.", "{number} earlier years are saved.", count)
    messages.success(request, words.format(number=spell(count)))
    return redirect(page["round"])
