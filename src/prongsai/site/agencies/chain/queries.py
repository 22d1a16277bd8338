"""What is read of the chain of approval."""

from django.db.models import QuerySet
from django.http import Http404

from prongsai.site.agencies.models import Agency, ChainStep


def chain_of(agency: Agency) -> QuerySet[ChainStep]:
    """Give the steps of an agency's chain in their order, with those who hold them."""
    return ChainStep.objects.filter(agency=agency).select_related("holder__name")


def the_step(agency: Agency, number: int) -> ChainStep:
    """Give a step of an agency's chain; raises Http404 where there is none."""
    found = chain_of(agency).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
