"""Every write to the chain of approval."""

from django.core import signing
from django.db.models import Max
from django.utils.translation import gettext as _

from prongsai.language.problems import InputError, Problem
from prongsai.planning.divisions import usual_approvers
from prongsai.site.accounts.models import User
from prongsai.site.agencies.chain.queries import chain_of
from prongsai.site.agencies.models import ChainStep
from prongsai.site.agencies.people.actions import change_member
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.agencies.queries import members
from prongsai.site.doors import Facts, action, facts_of, record
from prongsai.site.permissions import Actor, Role

_SALT = "prongsai.chain"
_DAY = 86400


@action("chain.edit")
def add_step(actor: Actor, position: str, holder: User | None = None, acting_position: str = "") -> ChainStep:
    """Add a step at the end of the chain. Raises InputError for a holder who is no approver of the agency."""
    _must_approve(actor, holder)
    step = _add(actor, position, holder, acting_position)
    record(actor, "step.added", step, after=_facts(step))
    return step


@action("chain.edit")
def add_usual_steps(actor: Actor) -> list[ChainStep]:
    """Add the steps that are usual for the type of agency, without holders. Raises InputError where there are steps."""
    if chain_of(actor.agency).exists():
        raise InputError(Problem("has-chain", _("There is a chain already.")))
    steps = [_add(actor, position) for position in usual_approvers(actor.agency.facts)]
    record(actor, "step.usual-added", actor.agency, after={"chain_steps": [step.position for step in steps]})
    return steps


@action("chain.edit")
def change_step(
    actor: Actor, step: ChainStep, position: str, holder: User | None, acting_position: str
) -> ChainStep:
    """Change a step. Raises InputError for a holder who is no approver of the agency."""
    _must_approve(actor, holder)
    before = _facts(step)
    step.position, step.holder, step.acting_position = position, holder, acting_position
    step.save(update_fields=["position", "holder", "acting_position"])
    record(actor, "step.changed", step, before, _facts(step))
    return step


@action("chain.edit")
def move_step(actor: Actor, step: ChainStep, by: int) -> None:
    """Move a step in the chain, towards its beginning for a negative number of places, its end for a positive one."""
    order = list(chain_of(actor.agency))
    before = [each.position for each in order]
    place = order.index(step)
    order.insert(max(0, place + by), order.pop(place))
    _number(order)
    record(actor, "step.moved", step, {"order": before}, {"order": [each.position for each in order]})


@action("chain.edit")
def remove_step(actor: Actor, step: ChainStep) -> str:
    """Remove a step, and give the signed words by which `restore_step` puts it back within a day."""
    record(actor, "step.removed", step, _facts(step))
    words = signing.dumps(
        [actor.agency.pk, step.place, step.position, step.holder_id, step.acting_position],
        salt=_SALT,
        compress=True,
    )
    step.delete()
    return words


@action("chain.edit")
def restore_step(actor: Actor, words: str) -> ChainStep:
    """Put a removed step back where it was. Raises InputError for words of another agency, or too old ones.

    The holder is left open where the person no longer is an approver.
    """
    try:
        agency_id, place, position, holder_id, acting_position = signing.loads(
            words, salt=_SALT, max_age=_DAY
        )
    except signing.BadSignature:
        agency_id = None
    if agency_id != actor.agency.pk:
        raise InputError(Problem("nothing-to-restore", _("This can no longer be put back.")))
    approver = members(actor.agency).filter(user=holder_id, role=Role.APPROVER).first()
    step = _add(actor, position, approver and approver.user, acting_position)
    order = [each for each in chain_of(actor.agency) if each != step]
    order.insert(min(place, len(order)), step)
    _number(order)
    record(actor, "step.restored", step, after=_facts(step))
    return step


@action("people.edit")
def make_approver(actor: Actor, user: User) -> None:
    """Give a member the role of an approver, beside the others."""
    member = the_member(actor.agency, user.pk)
    change_member(actor, member, {*member.roles, Role.APPROVER}, member.division, member.position)


def _must_approve(actor: Actor, holder: User | None) -> None:
    if holder and not members(actor.agency).filter(user=holder, role=Role.APPROVER).exists():
        what = _("{name} is no approver of the agency.").format(name=holder)
        raise InputError(Problem("no-approver", what, mend=_("Give the role of an approver first.")))


def _add(actor: Actor, position: str, holder: User | None = None, acting_position: str = "") -> ChainStep:
    last = chain_of(actor.agency).aggregate(last=Max("place"))["last"]
    return ChainStep.objects.create(
        agency=actor.agency,
        place=0 if last is None else last + 1,
        position=position,
        holder=holder,
        acting_position=acting_position,
    )


def _number(order: list[ChainStep]) -> None:
    for number, each in enumerate(order):
        each.place = number
    ChainStep.objects.bulk_update(order, ["place"])


def _facts(step: ChainStep) -> Facts:
    return facts_of(step, "position", "holder", "acting_position")
