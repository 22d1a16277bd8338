"""What the other agency has is nowhere in this one's pages, and cannot be chosen there."""

import re

import pytest
from django_scopes import scope

from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make, submit
from prongsai.site.plans.models import Measure, Ownership
from prongsai.site.plans.queries import the_measure

LATER = 10**6


@pytest.fixture
def others(other, others_plan):
    """Give the other agency's plan, full of what could leak, with a version."""
    with scope(agency=other.agency):
        Measure.objects.filter(key="m2").update(title="มาตรการความลับ", budget="งบความลับ")
        submit(other.actor(), others_plan, "ฉบับความลับ")
        other.divisions["works"].name = "กองความลับ"
        other.divisions["works"].save()
        for role in Role:
            other.users[role].name.text = f"คนความลับ {role}"
            other.users[role].name.save()
    return others_plan


@pytest.fixture
def base(house, plan, others, address):
    submit(house.actor(), plan, "")
    return address(house)


PATHS = (
    "", "document/", "texts/", "texts/7/", "renew/", "submit/", "versions/", "versions/1/", "versions/1/scan/",
    "measures/new/", "measures/m2/", "measures/m2/step/", "measures/m2/steps/s1/",
    *(f"measures/m2/parts/{part}/" for part in ("title", "owners", "period", "follow_up", "money")),
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_the_other_agency_is_in_a_page(base, officer, path):
    page = officer.get(base + path)
    assert (page.status_code, "ความลับ" in page.content.decode()) == (200, False)


@pytest.mark.parametrize("path", [*PATHS, "versions/1/approve/", "make/", "days/"])
def test_pages_of_the_other_agency_do_not_exist(base, house, other, signed_in, address, path):
    for role in Role:
        page = signed_in(house.users[role]).get(address(other) + path)
        assert (page.status_code, "ความลับ" in page.content.decode()) == (404, False)


@pytest.mark.parametrize(
    "path",
    [
        "make/", "renew/", "texts/7/", "submit/", "versions/1/withdraw/", "versions/1/approve/", "versions/1/scan/", "versions/1/publish/",
        "measures/new/", "measures/m2/move/", "measures/m2/remove/", "measures/m2/restore/", "measures/m2/parts/money/",
        "measures/m2/step/", "measures/m2/steps/s1/", "measures/m2/steps/s1/move/", "measures/m2/steps/s1/remove/", "measures/m2/step/back/",
    ],
)  # fmt: skip
def test_nothing_of_the_other_agency_is_changed(base, house, other, others, officer, address, path):
    assert (
        officer.post(address(other) + path, {"revision": LATER, "text": "ก", "budget": "ก"}).status_code
        == 404
    )
    with scope(agency=other.agency):
        assert Measure.objects.filter(plan=others, revision__gt=0).count() == 0


def test_divisions_and_people_of_the_other_agency_cannot_be_chosen(base, house, plan, other, officer):
    url = f"{base}measures/m2/parts/owners/"
    for field, number in (
        ("lead", other.divisions["office"].pk),
        ("others", other.divisions["office"].pk),
        ("persons", other.users[Role.STAFF].pk),
    ):
        page = officer.post(url, {"revision": LATER, field: number})
        assert re.search('aria-invalid="true"', page.content.decode())
    assert the_measure(plan, "m2").revision == 0
    assert Ownership.objects.filter(division=other.divisions["office"]).count() == 0


def test_division_of_the_other_agency_filters_nothing(base, other, officer):
    page = officer.get(base, {"division": other.divisions["office"].pk}).content.decode()
    assert page.count('<article class="sheet measure"') == 10


def test_measure_of_the_same_key_is_ones_own(base, house, officer, other, others):
    officer.post(f"{base}measures/m2/parts/money/", {"revision": 0, "budget": "ของเรา"})
    with scope(agency=other.agency):
        assert the_measure(others, "m2").budget == "งบความลับ"


def test_division_of_a_name_that_the_other_agency_has_is_made_anew(house, round_, other, others):
    outcome = make(house.actor(), round_, 2569, 2569)
    assert outcome.divisions == ("หน่วยตรวจสอบภายใน",)
    assert {each.division.agency_id for each in Ownership.objects.all()} == {house.agency.pk}
