"""The door of every page of an area: for those who coordinate it, and nobody else."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from prongsai.site.accounts.held import ask_to_sign_in
from prongsai.site.coordination.queries import coordination_in
from prongsai.site.permissions import AREA_ACTS
from prongsai.site.shell.middleware import Respond
from prongsai.site.shell.views import not_found


class AreaScope:
    """Finds the area in the address, and whether the user coordinates it, before the page is made.

    `request.coordination` is set. No agency's scope is: what a page of an area shows comes from
    `prongsai.site.coordination.queries` and `prongsai.site.coordination.standings` alone, any other query of what an
    agency holds raises. Whoever is not signed in is asked to; to anybody else the page does not exist.
    """

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond where the address has no area, or one that the user coordinates."""
        try:
            area_id = resolve(request.path_info).kwargs.get("area")
        except Resolver404:
            area_id = None
        if area_id is not None and request.user.is_authenticated:
            request.coordination = coordination_in(request.user, area_id)
            if request.coordination is None:
                return not_found(request)
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        arguments: object,  # noqa: ARG002  Django's signature
        named: dict[str, object],
    ) -> HttpResponse | None:
        """Ask whoever is not signed in to do so, here, where the form's token has been looked at.

        Raises PermissionDenied for a view that names no act of areas.
        """
        if "area" not in named:
            return None
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        act = getattr(view, "act", None)
        if act not in AREA_ACTS:
            raise PermissionDenied(act)
        return None
