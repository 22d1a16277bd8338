"""Every write to the divisions of an agency."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.agencies.divisions.queries import measures_of, missing_divisions
from prongsai.site.agencies.models import Division, Invitation, Membership
from prongsai.site.agencies.queries import EVERYBODY, divisions_of
from prongsai.site.doors import action, facts_of, record
from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.owners import take_part_over
from prongsai.site.progress.shown import show_all


@action("division.edit")
def add_division(actor: Actor, name: str, key: str = "") -> Division:
    """Add a division after the others. Raises InputError where another one has its name."""
    _must_be_free(actor, name)
    division = _add(actor, name, key)
    show_all(actor.agency)
    record(actor, "division.added", division, after=facts_of(division, "name", "key"))
    return division


@action("division.edit")
def add_usual_divisions(actor: Actor) -> list[Division]:
    """Add the divisions that an agency of its type usually has and this one lacks."""
    added = [_add(actor, name, key) for key, name in missing_divisions(actor.agency).items()]
    names = [division.name for division in added]
    show_all(actor.agency)
    record(actor, "division.usual-added", actor.agency, after={"divisions": names})
    return added


@action("division.edit")
def change_division(actor: Actor, division: Division, name: str, key: str = "") -> Division:
    """Change the name and the work of a division. Raises InputError where another one has the name."""
    _must_be_free(actor, name, division)
    before = facts_of(division, "name", "key")
    division.name, division.key = name, key
    division.save(update_fields=["name", "key"])
    show_all(actor.agency)
    record(actor, "division.changed", division, before, facts_of(division, "name", "key"))
    return division


@action("division.edit")
def move_division(actor: Actor, division: Division, by: int) -> None:
    """Move a division in the order of divisions, up for a negative number of places, down for a positive one."""
    # The one that stands for all is not shown among them.
    order = [each for each in divisions_of(actor.agency) if each == division or each.key != EVERYBODY]
    before = [each.name for each in order]
    place = order.index(division)
    order.insert(max(0, place + by), order.pop(place))
    for number, each in enumerate(order):
        each.place = number
    Division.objects.bulk_update(order, ["place"])
    after = [each.name for each in order]
    show_all(actor.agency)
    record(actor, "division.moved", division, {"order": before}, {"order": after})


@action("division.edit")
def remove_division(actor: Actor, division: Division) -> None:
    """Remove a division, to be put back by `restore_division`. Raises InputError where measures belong to it."""
    if measures_of(division).exists():
        what = _("Measures of a plan belong to this division.")
        raise InputError(Problem("owns-measures", what, mend=_("Let another division take them over.")))
    division.removed_at = timezone.now()
    division.save(update_fields=["removed_at"])
    show_all(actor.agency)
    record(actor, "division.removed", division)


@action("division.edit")
def restore_division(actor: Actor, division: Division) -> None:
    """Put a removed division back. Raises InputError where another one has its name by now."""
    _must_be_free(actor, division.name, division)
    if division.key in {each.key for each in divisions_of(actor.agency) if each != division}:
        division.key = ""
    division.removed_at = division.merged_into = None
    division.save(update_fields=["removed_at", "merged_into", "key"])
    show_all(actor.agency)
    record(actor, "division.restored", division)


@action("division.edit")
def merge_division(actor: Actor, division: Division, into: Division) -> None:
    """Let a division take over the measures, people and invitations of another one, which is removed.

    Whoever has the owners of such a measure open is told that they changed. Raises InputError where both are the same.
    """
    if division == into:
        raise InputError(Problem("same-division", _("Choose another division.")))
    moved = take_part_over(actor, division, into)
    Membership.objects.filter(agency=actor.agency, division=division).update(division=into)
    Invitation.objects.filter(agency=actor.agency, division=division).update(division=into)
    division.removed_at, division.merged_into = timezone.now(), into
    division.save(update_fields=["removed_at", "merged_into"])
    show_all(actor.agency)
    record(actor, "division.merged", division, after={"division": into.name, "measures": moved})


def _must_be_free(actor: Actor, name: str, division: Division | None = None) -> None:
    if name in {each.name for each in divisions_of(actor.agency) if each != division}:
        raise InputError(Problem("name-taken", _("Another division has this name.")))


def _add(actor: Actor, name: str, key: str) -> Division:
    last = Division.objects.filter(agency=actor.agency).aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    return Division.objects.create(agency=actor.agency, name=name, key=key, place=place)
