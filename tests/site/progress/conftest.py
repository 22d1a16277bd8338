"""Plans that were approved in both agencies."""

import pytest
from django_scopes import scope

from approved import YEAR, approved
from houses import House
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
