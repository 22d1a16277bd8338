"""The pages that belong to no app: home, language and digits, and what is shown when something is wrong."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.messages import LANGUAGES
from prongsai.site.accounts.held import rescue
from prongsai.site.accounts.models import Digits
from prongsai.site.agencies.queries import agencies_of
from prongsai.site.coordination.queries import areas_of
from prongsai.site.plans.queries import awaiting_anywhere
from prongsai.site.shell.middleware import DIGITS_COOKIE
from prongsai.site.shell.speech import spell


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the one agency or area, or show all those of the user; to sign in where nobody is signed in.

    Whoever only looks after the site is led to the register of all agencies.
    """
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    agencies, areas = agencies_of(request.user), areas_of(request.user)
    places = [*(each.agency for each in agencies), *areas]
    if len(places) == 1 and not request.user.is_administrator:
        return redirect(places[0])
    if request.user.is_administrator and not places:
        return redirect("agencies")
    context = {"agencies": agencies, "areas": areas, "awaiting": awaiting_anywhere(request.user)}
    return render(request, "shell/home.html", context)


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Give where a form wants to go on to, if that is a page of this site."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return otherwise


@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """Change language or digits, for the user for good, for anybody else by cookie, and go back."""
    language, digits = request.POST.get("language"), request.POST.get("digits")
    if language not in {None, *LANGUAGES} or digits not in {None, *Digits.values}:
        return HttpResponseBadRequest(_("There is no such language or kind of digits."))
    response = redirect(safe_next(request, "/"))
    if request.user.is_authenticated:
        request.user.language = language or request.user.language
        request.user.digits = digits or request.user.digits
        request.user.save(update_fields=["language", "digits"])
    for cookie, value in ((settings.LANGUAGE_COOKIE_NAME, language), (DIGITS_COOKIE, digits)):
        if value:
            response.set_cookie(
                cookie,
                value,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
            )
    return response


def trouble(request: HttpRequest, status: int, heading: str, *advice: str) -> HttpResponse:
    """Give a page that says what is wrong and what to do."""
    return render(request, "shell/trouble.html", {"heading": heading, "advice": advice}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be understood, or was larger than the site reads into memory."""
    if isinstance(exception, RequestDataTooBig):
        limit = spell(settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000)
        return trouble(
            request,
            413,
            _("What was sent is too long"),
            _(
                "The site takes about {limit} MB of text at once, and kept nothing of it. Go back: your browser may still have the text. Shorten it, and send only what belongs to your own agency."
            ).format(limit=limit),
        )
    return trouble(
        request,
        400,
        _("The request could not be understood"),
        _("Go back and try again. If a file was uploaded, check that it is not too large."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the reader may not do this."""
    return trouble(
        request,
        403,
        _("You may not do this"),
        _("Your role in this agency does not include it. Ask the agency's manager if it should."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page."""
    return trouble(
        request,
        404,
        _("There is no such page"),
        _("The address may be mistyped, or the page belongs to an agency that you are not a member of."),
    )


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Say that an address is for forms, or for links, only."""
    return trouble(
        request,
        405,
        _("This address cannot be opened like this"),
        _("It only takes what a button of the site sends. Go back to the page, and press the button there."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that something was tried too often, and to wait."""
    response = trouble(
        request,
        429,
        _("Please wait a little"),
        _("This was tried too many times in a short while. Wait five minutes, then try again."),
        _("Nothing is lost, and nothing is locked for good."),
    )
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the site failed; kept free of the database, which may be what failed."""
    return render(
        request,
        "shell/failed.html",
        {"heading": _("Something went wrong here")},
        status=500,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead back to the page of a form that was too old, with its text; say so where it may have come from elsewhere."""
    return rescue(request) or trouble(
        request,
        403,
        _("This form could not be accepted"),
        _(
            "It was open for too long, or cookies are switched off. Go back, reload the page, and send it again."
        ),
    )
