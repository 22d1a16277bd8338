"""What is read of the log: an agency's, or that of the site, which tells nothing of what agencies hold."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from prongsai.site.accounts.models import Name
from prongsai.site.agencies.models import Agency
from prongsai.site.audit.models import Act
from prongsai.site.audit.words import ACTS, OF_THE_REGISTER, OF_THE_SITE


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
    people = [str(pk) for pk in Name.objects.filter(text__icontains=word).values_list("pk", flat=True)[:200]]
    return (
        Q(object_name__icontains=word)
        | Q(agency_name__icontains=word)
        | Q(actor__text__icontains=word)
        | Q(object_kind="accounts.name", object_id__in=people)
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
