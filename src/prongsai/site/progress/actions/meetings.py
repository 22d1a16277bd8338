"""Meetings that spoke of measures."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.site.doors import action, facts_of, record
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Plan
from prongsai.site.progress.actions.guarding import hold, refused
from prongsai.site.progress.models import Meeting
from prongsai.site.progress.values import Followed


@action("meeting.edit")
def add_meeting(actor: Actor, plan: Plan, day: date, title: str, measures: Sequence[str]) -> Meeting:
    """Add a meeting on some measures of a plan, one to come or one that was held.

    Raises InputError where the plan is not approved, or has no such measure.
    """
    _check(hold(plan), measures)
    meeting = Meeting.objects.create(
        agency=actor.agency, plan=plan, day=day, title=title, measures=list(measures)
    )
    record(actor, "meeting.added", meeting, after=facts_of(meeting, "day", "title", "measures"))
    return meeting


@action("meeting.edit")
def change_meeting(actor: Actor, meeting: Meeting, day: date, title: str, measures: Sequence[str]) -> Meeting:
    """Change day, name and measures of a meeting. Raises InputError where the plan has no such measure."""
    _check(hold(meeting.plan), measures)
    before = facts_of(meeting, "day", "title", "measures")
    meeting.day, meeting.title, meeting.measures = day, title, list(measures)
    meeting.save(update_fields=["day", "title", "measures"])
    record(actor, "meeting.changed", meeting, before, facts_of(meeting, "day", "title", "measures"))
    return meeting


@action("meeting.edit")
def remove_meeting(actor: Actor, meeting: Meeting) -> Meeting:
    """Delete a meeting, to be put back by `restore_meeting`; its minutes prove nothing then."""
    meeting.removed_at = timezone.now()
    meeting.save(update_fields=["removed_at"])
    record(actor, "meeting.removed", meeting)
    return meeting


@action("meeting.edit")
def restore_meeting(actor: Actor, meeting: Meeting) -> Meeting:
    """Put a deleted meeting back."""
    meeting.removed_at = None
    meeting.save(update_fields=["removed_at"])
    record(actor, "meeting.restored", meeting)
    return meeting


def _check(followed: Followed, measures: Sequence[str]) -> None:
    if set(measures) - {each.id for each in followed.plan.measures}:
        raise refused("no-measure", _("The approved plan has no such measure."))
