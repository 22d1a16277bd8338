"""What stands around every request: it is given a number, timed, counted, and told in the log."""

import logging
import time
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from prongsai.site.health.logs import REQUEST, match_of, route_of
from prongsai.site.health.metrics import count
from prongsai.site.shell.middleware import Respond

log = logging.getLogger("prongsai.requests")


class Watched:
    """Watches requests, but those for style, scripts and fonts."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond, and tell of it."""
        if request.path_info.startswith(settings.STATIC_URL):
            return self.get_response(request)
        number = uuid.uuid4().hex
        REQUEST.set(number)  # until the next one: Django still tells of this one when it has left here
        start = time.perf_counter()
        response = self.get_response(request)
        _tell(request, response, time.perf_counter() - start)
        response["X-Request-ID"] = number
        return response


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route, match = route_of(request), match_of(request)
    count(request.method, route, response.status_code, seconds)
    facts = {
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    if match is not None and "agency" in match.kwargs:
        facts["agency"] = match.kwargs["agency"]
    log.info("answered", extra={"facts": facts})
