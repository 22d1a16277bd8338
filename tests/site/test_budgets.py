"""Pages of the biggest agency by those who see most: none fails, none asks too much or weighs too much."""

from django.test import Client
from django.urls import resolve

from big import build_big
from crawling import over_budget, walk
from prongsai.site.permissions import Role


def test_pages_of_the_biggest_agency_are_within_their_budgets(db):
    house = build_big()
    visits = {}
    for role in (Role.OFFICER, Role.MANAGER, Role.APPROVER):
        client = Client()
        client.force_login(house.users[role])
        visits[role] = walk(client)
    within = {"broken": [], "asking": [], "heavy": [], "long": []}
    assert {role: over_budget(each) for role, each in visits.items()} == dict.fromkeys(visits, within)
    assert min(map(len, visits.values())) > 80
    assert {"progress-awaiting", "public-page"} <= {name_of(each) for each in visits[Role.OFFICER]}


def name_of(visit):
    """Give the name of the view that a visited address leads to."""
    return resolve(visit.address.split("?")[0]).view_name
