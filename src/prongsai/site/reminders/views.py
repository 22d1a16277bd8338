"""The pages of one's calendar and reminders, the calendar itself, and where LINE calls."""

import json

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prongsai.site.accounts.held import for_those_signed_in
from prongsai.site.accounts.limits import allowed
from prongsai.site.accounts.mail import mail_works
from prongsai.site.reminders import actions
from prongsai.site.reminders.forms import WayForm
from prongsai.site.reminders.icalendar import MEDIA_TYPE
from prongsai.site.reminders.line import is_signed
from prongsai.site.reminders.queries import (
    calendar_of,
    contact_of,
    feed_by,
    feed_of,
    line_works,
    way_of,
)
from prongsai.site.reminders.webhook import take
from prongsai.site.shell.forms import as_typed

PLAIN = "text/plain; charset=utf-8"


@for_those_signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """Show whether one has a calendar, and make an address for it, which is shown once."""
    address = ""
    if request.method == "POST":
        secret = actions.make_calendar(request.user)
        address = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    return render(request, "reminders/calendar.html", {"address": address, "feed": feed_of(request.user)})


@for_those_signed_in
@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """Let the address of one's calendar end."""
    actions.end_calendar(request.user)
    messages.success(
        request, _("The address of your calendar has ended. Nobody sees anything by it any more.")
    )
    return redirect("calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar to whoever has its address; without it there is none, and no page with a form that names it."""
    found = feed_by(token)
    what, key = ("calendar_unknown", None) if found is None else ("calendar", found.secret_hash)
    if not allowed(request, what, key):
        response = HttpResponse("too many requests\n", content_type=PLAIN, status=429)
    elif found is None:
        response = HttpResponse("not found\n", content_type=PLAIN, status=404)
    else:
        response = HttpResponse(calendar_of(found.user), content_type=MEDIA_TYPE)
        response["Content-Disposition"] = 'inline; filename="prongsai.ics"'
    response["Referrer-Policy"] = "no-referrer"
    return response


@for_those_signed_in
@require_http_methods(["GET", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Show how one is reminded, and let one choose."""
    contact = contact_of(request.user)
    now = way_of(contact)
    if request.method == "GET":
        form = as_typed(request, WayForm.of(contact, now))
    else:
        form = WayForm.of(contact, now, request.POST)
        if form.is_valid():
            actions.choose_way(request.user, form.cleaned_data["way"])
            messages.success(request, _("Your choice is kept."))
            return redirect("reminders")
    return _page(request, form=form)


@for_those_signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Make a code that links one's account at LINE, and show it once."""
    if not line_works():
        raise Http404
    if request.method == "GET":
        return redirect("reminders")
    return _page(request, code=actions.make_code(request.user))


@for_those_signed_in
@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """Forget one's account at LINE."""
    actions.unlink(request.user)
    messages.success(request, _("Your account at LINE is no longer linked."))
    return redirect("reminders")


def _page(request: HttpRequest, *, form: WayForm | None = None, code: str = "") -> HttpResponse:
    contact = contact_of(request.user)
    return render(
        request,
        "reminders/reminders.html",
        {
            "form": form or WayForm.of(contact, way_of(contact)),
            "code": code,
            "contact": contact,
            "mail": mail_works(),
            "line": line_works(),
            "account": settings.ENVIRONMENT["LINE_ACCOUNT"],
            "hour": settings.ENVIRONMENT["REMIND_HOUR"],
            "minutes": int(actions.GOOD_FOR.total_seconds() / 60),
        },
    )


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Take what LINE tells of; to anybody else there is no such page."""
    if not line_works() or not is_signed(request.body, request.headers.get("X-Line-Signature", "")):
        raise Http404
    try:
        events = json.loads(request.body)["events"]
    except (ValueError, KeyError, TypeError):
        return HttpResponseBadRequest()
    if not isinstance(events, list):
        return HttpResponseBadRequest()
    for event in events:
        take(request, event if isinstance(event, dict) else {})
    return HttpResponse()
