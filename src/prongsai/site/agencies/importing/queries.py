"""What is read of lists of agencies."""

from django.shortcuts import get_object_or_404
from django_scopes import scopes_disabled

from prongsai.intake.agency_list import ListedAgency
from prongsai.language.problems import Problem
from prongsai.site.agencies.importing.comparing import FIELDS, Comparison, compare
from prongsai.site.agencies.models import Agency, AgencyName, ListImport


def the_list(number: int) -> ListImport:
    """Give an uploaded list; raises Http404 where there is none."""
    return get_object_or_404(ListImport, pk=number)


def comparison_of(given: ListImport) -> Comparison:
    """Hold a list against the register as it is now; what its reading found faulty stands first."""
    agencies = Agency.objects.only(*FIELDS, "merged_into_id").order_by("pk")
    with scopes_disabled():
        former = list(AgencyName.objects.order_by("until", "pk").values_list("agency_id", "text"))
    found = compare([ListedAgency(**row) for row in given.rows], agencies, former)
    found.faulty[:0] = [Problem(**each) for each in given.problems]
    return found
