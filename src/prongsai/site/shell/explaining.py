"""Answers that would be an empty page are explained."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from prongsai.site.shell.middleware import Respond
from prongsai.site.shell.views import not_allowed


class Explained:
    """Shows a page of the site where an address does not take what was asked of it (405), which Django leaves empty."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond, or say why not, with the same status and the methods that are allowed."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        page = not_allowed(request)
        page["Allow"] = response["Allow"]
        return page
