"""The pages on which those who look after the site make areas, fill them, and invite their coordinators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prongsai.site.agencies.invitations.views import show_link
from prongsai.site.agencies.register.forms import ManagerForm, SearchForm
from prongsai.site.coordination.register import actions
from prongsai.site.coordination.register.forms import AreaForm, TakeInForm
from prongsai.site.coordination.register.queries import (
    agencies_in,
    all_areas,
    coordinators_of,
    the_agency,
    the_area,
    the_coordinator,
)
from prongsai.site.doors import needs_in_site
from prongsai.site.shell.forms import as_typed
from prongsai.site.shell.speech import spell

A_PAGE = 50


@needs_in_site("area.list")
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Show all areas by name."""
    page = Paginator(all_areas(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "coordination/areas.html", {"page": page})


@needs_in_site("area.add")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add an area."""
    form = AreaForm(request.POST) if request.method == "POST" else as_typed(request, AreaForm())
    if request.method == "POST" and form.is_valid():
        return redirect("area-take-in", actions.add_area(request.user, form.cleaned_data).pk)
    return render(request, "coordination/area_new.html", {"form": form})


@needs_in_site("area.list")
@require_safe
def manage(request: HttpRequest, number: int) -> HttpResponse:
    """Show the agencies of an area, or those that were looked for, and who coordinates it."""
    area = the_area(number)
    form = SearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(agencies_in(area, words), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": area,
        "form": form,
        "words": words,
        "page": page,
        "coordinators": coordinators_of(area),
    }
    return render(request, "coordination/area_manage.html", context)


@needs_in_site("area.edit")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, number: int) -> HttpResponse:
    """Change name and kind of an area."""
    area = the_area(number)
    if request.method == "GET":
        form = as_typed(request, AreaForm(instance=area))
    else:
        form = AreaForm(request.POST, instance=area)
        if form.is_valid():
            actions.change_area(request.user, area, form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("area-manage", number)
    return render(request, "coordination/area_settings.html", {"area": the_area(number), "form": form})


@needs_in_site("area.edit")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, number: int) -> HttpResponse:
    """Take agencies into an area."""
    area = the_area(number)
    form = TakeInForm(request.POST) if request.method == "POST" else as_typed(request, TakeInForm())
    if request.method == "POST" and form.is_valid():
        count = actions.take_in(request.user, area, form.cleaned_data["agencies"])
        words = ngettext(
            "{number} agency was taken into the area.", "{number} agencies were taken into the area.", count
        )
        messages.success(request, words.format(number=spell(count)))
        return redirect("area-manage", number)
    return render(request, "coordination/take_in.html", {"area": area, "form": form})


@needs_in_site("area.edit")
@require_POST
def take_out(request: HttpRequest, number: int, member: int) -> HttpResponse:
    """Take an agency out of an area."""
    agency = the_agency(member)
    actions.take_out(request.user, the_area(number), agency)
    undo = reverse("area-take-back", args=[number, member])
    words = _("{name} was taken out of the area.").format(name=agency)
    messages.success(request, words, extra_tags=undo)
    return redirect("area-manage", number)


@needs_in_site("area.edit")
@require_POST
def take_back(request: HttpRequest, number: int, member: int) -> HttpResponse:
    """Put an agency back into an area."""
    agency = the_agency(member)
    actions.take_in(request.user, the_area(number), [agency.pk])
    messages.success(request, _("{name} is in the area again.").format(name=agency))
    return redirect("area-manage", number)


@needs_in_site("area.coordinator")
@require_http_methods(["GET", "POST"])
@never_cache
def coordinator(request: HttpRequest, number: int) -> HttpResponse:
    """Invite somebody to coordinate an area; the link is shown once."""
    area = the_area(number)
    form = ManagerForm(request.POST) if request.method == "POST" else as_typed(request, ManagerForm())
    if request.method == "POST" and form.is_valid():
        return show_link(request, *actions.invite_coordinator(request.user, area, **form.cleaned_data))
    return render(request, "coordination/coordinator.html", {"area": area, "form": form})


@needs_in_site("area.coordinator")
@require_POST
def end(request: HttpRequest, number: int, held: int) -> HttpResponse:
    """End somebody's coordination of an area."""
    found = the_coordinator(the_area(number), held)
    actions.end(request.user, found)
    undo = reverse("coordinator-restore", args=[number, held])
    words = _("{name} no longer coordinates the area.").format(name=found.user)
    messages.success(request, words, extra_tags=undo)
    return redirect("area-manage", number)


@needs_in_site("area.coordinator")
@require_POST
def restore(request: HttpRequest, number: int, held: int) -> HttpResponse:
    """Let somebody coordinate an area again."""
    found = the_coordinator(the_area(number), held)
    actions.restore(request.user, found)
    messages.success(request, _("{name} coordinates the area again.").format(name=found.user))
    return redirect("area-manage", number)
