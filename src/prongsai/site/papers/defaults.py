"""The form of papers for a round, filled in with what is known."""

from typing import Any

from django.http import QueryDict

from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.papers.details import Plain
from prongsai.site.papers.forms import PaperForm, is_agreed, usual
from prongsai.site.papers.models import PaperOrder
from prongsai.site.papers.queries import newest_details, versions_to_print
from prongsai.site.permissions import Actor
from prongsai.site.plans.models import Plan
from prongsai.site.plans.values import plan_method
from prongsai.site.progress.queries import meetings_of
from prongsai.site.rounds.models import Round


def form_of(
    actor: Actor,
    each: Round,
    plan: Plan,
    data: QueryDict | None = None,
    *,
    newest: PaperOrder | None = None,
) -> PaperForm:
    """Give the form for the papers of a round: filled in with `data` where there is any, else with the usual.

    `newest` is the newest order of the round where that is at hand, so that it need not be asked for again.
    """
    versions = versions_to_print(plan)
    initial: dict[str, Any] = {}
    if data is None:
        before = newest_details(each) if newest is None else newest.details
        initial = usual(before or _people(actor), actor.agency, versions)
    return PaperForm(
        data,
        initial=initial,
        agency=actor.agency,
        versions=versions,
        meetings=meetings_of(plan),
        progress=bool(versions) and is_agreed(versions[0]),
        columns=plan_method(plan).report.layout == "lists",
    )


def _people(actor: Actor) -> Plain:
    """Give who is known to write and to approve: the actor, and the last of the agency's chain."""
    own = Membership.objects.filter(user=actor.user, ended_at=None).exclude(position="")
    position = own.values_list("position", flat=True).order_by("pk").first()
    last = ChainStep.objects.filter(agency=actor.agency).select_related("holder__name").last()
    approver = ["", ""] if last is None else [str(last.holder or ""), str(last)]
    return {
        "author": [str(actor.user), position or ""],
        "approver": approver,
        "number": actor.agency.number,
        "order_number": "",
        "thai_digits": actor.agency.thai_digits,
    }
