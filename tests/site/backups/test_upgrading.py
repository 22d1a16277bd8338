"""What versions before this one left behind: their databases are upgraded, and never touched unasked."""

import shutil

import pytest

from own_sites import contents_of, own_site
from prongsai import __version__

ASK = "stop the site, and run “prongsai site upgrade”"


@pytest.fixture
def older(filled_before, tmp_path):
    """Give a site whose database has not seen the migrations of some apps."""
    with own_site(tmp_path / "site", like=filled_before, measured=True) as site:
        yield site


def test_database_of_an_older_version_waits_for_its_upgrade_and_is_backed_up_before(older, tmp_path):
    site = older
    people = site.sql("SELECT * FROM accounts_user ORDER BY id")
    refused = f"the data are those of an older version of Prongsai — {ASK}\n"
    for action in ("init", "serve", "worker"):
        assert site.run(action, MODE="production")[::2] == (2, refused), action
    code, out, _err = site.run("check")
    assert (code, out.splitlines()[1]) == (2, f"! {refused.strip()}")
    told = site.do("upgrade").splitlines()
    (copy,) = (site.folder / "backups").iterdir()
    assert told == [
        f"What there was before lies in {copy}",
        f"The site was brought to version {__version__}.",
    ]
    assert site.sql("SELECT * FROM accounts_user ORDER BY id") == people
    assert site.sql("SELECT count(*) FROM jobs_job") == [(0,)]
    assert site.do("upgrade") == "The site is of this version already.\n"
    site.do("backup", tmp_path / "upgraded.backup")
    with own_site(tmp_path / "other") as other:
        shutil.copytree(site.folder / "static", other.folder / "static")  # to compress them anew takes long
        other.do("restore", copy)
        other.do("backup", tmp_path / "other.backup")
    assert contents_of(tmp_path / "other.backup") == contents_of(tmp_path / "upgraded.backup")


def test_upgrade_that_does_not_succeed_says_how_to_go_back(older):
    older.sql("CREATE TABLE jobs_pulse (x integer)")
    code, out, err = older.run("upgrade")
    (copy,) = (older.folder / "backups").iterdir()
    assert (code, out) == (2, "")
    assert err.startswith("the upgrade did not succeed: ")
    assert "already exists" in err
    assert err.endswith(
        f" — install the version before, and restore {copy} into a new data folder and an empty database\n"
    )


def test_demonstration_is_brought_to_this_version_at_once(older):
    older.do("init")
    assert older.run("check")[0] == 0


def test_demonstration_of_another_version_says_how_to_begin_anew(older):
    older.sql(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('later', '0001_initial', '2026-11-24')"
    )
    told = (
        "the data are those of another version of Prongsai — "
        f"remove {older.folder} to begin the demonstration anew\n"
    )
    for action in ("init", "serve"):
        assert older.run(action)[::2] == (2, told), action


def test_database_of_a_newer_version_is_left_alone(filled, tmp_path):
    with own_site(tmp_path / "site", like=filled, measured=True) as site:
        site.sql(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('later', '0001_initial', '2026-11-24')"
        )
        code, out, _err = site.run("check")
        assert (code, out.splitlines()[1]) == (
            2,
            "! the data are those of a newer version of Prongsai — install that version",
        )
        told = (
            "this was made by a newer version of Prongsai, which knows later.0001_initial — "
            "install that version first\n"
        )
        assert site.run("backup", tmp_path / "y.backup") == (2, "", told)
        assert not (tmp_path / "y.backup").exists()
