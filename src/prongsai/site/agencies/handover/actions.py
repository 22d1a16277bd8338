"""Handing over the work of a member who leaves, in one act."""

from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.handover.queries import holdings_of
from prongsai.site.agencies.models import Agency, ChainStep, Membership
from prongsai.site.agencies.people.actions import end_roles, set_roles
from prongsai.site.agencies.people.queries import Member
from prongsai.site.doors import action, note, person
from prongsai.site.permissions import Actor, Role
from prongsai.site.plans.actions.owners import answer_instead
from prongsai.site.plans.models import Approval


@action("people.edit")
def hand_over(actor: Actor, leaving: Member, successor: Member) -> None:
    """Hand over all that a member holds to another member, and end the membership.

    Raises InputError where both are the same person.
    """
    if leaving.user == successor.user:
        raise InputError(Problem("same-person", _("Choose somebody else.")))
    take_over(actor.agency, leaving, successor.user, actor.user.name)


def take_over(agency: Agency, leaving: Member, successor: User, by: Name) -> None:
    """Let somebody hold what a member held: roles, steps of the chain, open approvals, measures that are going on.

    The successor keeps own roles, division and position, and takes those of the leaving member where there are none.
    """
    held = holdings_of(leaving.user)
    own = list(Membership.objects.filter(agency=agency, user=successor, ended_at=None))
    actor = Actor(successor, agency, frozenset())
    roles = {*leaving.roles, *(Role(row.role) for row in own)}
    division = next((row.division for row in own if row.division), leaving.division)
    position = next((row.position for row in own if row.position), leaving.position)
    set_roles(actor, successor, roles, division, position)
    ChainStep.objects.filter(pk__in=[step.pk for step in held.steps]).update(holder=successor)
    Approval.objects.filter(pk__in=[each.pk for each in held.approvals]).update(holder=successor)
    answer_instead(held.measures, leaving.user, successor)
    end_roles(actor, leaving.user)
    note(
        by,
        "member.handed-over",
        leaving.user.name,
        {"person": person(leaving.user.name)},
        {
            "person": person(successor.name),
            "roles": [str(role.value) for role in leaving.roles],
            "chain_steps": [str(step) for step in held.steps],
            "approvals": len(held.approvals),
            "measures": [str(measure) for measure in held.measures],
        },
        agency=agency,
    )
