"""No test is timed, and the cases of a property are the same each time: neither load nor luck makes one fail.

What takes long is marked so, and begins first.
"""

from pathlib import PurePath

import pytest
from hypothesis import settings

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
