"""An agency with something behind every address of the interface, and its officer who calls."""

import pytest

from api_house import Caller, furnish, token_of
from prongsai.site.permissions import Role


@pytest.fixture
def furnished(house):
    return furnish(house)


@pytest.fixture
def call(house, furnished):
    return Caller(token_of(house.users[Role.OFFICER]))
