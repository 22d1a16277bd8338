"""Whom to remind, the message to them, and the messages that were sent."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prongsai.site.accounts.mail import mail_works
from prongsai.site.coordination import actions
from prongsai.site.coordination.forms import WriteForm, numbers_in, year_in
from prongsai.site.coordination.models import Area, Reason
from prongsai.site.coordination.queries import (
    agencies_told,
    as_sent,
    last_reminded,
    messages_of,
    the_message,
    the_notice,
    to_be_mailed,
)
from prongsai.site.coordination.standings import Wanted, found, lines, overview, year_choices
from prongsai.site.coordination.words import template_for
from prongsai.site.doors import needs, needs_in_area
from prongsai.site.shell.forms import as_typed
from prongsai.site.shell.speech import spell

A_PAGE = 100


@needs_in_area("area.remind")
@require_safe
def remind(request: HttpRequest, area: int) -> HttpResponse:
    """Show which agencies need attention, by reason, to be chosen for a message."""
    place = request.coordination.area
    year = year_in(place, request.GET)
    seen = overview(place, year)
    first = next((reason for reason, count in seen.reasons.items() if count), Reason.NO_ROUND)
    reason = _reason(request.GET) or first
    waiting = found(place, year, Wanted(attention=reason)).values_list("pk", flat=True)
    pages = Paginator(waiting, A_PAGE)
    pages.count = seen.reasons[reason]
    page = pages.get_page(request.GET.get("page"))
    numbers = list(page)
    last = last_reminded(place, numbers, year)
    context = {
        "year": year,
        "years": year_choices(),
        "seen": seen,
        "reasons": [(each, seen.reasons[each]) for each in Reason],
        "reason": Reason(reason),
        "page": page,
        "lines": [(line, last.get(line.number)) for line in lines(place, year, numbers)],
    }
    return render(request, "coordination/remind.html", context)


def _reason(data: QueryDict) -> str:
    asked = data.get("reason", "")
    return asked if asked in Reason.values else ""


def _chosen(place: Area, year: int, reason: str, data: QueryDict) -> list[int]:
    """Give the numbers of the agencies that were chosen and that the reason still fits."""
    waiting = found(place, year, Wanted(attention=reason)).values_list("pk", flat=True)
    if data.get("who") != "all":
        waiting = waiting.filter(pk__in=numbers_in(data))
    return list(waiting)


@needs_in_area("area.remind")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, area: int) -> HttpResponse:
    """Write a message to the agencies that were chosen: text, then a preview, then it is sent."""
    place = request.coordination.area
    data = request.POST if request.method == "POST" else request.GET
    year, reason = year_in(place, data), _reason(data) or Reason.NO_ROUND
    numbers = _chosen(place, year, reason, data)
    if not numbers:
        messages.warning(request, _("Choose at least one agency that is still to be reminded."))
        return redirect(f"{reverse('area-remind', args=[area])}?year={year}&reason={reason}")
    step, form = "text", WriteForm(request.POST if request.method == "POST" else None)
    if request.method == "GET":
        form = as_typed(request, WriteForm(initial={"text": template_for(reason, year), "key": uuid.uuid4()}))
    elif form.is_valid() and "again" not in request.POST:
        if "send" in request.POST:
            return _send(request, numbers, year, reason, form)
        step = "preview"
    context = {
        "year": year,
        "reason": Reason(reason),
        "everybody": data.get("who") == "all",
        "numbers": numbers,
        "told": lines(place, year, numbers[:A_PAGE]),
        "people": len(to_be_mailed(numbers)),
        "mail": mail_works(),
        "form": form,
        "step": step,
    }
    return render(request, "coordination/write.html", context)


def _send(
    request: HttpRequest, numbers: Sequence[int], year: int, reason: str, form: WriteForm
) -> HttpResponse:
    message = actions.send(
        request.coordination,
        numbers,
        fiscal_year=year,
        reason=reason,
        text=form.cleaned_data["text"],
        key=form.cleaned_data["key"],
    )
    words = ngettext(
        "The message stands on the overview of {number} agency.",
        "The message stands on the overviews of {number} agencies.",
        len(numbers),
    )
    messages.success(request, words.format(number=spell(len(numbers))))
    return redirect("area-message", message.area_id, message.pk)


@needs_in_area("area.remind")
@require_safe
def history(request: HttpRequest, area: int) -> HttpResponse:
    """Show the messages that were sent, with what became of them in numbers."""
    page = Paginator(messages_of(request.coordination.area), 30).get_page(request.GET.get("page"))
    return render(request, "coordination/messages.html", {"page": page, "sent": as_sent(list(page))})


@needs_in_area("area.remind")
@require_safe
def message(request: HttpRequest, area: int, number: int) -> HttpResponse:
    """Show a message that was sent."""
    sent = as_sent([the_message(request.coordination.area, number)])[0]
    context = {"sent": sent, "told": agencies_told(sent.message)}
    return render(request, "coordination/message.html", context)


@needs("notice.edit")
@require_POST
def put_away(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Take a message off the agency's overview."""
    notice = actions.put_away(request.actor, the_notice(request.actor.agency, number))
    undo = reverse("notice-put-back", args=[agency, notice.pk])
    messages.success(request, _("The message is put away."), extra_tags=undo)
    return redirect("agency", agency)


@needs("notice.edit")
@require_POST
def put_back(request: HttpRequest, agency: int, number: int) -> HttpResponse:
    """Put a message back on the agency's overview."""
    actions.put_back(request.actor, the_notice(request.actor.agency, number))
    messages.success(request, _("The message stands here again."))
    return redirect("agency", agency)
