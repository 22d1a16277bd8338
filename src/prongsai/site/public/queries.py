"""What is read of public pages: for the agency's own people, and for everybody by the address."""

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from prongsai.site.agencies.models import Agency, AgencyName
from prongsai.site.plans.models import Plan, Version, VersionState
from prongsai.site.progress.queries import rows_of
from prongsai.site.progress.values import Followed, follow
from prongsai.site.public.models import PublicPage
from prongsai.site.public.reports import PUBLISHED
from prongsai.site.rounds.models import Result, Round


def page_of(agency: Agency) -> PublicPage | None:
    """Give the public page of an agency, open or not; None where none was ever proposed."""
    found: PublicPage | None = (
        PublicPage.objects.filter(agency=agency)
        .select_related("agency", "proposed_by", "opened_by", "closed_by")
        .first()
    )
    return found


def page_at(slug: str) -> PublicPage | None:
    """Give the page at an address, open or not; None where there never was one.

    The number with which an address begins is enough. The page of an agency that is part of another by now leads on to
    that one's.
    """
    number = slug.partition("-")[0]
    if not number.isdecimal() or len(number) > 9:
        return None
    with scopes_disabled():
        found = _pages().filter(agency=int(number)).first()
        if found is None:
            return None
        agency = found.agency
        while agency.closed and agency.merged_into is not None:
            agency = agency.merged_into
        return found if agency == found.agency else _pages().filter(agency=agency).first() or found


def _pages() -> QuerySet[PublicPage]:
    return PublicPage.objects.select_related("agency__merged_into")


def former_names(agency: Agency) -> list[str]:
    """Give the names that an agency had before, the last one first."""
    return list(AgencyName.objects.filter(agency=agency).values_list("text", flat=True))


def published_results(agency: Agency) -> list[Result]:
    """Give the decisive results of an agency that were published or are final, the newest year first."""
    return list(
        Result.objects.filter(decides__agency=agency, kind__in=PUBLISHED, removed_at=None)
        .select_related("round")
        .defer("inputs")
        .order_by("-round__fiscal_year")
    )


def published_version(agency: Agency) -> Version | None:
    """Give the newest version of a plan of an agency that was published, None where there is none."""
    return (
        Version.objects.filter(agency=agency, state=VersionState.PUBLISHED)
        .select_related("plan__round")
        .order_by("-plan__round__fiscal_year", "-number")
        .first()
    )


def followed_publicly(agency: Agency, version: Version) -> Followed:
    """Give the follow-up of a published version: its measures, with the entries that were confirmed."""
    plan: Plan = version.plan
    each: Round = plan.round
    plan.agency = each.agency = agency
    return follow(each, version, rows_of([plan])[plan.pk])
