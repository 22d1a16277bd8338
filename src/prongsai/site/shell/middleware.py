"""What every request needs: privacy, a language and digits to speak in, a session that lives while it is used."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from prongsai.language.messages import LANGUAGES
from prongsai.site.shell.secrecy import is_secretive
from prongsai.site.shell.speech import speaking

Respond = Callable[[HttpRequest], HttpResponse]
DIGITS_COOKIE = "prongsai_digits"
_TOUCHED = "touched"


class Private:
    """Lets no cache but the reader's browser keep a page, and lets that one ask again before it shows it.

    Pages that may hold secrets are kept nowhere. A view may say otherwise.
    """

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond, and say who may keep it."""
        response = self.get_response(request)
        kept = "private, no-store" if is_secretive(request.path) else "private, no-cache"
        response.headers.setdefault("Cache-Control", kept)
        return response


class Speaking:
    """Speaks the language and digits of the user, or of the cookie of whoever has not signed in."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond in the reader's language."""
        user = request.user
        if user.is_authenticated:
            language, digits = user.language, user.digits
        else:
            language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            digits = request.COOKIES.get(DIGITS_COOKIE, "")
        language = language if language in LANGUAGES else settings.LANGUAGE_CODE
        with speaking(language, thai_digits=digits == "thai"):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class LiveSession:
    """Renews a session that is in use, at most once in a tenth of its life, so that few requests write."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Touch the session where it is time."""
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get(_TOUCHED, 0) > settings.SESSION_COOKIE_AGE / 10:
                request.session[_TOUCHED] = now
        return self.get_response(request)
