"""The assessor's remarks of a round's decisive result: pasted as a letter, or one by one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.intake.remarks import read_remarks, remark_entry
from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.rounds.actions import put_remarks
from prongsai.site.rounds.actions.guarding import must_be_open
from prongsai.site.rounds.drafts import remarks_of
from prongsai.site.rounds.forms.remarks import LetterForm, RemarkForm
from prongsai.site.rounds.models import Result
from prongsai.site.rounds.queries import results_of, the_result
from prongsai.site.rounds.reckoning import method_for
from prongsai.site.rounds.remarking import Kept, carriable, kept, replaced, without
from prongsai.site.rounds.summary import remark_rows
from prongsai.site.rounds.views.common import attempt, posted, round_of, say
from prongsai.site.rounds.words import told_with_place
from prongsai.site.shell.forms import as_typed

Remarks = list[dict[str, Any]]
After = Callable[[dict[str, Any]], Remarks]
_REMOVED = "removed_remarks"


@needs("round.view")
def remarks(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the remarks of the decisive result."""
    each = round_of(request, year)
    if each.decisive is None:
        return render(request, "rounds/remarks.html", {"round": each})
    row = each.decisive
    found = remarks_of(row, request.actor.agency.name)
    context = {
        "round": each,
        "row": row,
        "remarks": kept(found, method_for(row)),
        "carriable": carriable(each, () if found else results_of(each)),
    }
    return render(request, "rounds/remarks.html", context)


Page = Callable[[HttpRequest, Result, Remarks], HttpResponse]


def of_remarks(page: Page) -> Callable[..., HttpResponse]:
    """Give the view of a page that changes the remarks of a round's decisive result; there is none without one.

    Once the round is closed it leads back to the remarks.
    """

    @wraps(page)
    def view(request: HttpRequest, agency: int, year: int, **named: Any) -> HttpResponse:
        each = round_of(request, year)
        if each.decisive is None:
            raise Http404
        try:
            must_be_open(each)
        except InputError as error:
            say(request, error)
            return redirect("remarks", agency, year)
        each.decisive.round = each
        return page(request, each.decisive, remarks_of(each.decisive, request.actor.agency.name), **named)

    return view


@needs("remarks.edit")
@of_remarks
def letter(request: HttpRequest, row: Result, before: Remarks) -> HttpResponse:
    """Take the assessor's letter: show what was understood of it, then keep it."""
    form = LetterForm(posted(request))
    page: dict[str, Any] = {"round": row.round, "row": row, "before": len(before)}
    if form.is_valid():
        method = method_for(row)
        found, guesses = read_remarks(form.cleaned_data["letter"], method)
        if not found:
            for problem in guesses:
                form.add_error("letter", told_with_place(problem))
        elif "keep" in request.POST:
            fresh = [remark_entry(remark) for remark in found]
            after = fresh if form.cleaned_data["replace"] else [*before, *fresh]
            done = _("The remarks are saved.")
            return attempt(request, _page(row), lambda: put_remarks(request.actor, row, after), done)
        else:
            page |= {"found": remark_rows(found, method), "guesses": list(map(told_with_place, guesses))}
    return render(request, "rounds/letter.html", {**page, "form": as_typed(request, form)})


def _page(row: Result) -> str:
    return reverse("remarks", args=[row.agency_id, row.round.fiscal_year])


@needs("remarks.edit")
@of_remarks
def remark_new(request: HttpRequest, row: Result, before: Remarks) -> HttpResponse:
    """Add one remark."""
    form = RemarkForm(method_for(row), data=posted(request))
    return _one(request, row, form, lambda entry: [*before, entry])


@needs("remarks.edit")
@of_remarks
def remark(request: HttpRequest, row: Result, before: Remarks, key: str) -> HttpResponse:
    """Change one remark; raises Http404 where it is not there any more."""
    held = _the_remark(before, row, key)
    form = RemarkForm(method_for(row), held.entry, posted(request))
    return _one(request, row, form, lambda entry: replaced(before, key, entry))


def _the_remark(before: Remarks, row: Result, key: str) -> Kept:
    found = next((each for each in kept(before, method_for(row)) if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _one(request: HttpRequest, row: Result, form: RemarkForm, after: After) -> HttpResponse:
    """Show the form of one remark, and keep it once it is good."""
    if form.is_valid():
        remarks = after(form.entry)
        done = _("The remark is saved.")
        return attempt(request, _page(row), lambda: put_remarks(request.actor, row, remarks), done)
    page = {"round": row.round, "row": row, "form": as_typed(request, form)}
    return render(request, "rounds/remark.html", page)


@require_POST
@needs("remarks.edit")
@of_remarks
def carry(request: HttpRequest, row: Result, before: Remarks, number: int) -> HttpResponse:
    """Take over the remarks of another result of the round, where the decisive one has none of its own."""
    other = the_result(row.round, number)
    if before:
        messages.error(request, _("This result has remarks of its own by now."))
        return redirect(_page(row))
    remarks = remarks_of(other, request.actor.agency.name)
    done = _("The remarks are carried over. Look through them, and change what is different now.")
    return attempt(request, _page(row), lambda: put_remarks(request.actor, row, remarks), done)


@require_POST
@needs("remarks.edit")
@of_remarks
def remark_remove(request: HttpRequest, row: Result, before: Remarks, key: str) -> HttpResponse:
    """Take one remark out; the notice puts it back."""
    _the_remark(before, row, key)
    after = without(before, key)
    request.session[_REMOVED] = {"result": row.pk, "before": before, "after": after}
    undo = reverse("remarks-restore", args=[row.agency_id, row.round.fiscal_year])
    done = _("The remark was removed.")
    return attempt(request, _page(row), lambda: put_remarks(request.actor, row, after), done, undo)


@require_POST
@needs("remarks.edit")
@of_remarks
def restore(request: HttpRequest, row: Result, now: Remarks) -> HttpResponse:
    """Put back the remark that was taken out last, unless the remarks were changed since."""
    removed = request.session.pop(_REMOVED, {})
    if removed.get("result") != row.pk or removed["after"] != now:
        messages.error(request, _("This cannot be undone any more: the remarks were changed since."))
        return redirect(_page(row))
    done = _("The remark is back.")
    return attempt(request, _page(row), lambda: put_remarks(request.actor, row, removed["before"]), done)
