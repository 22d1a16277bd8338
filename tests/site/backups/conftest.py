"""Filled sites on the database under test, to be copied."""

from collections.abc import Iterator

import pytest

from own_sites import FIXTURES, OwnSite, own_site


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """Give a site that was restored from the newest kept backup; it is not written to."""
    with own_site(tmp_path_factory.mktemp("filled") / "site") as site:
        site.do("restore", FIXTURES[-1])
        yield site


@pytest.fixture(scope="session")
def filled_before(filled: OwnSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """Give a filled site whose database has not seen the migrations of some apps; it is not written to."""
    with own_site(tmp_path_factory.mktemp("before") / "site", like=filled) as site:
        site.python("-m", "django", "migrate", "jobs", "zero")
        yield site
