"""What is read of the log: an agency's, or that of the site, which tells nothing of what agencies hold."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet, Value
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.site.accounts.models import Name
from prongsai.site.agencies.models import Agency
from prongsai.site.audit.models import Act
from prongsai.site.audit.words import ACTS, OF_THE_REGISTER, OF_THE_SITE
from prongsai.site.plans.models import Measure


def log_of(agency: Agency | None) -> QuerySet[Act]:
    """Give the acts in an agency, newest first; None: signing in, accounts, and what is done to the register."""
    if agency is not None:
        return Act.objects.filter(agency=agency)
    return Act.objects.filter(
        Q(code__in=OF_THE_SITE, agency=None, agency_name="") | Q(code__in=OF_THE_REGISTER)
    )


def acts_of(agency: Agency | None, *, words: str = "", **wanted: Any) -> QuerySet[Act]:
    """Give the acts of a log, newest first, with the names of their actors; only those that were asked for.

    Each of `words` stands in the name of a person, a thing or an agency, or in what was done. `wanted` holds values
    of `NARROWING`; days are those of Thailand, both included.
    """
    acts = log_of(agency).select_related("actor")
    for word in words.split():
        acts = acts.filter(_holds(word))
    for key, value in wanted.items():
        acts = acts.filter(NARROWING[key](value))
    return acts


def _holds(word: str) -> Q:
    codes = [code for code, said in ACTS.items() if word.casefold() in str(said).casefold()]
    people = list(Name.objects.filter(text__icontains=word).values_list("pk", flat=True)[:200])
    invited = Q(before__person__name__in=people) | Q(after__person__name__in=people)
    return (
        Q(object_name__icontains=word)
        | Q(agency_name__icontains=word)
        | Q(actor__text__icontains=word)
        | Q(object_kind="accounts.name", object_id__in=[str(number) for number in people])
        | (Q(object_kind="agencies.invitation") & invited)
        | Q(code__in=codes)
    )


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


NARROWING: Mapping[str, Callable[[Any], Q]] = {
    "person": lambda name: Q(actor=name),
    "thing": lambda kind: Q(object_kind=kind),
    "code": lambda code: Q(code=code),
    "days": lambda days: Q(at__gte=timezone.now() - timedelta(days=days)),
    "since": lambda day: Q(at__gte=_beginning(day)),
    "until": lambda day: Q(at__lt=_beginning(day + timedelta(days=1))),
}
"""By what a log is narrowed beside words."""


def actors_in(agency: Agency) -> QuerySet[Name]:
    """Give those who did something in an agency, by name; erased people too, since their acts stay."""
    return Name.objects.filter(pk__in=Act.objects.filter(agency=agency).values("actor")).order_by(
        "text", "pk"
    )


def codes_in(agency: Agency) -> list[tuple[str, str]]:
    """Give which acts were done to which kinds of things in an agency."""
    acts = Act.objects.filter(agency=agency).order_by()
    return list(acts.values_list("code", "object_kind").distinct())


_PLAN_OF = {
    "plans.plan": "pk",
    "progress.entry": "plan",
    "progress.meeting": "plan",
    "progress.evidence": "entry__plan",
}
"""The things whose acts name measures by their keys, and the way from each to its plan."""


def measures_in(acts: Sequence[Act]) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Give the titles of measures by their keys, for each thing (kind and number) of the acts that has a plan."""
    numbers = {kind: {act.object_id for act in acts if act.object_kind == kind} for kind in _PLAN_OF}
    things = [_plans_of(kind, found) for kind, found in numbers.items() if found]
    if not things:
        return {}
    with scopes_disabled():  # a file goes out after the page's scope is over; the acts are of one log
        plans = {(kind, str(number)): plan for kind, number, plan in things[0].union(*things[1:])}
        titles: dict[int, dict[str, str]] = {}
        for plan, key, title in Measure.objects.filter(plan__in=set(plans.values())).values_list(
            "plan", "key", "title"
        ):
            titles.setdefault(plan, {})[key] = title
    return {thing: titles.get(plan, {}) for thing, plan in plans.items()}


def _plans_of(kind: str, numbers: Collection[str]) -> QuerySet[Any]:
    with scopes_disabled():
        rows = apps.get_model(kind).objects.filter(pk__in=numbers)
        return rows.order_by().values_list(Value(kind), "pk", _PLAN_OF[kind])
