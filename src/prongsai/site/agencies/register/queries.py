"""What is read of all agencies: who they are and whether they are in use, never what they hold."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django_scopes import scopes_disabled

from prongsai.site.agencies.models import Agency, AgencyName, Membership
from prongsai.site.audit.models import Act


def agencies_found(words: str) -> QuerySet[Agency]:
    """Give the agencies whose name, former name, district or province holds some words, or whose code is one of them.

    Each has the number of its members and its last act.
    """
    with scopes_disabled():
        return _found(words)


def _found(words: str) -> QuerySet[Agency]:
    found = Agency.objects.select_related("merged_into").order_by("name", "pk")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(province__icontains=word)
            | Q(district__icontains=word)
            | Q(code=word)
            | Q(pk__in=AgencyName.objects.filter(text__icontains=word).values("agency"))
        )
    last = Act.objects.filter(agency=OuterRef("pk")).order_by("-at").values("at")[:1]
    held = Membership.objects.filter(agency=OuterRef("pk"), ended_at=None, user__is_active=True)
    # Subqueries are only asked for the agencies of one page; a join would group all agencies of the country first.
    people = held.order_by().values("agency").annotate(count=Count("user", distinct=True)).values("count")
    return found.annotate(people=Coalesce(Subquery(people), 0), last_act=Subquery(last))


def the_agency(number: int) -> Agency:
    """Give an agency; raises Http404 where there is none."""
    found = Agency.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
