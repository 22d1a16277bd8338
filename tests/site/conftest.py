"""Two agencies that could leak into each other, a user for each role in both, and their signed-in clients."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django_scopes import scope
from pytest_django.plugin import DjangoDbBlocker

from houses import House, build
from prongsai.site.accounts.models import User
from prongsai.site.demonstration.province import seed
from prongsai.site.permissions import Role


@pytest.fixture
def house(db: None) -> House:
    """Give an agency."""
    return build("เทศบาลตำบลต้นแบบ", "one.example.com")


@pytest.fixture
def other(db: None) -> House:
    """Give another agency, whose data must not leak into the first."""
    return build("เทศบาลตำบลความลับ", "two.example.com")


@pytest.fixture(scope="module")
def made_province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the demonstration's agencies, which takes long, once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def province(made_province: None, db: None) -> None:
    """Let the demonstration's agencies be there. No test of the module has the database without them."""


@pytest.fixture
def within(house: House) -> Iterator[None]:
    """Run a test within the first agency's scope."""
    with scope(agency=house.agency):
        yield


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Give a maker of clients that are signed in."""

    def make(user: User, **options: object) -> Client:
        client = Client(**options)
        client.force_login(user)
        return client

    return make


@pytest.fixture
def officer(house: House, signed_in: Callable[[User], Client]) -> Client:
    """Give the first agency's ITA officer, signed in."""
    return signed_in(house.users[Role.OFFICER])
