"""Every page by every role: none fails, none is linked that may not be seen, none asks too much or weighs too much."""

from django.test import Client
from django_scopes import scopes_disabled

from crawling import over_budget, walk
from prongsai.site.accounts.models import User
from prongsai.site.demonstration.people import PEOPLE
from prongsai.site.public.models import PublicPage


def test_pages_by_role_are_all_there_within_their_budgets(province):
    visits = {}
    for email in (*(each.email for each in PEOPLE), None):
        client = Client()
        if email is not None:
            client.force_login(User.objects.get(email=email))
        visits[email] = walk(client)
    within = {"broken": [], "asking": [], "heavy": [], "long": []}
    assert {email: over_budget(each) for email, each in visits.items()} == dict.fromkeys(visits, within)
    few = {email for email, each in visits.items() if len(each) < 15}
    assert few == {None}


def test_public_pages_are_all_there_within_their_budgets(province):
    with scopes_disabled():
        slugs = [each.slug for each in PublicPage.objects.exclude(opened_at=None)]
    for path in ("", "frame/"):
        visits = [visit for slug in slugs for visit in walk(Client(), f"/public/{slug}/{path}")]
        assert over_budget(visits) == {"broken": [], "asking": [], "heavy": [], "long": []}
        assert len(visits) >= 4
