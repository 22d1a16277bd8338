"""The scope of every page of an agency: its data and no other's, for those who belong to it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django_scopes import scope

from prongsai.site.accounts.held import ask_to_sign_in
from prongsai.site.agencies.queries import actor_in
from prongsai.site.shell.middleware import Respond
from prongsai.site.shell.views import not_found


class AgencyScope:
    """Finds the agency in the address, and the user's roles in it, before the page is made.

    `request.actor` is set; every query runs in the agency's scope. Whoever is not signed in is asked to; to a stranger
    the page does not exist, so that nothing is told of other agencies.
    """

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond within the agency's scope where the address has one."""
        try:
            agency_id = resolve(request.path_info).kwargs.get("agency")
        except Resolver404:
            agency_id = None
        if agency_id is None or not request.user.is_authenticated:
            return self.get_response(request)
        actor = actor_in(request.user, agency_id)
        if actor is None:
            return not_found(request)
        request.actor = actor
        with scope(agency=actor.agency):
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        arguments: object,  # noqa: ARG002  Django's signature
        named: dict[str, object],
    ) -> HttpResponse | None:
        """Ask whoever is not signed in to do so, here, where the form's token has been looked at.

        Raises PermissionDenied where the actor may not do the act of the view, whatever else it would answer, and for
        a view that names none.
        """
        if "agency" not in named:
            return None
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        act = getattr(view, "act", None)
        if act is None or not request.actor.may(act):
            raise PermissionDenied(act)
        return None
