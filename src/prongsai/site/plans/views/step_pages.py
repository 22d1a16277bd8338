"""The steps of a measure: adding, editing, moving, taking out and putting back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.site.doors import needs
from prongsai.site.plans.actions import move_step, put_back_step, put_step, remove_step
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.desk import Desk, desk_of
from prongsai.site.plans.forms import StepForm, begin_at_fault
from prongsai.site.plans.models import Measure
from prongsai.site.plans.queries import last_change, the_measure
from prongsai.site.plans.step_choices import step_form
from prongsai.site.plans.views.meanwhile import by_whom
from prongsai.site.shell.forms import as_typed

_SALT = "prongsai.step"


@needs("plan.edit")
def step_new(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Add a step."""
    desk = desk_of(request.actor, year)
    row = _measure(request, desk, key)
    if "shown" in request.GET:
        return _shown(request, desk, key, new=True)
    return _edit(request, desk, row, None)


@needs("plan.edit")
def step(request: HttpRequest, agency: int, year: int, key: str, step: str) -> HttpResponse:
    """Edit a step."""
    desk = desk_of(request.actor, year)
    row = _measure(request, desk, key)
    found = next((each for each in row.steps if each["key"] == step), None)
    if found is None and request.method == "GET":
        raise Http404
    if "shown" in request.GET:
        return _shown(request, desk, key, step)
    return _edit(request, desk, row, found or {"key": step, "text": "", "answers": [], "refs": []})


def _measure(request: HttpRequest, desk: Desk, key: str) -> Measure:
    """Give a measure; raises Http404 where there is none, and for one that was deleted unless something is posted."""
    row = next((each for each in desk.measures if each.key == key), None)
    if row is None:
        row = the_measure(desk.plan, key)
        if request.method != "POST":
            raise Http404
    row.plan = desk.plan
    return row


def _edit(request: HttpRequest, desk: Desk, row: Measure, step: Mapping[str, Any] | None) -> HttpResponse:
    if request.method == "GET":
        form = step_form(desk, row, step, answers=request.GET.getlist("answers"))
        return _form(request, desk, row, step, as_typed(request, form))
    form = step_form(desk, row, step, request.POST)
    if not form.is_valid():
        return _form(request, desk, row, step, form)
    # A step that somebody deleted meanwhile is added anew, once that was said.
    key = "" if step is None or "anew" in request.POST else step["key"]
    try:
        put = put_step(request.actor, row, key, form.values(), form.cleaned_data["revision"])
    except ChangedMeanwhile:
        return _conflict(request, desk, row, key)
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(_steps(desk, row.key))
    now = desk_of(request.actor, desk.round.fiscal_year)
    return _shown(request, now, row.key, key or put.steps[-1]["key"], new=step is None, saved=True)


def _conflict(request: HttpRequest, desk: Desk, row: Measure, key: str) -> HttpResponse:
    """Show the form with what was typed, and beside it the step as it stands now, or that it is gone."""
    now = the_measure(desk.plan, row.key)
    found = next((each for each in now.steps if each["key"] == key), None)
    data = request.POST.copy()
    data["revision"] = str(now.revision)
    step = found or {"key": key, "text": "", "answers": [], "refs": []}
    form = step_form(desk, now, step, data)
    form.is_valid()
    gone = now.removed_at is not None
    theirs = {"step": None if gone else found, "gone": gone, "by": by_whom(last_change(now))}
    return _form(request, desk, row, step, form, theirs=theirs)


def _form(
    request: HttpRequest,
    desk: Desk,
    row: Measure,
    step: Mapping[str, Any] | None,
    form: StepForm,
    *,
    theirs: dict[str, object] | None = None,
) -> HttpResponse:
    context = {
        "desk": desk,
        "year": desk.round.fiscal_year,
        "row": row,
        "card": desk.card_of(row.key),
        "step": step,
        "form": form,
        "theirs": theirs,
        "on": "measure",
    }
    template = "plans/step_page.html"
    if request.htmx:
        template = "plans/step_form.html"
        begin_at_fault(form)
    return render(request, template, context, status=409 if theirs and not request.htmx else 200)


def _shown(
    request: HttpRequest, desk: Desk, key: str, step: str = "", *, new: bool = False, saved: bool = False
) -> HttpResponse:
    """Show a step as it stands, or the button that adds one, within the page; lead to the measure without htmx."""
    card = desk.card_of(key)
    if not request.htmx or card is None:
        return redirect(_steps(desk, key))
    place = next((place for place, each in enumerate(card.steps, start=1) if each.key == step), 0)
    context = {
        "desk": desk,
        "year": desk.round.fiscal_year,
        "card": card,
        "each": card.steps[place - 1] if place else None,
        "place": place,
        "new": new,
        "saved": saved,
    }
    return render(request, "plans/step_saved.html", context)


def _steps(desk: Desk, key: str) -> str:
    return f"{reverse('measure', args=[desk.plan.agency_id, desk.round.fiscal_year, key])}#{key}-steps"


def _deleted(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Say that the step, or its whole measure, is not there any more."""
    if desk.card_of(key) is None:
        messages.warning(request, _("Somebody deleted this measure meanwhile."))
        return redirect("plan", desk.plan.agency_id, desk.round.fiscal_year)
    messages.warning(request, _("Somebody deleted this step meanwhile."))
    return redirect(_steps(desk, key))


@require_POST
@needs("plan.edit")
def step_move(request: HttpRequest, agency: int, year: int, key: str, step: str) -> HttpResponse:
    """Move a step up or down."""
    desk = desk_of(request.actor, year)
    try:
        move_step(
            request.actor, _measure(request, desk, key), step, -1 if request.POST.get("to") == "up" else 1
        )
    except ChangedMeanwhile:
        return _deleted(request, desk, key)
    return redirect(_steps(desk, key))


@require_POST
@needs("plan.edit")
def step_remove(request: HttpRequest, agency: int, year: int, key: str, step: str) -> HttpResponse:
    """Take a step out; it can be put back."""
    desk = desk_of(request.actor, year)
    try:
        place, taken = remove_step(request.actor, _measure(request, desk, key), step)
    except ChangedMeanwhile:
        return _deleted(request, desk, key)
    kept = signing.dumps([key, place, taken], salt=_SALT, compress=True)
    undo = f"{reverse('measure-step-back', args=[agency, year, key])}?step={kept}"
    messages.success(request, _("The step was deleted."), extra_tags=undo)
    return redirect(_steps(desk, key))


@require_POST
@needs("plan.edit")
def step_back(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Put back a step that was taken out, as the signed notice holds it."""
    desk = desk_of(request.actor, year)
    try:
        measure, place, taken = signing.loads(request.GET.get("step", ""), salt=_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if measure != key:
        raise Http404
    try:
        put_back_step(request.actor, _measure(request, desk, key), place, taken)
    except ChangedMeanwhile:
        return _deleted(request, desk, key)
    messages.success(request, _("The step is back."))
    return redirect(_steps(desk, key))
