"""An agency with results of five years, and a way to its pages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from houses import INPUTS, House
from made_results import BEFORE, by_indicators, put
from prongsai.site.shell.speech import speaking


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Speak English where a test does not ask for another language."""
    with speaking("en"):
        yield


@pytest.fixture
def five_years(house: House) -> House:
    """Give the agency with results of five years, the newest with something of each class."""
    for year in (2564, 2565, 2566, 2567):
        put(house, year, by_indicators(year, BEFORE))
    put(house, 2568, {**INPUTS, "announced": "15 สิงหาคม 2568", "rank": {"place": "12", "of": "120"}})
    return house


def speak(house: House, language: str) -> None:
    """Let every user of an agency read one language."""
    for user in house.users.values():
        user.language = language
        user.save()


@pytest.fixture
def in_thai(house: House, page: Callable[..., Any]) -> None:
    """Let every user read Thai."""
    speak(house, "th")


@pytest.fixture
def page(house: House, officer: Any) -> Callable[..., Any]:
    """Give a way to fetch a page of the findings of a round."""

    speak(house, "en")

    def fetch(year: int, rest: str = "", **headers: str) -> Any:
        return officer.get(f"/agencies/{house.agency.pk}/rounds/{year}/findings/{rest}", headers=headers)

    return fetch
