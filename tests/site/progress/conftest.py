"""Plans that were approved in both agencies, and who looks at their follow-up, in English."""

import pytest
from django_scopes import scope

from approved import YEAR, approved
from houses import House
from prongsai.site.permissions import Role
from prongsai.site.plans.models import Plan
from prongsai.site.progress.queries import the_followed
from prongsai.site.progress.values import Followed
from prongsai.site.rounds.queries import the_round


@pytest.fixture
def plan(house: House, within: None) -> Plan:
    """Give the first agency's approved plan."""
    return approved(house)


@pytest.fixture
def others_plan(other: House) -> Plan:
    """Give the other agency's approved plan."""
    with scope(agency=other.agency):
        return approved(other)


@pytest.fixture
def now(house: House, plan: Plan):
    """Give a maker of the first agency's follow-up as it stands now."""

    def make() -> Followed:
        return the_followed(the_round(house.agency, YEAR))

    return make


@pytest.fixture
def english(house):
    """Let everybody read English, in whose words the code is written."""
    for user in house.users.values():
        user.language = "en"
        user.save(update_fields=["language"])


@pytest.fixture
def at(house):
    """Give a maker of addresses of the follow-up of the first agency's round."""
    return lambda path="": f"/agencies/{house.agency.pk}/rounds/{YEAR}/progress/{path}"


@pytest.fixture
def staff(house, signed_in):
    return signed_in(house.users[Role.STAFF])


@pytest.fixture
def reader(house, signed_in):
    return signed_in(house.users[Role.READER])
