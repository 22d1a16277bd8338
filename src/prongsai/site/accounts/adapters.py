"""How signing in differs from the library's usual way: nobody signs up unasked, and what goes wrong is said plainly."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prongsai.site.accounts.queries import must_have_second_factor
from prongsai.site.accounts.signing import note_failure


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together. Check both."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code does not fit. Wait for the next one and try again."),
        "invalid_password_reset": _("This link is no longer valid."),
        "too_many_login_attempts": _("There were too many tries. Wait five minutes and try again."),
        "rate_limited": _("There were too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  the library's signature
        """Say that nobody signs up unasked."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002  the library's signature
        """Say that pages are wanted: the library's answers to scripts would not be shown."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Lead back to one's account."""
        return reverse("account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; answer one too many with the page that says to wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(ratelimit.respond_429(request)) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a line in the log, without what was typed."""
        note_failure(request, credentials.get("email", ""))


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit. Wait for the next one and try again."),
        "cannot_delete_authenticator": _("Your role needs a second factor: it cannot be taken away."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether a second factor may be taken away: not where it is demanded."""
        return not must_have_second_factor(authenticator.user)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A provider's account signs in whoever connected it before, or was invited, and nobody else."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": _("Set a password first: without it you could no longer sign in."),
        "connected_other": _("This account of the provider is connected to somebody else here."),
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Say that nobody signs up unasked."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse an answer that belongs to another question; take up the invitation that the way began with."""
        if sociallogin.nonce != sociallogin.state.get("nonce"):
            raise ImmediateHttpResponse(render_authentication_error(request, sociallogin.provider))
        if invitation := sociallogin.state.get("data"):
            from prongsai.site.agencies.invitations.actions import accept_by_provider  # noqa: PLC0415  a circle

            accept_by_provider(request, invitation, sociallogin)
