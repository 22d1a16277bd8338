"""Signing in, where the library's pages are not enough, and one's own account."""

from typing import Any

from allauth.account.views import LoginView, PasswordResetView
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.views import ConnectionsView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from prongsai.site.accounts.actions import change_profile, end_other_sessions
from prongsai.site.accounts.forms import ProfileForm
from prongsai.site.accounts.held import for_those_signed_in
from prongsai.site.accounts.mail import mail_works
from prongsai.site.accounts.oidc import provider_name
from prongsai.site.accounts.queries import has_second_factor, open_sessions, recent_sign_ins
from prongsai.site.agencies.queries import agencies_of
from prongsai.site.shell.forms import as_typed
from prongsai.site.shell.speech import speaking, spell


class SignIn(LoginView):
    """The sign-in page."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Give the page the provider's name, what it says to whoever was led here, and a demonstration's people."""
        return {
            **super().get_context_data(**given),
            "provider": provider_name(),
            "held": "held" in self.request.session,
            "people": demonstration_users(),
        }


def demonstration_users() -> tuple[Any, ...]:
    """Give the made-up people of a demonstration, with the password that everybody knows; nobody anywhere else."""
    if not settings.DEMONSTRATION:
        return ()
    from prongsai.site.demonstration.people import PASSWORD, PEOPLE  # noqa: PLC0415  only a demonstration has them

    return tuple({"person": person, "password": PASSWORD} for person in PEOPLE)


class AskForReset(PasswordResetView):
    """Asking for a new password: says the same to everybody, and whom to ask where no mail is sent."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Show the form, where a mail could be sent."""
        if not mail_works():
            return render(request, "account/password_reset_by_hand.html")
        return super().dispatch(request, *arguments, **named)


class Connected(ConnectionsView):
    """The account at the provider that is connected to the one here."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Give the page the provider's name."""
        return {**super().get_context_data(**given), "provider": provider_name()}


@for_those_signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show what is known of oneself, and what one may change."""
    provider = provider_name()
    return render(
        request,
        "accounts/account.html",
        {
            "agencies": agencies_of(request.user),
            "second_factor": has_second_factor(request.user),
            "sessions": open_sessions(request.user, request.session.session_key),
            "sign_ins": recent_sign_ins(request.user),
            "provider": provider,
            "connected": bool(provider) and SocialAccount.objects.filter(user=request.user).exists(),
        },
    )


@for_those_signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change name, language and digits."""
    if request.method == "GET":
        form = as_typed(request, ProfileForm.of(request.user))
    else:
        form = ProfileForm.of(request.user, request.POST)
        if form.is_valid():
            change_profile(request.user, **form.cleaned_data)
            with speaking(request.user.language):
                messages.success(request, _("Your account is changed."))
            return redirect("account")
    return render(request, "accounts/profile.html", {"form": form})


@for_those_signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, and sign out everywhere else."""
    current = request.session.session_key
    if request.method == "POST":
        ended = end_other_sessions(request.user, current)
        words = ngettext(
            "You are signed out in {count} other browser.",
            "You are signed out in {count} other browsers.",
            ended,
        )
        messages.success(request, words.format(count=spell(ended)))
        return redirect("usersessions_list")
    return render(request, "accounts/sessions.html", {"sessions": open_sessions(request.user, current)})
