"""The backups that are kept of each version: restored by this one, with every page there."""

import json
from pathlib import Path

import pytest

from own_sites import FIXTURES, own_site
from prongsai import __version__

HERE = Path(__file__).parent
PEOPLE = ("officer@example.com", "mayor@example.com", "manager@example.com", "administrator@example.com")


def test_there_is_a_backup_of_this_version():
    assert __version__ in [file.name.removesuffix(".backup") for file in FIXTURES]
    assert all(file.stat().st_size < 300 * 1024 for file in FIXTURES)


@pytest.mark.parametrize("kept", FIXTURES, ids=lambda file: file.stem)
def test_backup_of_each_version_is_restored_and_every_page_is_there(kept, tmp_path):
    with own_site(tmp_path / "site") as site:
        site.do("restore", kept)
        found = json.loads(site.python(HERE / "walking.py", *PEOPLE))
        assert {email: broken for email, (_visits, broken) in found.items()} == {each: [] for each in PEOPLE}
        assert min(found[email][0] for email in PEOPLE[:3]) > 30
