"""Every write that renames an agency or makes it part of another; each can be undone."""

from datetime import date

from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from prongsai.language.problems import InputError, Problem
from prongsai.planning.divisions import type_named
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, AgencyName, Membership
from prongsai.site.doors import Facts, action_in_site, note, person
from prongsai.site.permissions import Role


@action_in_site("agency.rename")
def rename(user: User, agency: Agency, name: str, day: date) -> AgencyName:
    """Give an agency a new name from a day on, and keep the former one; give that.

    Raises InputError for the name that it has. What was made under the former name keeps it.
    """
    if name == agency.name:
        what = _("The agency has this name already.")
        raise InputError(Problem("same-name", what, mend=_("Write the new one.")))
    with scopes_disabled():
        former = AgencyName.objects.create(agency=agency, text=agency.name, until=day)
    before, after = _set_name(agency, name)
    note(user.name, "agency.renamed", agency, before, {**after, "from_day": day.isoformat()}, agency=agency)
    return former


@action_in_site("agency.rename")
def rename_back(user: User, agency: Agency) -> None:
    """Give an agency its last former name back, as where the new one was a mistake. Raises InputError without one."""
    with scopes_disabled():
        former = AgencyName.objects.filter(agency=agency).first()
        if former is None:
            raise InputError(Problem("no-former-name", _("The agency has no former name.")))
        before, after = _set_name(agency, former.text)
        former.delete()
    note(user.name, "agency.renamed-back", agency, before, after, agency=agency)


def _set_name(agency: Agency, name: str) -> tuple[Facts, Facts]:
    """Set a name, and give what changed, before and after.

    The type goes with it, where it was that of the name before (เทศบาลตำบล … → เทศบาลเมือง …).
    """
    before = {"name": agency.name, "type": agency.type}
    if agency.type == type_named(agency.name):
        agency.type = type_named(name) or agency.type
    agency.name = name
    agency.save(update_fields=["name", "type"])
    after = {"name": agency.name, "type": agency.type}
    changed = [key for key in before if before[key] != after[key]]
    return {key: before[key] for key in changed}, {key: after[key] for key in changed}


@action_in_site("agency.merge")
def merge(user: User, agency: Agency, into: Agency, day: date, *, members: bool) -> None:
    """Make an agency part of another from a day on: it is closed from then, and read by both.

    `members`: its members are given the same roles in the other at once. Raises InputError where one of the two is
    part of another already, or both are the same.
    """
    if agency == into or agency.merged_into_id or into.merged_into_id:
        what = _("These agencies cannot be merged: one of them is part of another already.")
        raise InputError(Problem("bad-merger", what, mend=_("Choose another agency, or undo that merger.")))
    agency.merged_into, agency.merged_on = into, day
    agency.save(update_fields=["merged_into", "merged_on"])
    came = _take_in(agency, into) if members else []
    from_day = day.isoformat()
    note(user.name, "agency.merged", agency, after={"into": into.name, "from_day": from_day}, agency=agency)
    after: Facts = {"taken_in": agency.name, "from_day": from_day, "members": came}
    note(user.name, "agency.taken-in", into, after=after, agency=into)


@action_in_site("agency.merge")
def separate(user: User, agency: Agency) -> None:
    """Undo a merger: the agency is open again, and roles that came with it to the other end.

    Raises InputError where it is part of none.
    """
    into = agency.merged_into
    if into is None:
        raise InputError(Problem("no-merger", _("The agency is not part of another.")))
    day = agency.merged_on
    agency.merged_into = agency.merged_on = None
    agency.save(update_fields=["merged_into", "merged_on"])
    with scopes_disabled():
        Membership.objects.filter(agency=into, came_with=agency).delete()
    before = {"from_day": str(day)}
    note(user.name, "agency.separated", agency, {**before, "into": into.name}, {}, agency=agency)
    note(user.name, "agency.separated", into, {**before, "taken_in": agency.name}, {}, agency=into)


def _take_in(agency: Agency, into: Agency) -> list[Facts]:
    """Give the members of an agency their roles in another too; give who they are, as the log holds people."""
    with scopes_disabled():
        held = list(
            Membership.objects.filter(agency=agency, ended_at=None, user__is_active=True)
            .select_related("user__name")
            .order_by("pk")
        )
        there = set(Membership.objects.filter(agency=into, ended_at=None).values_list("user", "role"))
        new = [each for each in held if (each.user_id, each.role) not in there]
        Membership.objects.bulk_create(
            Membership(
                agency=into, user=each.user, role=Role(each.role), position=each.position, came_with=agency
            )
            for each in new
        )
    return [fact for each in dict.fromkeys(row.user for row in new) if (fact := person(each.name))]
