"""The province of made-up agencies, to try the site with."""

from collections import Counter

from django_scopes import scopes_disabled

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency
from prongsai.site.demonstration.people import PEOPLE
from prongsai.site.demonstration.province import NEWEST, PLACES, seed
from prongsai.site.plans.models import Plan, Version
from prongsai.site.progress.models import Entry, Meeting, State
from prongsai.site.public.models import PublicPage
from prongsai.site.rounds.models import Round


def test_province_has_a_plan_in_every_state(province):
    with scopes_disabled():
        newest = Version.objects.filter(plan__round__fiscal_year=NEWEST)
        states = dict(newest.values_list("agency__name", "state"))
        plans = set(Plan.objects.filter(round__fiscal_year=NEWEST).values_list("agency__name", flat=True))
        rounds = Round.objects.filter(closing__isnull=False, fiscal_year=NEWEST)
        closed = set(rounds.values_list("agency__name", flat=True))
    wanted = {
        each.name: "published" if each.state in {"followed", "closed"} else each.state
        for each in PLACES
        if each.state in {"submitted", "returned", "approved", "published", "followed", "closed"}
    }
    assert states == wanted
    assert plans == {*wanted, *(each.name for each in PLACES if each.state == "draft")}
    assert closed == {each.name for each in PLACES if each.state == "closed"}


def test_province_is_followed_up_in_every_state_and_one_closed_year_has_an_outcome(province):
    with scopes_disabled():
        followed = Counter(Entry.objects.values_list("state", flat=True))
        ended = Round.objects.filter(closing__isnull=False, fiscal_year=NEWEST - 1)
        assert set(followed) == set(State.values)
        assert [each.agency.name for each in ended] == [PLACES[1].name]
        assert Meeting.objects.filter(minutes__isnull=False).count() == Meeting.objects.count() == 5
        assert Entry.objects.filter(evidence=None).exists()


def test_province_has_two_open_public_pages_and_one_that_awaits_approval(province, client):
    with scopes_disabled():
        pages = {each.agency.name: each for each in PublicPage.objects.select_related("agency")}
    assert {name: (each.is_open, each.proposed is None) for name, each in pages.items()} == {
        PLACES[0].name: (False, False),
        PLACES[1].name: (True, True),
        PLACES[9].name: (True, True),
    }
    whole = client.get(f"/public/{pages[PLACES[1].name].slug}/data.json").json()
    assert (len(whole["results"]), whole["plan"]["plan_year"]) == (5, NEWEST + 1)
    assert sum(len(each["entries"]) for each in whole["progress"]["measures"]) > 3


def test_province_is_made_once(province):
    before = Agency.objects.count(), User.objects.count()
    seed()
    assert (Agency.objects.count(), User.objects.count()) == before == (len(PLACES), len(PEOPLE))
