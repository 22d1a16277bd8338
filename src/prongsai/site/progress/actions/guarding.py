"""What must hold before follow-up is written: an approved plan, a day that can be, a division of one's own."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.dates import fiscal_start, full_date
from prongsai.language.problems import InputError, Problem
from prongsai.site.agencies.models import Division
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Plan
from prongsai.site.progress.models import Entry
from prongsai.site.progress.queries import followed_plan
from prongsai.site.progress.values import Followed
from prongsai.site.shell.speech import spell


def hold(plan: Plan) -> Followed:
    """Hold a plan for the rest of the transaction, and give its follow-up as it stands now.

    Raises InputError where no version of it was approved.
    """
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    found = followed_plan(plan.round)
    if found is None:
        raise refused("not-approved", _("No version of this plan was approved yet."))
    return found


def hold_entry(entry: Entry, seen: int | None = None) -> tuple[Followed, Entry]:
    """Hold an entry as it stands now with its plan, and give it with the plan's follow-up.

    Raises InputError where it was changed after the revision that was seen.
    """
    followed = hold(entry.plan)
    now: Entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    now.plan, now.division = entry.plan, followed.rows.division(now.division_id)
    if seen is not None and now.revision != seen:
        raise refused(
            "changed-meanwhile",
            _("Somebody changed this entry after you opened it."),
            _("See what stands there now, then decide again."),
        )
    return followed, now


def may_speak_for(actor: Actor, division: Division) -> bool:
    """Tell whether an actor may report for a division: the officer for all, others for their own."""
    return actor.may("progress.enter") and (actor.may("progress.confirm") or division.pk in actor.divisions)


def hold_own(actor: Actor, entry: Entry, seen: int | None = None) -> tuple[Followed, Entry]:
    """Hold an entry as `hold_entry` does; raise PermissionDenied unless the actor may report for its division."""
    followed, now = hold_entry(entry, seen)
    must_speak_for(actor, now.division)
    return followed, now


def must_speak_for(actor: Actor, division: Division) -> None:
    """Raise PermissionDenied unless an actor may report for a division."""
    if not may_speak_for(actor, division):
        raise PermissionDenied


def check_day(day: date, result_year: int) -> None:
    """Raise InputError for a day of progress that is still to come, or before the year of the plan's result."""
    if day > timezone.localdate():
        raise refused("day-to-come", _("This day is still to come."))
    first = fiscal_start(result_year)
    if day < first:
        what = _("The day lies before {first}, when the year of the plan's result began.")
        raise refused("day-too-early", what.format(first=spell(full_date(first))))


def refused(code: str, what: str, mend: str = "") -> InputError:
    """Give the error that says why something is not done."""
    return InputError(Problem(code, what, mend=mend))
