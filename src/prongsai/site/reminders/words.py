"""What there is to tell, in a line of a message and as an event of a calendar. No person is named."""

from django.utils.translation import gettext_lazy as _

from prongsai.site.reminders.models import Kind
from prongsai.site.reminders.things import Thing
from prongsai.site.shell.speech import say_day, spell

LONGEST = 120
"""How much of a measure's title is said."""

LINES = {
    Kind.DUE: _("Report progress by {day}: {title}"),
    Kind.MISSED: _("The report that was due on {day} did not come: {title}"),
    Kind.OVERDUE: _("Overdue since {day}: {title}"),
    Kind.CONFIRM: _("Progress awaits your confirmation: {title}"),
    Kind.STALLED: _("Does not move: {title}"),
    Kind.UNPROVED: _("Has no evidence: {title}"),
    Kind.DECIDE: _("The plan for fiscal year {title} awaits your decision"),
}
EVENTS = {
    Kind.DUE: _("Report progress: {title}"),
    Kind.MISSED: _("The report did not come: {title}"),
    Kind.OVERDUE: _("Overdue: {title}"),
    Kind.CONFIRM: LINES[Kind.CONFIRM],
    Kind.DECIDE: LINES[Kind.DECIDE],
}
"""What stands in a calendar; the other kinds have no day."""


def line_of(thing: Thing) -> str:
    """Give a thing as a line of a message, in the language and digits that are spoken."""
    return str(LINES[thing.kind]).format(day=say_day(thing.day), title=_title(thing))


def event_of(thing: Thing) -> str:
    """Give what an event of a calendar is called; raises KeyError for a kind that stands in none."""
    return str(EVENTS[thing.kind]).format(title=_title(thing))


def _title(thing: Thing) -> str:
    title = " ".join(thing.title.split())
    return spell(title if len(title) <= LONGEST else title[: LONGEST - 1] + "…")
