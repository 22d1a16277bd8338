"""Every write to plans: making and bringing in line, editing, and approval."""

from prongsai.site.plans.actions.approval import (
    decide,
    decide_by_scan,
    publish,
    submit,
    withdraw,
)
from prongsai.site.plans.actions.making import make, renew
from prongsai.site.plans.actions.measures import (
    add_measure,
    change_measure,
    move_measure,
    remove_measure,
    restore_measure,
)
from prongsai.site.plans.actions.steps import move_step, put_back_step, put_step, remove_step
from prongsai.site.plans.actions.texts import change_text

__all__ = [
    "add_measure",
    "change_measure",
    "change_text",
    "decide",
    "decide_by_scan",
    "make",
    "move_measure",
    "move_step",
    "publish",
    "put_back_step",
    "put_step",
    "remove_measure",
    "remove_step",
    "renew",
    "restore_measure",
    "submit",
    "withdraw",
]
