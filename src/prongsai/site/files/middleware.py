"""What is shown where the disk is full."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from prongsai.site.files.room import is_of_a_full_disk
from prongsai.site.shell.middleware import Respond
from prongsai.site.shell.views import trouble

log = logging.getLogger("prongsai.files")


class Room:
    """Says that the disk is full, where anything has failed for that; whatever was begun has been taken back."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give the page, or leave the exception to others."""
        if not is_of_a_full_disk(exception):
            return None
        log.error("the disk is full, or nearly so", exc_info=exception)
        return trouble(
            request,
            507,
            _("The site has no room left"),
            _("The disk of the site is full. Nothing was saved, and nothing was harmed."),
            _("Go back and keep what you typed. Tell whoever runs the site, then send it again."),
        )
