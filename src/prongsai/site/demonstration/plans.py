"""Plans in every state: made, awaiting approval, returned, approved, published; and a round that is closed."""

from django.utils import timezone

from prongsai.site.agencies.models import ChainStep
from prongsai.site.demonstration.following import follow_up
from prongsai.site.permissions import Actor, Role
from prongsai.site.plans.actions import decide, make, publish, submit
from prongsai.site.plans.models import Version
from prongsai.site.rounds.actions import close_round
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round

STATES = ("draft", "submitted", "returned", "approved", "published", "followed", "closed")
"""How far a plan may be, from the first to the last; one that is further was in the states before."""

_RETURNED = "ขอให้ระบุผู้รับผิดชอบหลักของมาตรการด้านการเปิดเผยข้อมูลให้ชัดเจน แล้วเสนอใหม่"


def bring_to(state: str, officer: Actor, each: Round) -> None:
    """Make the plan of a round and bring it to a state of `STATES`."""
    plan = make(officer, each, each.fiscal_year + 1, each.fiscal_year + 1).plan
    if state == "draft":
        return
    version = submit(officer, plan, "แผนฉบับแรกจากผลการประเมินปีนี้")
    if state == "submitted":
        return
    steps = list(ChainStep.objects.select_related("holder__name"))
    for number, step in enumerate(steps):
        last_of_returned = state == "returned" and number == 1
        decision, word = ("returned", _RETURNED) if last_of_returned else ("approved", "")
        version = decide(_holder(step, officer), version, decision, word)
        if last_of_returned:
            return
    _publish(state, officer, version)
    if state == "followed":
        follow_up(officer, the_round(officer.agency, each.fiscal_year))
    if state == "closed":
        follow_up(officer, the_round(officer.agency, each.fiscal_year), finished=True)
        close_round(officer, each)


def _publish(state: str, officer: Actor, version: Version) -> None:
    if state in {"published", "followed", "closed"}:
        publish(officer, version, timezone.localdate())


def _holder(step: ChainStep, officer: Actor) -> Actor:
    if step.holder is None:
        raise ValueError(step.position)
    return Actor(step.holder, officer.agency, frozenset({Role.APPROVER}))
