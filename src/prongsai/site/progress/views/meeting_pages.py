"""Meetings that speak of measures, their agenda sheets and their minutes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.language.dates import full_date
from prongsai.language.problems import InputError
from prongsai.site.doors import needs
from prongsai.site.progress import actions
from prongsai.site.progress.forms import EvidenceForm, MeetingForm
from prongsai.site.progress.models import Meeting
from prongsai.site.progress.queries import the_meeting
from prongsai.site.progress.values import Followed
from prongsai.site.progress.views.common import attempt, followed_of, laid_down
from prongsai.site.shell.forms import as_typed, say_problems


@needs("progress.view")
def meetings(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show the meetings that spoke of the plan's measures, the newest first."""
    followed = followed_of(request, year)
    return render(
        request, "progress/meetings.html", {"round": followed.round, "meetings": followed.rows.meetings}
    )


@needs("meeting.edit")
def meeting_new(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Add a meeting; all measures are chosen at first."""
    followed = followed_of(request, year)
    measures = followed.plan.measures
    if request.method == "POST":
        form = MeetingForm(request.POST, measures=measures)
    else:
        form = as_typed(
            request, MeetingForm(measures=measures, initial={"measures": [each.id for each in measures]})
        )
    if form.is_valid():
        try:
            made = actions.add_meeting(request.actor, followed.version.plan, **form.cleaned_data)
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(request, _("The meeting was added. Its agenda sheet can be made now."))
            return redirect("meeting", agency, year, made.pk)
    return render(request, "progress/meeting_form.html", {"round": followed.round, "form": form})


@needs("progress.view")
def meeting(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Show a meeting with its measures and its minutes."""
    followed = followed_of(request, year)
    return _page(request, followed, the_meeting(followed, number))


def _page(
    request: HttpRequest, followed: Followed, row: Meeting, form: EvidenceForm | None = None
) -> HttpResponse:
    usual = {"title": _("Minutes: {title}").format(title=row.title)[:200], "dated_on": full_date(row.day)}
    context = {
        "round": followed.round,
        "meeting": row,
        "measures": [each for each in followed.plan.measures if each.id in row.measures],
        "form": form or EvidenceForm(initial=usual),
    }
    return render(request, "progress/meeting.html", context)


@needs("meeting.edit")
def meeting_change(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Change day, name and measures of a meeting."""
    followed = followed_of(request, year)
    row = the_meeting(followed, number)
    measures = followed.plan.measures
    if request.method == "POST":
        form = MeetingForm(request.POST, measures=measures)
    else:
        now = {"day": full_date(row.day), "title": row.title, "measures": row.measures}
        form = as_typed(request, MeetingForm(measures=measures, initial=now))
    if form.is_valid():
        try:
            actions.change_meeting(request.actor, row, **form.cleaned_data)
        except InputError as error:
            say_problems(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("meeting", agency, year, number)
    return render(
        request, "progress/meeting_form.html", {"round": followed.round, "form": form, "meeting": row}
    )


@needs("meeting.edit")
def minutes_new(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Take the minutes of a meeting."""
    followed = followed_of(request, year)
    row = the_meeting(followed, number)
    if request.method != "POST":
        return redirect("meeting", agency, year, number)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        actions.add_minutes(request.actor, row, laid_down(request, form.exhibits()))
        messages.success(
            request, _("The minutes were kept. They count as proof for the measures of the meeting.")
        )
        return redirect("meeting", agency, year, number)
    return _page(request, followed, row, form)


@require_POST
@needs("meeting.edit")
def meeting_remove(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Delete a meeting; it can be put back."""
    row = the_meeting(followed_of(request, year), number)
    undo = reverse("meeting-restore", args=[agency, year, number])
    to = reverse("meetings", args=[agency, year])
    done = _("The meeting was deleted.")
    return attempt(request, to, lambda: actions.remove_meeting(request.actor, row), done, undo)


@require_POST
@needs("meeting.edit")
def meeting_restore(request: HttpRequest, agency: int, year: int, number: int) -> HttpResponse:
    """Put a deleted meeting back."""
    row = the_meeting(followed_of(request, year), number, removed=True)
    to = reverse("meeting", args=[agency, year, number])
    done = _("The meeting is back.")
    return attempt(request, to, lambda: actions.restore_meeting(request.actor, row), done)
