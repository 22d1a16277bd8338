"""What there is to tell, in a line of a message and as an event of a calendar. No person is named."""

from django.utils.translation import gettext_lazy as _

from prongsai.site.reminders.models import Kind
from prongsai.site.reminders.things import Thing
from prongsai.site.shell.speech import say_day, spell

LONGEST = 120
"""How much of a measure's title is said."""

WHAT = {
    Kind.DUE: _("Report progress by {day}"),
    Kind.MISSED: _("The report that was due on {day} did not come"),
    Kind.OVERDUE: _("Overdue since {day}"),
    Kind.CONFIRM: _("Progress awaits your confirmation"),
    Kind.STALLED: _("Does not move"),
    Kind.UNPROVED: _("Has no evidence"),
}
"""What is said of a measure."""

DECIDE = _("The plan for fiscal year {title} awaits your decision")
EVENTS = {
    Kind.DUE: _("Report progress: {title}"),
    Kind.MISSED: _("The report did not come: {title}"),
    Kind.OVERDUE: _("Overdue: {title}"),
    Kind.CONFIRM: _("Progress awaits your confirmation: {title}"),
    Kind.DECIDE: DECIDE,
}
"""What stands in a calendar; the other kinds have no day."""


def line_of(*things: Thing) -> str:
    """Give what there is to tell of a measure, or of a plan, as one line in the language and digits that are spoken."""
    first = things[0]
    if first.kind == Kind.DECIDE:
        return str(DECIDE).format(title=_title(first))
    said = dict.fromkeys(str(WHAT[each.kind]).format(day=say_day(each.day)) for each in things)
    return f"{' · '.join(said)}: {_title(first)}"


def event_of(thing: Thing) -> str:
    """Give what an event of a calendar is called; raises KeyError for a kind that stands in none."""
    return str(EVENTS[thing.kind]).format(title=_title(thing))


def _title(thing: Thing) -> str:
    title = " ".join(thing.title.split())
    return spell(title if len(title) <= LONGEST else title[: LONGEST - 1] + "…")
