"""The words of follow-up in the reader's language; in Thai the same as papers print."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "not_begun": _("not begun yet"),
    "under_way": _("under way"),
    "done": _("done"),
    "overdue": _("overdue"),
    "no_report": _("no report yet"),
}
"""Where a measure stands (`prongsai.planning.progress.State`)."""

LOOKS = {"not_begun": "", "under_way": "doing", "done": "done", "overdue": "mend", "no_report": "develop"}
"""The looks of their tags."""

MARKS = {
    "overdue": _("overdue"),
    "no_report": _("no report yet"),
    "stalled": _("not moving"),
    "unproved": _("without proof"),
}
"""Why a measure comes up by itself (`prongsai.planning.reporting.Mark`)."""

WHY = {
    "overdue": _("The period of the measure is over, and it is not reported done."),
    "no_report": _("The report that was due last did not come."),
    "stalled": _("The per cent did not rise over two days by which reports were due."),
    "unproved": _(
        "What was reported last has no evidence, or only such as is older than the period of the measure."
    ),
}
"""What each of these means."""

KINDS = {"overdue": _("overdue since"), "missed": _("missed:"), "next": _("due by")}
"""What is said before the day of a report that is owed (`prongsai.planning.reporting.Kind`)."""

KIND_LOOKS = {"overdue": "mend", "missed": "develop", "next": "now"}
ENTRY_LOOKS = {"reported": "submitted", "confirmed": "done", "returned": "returned"}
