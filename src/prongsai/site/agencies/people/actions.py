"""Every write to the members of an agency."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.accounts.administrators import link_path
from prongsai.site.accounts.models import User
from prongsai.site.agencies.handover.queries import holdings_of
from prongsai.site.agencies.models import Division, Membership
from prongsai.site.agencies.people.queries import Member
from prongsai.site.agencies.queries import belongs_elsewhere
from prongsai.site.doors import Facts, action, record
from prongsai.site.permissions import Actor, Role


@action("people.edit")
def change_member(
    actor: Actor, member: Member, roles: Collection[Role], division: Division | None, position: str
) -> None:
    """Change a member's roles, division and position.

    Raises InputError where no role is left, the last manager would stop being one, or an approver is waited for.
    """
    if not roles:
        what = _("A member has at least one role.")
        raise InputError(Problem("no-role", what, mend=_("To take somebody out, end the membership.")))
    if Role.MANAGER not in roles:
        _keep_a_manager(actor, member)
    if Role.APPROVER not in roles and Role.APPROVER in member.roles:
        _keep_no_plan_waiting(member)
    set_roles(actor, member.user, roles, division, position)
    after = _facts(roles, division, position)
    record(
        actor,
        "member.changed",
        member.user.name,
        _facts(member.roles, member.division, member.position),
        after,
    )


@action("people.edit")
def end_membership(actor: Actor, member: Member) -> None:
    """Take somebody out of the agency. Raises InputError for the last manager, and for one who is waited for."""
    _keep_a_manager(actor, member)
    _keep_no_plan_waiting(member)
    end_roles(actor, member.user)
    record(actor, "member.ended", member.user.name, {"roles": list(member.roles)}, {"roles": []})


@action("people.edit")
def restore_membership(actor: Actor, member: Member) -> None:
    """Take a former member back, with the roles held at the end."""
    set_roles(actor, member.user, member.roles, member.division, member.position)
    record(actor, "member.restored", member.user.name, {"roles": []}, {"roles": list(member.roles)})


@action("people.edit")
def make_link(actor: Actor, member: Member) -> str:
    """Give the path of a one-time link by which a member sets a new password.

    Raises InputError for a member of other agencies, or one who looks after the site: the link would open more than
    this agency.
    """
    if member.user.is_administrator or belongs_elsewhere(member.user, actor.agency):
        what = _("This person's account opens more than this agency.")
        raise InputError(
            Problem("not-only-here", what, mend=_("Ask whoever looks after the site for a link."))
        )
    record(actor, "link.made", member.user.name)
    return link_path(member.user)


def set_roles(
    actor: Actor, user: User, roles: Collection[Role], division: Division | None, position: str
) -> None:
    """Let a user hold exactly these roles in the actor's agency, with a division and a position."""
    held = Membership.objects.filter(agency=actor.agency, user=user, ended_at=None)
    held.exclude(role__in=roles).update(ended_at=timezone.now())
    held.update(division=division, position=position)
    known = set(held.values_list("role", flat=True))
    Membership.objects.bulk_create(
        Membership(agency=actor.agency, user=user, role=role, division=division, position=position)
        for role in Role
        if role in roles and role not in known
    )


def end_roles(actor: Actor, user: User) -> None:
    """End all roles of a user in the actor's agency."""
    Membership.objects.filter(agency=actor.agency, user=user, ended_at=None).update(ended_at=timezone.now())


def _keep_a_manager(actor: Actor, member: Member) -> None:
    others = Membership.objects.filter(
        agency=actor.agency, role=Role.MANAGER, ended_at=None, user__is_active=True
    ).exclude(user=member.user)
    if Role.MANAGER in member.roles and not others.exists():
        what = _("This is the agency's last manager.")
        raise InputError(Problem("last-manager", what, mend=_("Make somebody else a manager first.")))


def _keep_no_plan_waiting(member: Member) -> None:
    if holdings_of(member.user).decides:
        what = _("This person holds a step of the chain of approval.")
        mend = _("Hand the work over to somebody else, or choose another holder first.")
        raise InputError(Problem("holds-step", what, mend=mend))


def _facts(roles: Collection[Role], division: Division | None, position: str) -> Facts:
    return {
        "roles": [str(role.value) for role in Role if role in roles],
        "division": str(division) if division else "",
        "position": position,
    }
