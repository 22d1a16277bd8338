"""What a round repeats of its follow-up for lists of many agencies, kept as `prongsai.site.progress.queries` says it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.language.dates import ERA
from prongsai.planning.progress import Count, count_measures
from prongsai.site.agencies.models import Agency
from prongsai.site.plans.models import Plan
from prongsai.site.plans.queries import AGREED
from prongsai.site.progress.queries import followed_plan
from prongsai.site.rounds.shown import show_follow_up


def show(plan: Plan) -> None:
    """Let the round of a plan repeat how its measures stand today."""
    found = followed_plan(plan.round)
    today = timezone.localdate()
    show_follow_up(plan.round, Count() if found is None else count_measures(found.plan, today))


def show_all(agency: Agency) -> None:
    """Let all rounds of an agency repeat how their measures stand today: its divisions changed, and so who leads."""
    for number in Plan.objects.filter(agency=agency, versions__state__in=AGREED).distinct().values_list("pk"):
        _show_held(*number)


def show_today() -> None:
    """Let the rounds of all agencies repeat how their measures stand today, since what is due passes with the days.

    Left out are those whose year is over long ago, once they were counted: no day changes them any more.
    """
    passing = Q(plan_year__gte=timezone.localdate().year + ERA - 1) | Q(round__measures=0)
    with scopes_disabled():
        numbers = Plan.objects.filter(passing, versions__state__in=AGREED).distinct().values_list("pk")
        for number in list(numbers):
            _show_held(*number)


@transaction.atomic
def _show_held(number: int) -> None:
    """Count anew while nobody writes to the plan."""
    show(Plan.objects.select_for_update(of=("self",)).select_related("round__agency").get(pk=number))
