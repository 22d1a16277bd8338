"""What is asked of whoever is signed in, and what is kept for whoever no longer is."""

from http import HTTPStatus

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.site.accounts.held import forget, held_for, mark_owner
from prongsai.site.accounts.queries import must_have_second_factor
from prongsai.site.shell.middleware import Respond


class HeldForms:
    """Gives a page what was typed into its form before the session ended, as `request.held`.

    It is given until a page was shown with it: a page that only leads on does not use it up.
    """

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond with what is held at hand."""
        held = held_for(request) if request.user.is_authenticated and request.method == "GET" else None
        request.held = held.texts if held else None
        request.held_files = held is not None and held.files
        response = self.get_response(request)
        if held is not None and response.status_code == HTTPStatus.OK:
            forget(request, held.number)
        if request.user.is_authenticated:
            mark_owner(request, response)
        return response


class SecondFactor:
    """Leads those who must have a second factor (`PRONGSAI_REQUIRE_MFA`) to set one up before anything else."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond, or lead to the second factor."""
        if self._owes(request) and not request.path.startswith(_free()):
            messages.warning(request, _("Your role needs a second factor. Set it up to go on."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _owes(self, request: HttpRequest) -> bool:
        if settings.REQUIRE_MFA == "none" or not request.user.is_authenticated:
            return False
        if request.session.get("second_factor"):
            return False
        if is_mfa_enabled(request.user):
            request.session["second_factor"] = True
            return False
        return must_have_second_factor(request.user)


def _free() -> tuple[str, ...]:
    """Give the addresses that stay open without it: setting it up, signing out, changing the language."""
    return (reverse("account"), reverse("speak"))
