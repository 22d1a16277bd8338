"""Editing the steps of a measure: each has a key of its own, so that two people can work on different ones."""

from collections.abc import Mapping
from typing import Any

from prongsai.site.doors import action
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.changing import ChangedMeanwhile, check, facts, locked, log, mark
from prongsai.site.plans.models import Measure
from prongsai.site.plans.values import new_key

Step = Mapping[str, Any]


@action("plan.edit")
def put_step(actor: Actor, measure: Measure, key: str, step: Step, seen: int) -> Measure:
    """Change the step of a key, or add one at the end where the key is empty.

    `step` holds its text, answers and refs. Raises ChangedMeanwhile where somebody else changed or deleted the step
    since the revision that was seen, or deleted the measure.
    """
    row = _standing(measure)
    before = facts(row, "steps")
    if key:
        place = _place(row, key)
        check(row, _part(key), seen)
        row.steps[place] = {"key": key, **step}
    else:
        key = new_key("s", [each["key"] for each in row.steps])
        row.steps.append({"key": key, **step})
    return _saved(actor, "measure.step-put", row, before, _part(key))


@action("plan.edit")
def move_step(actor: Actor, measure: Measure, key: str, places: int) -> Measure:
    """Move a step by some places down (up where negative), as far as there are others.

    Raises ChangedMeanwhile where somebody else deleted it.
    """
    row = _standing(measure)
    before = facts(row, "steps")
    place = _place(row, key)
    step = row.steps.pop(place)
    row.steps.insert(max(place + places, 0), step)
    return _saved(actor, "measure.step-moved", row, before)


@action("plan.edit")
def remove_step(actor: Actor, measure: Measure, key: str) -> tuple[int, Step]:
    """Take a step out and give it with its place, for `put_back_step`.

    Raises ChangedMeanwhile where somebody else deleted it.
    """
    row = _standing(measure)
    before = facts(row, "steps")
    place = _place(row, key)
    step: Step = row.steps.pop(place)
    _saved(actor, "measure.step-removed", row, before)
    return place, step


@action("plan.edit")
def put_back_step(actor: Actor, measure: Measure, place: int, step: Step) -> Measure:
    """Put a step that was taken out back at its place, under a key of its own if another has it now."""
    row = _standing(measure)
    before = facts(row, "steps")
    taken = [each["key"] for each in row.steps]
    key = new_key("s", taken) if step["key"] in taken else step["key"]
    row.steps.insert(place, {**step, "key": key})
    return _saved(actor, "measure.step-restored", row, before, _part(key))


def _standing(measure: Measure) -> Measure:
    row = locked(measure)
    if row.removed_at is not None:
        raise ChangedMeanwhile(row)
    row.steps = [dict(each) for each in row.steps]
    return row


def _place(row: Measure, key: str) -> int:
    keys = [each["key"] for each in row.steps]
    if key not in keys:
        raise ChangedMeanwhile(row)
    return keys.index(key)


def _part(key: str) -> str:
    return f"steps/{key}"


def _saved(actor: Actor, code: str, row: Measure, before: Mapping[str, Any], *parts: str) -> Measure:
    mark(row, "steps", *parts)
    row.save(update_fields=["steps", "revision", "changed"])
    log(actor, code, row, dict(before), facts(row, "steps"))
    return row
