"""The pages on which an agency proposes, opens and closes its public page."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.public import actions
from prongsai.site.public.drawing import drawn
from prongsai.site.public.forms import ProposalForm
from prongsai.site.public.models import PublicPage, parts_of, reports_of
from prongsai.site.public.queries import page_of
from prongsai.site.public.reports import Report, reports_to_choose
from prongsai.site.public.values import shown
from prongsai.site.public.views.open_pages import address_in
from prongsai.site.shell.forms import as_typed, say_problems


@needs("public.view")
@require_safe
def standing(request: HttpRequest, agency: int) -> HttpResponse:
    """Show how the public page stands: what is proposed, what is shown, who may do what."""
    here = request.actor.agency
    page = page_of(here)
    numbers = {*reports_of(page and page.proposed), *reports_of(page and page.shown)}
    titles = {each.number: each for each in (reports_to_choose(here, numbers) if numbers else ())}
    context = {
        "page": page,
        "proposed": _choice(page and page.proposed, titles),
        "shown": _choice(page and page.shown, titles),
        "may_reopen": page is not None and actions.may_reopen(request.actor, page),
        "address": page and _address(request, page),
    }
    return render(request, "public/standing.html", context)


def _choice(choice: Mapping[str, Any] | None, titles: Mapping[int, Report]) -> dict[str, Any]:
    found = [titles[number] for number in reports_of(choice) if number in titles]
    return {"parts": parts_of(choice), "reports": found}


def _address(request: HttpRequest, page: PublicPage) -> str:
    return address_in(request)("public-page", slug=page.slug, language="th")


@needs("public.edit")
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, agency: int) -> HttpResponse:
    """Choose what the page is to show."""
    here = request.actor.agency
    page, reports = page_of(here), reports_to_choose(here)
    now = (page.proposed or page.shown) if page is not None else {}
    words = page.slug.partition("-")[2] if page is not None else ""
    initial = {"parts": parts_of(now), "reports": reports_of(now), "words": words}
    fixed = page is not None and page.opened_at is not None
    if request.method == "GET":
        form = as_typed(request, ProposalForm(reports, initial=initial, fixed=fixed))
    else:
        form = ProposalForm(reports, request.POST, initial=initial, fixed=fixed)
        if form.is_valid():
            try:
                actions.propose(request.actor, **form.cleaned_data)
            except InputError as error:
                say_problems(form, error)
            else:
                messages.success(request, _("The proposal is saved. It awaits approval."))
                return redirect("public-standing", agency)
    context = {"form": form, "page": page, "fixed": fixed, "reports": reports}
    return render(request, "public/propose.html", context)


@needs("public.view")
@require_safe
def preview(request: HttpRequest, agency: int) -> HttpResponse:
    """Show the page as everybody would see it: by the proposal, else by what is shown."""
    page = page_of(request.actor.agency)
    if page is None:
        raise Http404
    seen = shown(request.actor.agency, page.proposed or page.shown)
    context = {"page": page, "seen": seen, "drawn": drawn(seen), "preview": True}
    return render(request, "public/page.html", context)


@needs("public.view")
@require_safe
def embed(request: HttpRequest, agency: int) -> HttpResponse:
    """Give the lines of HTML by which the agency's own site shows badge and frame."""
    page = page_of(request.actor.agency)
    if page is None or not page.is_open:
        raise Http404
    address = address_in(request)
    named = {
        name: address(name, slug=page.slug, language="th")
        for name in ("public-page", "public-badge", "public-frame")
    }
    context = {
        "page": page,
        "address": named["public-page"],
        "badge": named["public-badge"],
        "frame": named["public-frame"],
        "data": address("public-data", slug=page.slug),
    }
    return render(request, "public/embed.html", context)


@needs("public.edit")
@require_POST
def withdraw(request: HttpRequest, agency: int) -> HttpResponse:
    """Take the proposal back."""
    return _done(
        request,
        lambda page: actions.withdraw_proposal(request.actor, page),
        _("The proposal was taken back."),
    )


@needs("public.approve")
@require_POST
def open_it(request: HttpRequest, agency: int) -> HttpResponse:
    """Open the page as it was proposed."""
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
    return _done(
        request, lambda page: actions.open_page(request.actor, page, revision), _("The public page is open.")
    )


@needs("public.close")
@require_POST
def close(request: HttpRequest, agency: int) -> HttpResponse:
    """Close the page at once."""
    undo = reverse("public-reopen", args=[agency])
    return _done(
        request, lambda page: actions.close_page(request.actor, page), _("The public page is closed."), undo
    )


@needs("public.close")
@require_POST
def reopen(request: HttpRequest, agency: int) -> HttpResponse:
    """Open the page again as it was."""
    return _done(
        request, lambda page: actions.reopen_page(request.actor, page), _("The public page is open again.")
    )


def _done(
    request: HttpRequest, act: Callable[[PublicPage], object], words: str, undo: str = ""
) -> HttpResponse:
    """Do something to the page and say so, or why not."""
    page = page_of(request.actor.agency)
    if page is None:
        raise Http404
    try:
        act(page)
    except InputError as error:
        messages.error(request, " ".join(filter(None, (error.problems[0].what, error.problems[0].mend))))
    else:
        messages.success(request, words, extra_tags=undo)
    return redirect("public-standing", request.actor.agency.pk)
