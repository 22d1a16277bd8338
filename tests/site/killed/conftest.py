"""A filled site to be killed, on the database under test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kept_sites import KeptSites
from own_sites import OwnSite, own_site


@pytest.fixture
def site(kept_sites: KeptSites, tmp_path: Path) -> Iterator[OwnSite]:
    """Give a site that was restored from the newest kept backup."""
    with own_site(tmp_path / "site", like=kept_sites.filled()) as made:
        yield made
