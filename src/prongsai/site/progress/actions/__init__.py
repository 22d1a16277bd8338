"""Every write to the follow-up of a plan: entries and their confirmation, evidence, meetings."""

from prongsai.site.progress.actions.entries import (
    Reported,
    change_entry,
    confirm_entry,
    enter_progress,
    remove_entry,
    restore_entry,
    return_entry,
)
from prongsai.site.progress.actions.evidence import (
    Exhibit,
    add_evidence,
    add_minutes,
    remove_evidence,
    restore_evidence,
)
from prongsai.site.progress.actions.meetings import (
    add_meeting,
    change_meeting,
    remove_meeting,
    restore_meeting,
)

__all__ = [
    "Exhibit",
    "Reported",
    "add_evidence",
    "add_meeting",
    "add_minutes",
    "change_entry",
    "change_meeting",
    "confirm_entry",
    "enter_progress",
    "remove_entry",
    "remove_evidence",
    "remove_meeting",
    "restore_entry",
    "restore_evidence",
    "restore_meeting",
    "return_entry",
]
