"""Filled sites on the database under test, to be looked at and copied."""

from collections.abc import Iterator

import pytest

from kept_sites import KeptSites
from own_sites import OwnSite, own_site


@pytest.fixture(scope="session")
def filled(kept_sites: KeptSites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """Give a site that was restored from the newest kept backup; it is not written to."""
    folder = tmp_path_factory.mktemp("filled") / "site"
    with own_site(folder, like=kept_sites.filled(), measured=True) as site:
        yield site


@pytest.fixture(scope="session")
def filled_before(kept_sites: KeptSites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """Give a filled site whose database has not seen the migrations of some apps; it is not written to."""
    with own_site(tmp_path_factory.mktemp("before") / "site", like=kept_sites.filled_before()) as site:
        yield site
