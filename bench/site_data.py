"""What the site is measured with: many agencies, the biggest one, and users who work in fifty of the many."""

from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django_scopes import scope

from big import NEWEST, build_big
from houses import House
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, Division, Membership
from prongsai.site.agencies.queries import actor_in
from prongsai.site.demonstration.bulk import COORDINATOR, fill
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make
from prongsai.site.rounds.queries import the_round

YEAR = NEWEST
"""The fiscal year of the round in which the users work."""


@dataclass(frozen=True)
class Working:
    """A user of the many agencies: the agency, and the cookie of a session."""

    agency: Agency
    user: User
    session: str


@dataclass(frozen=True)
class Site:
    """The filled site."""

    big: House
    administrator: User
    coordinator: User
    working: tuple[Working, ...]


def fill_site(agencies: int, users: int) -> Site:
    """Fill the empty site; let as many users work in as many of the agencies, each with a plan."""
    fill(agencies)
    big = build_big()
    administrator = User.objects.create_user("looks-after@example.com", "สมมุติ ผู้ดูแล", is_administrator=True)
    chosen = list(Agency.objects.filter(example=True).order_by("pk"))[:: max(1, agencies // users)][:users]
    working = tuple(_officer(agency) for agency in chosen)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself within a minute or two, done before anything is measured.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return Site(big, administrator, User.objects.get(email=COORDINATOR), working)


def client_of(user: User) -> Client:
    """Give a browser in which a user is signed in."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client


def _officer(agency: Agency) -> Working:
    """Let an officer work in an agency, with a plan from the newest result."""
    user = User.objects.create_user(f"officer{agency.pk}@example.com", f"สมมุติ เจ้าหน้าที่ {agency.pk}")
    with scope(agency=agency):
        division = Division.objects.filter(agency=agency).first()
        Membership.objects.create(agency=agency, user=user, role=Role.OFFICER, division=division)
        make(actor_in(user, agency.pk), the_round(agency, YEAR), YEAR + 1, YEAR)
    return Working(agency, user, client_of(user).cookies["prongsai_session"].value)
