"""Entering progress, and confirming or returning it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.site.agencies.models import Division
from prongsai.site.doors import Facts, action, facts_of, record
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Plan
from prongsai.site.progress.actions.evidence import Exhibit, put_in
from prongsai.site.progress.actions.guarding import (
    check_day,
    hold,
    hold_entry,
    hold_own,
    must_speak_for,
    refused,
)
from prongsai.site.progress.models import Entry, State
from prongsai.site.progress.shown import show
from prongsai.site.progress.values import Followed

REPORTED = ("day", "percent", "result", "spent", "obstacles", "suggestions")
"""The fields of an entry that a division fills in."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a division reports on a measure as of a day: per cent (0–100), what was done, baht spent so far."""

    day: date
    percent: Decimal
    result: str
    spent: Decimal | None = None
    obstacles: str = ""
    suggestions: str = ""


@action("progress.enter")
def enter_progress(
    actor: Actor,
    plan: Plan,
    measure: str,
    division: Division,
    what: Reported,
    exhibits: Sequence[Exhibit] = (),
) -> Entry:
    """Enter what a division did on a measure, with evidence; it then awaits the officer's confirmation.

    Raises PermissionDenied for a division that is not the actor's, InputError where the plan is not approved, the
    division is no owner of the measure, or the day cannot be.
    """
    must_speak_for(actor, division)
    followed = hold(plan)
    _check(followed, measure, division, what)
    entry = Entry.objects.create(
        agency=actor.agency,
        plan=plan,
        measure=measure,
        division=division,
        entered_by=actor.user.name,
        **asdict(what),
    )
    record(actor, "progress.entered", entry, after=_facts(entry), name=_name(followed, entry))
    put_in(actor, exhibits, entry=entry)
    return entry


@action("progress.enter")
def change_entry(actor: Actor, entry: Entry, what: Reported, seen: int) -> Entry:
    """Change an entry that is not confirmed; one that was returned awaits confirmation again.

    `seen` is the revision that was seen. Raises PermissionDenied for a division that is not the actor's, InputError
    where the entry is confirmed, was changed meanwhile, or the day cannot be.
    """
    followed, row = hold_own(actor, entry, seen)
    if row.state == State.CONFIRMED:
        raise refused(
            "confirmed", _("A confirmed entry is not changed any more."), _("The officer can return it.")
        )
    _check(followed, row.measure, row.division, what)
    before = {**_facts(row), **facts_of(row, "state")}
    for name in REPORTED:
        setattr(row, name, getattr(what, name))
    row.state, row.revision = State.REPORTED, row.revision + 1
    row.save()
    after = {**_facts(row), **facts_of(row, "state")}
    record(actor, "progress.changed", row, before, after, name=_name(followed, row))
    return row


@action("progress.confirm")
def confirm_entry(actor: Actor, entry: Entry, seen: int) -> Entry:
    """Confirm an entry as it was seen, one's own too (the log says so): from now on it counts.

    Raises InputError where it does not await confirmation, or was changed meanwhile.
    """
    followed, row = hold_entry(entry, seen)
    if row.state != State.REPORTED:
        raise refused("not-awaiting", _("This entry does not await confirmation any more."))
    return _decide(actor, followed, row, State.CONFIRMED, "", "progress.confirmed")


@action("progress.confirm")
def return_entry(actor: Actor, entry: Entry, word: str, seen: int) -> Entry:
    """Send an entry back with a word on what is to be changed, one that was confirmed too: it does not count then.

    Raises InputError where the word is missing, it is returned already, or was changed meanwhile.
    """
    if not word.strip():
        raise refused("no-word", _("Say what is to be changed."))
    followed, row = hold_entry(entry, seen)
    if row.state == State.RETURNED:
        raise refused("not-awaiting", _("This entry does not await confirmation any more."))
    return _decide(actor, followed, row, State.RETURNED, word.strip(), "progress.returned")


@action("progress.enter")
def remove_entry(actor: Actor, entry: Entry) -> Entry:
    """Delete an entry, to be put back by `restore_entry`.

    Raises PermissionDenied for a division that is not the actor's, InputError for one that is confirmed.
    """
    followed, row = hold_own(actor, entry)
    if row.state == State.CONFIRMED:
        raise refused("confirmed", _("A confirmed entry is not deleted."), _("The officer can return it."))
    return _removed(actor, followed, row, "progress.removed", gone=True)


@action("progress.enter")
def restore_entry(actor: Actor, entry: Entry) -> Entry:
    """Put a deleted entry back. Raises PermissionDenied for a division that is not the actor's."""
    followed, row = hold_own(actor, entry)
    return _removed(actor, followed, row, "progress.restored", gone=False)


def _removed(actor: Actor, followed: Followed, row: Entry, code: str, *, gone: bool) -> Entry:
    row.removed_at = timezone.now() if gone else None
    row.save(update_fields=["removed_at"])
    show(followed.version.plan)
    record(actor, code, row, name=_name(followed, row))
    return row


def _decide(actor: Actor, followed: Followed, row: Entry, state: State, word: str, code: str) -> Entry:
    before = facts_of(row, "state", "word")
    row.state, row.word, row.revision = state, word, row.revision + 1
    row.decided_by, row.decided_at = actor.user.name, timezone.now()
    row.save()
    show(followed.version.plan)
    after: Facts = {**facts_of(row, "state", "word"), "own_entry": row.entered_by_id == actor.user.name_id}
    record(actor, code, row, before, after, name=_name(followed, row))
    return row


def _check(followed: Followed, measure: str, division: Division, what: Reported) -> None:
    """Raise InputError where a division cannot report this on a measure of the plan."""
    if division not in followed.owners.get(measure, ()):
        raise refused("no-owner", _("This division is not responsible for the measure in the approved plan."))
    check_day(what.day, followed.plan.result_year)


def _facts(entry: Entry) -> Facts:
    return facts_of(entry, "measure", "division", *REPORTED)


def _name(followed: Followed, entry: Entry) -> str:
    """Give what an entry is called in the log: the title of its measure."""
    measure = followed.measure(entry.measure)
    return measure.title if measure else entry.measure
