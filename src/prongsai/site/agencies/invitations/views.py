"""The pages of invitations: inviting, and the public page of a link."""

from allauth.account.utils import perform_login
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.language.problems import InputError
from prongsai.site.accounts import oidc
from prongsai.site.accounts.administrators import site_address
from prongsai.site.accounts.limits import refused
from prongsai.site.accounts.mail import mail_works, send
from prongsai.site.agencies.handover.queries import holdings_of
from prongsai.site.agencies.invitations import actions
from prongsai.site.agencies.invitations.forms import AcceptForm, InviteForm
from prongsai.site.agencies.invitations.queries import hash_of, the_invitation, valid_invitation
from prongsai.site.agencies.models import Invitation
from prongsai.site.agencies.people.queries import Member, people_of
from prongsai.site.doors import needs
from prongsai.site.shell.forms import as_typed, say_problems
from prongsai.site.shell.views import trouble


@needs("people.edit")
@require_http_methods(["GET", "POST"])
@never_cache
def invite(request: HttpRequest, agency: int) -> HttpResponse:
    """Invite somebody, also to take over the work of a member (`?over=`); the link is shown once."""
    leaving = _leaving(request)
    if request.method == "GET":
        form = as_typed(request, InviteForm(initial=_of(leaving)))
    else:
        form = InviteForm(request.POST)
        if form.is_valid():
            try:
                made, token = actions.invite(request.actor, takes_over=leaving, **form.cleaned_data)
            except InputError as error:
                say_problems(form, error)
            else:
                return show_link(request, made, token)
    held = holdings_of(leaving.user) if leaving else None
    return render(request, "agencies/invite.html", {"form": form, "leaving": leaving, "held": held})


def _leaving(request: HttpRequest) -> Member | None:
    """Give the member whose work is to go over; raises Http404 for one who is no member."""
    number = request.GET.get("over", "")
    if not number.isdecimal():
        return None
    found = next((each for each in people_of(request.actor.agency) if str(each.user.pk) == number), None)
    if found is None:
        raise Http404
    return found


def _of(leaving: Member | None) -> dict[str, object]:
    if leaving is None:
        return {}
    return {
        "roles": [role.value for role in leaving.roles],
        "division": leaving.division,
        "position": leaving.position,
    }


def show_link(request: HttpRequest, made: Invitation, token: str) -> HttpResponse:
    """Show the link of an invitation this once, and mail it where a server for mail is set."""
    path = reverse("invitation", args=[token])
    facts = {"invitation": made, "place": made.place, "link": site_address() + path}
    sent = mail_works() and send("agencies/mail/invitation", made.email, settings.LANGUAGE_CODE, facts)
    return render(
        request,
        "agencies/invitation_link.html",
        {
            "invitation": made,
            "address": request.build_absolute_uri(path),
            "sent": sent,
            "mail": mail_works(),
        },
    )


@needs("people.edit")
@require_POST
@never_cache
def renew(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Make a new link for an invitation."""
    found = the_invitation(request.actor.agency, number)
    return show_link(request, found, actions.renew(request.actor, found))


@needs("people.edit")
@require_POST
def revoke(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Take an invitation back."""
    found = the_invitation(request.actor.agency, number)
    actions.revoke(request.actor, found)
    undo = reverse("invitation-restore", args=[agency, number])
    words = _("The invitation of {name} is taken back: its link no longer works.")
    messages.success(request, words.format(name=found.person), extra_tags=undo)
    return redirect("people", agency)


@needs("people.edit")
@require_POST
def restore(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Let the link of an invitation be valid again."""
    found = the_invitation(request.actor.agency, number)
    actions.restore(request.actor, found)
    messages.success(request, _("The invitation of {name} stands again.").format(name=found.person))
    return redirect("people", agency)


@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link invites to, and take it up; every link that is not valid shows the same page."""
    if too_many := refused(request, "invitation"):
        return too_many
    found = valid_invitation(hash_of(token))
    if found is None:
        return ended(request)
    if request.user.is_authenticated:
        return _accept_signed_in(request, found)
    form = AcceptForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_as_new(found, form.cleaned_data["name"], form.cleaned_data["password1"])
        except InputError as error:
            say_problems(form, error)
        else:
            return perform_login(request, user, redirect_url=found.place.get_absolute_url())
    context = {"form": form, "invitation": found, "provider": oidc.provider_name()}
    return render(request, "agencies/invitation.html", context)


def _accept_signed_in(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.user.email != found.email:
        return not_for_you(request, found)
    if request.method == "POST":
        try:
            actions.accept(found, request.user)
        except InputError:
            return ended(request)
        return redirect(found.place)
    return render(request, "agencies/invitation_accept.html", {"invitation": found})


@require_POST
@never_cache
def invitation_by_provider(request: HttpRequest, token: str) -> HttpResponse:
    """Take an invitation up with an account of the provider."""
    if too_many := refused(request, "invitation"):
        return too_many
    found = valid_invitation(hash_of(token))
    if found is None:
        return ended(request)
    return oidc.go(request, AuthProcess.LOGIN, found.place.get_absolute_url(), found.token_hash)


def ended(request: HttpRequest) -> HttpResponse:
    """Say that a link is not valid, whatever the reason."""
    return trouble(
        request,
        404,
        _("This link is not valid"),
        _("It may be incomplete, used already, taken back, or older than seven days."),
        _("Ask whoever sent it for a new one."),
    )


def not_for_you(request: HttpRequest, found: Invitation, error: InputError | None = None) -> HttpResponse:
    """Say that an invitation is for another account, and what to do."""
    context = {"invitation": found, "problems": error.problems if error else ()}
    return render(request, "agencies/invitation_not_for_you.html", context, status=403)
