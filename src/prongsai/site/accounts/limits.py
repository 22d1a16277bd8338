"""How often something may be tried: counted in the cache, for each network address and for each key.

The rates stand in `ACCOUNT_RATE_LIMITS` of the settings and in the library's own defaults.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse


def allowed(request: HttpRequest, what: str, key: str | None = None) -> bool:
    """Count one try; tell whether there were not too many."""
    return bool(ratelimit.consume(request, app="allauth.account", action=what, key=key, limit_get=True))


def refused(request: HttpRequest, what: str, key: str | None = None) -> HttpResponse | None:
    """Count one try; give the page that says to wait where there were too many, None where there were not."""
    return None if allowed(request, what, key) else ratelimit.respond_429(request)
