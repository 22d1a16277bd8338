"""Sites of their own for tests that run `prongsai site …`: a folder, a database on either kind, nothing shared."""

import contextlib
import gzip
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.backup"))
POSTGRESQL = os.environ.get("PRONGSAI_TEST_DATABASE", "")


def plain_environment(*, measured: bool) -> dict[str, str]:
    """Give the environment of this process without settings of a site, to run one's commands in.

    Which lines they run is measured where others do not run them, since it makes them take twice as long.
    """
    others = ("PRONGSAI_", "DJANGO_") if measured else ("PRONGSAI_", "DJANGO_", "COV")
    return {key: value for key, value in os.environ.items() if not key.startswith(others)}


@dataclass(frozen=True)
class OwnSite:
    """A site: its folder, the address of its database (none: SQLite in the folder), and whether lines are measured."""

    folder: Path
    database: str = ""
    measured: bool = False

    @property
    def environment(self) -> dict[str, str]:
        return {
            **plain_environment(measured=self.measured),
            "LC_ALL": "C.UTF-8",
            "PRONGSAI_MODE": "demonstration",
            "PRONGSAI_DATA": str(self.folder),
            "PRONGSAI_DATABASE": self.database,
            "PRONGSAI_SECRET_KEY": "only-for-tests-of-own-sites-" + "0123456789" * 3,
        }

    def run(self, *arguments: object, **settings: str) -> tuple[int, str, str]:
        """Run a command of the site, some settings changed; give the exit code and what was printed."""
        done = subprocess.run(
            [sys.executable, "-m", "prongsai", "site", *map(str, arguments)],
            env={**self.environment, **{f"PRONGSAI_{name}": words for name, words in settings.items()}},
            capture_output=True,
            text=True,
            check=False,
            timeout=360,
        )
        return done.returncode, done.stdout, done.stderr

    def do(self, *arguments: object, **settings: str) -> str:
        """Run a command that succeeds without a word of complaint, and give what it printed."""
        code, out, err = self.run(*arguments, **settings)
        assert (code, err) == (0, "")
        return out

    def python(self, *arguments: object) -> str:
        """Run a program of Python in the site's environment, its lines not measured, and give what it printed."""
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env={
                **replace(self, measured=False).environment,
                "DJANGO_SETTINGS_MODULE": "prongsai.site.settings",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=360,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, statement: str) -> list[tuple]:
        """Run a statement in the site's database and give its rows."""
        if not self.database:
            import sqlite3

            with contextlib.closing(sqlite3.connect(self.folder / "prongsai.sqlite3", timeout=20)) as base:
                rows = base.execute(statement).fetchall()
                base.commit()
                return rows
        return on_server(statement, self.database)


@contextmanager
def own_site(
    folder: Path,
    *,
    like: OwnSite | None = None,
    on_postgresql: bool = bool(POSTGRESQL),
    measured: bool = False,
) -> Iterator[OwnSite]:
    """Give a site that is not there yet, its database empty; or a copy of another one."""
    database = f"prongsai_own_{secrets.token_hex(4)}" if on_postgresql else ""
    site = OwnSite(folder, address_of(database), measured)
    make_copy(site, like)
    try:
        yield site
    finally:
        if database:
            on_server(f"DROP DATABASE {database} WITH (FORCE)")


def make_copy(site: OwnSite, like: OwnSite | None) -> None:
    """Make folder and database of a site as those of another one; its database alone, empty, where there is none."""
    if like is not None:
        shutil.copytree(like.folder, site.folder)
    if site.database:
        template = f"TEMPLATE {name_of(like.database)}" if like else ""
        on_server(f"CREATE DATABASE {name_of(site.database)} {template}")


def address_of(database: str) -> str:
    """Give the address of a database on the server under test; none for none."""
    return urlsplit(POSTGRESQL)._replace(path=f"/{database}").geturl() if database else ""


def name_of(address: str) -> str:
    """Give the name of the database at an address."""
    return urlsplit(address).path[1:]


def on_server(statement: str, address: str = POSTGRESQL) -> list[tuple]:
    """Run a statement on the PostgreSQL server under test, in a database of it, and give its rows."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        cursor = server.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def contents_of(backup: Path) -> dict[str, bytes]:
    """Give what a backup holds, without its manifest: rows unpacked, files as they are."""
    with tarfile.open(backup) as tar:
        return {
            each.name: gzip.decompress(stream.read()) if each.name.startswith("rows/") else stream.read()
            for each in tar.getmembers()
            if each.name != "manifest.json" and (stream := tar.extractfile(each)) is not None
        }
