"""A result while it is brought in: the way, the form of scores with its live sums, the last look."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.intake.sheets import write_template
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.method.model import Method
from prongsai.scoring.score import score
from prongsai.site.doors import needs
from prongsai.site.files.kinds import XLSX
from prongsai.site.rounds.actions import (
    begin_entry,
    confirm_entry,
    discard_entry,
    keep_entry,
    restore_entry,
    takes_over,
)
from prongsai.site.rounds.actions.guarding import must_be_open
from prongsai.site.rounds.drafts import Draft, draft_of
from prongsai.site.rounds.forms.bringing import CheckForm
from prongsai.site.rounds.forms.choosing import WayForm
from prongsai.site.rounds.forms.scores import ScoreForm
from prongsai.site.rounds.inputs import can_go_deeper, counted
from prongsai.site.rounds.models import Entry, ResultKind
from prongsai.site.rounds.queries import entries_of, fiscal_years_of, the_entry
from prongsai.site.rounds.reckoning import method_for, read_inputs
from prongsai.site.rounds.summary import remark_rows, score_rows
from prongsai.site.rounds.sums import sums, sums_so_far
from prongsai.site.rounds.views.common import attempt, posted, round_of, say
from prongsai.site.rounds.words import told
from prongsai.site.shell.forms import as_typed

Page = Callable[[HttpRequest, Entry, Method], HttpResponse]


def of_entry(page: Page) -> Callable[..., HttpResponse]:
    """Give the view of a page about an entry, which is given with the method that scores it.

    One that was confirmed or thrown away leads back to the round, and so does any once the round is closed.
    """

    @wraps(page)
    def view(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
        each = round_of(request, year)
        entry = the_entry(each, number)
        if entry.ended_at is not None:
            messages.info(request, _("This was saved or thrown away already."))
            return redirect(each)
        try:
            must_be_open(each)
            return page(request, entry, method_of_entry(entry))
        except InputError as error:
            say(request, error)
            return redirect(each)

    return view


def method_of_entry(entry: Entry) -> Method:
    """Give the method by which an entry will be scored. Raises InputError where its year has no pack any more."""
    return method_for(entry.result) if entry.result else load_method(entry.round.fiscal_year)


@needs("result.enter")
def new(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Ask how a result is brought in, and begin."""
    each = round_of(request, year)
    form = WayForm(posted(request))
    try:
        must_be_open(each)
        load_method(year)
        if form.is_valid():
            entry = begin_entry(request.actor, each, form.cleaned_data["way"])
            return redirect("entry-way", agency, year, entry.pk)
    except InputError as error:
        say(request, error)
        return redirect(each)
    return render(request, "rounds/new.html", {"round": each, "form": form, "entries": entries_of(each)})


@needs("result.enter")
def template(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Serve the XLSX template of a year, with the agency's name in it."""
    each = round_of(request, year)
    try:
        content = write_template(load_method(year), request.actor.agency.facts)
    except InputError as error:
        say(request, error)
        return redirect(each)
    response = HttpResponse(content, content_type=XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="ita-{year}.xlsx"'
    return response


@needs("result.enter")
@of_entry
def go_on(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    """Lead to where an entry was left."""
    return _to("entry-check" if draft_of(entry).read else "entry-way", entry)


def _to(name: str, entry: Entry) -> HttpResponse:
    return redirect(name, entry.agency_id, entry.round.fiscal_year, entry.pk)


@needs("result.enter")
@of_entry
def scores(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    """Show the form of scores, and keep what is typed into it."""
    unit, draft = request.actor.agency.name, draft_of(entry)
    if request.method == "POST":
        form = ScoreForm(draft, method, unit, request.POST)
        go = request.POST.get("go", "check")
        if go == "check" and form.is_valid():
            keep_entry(request.actor, entry, form.draft)
            return _to("entry-check", entry)
        draft = form.typed
        if go in {"indicators", "questions"}:
            draft = replace(draft, inputs={**draft.inputs, "depth": go})
        keep_entry(request.actor, entry, draft)
        if go in {"indicators", "questions"}:
            return _to("entry-scores", entry)
        if go == "later":
            messages.success(request, _("What you typed is kept. Go on with it whenever you want."))
            return redirect(entry.round)
    else:
        form = as_typed(request, ScoreForm(draft, method, unit))
    return render(request, "rounds/scores.html", _score_page(form, entry, draft, method, unit))


def _score_page(form: ScoreForm, entry: Entry, draft: Draft, method: Method, unit: str) -> dict[str, object]:
    found, faults = sums_so_far(counted(draft.inputs), unit, method)
    return {
        "round": entry.round,
        "entry": entry,
        "form": form,
        "deeper": can_go_deeper(method),
        "sums": found,
        "faults": faults,
    }


@require_POST
@needs("result.enter")
@of_entry
def live_sums(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    """Show what follows from what is typed into the form of scores at this moment; nothing is kept."""
    unit = request.actor.agency.name
    typed = ScoreForm(draft_of(entry), method, unit, request.POST).typed
    found, faults = sums_so_far(counted(typed.inputs), unit, method)
    return render(request, "rounds/sums.html", {"sums": found, "faults": faults})


@needs("result.enter")
@of_entry
def check(request: HttpRequest, entry: Entry, method: Method) -> HttpResponse:
    """Show all that was brought in, to be checked, and make a result of it."""
    unit, draft, each = request.actor.agency.name, draft_of(entry), entry.round
    try:
        result, _notes = read_inputs(draft.entry, unit, method)
    except InputError as error:
        say(request, error)
        return _to("entry-scores", entry)
    form = CheckForm(draft, fiscal_years_of(request.actor.agency), posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = confirm_entry(request.actor, entry, form.years)
        except InputError as error:
            for problem in error.problems:
                form.add_error(None, told(problem))
        else:
            messages.success(request, _("The result is saved."))
            return redirect(row if draft.since else each)
    found = score(result, method)
    context = {
        "round": each,
        "entry": entry,
        "draft": draft,
        "form": form,
        "result": result,
        "sums": sums(found),
        "rows": score_rows(found),
        "remarks": remark_rows(result.remarks, method),
        **_earlier(draft),
        "kind": ResultKind(draft.kind).label,
        "will_decide": entry.result is None and takes_over(each, draft.kind),
        "changed_since": bool(draft.since) and draft.since != entry.result.changed_at.isoformat(),
    }
    return render(request, "rounds/check.html", context)


def _earlier(draft: Draft) -> dict[str, object]:
    """Give the earlier years that came along, and their ten scores side by side, as they were brought in."""
    ten = [
        [each.get("indicators", {}).get(str(number), "–") for each in draft.earlier]
        for number in range(1, 11)
    ]
    return {"earlier": [int(each["fiscal_year"]) for each in draft.earlier], "earlier_table": ten}


@require_POST
@needs("result.enter")
def discard(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Throw away what was brought in so far; the notice takes it up again."""
    each = round_of(request, year)
    entry = the_entry(each, number)
    undo = reverse("entry-restore", args=[agency, year, number])
    done = _("What was brought in so far was thrown away.")
    return attempt(request, each, lambda: discard_entry(request.actor, entry), done, undo)


@require_POST
@needs("result.enter")
def restore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Take up again what was thrown away."""
    each = round_of(request, year)
    entry = the_entry(each, number)
    done = _("It is here again: go on where you left off.")
    return attempt(request, each, lambda: restore_entry(request.actor, entry), done)
