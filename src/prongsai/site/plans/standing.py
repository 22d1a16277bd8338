"""How far a plan is on its way to approval, and what the reader may do about it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.site.permissions import Actor
from prongsai.site.plans.actions.approval import current_step
from prongsai.site.plans.models import Approval, Decision, Plan, Version, VersionState
from prongsai.site.plans.queries import AGREED


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest version, the one that counts, and what may be done.

    `step` is the step that the newest awaits, `place` its number; `returned` the step that sent it back; `mine`: the
    reader decides now; `edited`: the plan was changed after the newest was submitted.
    """

    newest: Version | None
    agreed: Version | None
    step: Approval | None
    place: int
    returned: Approval | None
    mine: bool
    edited: bool
    may_submit: bool
    may_publish: bool


def standing_of(actor: Actor, plan: Plan, versions: Sequence[Version]) -> Standing:
    """Give how far a plan is; `versions` are all of them, newest first."""
    newest = versions[0] if versions else None
    agreed = next((each for each in versions if each.state in AGREED), None)
    step = current_step(newest) if newest else None
    steps = list(newest.approvals.all()) if newest else []
    edited = newest is not None and plan.changed_at > newest.submitted_at
    waiting = newest is not None and newest.state == VersionState.SUBMITTED
    return Standing(
        newest=newest,
        agreed=agreed,
        step=step,
        place=steps.index(step) + 1 if step else 0,
        returned=next((each for each in steps if each.decision == Decision.RETURNED), None),
        mine=holds(actor, step),
        edited=edited,
        may_submit=actor.may("plan.submit") and not waiting,
        may_publish=actor.may("plan.publish")
        and newest is not None
        and newest.state == VersionState.APPROVED,
    )


def holds(actor: Actor, step: Approval | None) -> bool:
    """Tell whether an actor decides at a step now."""
    return step is not None and actor.may("plan.approve") and step.holder_id == actor.user.pk
