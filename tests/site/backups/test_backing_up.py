"""Whole sites backed up and restored by command: on both databases, across them, and while somebody writes."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps

from own_sites import POSTGRESQL, contents_of, own_site
from prongsai.site.backups.tables import tables

HERE = Path(__file__).parent
KINDS = [False, True] if POSTGRESQL else [False]


@pytest.fixture(scope="module")
def first(filled, tmp_path_factory):
    """Give the filled site and a backup of it."""
    backup = tmp_path_factory.mktemp("backing-up") / "first.backup"
    filled.do("backup", backup)
    return filled, backup


@pytest.mark.parametrize("on_postgresql", KINDS, ids=lambda each: "PostgreSQL" if each else "SQLite")
def test_restored_site_has_every_row_and_file_and_goes_on(first, tmp_path, on_postgresql):
    _site, backup = first
    with own_site(tmp_path / "site", on_postgresql=on_postgresql) as other:
        told = other.do("restore", backup)
        assert re.fullmatch(r"The site is restored as it was on \d{4}-\d\d-\d\dT[\d:.+]+\n", told)
        other.do("backup", tmp_path / "second.backup")
        assert contents_of(tmp_path / "second.backup") == contents_of(backup)
        assert other.do("check", "--files").splitlines()[:3] == [
            "The settings are safe.",
            "The database is reached, and in the state of this version.",
            "All 4 files are whole.",
        ]
        newest = "SELECT max(id) FROM audit_act"
        before = other.sql(newest)[0][0]
        other.do("link", "officer@example.com")
        assert other.sql(newest)[0][0] > before
        assert (other.folder.stat().st_mode & 0o777) == 0o700


def test_backup_holds_rows_of_every_app_and_no_sessions(first):
    names = {name for name in contents_of(first[1]) if name.startswith("rows/")}
    apps = {name.removeprefix("rows/").split("_")[0] for name in names}
    assert {"accounts", "agencies", "audit", "files", "jobs", "papers", "plans", "readings", "rounds"} <= apps
    assert {"rows/plans_measure_persons.jsonl.gz"} <= names
    assert not {each for each in names if "session" in each or "auth_" in each or "contenttype" in each}


def test_backups_while_somebody_writes_are_each_of_one_moment(filled, tmp_path):
    with own_site(tmp_path / "site", like=filled) as site:
        process = subprocess.Popen(
            [sys.executable, str(HERE / "writing.py")],
            env={**site.environment, "DJANGO_SETTINGS_MODULE": "prongsai.site.settings"},
            stdout=subprocess.PIPE,
        )
        try:
            process.stdout.readline()
            for number in range(2):
                site.do("backup", tmp_path / f"{number}.backup")
                assert process.poll() is None
        finally:
            process.kill()
            process.communicate()
    counts = []
    for number in range(2):
        held = contents_of(tmp_path / f"{number}.backup")
        pairs = [
            set(re.findall(r'"(pair \d+\.txt)"', held[f"rows/{table}.jsonl.gz"].decode()))
            for table in ("accounts_name", "files_storedfile")
        ]
        assert pairs[0] == pairs[1]
        hashes = set(re.findall(r'"([0-9a-f]{64})"', held["rows/files_storedfile.jsonl.gz"].decode()))
        assert {name.split("/")[2] for name in held if name.startswith("files/")} == hashes
        counts.append(len(pairs[0]))
    assert all(fewer < more for fewer, more in pairwise([0, *counts]))


def test_site_with_data_is_not_restored_over(first):
    site, backup = first
    before = site.sql("SELECT count(*), max(id) FROM audit_act")
    told = (
        "there are data in the site already; nothing was changed — "
        "restore into a new data folder and an empty database\n"
    )
    assert site.run("restore", backup) == (2, "", told)
    assert site.sql("SELECT count(*), max(id) FROM audit_act") == before


def test_database_that_is_further_than_the_backup_is_not_restored_into(
    first, filled_before, kept_sites, tmp_path
):
    with own_site(tmp_path / "site", like=kept_sites.ready(), measured=True) as site:
        filled_before.do("backup", tmp_path / "older.backup")
        told = (
            "the database was made ready by a newer version than the backup's; nothing was changed — "
            "restore into a new data folder and an empty database\n"
        )
        assert site.run("restore", tmp_path / "older.backup") == (2, "", told)
        site.do("restore", first[1])


def test_every_kind_of_field_is_one_that_is_written_and_read():
    known = {
        "AutoField",
        "BigAutoField",
        "BooleanField",
        "CharField",
        "DateField",
        "DateTimeField",
        "EmailField",
    }
    known |= {
        "ForeignKey",
        "IntegerField",
        "JSONField",
        "OneToOneField",
        "PositiveBigIntegerField",
        "UUIDField",
    }
    known |= {"PositiveIntegerField", "PositiveSmallIntegerField", "TextField", "SlugField", "DecimalField"}
    models = tables(apps).values()
    assert {each.get_internal_type() for model in models for each in model._meta.concrete_fields} <= known


def test_backup_that_is_cut_short_changes_nothing(first, tmp_path):
    cut = tmp_path / "cut.backup"
    cut.write_bytes(first[1].read_bytes()[:-10240])
    with own_site(tmp_path / "site") as site:
        code, out, err = site.run("restore", cut)
        assert (code, out) == (2, "")
        assert err.startswith(f"{cut}: this is no whole backup: it was cut short")
        assert not list(site.folder.rglob("prongsai.sqlite3"))


def test_backup_into_a_folder_is_named_by_its_time(first, tmp_path):
    told = first[0].do("backup", tmp_path)
    (file,) = tmp_path.iterdir()
    assert told == f"Backed up into {file}\n"
    assert re.fullmatch(r"prongsai-\d{8}-\d{6}\.backup", file.name)


def test_content_that_is_missing_or_damaged_is_said_by_backup_and_check(filled, tmp_path):
    with own_site(tmp_path / "site", like=filled, measured=True) as site:
        missing, damaged, longer = sorted((site.folder / "files").rglob("?" * 64))[:3]
        missing.unlink()
        damaged.write_bytes(b"x" * damaged.stat().st_size)
        told = (
            f"Backed up into {tmp_path / 'x.backup'}\n! 2 files are not in it, since their contents are missing "
            "or damaged — run “prongsai site check”\n"
        )
        assert site.run("backup", tmp_path / "x.backup")[:2] == (2, told)
        longer.write_bytes(b"longer" * 10000)
        for options, faulty in ((), [missing, longer]), (("--files",), [missing, damaged, longer]):
            code, out, _err = site.run("check", *options)
            assert code == 2
            assert {line.split(", ")[-1].split(" — ")[0] for line in out.splitlines() if line[0] == "!"} == {
                str(path) for path in faulty
            }


def test_backup_of_nothing_is_refused(tmp_path):
    with own_site(tmp_path / "site", measured=True) as site:
        site.folder.mkdir(mode=0o700)
        assert site.run("backup", tmp_path / "x.backup")[0] == 2
        assert not (tmp_path / "x.backup").exists()
        assert site.run("upgrade")[0] == 2
        assert site.run("check")[1].splitlines() == [
            "The settings are safe.",
            "! there is no site here yet — run “prongsai site init”",
        ]
