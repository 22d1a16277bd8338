"""The pages of handing over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prongsai.site.agencies.handover.actions import hand_over
from prongsai.site.agencies.handover.queries import holdings_of
from prongsai.site.agencies.people.queries import people_of, the_member
from prongsai.site.doors import needs


@needs("people.edit")
@require_safe
def choose(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Show what a member holds, and choose to whom it goes."""
    leaving = the_member(request.actor.agency, number)
    others = [each for each in people_of(request.actor.agency) if each.user != leaving.user]
    return render(
        request,
        "agencies/hand_over.html",
        {"leaving": leaving, "others": others, "held": holdings_of(leaving.user)},
    )


@needs("people.edit")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, agency: int, number: int, successor: int) -> HttpResponse:
    """Show what will go over to whom, and hand it over."""
    leaving = the_member(request.actor.agency, number)
    to = the_member(request.actor.agency, successor)
    if leaving.user == to.user:
        raise Http404
    if request.method == "POST":
        hand_over(request.actor, leaving, to)
        words = _("The work of {leaving} has gone over to {successor}.")
        messages.success(request, words.format(leaving=leaving.user, successor=to.user))
        return redirect("home") if request.user == leaving.user else redirect("people", agency)
    return render(
        request,
        "agencies/hand_over_confirm.html",
        {"leaving": leaving, "successor": to, "held": holdings_of(leaving.user)},
    )
