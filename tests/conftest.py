"""No test is timed, and the cases of a property are the same each time: neither load nor luck makes one fail.

What takes long is marked so, and begins first.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from kept_sites import KeptSites

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=1000)
"""For a person who looks for more: `pytest --hypothesis-profile=searching …` takes other cases each time."""
settings.load_profile("steady")

LONG = (
    "browser/test_every_page.py",
    "site/killed",
    "browser",
    "site/test_hostile_forms.py",
    "site/test_crawl.py",
    "site/test_permission_table.py",
    "site/test_budgets.py",
    "site/test_privacy.py",
    "site/test_foreign_numbers.py",
    "site/api/test_description.py",
    "site/backups/test_kept_backups.py",
    "site/jobs/test_job_killed.py",
    "site/reminders/test_reminders_killed.py",
)
"""Files and folders of tests that walk to every page, or run the site to kill it: what they run is run by shorter ones, too.

They are marked, so that they can be left out where it is measured which lines were run, which takes as long again.
"""

FIRST = (*LONG, "site/backups", "site/running")
"""What takes long, the longest first: begun last, it would keep one core waiting for the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the long tests and put them first; the rest stays in its order."""
    places = {item: _place(item) for item in items}
    for item, place in places.items():
        if place < len(LONG):
            item.add_marker(pytest.mark.long)
    items.sort(key=places.__getitem__)


def _place(item: pytest.Item) -> int:
    path = PurePath(item.path.relative_to(PurePath(__file__).parent))
    found = (place for place, first in enumerate(FIRST) if path.is_relative_to(first))
    return next(found, len(FIRST))


@pytest.fixture(scope="session")
def kept_sites(pytestconfig: pytest.Config) -> "KeptSites":
    """Give the sites that are kept, in the folder that pytest keeps from run to run."""
    from kept_sites import KeptSites  # needs Django, which many tests do without

    assert pytestconfig.cache is not None
    return KeptSites(pytestconfig.cache.mkdir("sites"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, kept_sites: "KeptSites"
) -> Iterator[None]:
    """Let the tests' own database begin as a copy of a kept one, where no migration is left to be applied."""
    from django.db import connection

    from own_sites import name_of

    ready = kept_sites.ready()
    if ready.database:
        connection.settings_dict["TEST"]["TEMPLATE"] = name_of(ready.database)
        yield
        return
    file = (ready.folder / "prongsai.sqlite3").as_uri()
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as memory:  # which is there as long as it is open
        with closing(sqlite3.connect(f"{file}?immutable=1", uri=True)) as base:
            base.backup(memory)
        yield
