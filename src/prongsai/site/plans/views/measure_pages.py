"""A measure: its page, its parts edited in place, its order, adding and deleting."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.dates import full_date
from prongsai.language.problems import InputError
from prongsai.planning.periods import period_problems, read_period
from prongsai.site.doors import needs
from prongsai.site.plans.actions import (
    add_measure,
    change_measure,
    move_measure,
    remove_measure,
    restore_measure,
)
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.desk import Desk, desk_of
from prongsai.site.plans.forms import NewMeasureForm, PartForm, PeriodForm, begin_at_fault
from prongsai.site.plans.models import Measure
from prongsai.site.plans.parts import indicator_choices, part_form, part_name, usual_periods
from prongsai.site.plans.queries import last_change, the_measure
from prongsai.site.plans.values import PARTS
from prongsai.site.plans.views.meanwhile import by_whom
from prongsai.site.shell.forms import as_typed
from prongsai.site.shell.speech import spell


@needs("plan.view")
def measure(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Show a measure with all its parts."""
    desk = desk_of(request.actor, year)
    card = desk.card_of(key)
    if card is None:
        raise Http404
    return render(request, "plans/measure.html", {"desk": desk, "year": year, "card": card, "on": "measure"})


@needs("plan.edit")
def measure_new(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Add a measure."""
    desk = desk_of(request.actor, year)
    asked = {"indicators": request.GET.getlist("indicators"), "aim": request.GET.get("aim", "general")}
    if request.method == "GET":
        form = as_typed(request, NewMeasureForm(initial=asked, indicators=indicator_choices(desk)))
    else:
        form = NewMeasureForm(request.POST, indicators=indicator_choices(desk))
        if form.is_valid():
            made = add_measure(request.actor, desk.plan, **form.cleaned_data)
            messages.success(request, _("The measure was added. Fill in the rest of it here."))
            return redirect("measure", agency, year, made.key)
    return render(request, "plans/measure_new.html", {"desk": desk, "year": year, "form": form})


@needs("plan.edit")
def measure_part(request: HttpRequest, agency: int, year: int, key: str, part: str) -> HttpResponse:
    """Edit a part of a measure: within the page where htmx asks, else on a page of its own."""
    if part not in PARTS or part == "steps":
        raise Http404
    desk = desk_of(request.actor, year)
    row = _row(desk, key)
    on = "plan" if request.GET.get("on") == "plan" else "measure"
    if request.method == "GET":
        if "shown" in request.GET:
            return _shown(request, desk, key, part, on)
        form = as_typed(request, part_form(desk, row, part))
        return _form(request, desk, row, part, form, on)
    form = part_form(desk, row, part, request.POST)
    if not form.is_valid():
        return _form(request, desk, row, part, form, on)
    if row.removed_at is not None and "restore" in request.POST:
        restore_measure(request.actor, row)
    try:
        change_measure(request.actor, row, part, form.values(), form.cleaned_data["revision"])
    except ChangedMeanwhile:
        return _conflict(request, desk, key, part, on)
    return _shown(request, desk_of(request.actor, year), key, part, on, saved=True)


def _row(desk: Desk, key: str) -> Measure:
    """Give a measure's row, deleted ones included; raises Http404 where there is none."""
    row = next((each for each in desk.measures if each.key == key), None)
    if row is None:
        row = the_measure(desk.plan, key)
        row.plan = desk.plan
    return row


def _form(
    request: HttpRequest,
    desk: Desk,
    row: Measure,
    part: str,
    form: PartForm,
    on: str,
    *,
    theirs: dict[str, object] | None = None,
) -> HttpResponse:
    """Show the form of a part; `theirs`: what somebody else made of it meanwhile."""
    context = {
        "desk": desk,
        "year": desk.round.fiscal_year,
        "row": row,
        "card": desk.card_of(row.key),
        "part": part,
        "form": form,
        "on": on,
        "theirs": theirs,
        "name": part_name(part),
    }
    if isinstance(form, PeriodForm):
        context |= {"days": days_said(form), "periods": usual_periods(form.plan_year)}
    template = "plans/part_page.html"
    if request.htmx:
        template = "plans/part_form.html"
        begin_at_fault(form)
    # htmx shows what it is given in place only where the answer is no error.
    return render(request, template, context, status=409 if theirs and not request.htmx else 200)


def _conflict(request: HttpRequest, desk: Desk, key: str, part: str, on: str) -> HttpResponse:
    """Show the form with what was typed, and beside it what stands there now."""
    now = desk_of(request.actor, desk.round.fiscal_year)
    row = _row(now, key)
    form = part_form(now, row, part, _with(request, str(row.revision)))
    form.is_valid()
    theirs = {"row": row, "card": now.card_of(key), "by": by_whom(last_change(row))}
    return _form(request, now, row, part, form, on, theirs=theirs)


def _with(request: HttpRequest, revision: str) -> object:
    """Give what was posted, as seen at another revision."""
    data = request.POST.copy()
    data["revision"] = revision
    return data


def _shown(
    request: HttpRequest, desk: Desk, key: str, part: str, on: str, *, saved: bool = False
) -> HttpResponse:
    """Show a part as it stands, with what is missing now; lead back to its page without htmx."""
    card = desk.card_of(key)
    if card is None or not request.htmx:
        place = "plan" if on == "plan" else "measure"
        arguments = [desk.plan.agency_id, desk.round.fiscal_year, *([key] if place == "measure" else [])]
        if saved:
            messages.success(request, _("Saved."))
        return redirect(f"{reverse(place, args=arguments)}#{key}-{part}")
    context = {
        "desk": desk,
        "year": desk.round.fiscal_year,
        "card": card,
        "part": part,
        "on": on,
        "saved": saved,
    }
    return render(request, "plans/part_saved.html" if saved else "plans/part.html", context)


def days_said(form: PeriodForm) -> dict[str, object] | None:
    """Give the days that the words of a period's form stand for, as they are typed."""
    return days_of(str(form["words"].value() or ""), form.plan_year)


def days_of(words: str, plan_year: int) -> dict[str, object] | None:
    """Give the days that words stand for, and what is wrong with them; None where nothing is written."""
    if not words.strip():
        return None
    try:
        period = read_period(words, plan_year)
    except InputError as error:
        return {"wrong": error.problems[0].what}
    outside = bool(period_problems(period, plan_year))
    return {
        "first": spell(full_date(period.start)),
        "last": spell(full_date(period.end)),
        "outside": outside,
    }


@needs("plan.edit")
def period_days(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Say at once what days the words of a period stand for."""
    desk = desk_of(request.actor, year)
    found = days_of(request.GET.get("words", ""), desk.plan.plan_year)
    return render(request, "plans/days.html", {"days": found, "desk": desk})


@require_POST
@needs("plan.edit")
def measure_move(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Move a measure up or down."""
    desk = desk_of(request.actor, year)
    try:
        move_measure(request.actor, _row(desk, key), -1 if request.POST.get("to") == "up" else 1)
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody deleted this measure meanwhile."))
        return redirect("plan", agency, year)
    return redirect(f"{reverse('plan', args=[agency, year])}#{key}")


@require_POST
@needs("plan.edit")
def measure_remove(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Delete a measure; it can be put back."""
    desk = desk_of(request.actor, year)
    row = _row(desk, key)
    remove_measure(request.actor, row)
    undo = reverse("measure-restore", args=[agency, year, key])
    messages.success(request, _("The measure “{title}” was deleted.").format(title=row), extra_tags=undo)
    return redirect("plan", agency, year)


@require_POST
@needs("plan.edit")
def measure_restore(request: HttpRequest, agency: int, year: int, key: str) -> HttpResponse:
    """Put a deleted measure back."""
    desk = desk_of(request.actor, year)
    row = _row(desk, key)
    restore_measure(request.actor, row)
    messages.success(request, _("The measure “{title}” is back.").format(title=row))
    return redirect(f"{reverse('plan', args=[agency, year])}#{key}")
