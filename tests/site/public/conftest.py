"""The first agency with everything, and its public page."""

import pytest

from houses import House
from prongsai.site.plans.models import Plan
from prongsai.site.public.models import PublicPage
from public_house import furnish, opened


@pytest.fixture
def full(house: House) -> Plan:
    """Give the first agency, filled."""
    return furnish(house)


@pytest.fixture
def page(house: House, full: Plan) -> PublicPage:
    """Give the first agency's public page, open with all that there is."""
    return opened(house)
