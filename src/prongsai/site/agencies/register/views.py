"""The pages of those who look after the site: all agencies, without what they hold."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from prongsai.site.agencies.invitations.views import show_link
from prongsai.site.agencies.register.actions import add_agency, invite_manager
from prongsai.site.agencies.register.forms import ManagerForm, NewAgencyForm, SearchForm
from prongsai.site.agencies.register.queries import agencies_found, the_agency
from prongsai.site.doors import needs_in_site
from prongsai.site.shell.forms import as_typed

A_PAGE = 50


@needs_in_site("agency.list")
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Show all agencies by name, or those that were looked for."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(agencies_found(words), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "agencies/agencies.html", {"page": page, "form": form, "words": words})


@needs_in_site("agency.add")
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Add an agency and invite its first manager; the link is shown once."""
    if request.method == "GET":
        form = as_typed(request, NewAgencyForm())
    else:
        form = NewAgencyForm(request.POST)
        if form.is_valid():
            _agency, invitation, token = add_agency(request.user, form.cleaned_data)
            return show_link(request, invitation, token)
    return render(request, "agencies/agency_new.html", {"form": form})


@needs_in_site("agency.manager")
@require_http_methods(["GET", "POST"])
@never_cache
def manager(request: HttpRequest, number: int) -> HttpResponse:
    """Invite a manager to an agency; the link is shown once."""
    found = the_agency(number)
    if request.method == "GET":
        form = as_typed(request, ManagerForm())
    else:
        form = ManagerForm(request.POST)
        if form.is_valid():
            return show_link(request, *invite_manager(request.user, found, **form.cleaned_data))
    return render(request, "agencies/agency_manager.html", {"form": form, "agency": found})
