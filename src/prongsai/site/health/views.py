"""The addresses that machines ask: outside of signing in, and without details for strangers."""

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from prongsai.site.health.checks import readiness
from prongsai.site.health.metrics import exposition

PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; nothing else is asked."""
    return HttpResponse("live\n", content_type=PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the site can do its work; what is missing is told to whoever runs it alone."""
    found = readiness()
    status = 200 if all(found.values()) else 503
    if is_trusted(request):
        return JsonResponse(found, status=status)
    return HttpResponse("ready\n" if status == 200 else "not ready\n", content_type=PLAIN, status=status)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the numbers to whoever runs the site; to anybody else there is no such page."""
    if not is_trusted(request):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def is_trusted(request: HttpRequest) -> bool:
    """Tell whether a request comes with the token, or from this computer without having come through a proxy."""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    token = settings.METRICS_TOKEN
    if token and scheme == "Bearer" and hmac.compare_digest(given.encode(), token.encode()):
        return True
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
