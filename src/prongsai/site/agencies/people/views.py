"""The pages of the members of an agency."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prongsai.language.problems import InputError
from prongsai.site.accounts.mail import mail_reset, mail_works
from prongsai.site.agencies.handover.queries import holdings_of
from prongsai.site.agencies.invitations.queries import open_invitations
from prongsai.site.agencies.people.actions import (
    change_member,
    end_membership,
    make_link,
    restore_membership,
)
from prongsai.site.agencies.people.forms import member_form
from prongsai.site.agencies.people.queries import Member, former_people_of, people_of, the_member
from prongsai.site.doors import needs
from prongsai.site.shell.forms import as_typed, say_problems


@needs("people.view")
@require_safe
def people(request: HttpRequest, agency: int) -> HttpResponse:
    """Show the members, whoever is invited, and former members."""
    here = request.actor.agency
    edits = request.actor.may("people.edit")
    return render(
        request,
        "agencies/people.html",
        {
            "people": people_of(here),
            "invitations": open_invitations(here) if edits else [],
            "former": former_people_of(here) if edits else [],
        },
    )


@needs("people.edit")
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Show and change a member's roles, division and position."""
    found = the_member(request.actor.agency, number)
    if request.method == "GET":
        form = as_typed(request, member_form(found))
    else:
        form = member_form(found, request.POST)
        if form.is_valid():
            try:
                change_member(request.actor, found, **form.cleaned_data)
            except InputError as error:
                say_problems(form, error)
            else:
                messages.success(request, _("Changed: {name}").format(name=found.user))
                return redirect("people", agency)
    context = {"form": form, "member": found, "held": holdings_of(found.user), "mail": mail_works()}
    return render(request, "agencies/member.html", context)


@needs("people.edit")
@require_POST
def end(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Take somebody out of the agency."""
    found = the_member(request.actor.agency, number)
    try:
        end_membership(request.actor, found)
    except InputError as error:
        return _refused(request, found, error)
    undo = reverse("member-restore", args=[agency, number])
    messages.success(request, _("{name} is no longer a member.").format(name=found.user), extra_tags=undo)
    return redirect("people", agency) if request.user != found.user else redirect("home")


@needs("people.edit")
@require_POST
def restore(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Take a former member back."""
    found = next((each for each in former_people_of(request.actor.agency) if each.user.pk == number), None)
    if found is None:
        raise Http404
    restore_membership(request.actor, found)
    messages.success(request, _("{name} is a member again.").format(name=found.user))
    return redirect("people", agency)


@needs("people.edit")
@require_POST
@never_cache
def link(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Make a one-time link for a member who cannot sign in: sent by mail, shown once where there is no mail."""
    found = the_member(request.actor.agency, number)
    try:
        path = make_link(request.actor, found)
    except InputError as error:
        return _refused(request, found, error)
    if mail_works():
        mail_reset.enqueue(email=found.user.email, language=found.user.language)
        messages.success(request, _("A link is being sent to {name}.").format(name=found.user))
        return redirect("member", agency, number)
    address = request.build_absolute_uri(path)
    return render(request, "agencies/member_link.html", {"member": found, "address": address})


def _refused(request: HttpRequest, found: Member, error: InputError) -> HttpResponse:
    """Say at the member's page why something was not done."""
    for problem in error.problems:
        messages.error(request, " ".join(filter(None, (problem.what, problem.mend))))
    return redirect("member", request.actor.agency.pk, found.user.pk)
