"""Every write to rounds, their results, and results that are being brought in."""

from prongsai.site.rounds.actions.entries import (
    begin_correction,
    begin_entry,
    confirm_entry,
    discard_entry,
    enter_all_earlier,
    enter_earlier,
    keep_entry,
    keep_upload,
    restore_entry,
)
from prongsai.site.rounds.actions.results import (
    correct_result,
    decide,
    enter_result,
    put_remarks,
    remove_result,
    rescore_result,
    restore_result,
    takes_over,
)
from prongsai.site.rounds.actions.rounds import close_round, reopen_round, start_round

__all__ = [
    "begin_correction",
    "begin_entry",
    "close_round",
    "confirm_entry",
    "correct_result",
    "decide",
    "discard_entry",
    "enter_all_earlier",
    "enter_earlier",
    "enter_result",
    "keep_entry",
    "keep_upload",
    "put_remarks",
    "remove_result",
    "reopen_round",
    "rescore_result",
    "restore_entry",
    "restore_result",
    "start_round",
    "takes_over",
]
