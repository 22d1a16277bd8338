"""What is read of all areas: which agencies belong to them and who coordinates them, never what agencies hold."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from prongsai.site.agencies.models import Agency
from prongsai.site.coordination.models import Area, Coordinator


def all_areas() -> QuerySet[Area]:
    """Give all areas by name, each with the number of its agencies and coordinators."""
    current = Q(coordinators__ended_at=None)
    return Area.objects.annotate(
        agency_count=Count("agencies", distinct=True),
        coordinator_count=Count("coordinators", filter=current, distinct=True),
    ).order_by("name", "pk")


def the_area(number: int) -> Area:
    """Give an area; raises Http404 where there is none."""
    found = Area.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def agencies_in(area: Area, words: str) -> QuerySet[Agency]:
    """Give the agencies of an area whose name, district or province holds some words, by name."""
    found = area.agencies.all()
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(district__icontains=word) | Q(province__icontains=word)
        )
    return found


def the_agency(number: int) -> Agency:
    """Give an agency; raises Http404 where there is none."""
    found = Agency.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def coordinators_of(area: Area) -> list[Coordinator]:
    """Give those who coordinate an area now, the first one first."""
    return list(
        Coordinator.objects.filter(area=area, ended_at=None).select_related("user__name").order_by("pk")
    )


def the_coordinator(area: Area, number: int) -> Coordinator:
    """Give one who coordinates an area, or did; raises Http404 where there is none."""
    found = Coordinator.objects.filter(area=area, pk=number).select_related("user__name").first()
    if found is None:
        raise Http404
    return found


def provinces() -> list[str]:
    """Give the provinces that agencies name."""
    named = Agency.objects.exclude(province="").order_by("province")
    return list(named.values_list("province", flat=True).distinct())


def types() -> list[str]:
    """Give the types of agency that agencies name."""
    named = Agency.objects.exclude(type="").order_by("type")
    return list(named.values_list("type", flat=True).distinct())


def agencies_by(province: str, kind: str) -> QuerySet[Agency]:
    """Give the agencies of a province and of a type; empty: of any."""
    found = Agency.objects.all()
    if province:
        found = found.filter(province=province)
    return found.filter(type=kind) if kind else found


def numbers_by_name(agencies: QuerySet[Agency], names: Sequence[str]) -> dict[str, list[int]]:
    """Give the numbers of those agencies that are called so, by name."""
    numbers: dict[str, list[int]] = {name: [] for name in names}
    for number, name in agencies.filter(name__in=names).values_list("pk", "name"):
        numbers[name].append(number)
    return numbers
