"""The pages of divisions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.language.problems import InputError
from prongsai.site.agencies.divisions import actions
from prongsai.site.agencies.divisions.forms import DivisionForm, MergeForm
from prongsai.site.agencies.divisions.queries import (
    counted_divisions,
    measures_of,
    missing_divisions,
    the_division,
)
from prongsai.site.agencies.divisions.words import WORK
from prongsai.site.agencies.queries import divisions_of
from prongsai.site.doors import needs
from prongsai.site.shell.forms import as_typed
from prongsai.site.shell.speech import spell


@needs("division.edit")
@require_http_methods(["GET", "POST"])
def divisions(request: HttpRequest, agency: int) -> HttpResponse:
    """Show the divisions in their order, and add one."""
    here = request.actor.agency
    known = list(counted_divisions(here))
    if request.method == "GET":
        form = as_typed(request, DivisionForm(known))
    else:
        form = DivisionForm(known, request.POST)
        if form.is_valid():
            try:
                division = actions.add_division(request.actor, **form.cleaned_data)
            except InputError as error:
                form.add_error("name", error.problems[0].what)
            else:
                messages.success(request, _("Added: {name}").format(name=division))
                return redirect("divisions", agency)
    context = {"divisions": known, "form": form, "missing": missing_divisions(here), "work": WORK}
    return render(request, "agencies/divisions.html", context)


@needs("division.edit")
@require_POST
def add_usual(request: HttpRequest, agency: int) -> HttpResponse:
    """Add the divisions that an agency of its type usually has."""
    added = len(actions.add_usual_divisions(request.actor))
    words = ngettext("{count} division is added.", "{count} divisions are added.", added)
    messages.success(request, words.format(count=spell(added)))
    return redirect("divisions", agency)


@needs("division.edit")
@require_http_methods(["GET", "POST"])
def division(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Show and change a division."""
    found = the_division(request.actor.agency, number)
    others = [each for each in divisions_of(request.actor.agency) if each != found]
    initial = {"name": found.name, "key": found.key}
    if request.method == "GET":
        form = as_typed(request, DivisionForm(others, initial=initial))
    else:
        form = DivisionForm(others, request.POST, initial=initial)
        if form.is_valid():
            try:
                actions.change_division(request.actor, found, **form.cleaned_data)
            except InputError as error:
                form.add_error("name", error.problems[0].what)
            else:
                messages.success(request, _("Changed: {name}").format(name=found))
                return redirect("divisions", agency)
    context = {"division": found, "form": form, "measures": measures_of(found)}
    return render(request, "agencies/division.html", context)


@needs("division.edit")
@require_POST
def move(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Move a division one place up or down."""
    found = the_division(request.actor.agency, number)
    actions.move_division(request.actor, found, -1 if request.POST.get("way") == "up" else 1)
    return redirect(f"{reverse('divisions', args=[agency])}#division-{number}")


@needs("division.edit")
@require_POST
def remove(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Remove a division; one that measures belong to is merged into another."""
    found = the_division(request.actor.agency, number)
    try:
        actions.remove_division(request.actor, found)
    except InputError:
        return redirect("division-merge", agency, number)
    undo = reverse("division-restore", args=[agency, number])
    messages.success(request, _("Removed: {name}").format(name=found), extra_tags=undo)
    return redirect("divisions", agency)


@needs("division.edit")
@require_POST
def restore(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Put a removed division back."""
    found = the_division(request.actor.agency, number, removed=True)
    try:
        actions.restore_division(request.actor, found)
    except InputError as error:
        messages.error(request, error.problems[0].what)
    else:
        messages.success(request, _("Put back: {name}").format(name=found))
    return redirect("divisions", agency)


@needs("division.edit")
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Say what belongs to a division, and let another one take it over."""
    found = the_division(request.actor.agency, number)
    form = MergeForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        actions.merge_division(request.actor, found, into)
        words = _("{division} has gone over to {into}.")
        messages.success(request, words.format(division=found, into=into))
        return redirect("divisions", agency)
    context = {"division": found, "form": form, "measures": measures_of(found)}
    return render(request, "agencies/division_merge.html", context)
