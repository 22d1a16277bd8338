"""Entering progress with evidence, and deciding on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.progress import actions, board
from prongsai.site.progress.actions.guarding import may_speak_for
from prongsai.site.progress.forms import EntryForm, EvidenceForm, ReturnForm, SeenForm, entry_form
from prongsai.site.progress.models import Entry, Evidence
from prongsai.site.progress.queries import the_entry, the_evidence, waiting_on
from prongsai.site.progress.values import Followed
from prongsai.site.progress.views.common import attempt, followed_of, laid_down
from prongsai.site.shell.forms import as_typed, say_problems

A_PAGE = 10
"""How many entries that await confirmation stand on a page."""


@needs("progress.enter")
def entry_new(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Enter progress on a measure, with evidence."""
    followed = followed_of(request, year, (key,))
    measure = followed.measure(key)
    if measure is None:
        raise Http404
    divisions = [each for each in followed.owners[key] if may_speak_for(request.actor, each)]
    if not divisions:
        raise PermissionDenied
    if request.method == "POST":
        form = EntryForm(request.POST, request.FILES, divisions=divisions, lead=followed.lead(key))
    else:
        asked = {"division": request.GET["division"]} if "division" in request.GET else {}
        form = as_typed(request, EntryForm(divisions=divisions, lead=followed.lead(key), initial=asked))
    if form.is_valid():
        what = form.reported()
        exhibits = laid_down(request, form.exhibits())
        plan, division = followed.version.plan, form.division_chosen
        try:
            actions.enter_progress(request.actor, plan, key, division, what, exhibits)
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(
                request, _("The progress was entered. It awaits confirmation by the ITA officer.")
            )
            return redirect("progress-measure", agency, year, key)
    newest = [each for each in board.entries_on(followed, key) if each.division in divisions][:1]
    context = {"round": followed.round, "measure": measure, "form": form, "newest": newest}
    return render(request, "progress/entry_new.html", context)


@needs("progress.view")
def entry(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show an entry with its evidence; whoever may changes it."""
    followed = followed_of(request, year)
    row = the_entry(followed, number)
    told = board.told_entry(followed, request.actor, row)
    if request.method == "POST" and not told.may_change:
        raise PermissionDenied
    form = None
    if request.method == "POST":
        form = entry_form(request.POST, row, followed.lead(row.measure))
        if form.is_valid():
            try:
                actions.change_entry(request.actor, row, form.reported(), form.cleaned_data["revision"])
            except InputError as error:
                say_problems(form, error)
                form.data = {**form.data.dict(), "revision": str(row.revision)}
            else:
                messages.success(request, _("Saved. The entry awaits confirmation."))
                return redirect("progress-entry", agency, year, number)
    elif told.may_change:
        form = as_typed(request, entry_form(None, row, followed.lead(row.measure)))
    return _entry_page(request, followed, row, form=form)


def _entry_page(
    request: HttpRequest,
    followed: Followed,
    row: Entry,
    *,
    form: EntryForm | None = None,
    evidence: EvidenceForm | None = None,
    decision: ReturnForm | None = None,
) -> HttpResponse:
    told = board.told_entry(followed, request.actor, row)
    if form is None and told.may_change:
        form = entry_form(None, row, followed.lead(row.measure))
    context = {
        "round": followed.round,
        "told": told,
        "form": form,
        "evidence_form": evidence or EvidenceForm(prefix="evidence"),
        "decision_form": decision or ReturnForm(initial={"revision": row.revision}),
        "faulty": next(
            (each for each in (form, evidence, decision) if each is not None and each.errors), None
        ),
    }
    return render(request, "progress/entry.html", context)


@needs("progress.enter")
def evidence_new(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Add evidence to an entry."""
    followed = followed_of(request, year)
    row = the_entry(followed, number)
    if request.method != "POST":
        return redirect("progress-entry", agency, year, number)
    form = EvidenceForm(request.POST, request.FILES, prefix="evidence")
    if form.is_valid():
        exhibits = laid_down(request, form.exhibits())
        try:
            actions.add_evidence(request.actor, row, exhibits)
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(request, _("The evidence was added."))
            return redirect("progress-entry", agency, year, number)
    return _entry_page(request, followed, row, evidence=form)


@require_POST
@needs("progress.confirm")
def entry_confirm(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Confirm an entry as it was seen."""
    row = the_entry(followed_of(request, year), number)
    form = SeenForm(request.POST)
    to = _back(request, agency, year, row)
    if not form.is_valid():
        return redirect(to)
    seen = form.cleaned_data["revision"]
    done = _("Confirmed. It counts in reports from now on.")
    return attempt(request, to, lambda: actions.confirm_entry(request.actor, row, seen), done)


@require_POST
@needs("progress.confirm")
def entry_return(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Send an entry back, with a word on what is to be changed."""
    followed = followed_of(request, year)
    row = the_entry(followed, number)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            actions.return_entry(request.actor, row, form.cleaned_data["word"], form.cleaned_data["revision"])
        except InputError as error:
            for problem in error.problems:
                form.add_error("word", problem.what)
        else:
            messages.success(request, _("The entry was returned, with your word."))
            return redirect(_back(request, agency, year, row))
    return _entry_page(request, followed, row, decision=form)


def _back(request: HttpRequest, agency: int, year: int, row: Entry) -> str:
    """Give the page to go back to: the list of what awaits confirmation, where the reader came from there."""
    if request.POST.get("on") == "awaiting":
        return reverse("progress-awaiting", args=[agency, year])
    return reverse("progress-measure", args=[agency, year, row.measure])


@require_POST
@needs("progress.enter")
def entry_remove(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Delete an entry; it can be put back."""
    row = the_entry(followed_of(request, year), number)
    to = reverse("progress-measure", args=[agency, year, row.measure])
    undo = reverse("progress-entry-restore", args=[agency, year, number])
    done = _("The entry was deleted.")
    return attempt(request, to, lambda: actions.remove_entry(request.actor, row), done, undo)


@require_POST
@needs("progress.enter")
def entry_restore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Put a deleted entry back."""
    row = the_entry(followed_of(request, year), number, removed=True)
    to = reverse("progress-measure", args=[agency, year, row.measure])
    return attempt(request, to, lambda: actions.restore_entry(request.actor, row), _("The entry is back."))


@require_POST
@needs("progress.enter")
def evidence_remove(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Delete evidence of an entry, or the minutes of a meeting; it can be put back."""
    found = the_evidence(followed_of(request, year), number)
    undo = reverse("evidence-restore", args=[agency, year, number])
    done = _("The evidence was deleted.")
    to = _of_evidence(agency, year, found)
    return attempt(request, to, lambda: actions.remove_evidence(request.actor, found), done, undo)


@require_POST
@needs("progress.enter")
def evidence_restore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Put deleted evidence back."""
    found = the_evidence(followed_of(request, year), number, removed=True)
    to = _of_evidence(agency, year, found)
    done = _("The evidence is back.")
    return attempt(request, to, lambda: actions.restore_evidence(request.actor, found), done)


def _of_evidence(agency: int, year: int, found: Evidence) -> str:
    """Give the page on which evidence stands."""
    if found.entry_id is None:
        return reverse("meeting", args=[agency, year, found.meeting_id])
    return reverse("progress-entry", args=[agency, year, found.entry_id])


@needs("progress.view")
def awaiting(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the entries that await confirmation, the oldest first, some at a time."""
    followed = followed_of(request, year)
    page = Paginator(waiting_on(followed.version.plan), A_PAGE).get_page(request.GET.get("page"))
    entries = board.told_entries(followed, request.actor, list(page))
    context = {"round": followed.round, "page": page, "entries": entries}
    return render(request, "progress/awaiting.html", context)
