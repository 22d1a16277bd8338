"""What every page is given."""

from django.conf import settings
from django.http import HttpRequest

from prongsai.site.shell.speech import thai_digits_wanted


def site(request: HttpRequest) -> dict[str, object]:
    """Give what the frame of a page shows: the actor or coordinator, whether this is a demonstration, the digits in use."""
    return {
        "actor": getattr(request, "actor", None),
        "coordination": getattr(request, "coordination", None),
        "demonstration": settings.DEMONSTRATION,
        "thai_digits": thai_digits_wanted(),
    }
