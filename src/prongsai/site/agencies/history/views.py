"""The page of an agency in the register, and those that rename it or make it part of another."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scopes_disabled

from prongsai.language.problems import InputError
from prongsai.site.agencies.history import actions
from prongsai.site.agencies.history.forms import MergeForm, RenameForm
from prongsai.site.agencies.queries import former_names_of, predecessors_of
from prongsai.site.agencies.register.forms import SearchForm
from prongsai.site.agencies.register.queries import agencies_found, the_agency
from prongsai.site.doors import needs_in_site
from prongsai.site.shell.forms import as_typed, say_problems

A_PAGE = 20


@needs_in_site("agency.list")
@require_safe
def agency_record(request: HttpRequest, number: int) -> HttpResponse:
    """Show what the register holds of an agency."""
    found = the_agency(number)
    with scopes_disabled():
        former = former_names_of(found)
    context = {"agency": found, "former": former, "predecessors": predecessors_of(found)}
    return render(request, "agencies/record.html", context)


@needs_in_site("agency.rename")
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Give an agency a new name."""
    found = the_agency(number)
    if request.method == "GET":
        form = as_typed(request, RenameForm(initial={"name": found.name}))
    else:
        form = RenameForm(request.POST)
        if form.is_valid():
            try:
                actions.rename(request.user, found, **form.cleaned_data)
            except InputError as error:
                say_problems(form, error)
            else:
                undo = reverse("agency-rename-back", args=[number])
                messages.success(request, _("The agency has a new name."), extra_tags=undo)
                return redirect("agency-record", number)
    return render(request, "agencies/rename.html", {"form": form, "agency": found})


@needs_in_site("agency.rename")
@require_POST
def rename_back(request: HttpRequest, number: int) -> HttpResponse:
    """Give an agency its last former name back."""
    return _done(request, number, actions.rename_back, _("The agency has its former name again."))


@needs_in_site("agency.merge")
@require_safe
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Choose the agency that another is to be part of."""
    found = the_agency(number)
    form = SearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    others = agencies_found(words).filter(merged_into=None).exclude(pk=number)
    page = Paginator(others, A_PAGE).get_page(request.GET.get("page"))
    context = {"agency": found, "form": form, "words": words, "page": page}
    return render(request, "agencies/merge.html", context)


@needs_in_site("agency.merge")
@require_http_methods(["GET", "POST"])
def merge_into(request: HttpRequest, number: int, into: int) -> HttpResponse:
    """Make an agency part of another."""
    found, other = the_agency(number), the_agency(into)
    if request.method == "GET":
        form = as_typed(request, MergeForm())
    else:
        form = MergeForm(request.POST)
        if form.is_valid():
            try:
                actions.merge(request.user, found, other, **form.cleaned_data)
            except InputError as error:
                say_problems(form, error)
            else:
                undo = reverse("agency-separate", args=[number])
                messages.success(request, _("The agency is part of the other one."), extra_tags=undo)
                return redirect("agency-record", number)
    return render(request, "agencies/merge_confirm.html", {"form": form, "agency": found, "into": other})


@needs_in_site("agency.merge")
@require_POST
def separate(request: HttpRequest, number: int) -> HttpResponse:
    """Undo a merger."""
    return _done(request, number, actions.separate, _("The merger is undone."))


def _done(request: HttpRequest, number: int, act: Callable[..., None], words: str) -> HttpResponse:
    """Do an act on an agency, and say so on its page; the page of nothing where there is nothing to undo."""
    found = the_agency(number)
    try:
        act(request.user, found)
    except InputError:
        raise Http404 from None
    messages.success(request, words)
    return redirect("agency-record", number)
