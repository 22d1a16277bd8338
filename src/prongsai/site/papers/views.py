"""The pages of papers."""

import logging

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.files.views import guarded, lost
from prongsai.site.papers import actions, queries
from prongsai.site.papers.defaults import form_of
from prongsai.site.papers.forms import PaperForm, SignedForm, asked_for
from prongsai.site.papers.packing import packed, sound
from prongsai.site.plans.queries import plan_of, the_plan
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round
from prongsai.site.shell.forms import as_typed, say_problems

log = logging.getLogger("prongsai.papers")
A_PAGE = 10


@needs("paper.view")
def papers(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the papers of a round, and the form that asks for more."""
    return _page(request, the_round(request.actor.agency, year))


@needs("paper.make")
def order(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Ask for papers."""
    each = the_round(request.actor.agency, year)
    if request.method != "POST":
        return _page(request, each)
    plan = the_plan(each)
    form = form_of(request.actor, each, plan, request.POST)
    if form.is_valid():
        wanted = {
            key: form.cleaned_data[key]
            for key in ("papers", "formats", "version", "details", "until", "meeting")
        }
        try:
            actions.order_papers(request.actor, each, plan, **wanted)
        except InputError as error:
            say_problems(form, error)
        else:
            return redirect("papers", agency, year)
    return _page(request, each, form=form)


def _page(request: HttpRequest, each: Round, form: PaperForm | None = None) -> HttpResponse:
    plan = plan_of(each)
    newest = queries.newest_papers(each)
    ready = plan is not None and (each.decisive_id is not None or each.closed)
    if ready and newest is None:
        ready = queries.printable(plan)
    if form is None and ready and request.actor.may("paper.make"):
        form = form_of(request.actor, each, plan, newest=newest)
        form.initial |= asked_for(request.GET)
        form = as_typed(request, form)
    earlier = None
    if newest is not None:
        found = queries.earlier_orders(each, newest)
        earlier = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": each,
        "ready": ready,
        "plan": plan,
        "form": form,
        "newest": newest,
        "earlier": earlier,
        "differing": newest and queries.differing(newest),
    }
    return render(request, "papers/papers.html", context)


@needs("paper.view")
def one_set(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show one set of papers."""
    each = the_round(request.actor.agency, year)
    found = queries.the_order(each, number)
    context = {"round": each, "order": found, "differing": queries.differing(found)}
    return render(request, "papers/set.html", context)


@needs("paper.view")
def archive(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponseBase:
    """Serve all files of a set, and its signed copies, in one ZIP archive that is made as it goes out."""
    found = queries.the_order(the_round(request.actor.agency, year), number)
    try:
        sound(found)
    except (OSError, ValueError):
        log.exception("papers %s of agency %s cannot be packed", found.pk, agency)
        return lost(request)
    response = StreamingHttpResponse(packed(found), content_type="application/zip")
    name = _("papers-{year}-{number}.zip").format(year=year, number=number)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return guarded(response)


@needs("paper.make")
@require_POST
def again(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Make the same papers once more, from what went into them the first time."""
    actions.make_again(request.actor, queries.the_order(the_round(request.actor.agency, year), number))
    return redirect("papers", agency, year)


@needs("paper.make")
@require_POST
def go_on(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Try once more to make what is not made yet."""
    found = actions.go_on(request.actor, queries.the_order(the_round(request.actor.agency, year), number))
    return redirect(found)


@needs("paper.delete")
@require_POST
def remove(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Take a set of papers off the list."""
    actions.remove_order(request.actor, queries.the_order(the_round(request.actor.agency, year), number))
    undo = reverse("paper-restore", args=[agency, year, number])
    messages.success(request, _("The papers were deleted."), extra_tags=undo)
    return redirect("papers", agency, year)


@needs("paper.delete")
@require_POST
def restore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Put a deleted set of papers back."""
    each = the_round(request.actor.agency, year)
    found = actions.restore_order(request.actor, queries.the_order(each, number, removed=True))
    messages.success(request, _("The papers are back."))
    return redirect(found)


@needs("paper.sign")
def signed(request: HttpRequest, agency: int, year: int, number: int, paper: int) -> HttpResponse:
    """Take the signed copy of a paper."""
    each = the_round(request.actor.agency, year)
    found = queries.the_order(each, number)
    of_paper = queries.the_paper(found, paper)
    form = SignedForm(request.POST, request.FILES) if request.method == "POST" else SignedForm()
    if form.is_valid():
        actions.sign_paper(request.actor, of_paper, form.cleaned_data["file"])
        messages.success(request, _("The signed copy was kept."))
        return redirect(found)
    context = {"round": each, "order": found, "paper": of_paper, "form": form}
    return render(request, "papers/signed.html", context)
