"""A number of another agency, in an address or in a form, is nobody's here: nothing is shown and nothing is changed."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import resolve
from django_scopes import scopes_disabled

from hostile import YEAR, furnish, views
from prongsai.site.audit.models import Act
from prongsai.site.permissions import ACTS, Role

NUMBERS = ("<int:number>", "<int:paper>", "<int:successor>")


@pytest.fixture
def ours(house):
    return furnish(house)


@pytest.fixture
def theirs(other):
    return furnish(other)


@pytest.fixture
def foreign(ours, theirs):
    """Give every address of the first agency in which one number is the other agency's."""
    found = set()
    for pattern, name in views():
        own = set(ours.addresses(pattern, name))
        for open_field in NUMBERS:
            if pattern.startswith("agencies/<int:agency>/") and open_field in pattern:
                swapped = replace(ours, values={**ours.values, open_field: theirs.values[open_field]})
                found |= set(swapped.addresses(pattern, name)) - own
    return sorted(found)


def acts():
    with scopes_disabled():
        return Act.objects.count()


def sent(browser, address, data):
    """Post and undo whatever came of it; give the status and how many lines the log grew by."""
    with transaction.atomic():
        before = acts()
        status = browser.post(address, data).status_code
        grown = acts() - before
        transaction.set_rollback(True)
    return status, grown


def test_address_with_a_number_of_another_agency_does_not_exist(house, foreign, signed_in):
    browsers = {role: signed_in(user) for role, user in house.users.items()}
    faulty = []
    for address in foreign:
        browser = browsers[min(ACTS[resolve(address).func.act], key=list(Role).index)]
        seen, (status, grown) = browser.get(address).status_code, sent(browser, address, {})
        if {seen, status} - {404, 405} or 404 not in {seen, status} or grown:
            faulty.append((address, seen, status, grown))
    names = {resolve(address).url_name for address in foreign}
    assert (faulty, len(names) > 40) == ([], True)


@pytest.mark.usefixtures("ours", "theirs")
def test_form_with_a_number_of_another_agency_changes_nothing(house, other, signed_in):
    base = f"/agencies/{house.agency.pk}"
    plan = f"{base}/rounds/{YEAR}/plan"
    division, user = other.divisions["works"].pk, other.users[Role.APPROVER].pk
    staff, works = house.users[Role.STAFF].pk, house.divisions["works"].pk
    with scopes_disabled():
        version = other.agency.plans.get(round__fiscal_year=YEAR).versions.first().pk
    place = {"roles": ["staff"], "position": "x", "division": division}
    owners = {"revision": "99", "lead": str(works), "persons": []}
    paper = {"papers": ["order"], "formats": ["html"], "columns": "period_first", "watermark": "none"}
    cases = [
        (Role.MANAGER, f"{base}/people/invite/", {**place, "name": "x", "email": "x@example.com"}),
        (Role.MANAGER, f"{base}/people/{staff}/", place),
        (Role.OFFICER, f"{base}/settings/divisions/{works}/merge/", {"into": division}),
        (Role.OFFICER, f"{base}/settings/chain/", {"position": "x", "holder": user}),
        (Role.OFFICER, f"{plan}/measures/m1/parts/owners/", {**owners, "lead": str(division)}),
        (Role.OFFICER, f"{plan}/measures/m1/parts/owners/", {**owners, "others": [str(division)]}),
        (Role.OFFICER, f"{plan}/measures/m1/parts/owners/", {**owners, "persons": [str(user)]}),
        (Role.OFFICER, f"{base}/rounds/{YEAR}/papers/order/", {**paper, "plan": str(version)}),
    ]
    with scopes_disabled():
        ours = house.agency.plans.get(round__fiscal_year=YEAR).versions.first().pk
    own = {
        "division": works, "into": house.divisions["office"].pk, "holder": house.users[Role.APPROVER].pk,
        "plan": ours, "lead": works, "others": [works], "persons": [staff],
    }  # fmt: skip
    for role, address, data in cases:
        browser = signed_in(house.users[role])
        good = {key: own.get(key, value) for key, value in data.items()}
        assert sent(browser, address, good)[1] > 0, address
        assert sent(browser, address, data) == (200, 0), address
