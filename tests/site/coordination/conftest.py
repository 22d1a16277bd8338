"""Two areas that could leak into each other: one with agencies in every state, another with a ministry's secret."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from houses import PASSWORD, House
from prongsai.site.accounts.models import User
from prongsai.site.coordination.models import Area, AreaKind, Coordinator
from prongsai.site.coordination.queries import coordination_in
from prongsai.site.permissions import Coordination
from standing import SECRET, stand


@dataclass
class Held:
    """An area, its coordinator, and that person's browser."""

    area: Area
    user: User
    browser: Client

    @property
    def coordination(self) -> Coordination:
        """Give the coordinator of the area."""
        found = coordination_in(self.user, self.area.pk)
        assert found is not None
        return found


@pytest.fixture
def holding(db: None, signed_in: Callable[..., Client]) -> Callable[..., Held]:
    """Give a maker of areas with a coordinator."""

    def make(name: str, mail: str, kind: str = AreaKind.PROVINCE) -> Held:
        area = Area.objects.create(name=name, kind=kind)
        user = User.objects.create_user(mail, f"Coordinator of {name}", PASSWORD, language="en")
        Coordinator.objects.create(area=area, user=user)
        return Held(area, user, signed_in(user))

    return make


@pytest.fixture
def held(holding: Callable[..., Held], house: House) -> Held:
    """Give the area of the first agency."""
    made = holding("จังหวัดตัวอย่าง", "coordinator@example.com")
    made.area.agencies.add(house.agency)
    return made


@pytest.fixture
def secret(holding: Callable[..., Held], other: House) -> Held:
    """Give the area of the other agency, whose data must not leak into the first."""
    made = holding(f"กระทรวง{SECRET}", "secret@example.com", AreaKind.MINISTRY)
    made.area.agencies.add(other.agency)
    stand(other.agency, total="66.66", level=SECRET, stage="published")
    return made
