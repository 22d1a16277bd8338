"""The notice to whoever decides next that a plan awaits them: that it does, and where, and nothing of what is in it."""

from django.urls import reverse
from django_scopes import scopes_disabled
from django_tasks import task

from prongsai.site.accounts.administrators import site_address
from prongsai.site.accounts.mail import mail_works, send
from prongsai.site.agencies.queries import actor_in
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Approval, Decision, VersionState


def tell_holder(actor: Actor, step: Approval) -> None:
    """Have the holder of a step told that it awaits them, once the transaction is through; not the actor, who knows."""
    if mail_works() and step.holder_id not in {None, actor.user.pk}:
        mail_awaiting.enqueue(step=step.pk)


@task()
def mail_awaiting(*, step: int) -> None:
    """Tell the holder of a step that a version awaits them, where it still does and they may still decide."""
    with scopes_disabled():
        waiting = Approval.objects.filter(decision=Decision.OPEN, version__state=VersionState.SUBMITTED)
        found = waiting.select_related("holder", "version__plan__round", "agency").filter(pk=step).first()
        if found is None or found.holder is None:
            return
        actor = actor_in(found.holder, found.agency_id)
    if actor is None or not actor.may("plan.approve") or not found.holder.is_active:
        return
    plan, site = found.version.plan, site_address()
    place = [found.agency_id, plan.round.fiscal_year, found.version.number]
    facts = {
        "agency": found.agency,
        "year": plan.plan_year,
        "link": site + reverse("plan-approve", args=place),
        "site": site,
    }
    send("plans/mail/awaiting", found.holder.email, found.holder.language, facts)
