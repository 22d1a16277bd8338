"""A filled site to be killed, on the database under test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from own_sites import FIXTURES, OwnSite, own_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[OwnSite]:
    """Give a site that was restored from the newest kept backup."""
    with own_site(tmp_path / "site") as made:
        made.do("restore", FIXTURES[-1])
        yield made
