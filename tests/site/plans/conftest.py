"""Rounds with plans in both agencies, and how far a version of them is."""

from collections.abc import Callable

import pytest
from django_scopes import scope

from houses import INPUTS, House
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import make, submit
from prongsai.site.plans.models import Plan, Version
from prongsai.site.plans.queries import the_plan
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round

YEAR = 2568


def start(house: House, inputs: dict[str, object] = INPUTS) -> Round:
    """Start the round of a house, with a result."""
    each = start_round(house.actor(), YEAR)
    enter_result(house.actor(), each, inputs, kind="published", way="form")
    return the_round(house.agency, YEAR)


def planned(house: House, inputs: dict[str, object] = INPUTS) -> Plan:
    """Make the plan of a house's round."""
    make(house.actor(), start(house, inputs), YEAR + 1, YEAR + 1)
    return the_plan(the_round(house.agency, YEAR))


@pytest.fixture
def round_(house: House, within: None) -> Round:
    """Give the first agency's round with a result, and no plan."""
    return start(house)


@pytest.fixture
def plan(house: House, within: None) -> Plan:
    """Give the first agency's plan."""
    return planned(house)


@pytest.fixture
def others_plan(other: House) -> Plan:
    """Give the other agency's plan."""
    with scope(agency=other.agency):
        return planned(other)


@pytest.fixture
def version(house: House, plan: Plan) -> Version:
    """Give the first agency's plan, submitted."""
    return submit(house.actor(), plan, "ฉบับแรก")


@pytest.fixture
def address() -> Callable[[House], str]:
    """Give a maker of the address of a house's plan."""
    return lambda house: f"/agencies/{house.agency.pk}/rounds/{YEAR}/plan/"


@pytest.fixture
def approver(house: House, signed_in: Callable[..., object]) -> object:
    """Give the first agency's approver, signed in."""
    return signed_in(house.users[Role.APPROVER])


@pytest.fixture
def base(house: House, plan: Plan, address: Callable[[House], str]) -> str:
    """Give the address of the first agency's plan, which is made."""
    return address(house)
