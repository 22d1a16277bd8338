"""What is read of divisions."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from prongsai.planning.divisions import KEYS
from prongsai.planning.divisions import divisions_of as usual_divisions_of
from prongsai.site.agencies.models import Agency, Division
from prongsai.site.agencies.queries import EVERYBODY, own_divisions
from prongsai.site.plans.models import Measure


def counted_divisions(agency: Agency) -> QuerySet[Division]:
    """Give the divisions of an agency in their order, each with how many people and measures it has."""
    return (
        own_divisions()
        .filter(agency=agency)
        .annotate(
            people=Count("memberships__user", filter=Q(memberships__ended_at=None), distinct=True),
            measures=Count(
                "ownerships__measure", filter=Q(ownerships__measure__removed_at=None), distinct=True
            ),
        )
    )


def the_division(agency: Agency, number: int, *, removed: bool = False) -> Division:
    """Give a division of an agency; raises Http404 where there is none, or it was removed (or was not)."""
    found = Division.objects.filter(agency=agency, pk=number, removed_at__isnull=not removed).first()
    if found is None:
        raise Http404
    return found


def measures_of(division: Division) -> QuerySet[Measure]:
    """Give the measures that a division has a part in."""
    return Measure.objects.filter(owners__division=division, removed_at=None).select_related("plan__round")


def missing_divisions(agency: Agency) -> dict[str, str]:
    """Give the divisions that an agency of its type usually has and this one lacks: names by key."""
    known = list(Division.objects.filter(agency=agency, removed_at=None))
    keys, names = {each.key for each in known}, {each.name for each in known}
    missing: dict[str, str] = {}
    for key, name in usual_divisions_of(agency.facts).items():
        if key in KEYS and key != EVERYBODY and key not in keys and name not in names | set(missing.values()):
            missing[key] = name
    return missing
