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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.backup"))
POSTGRESQL = os.environ.get("PRONGSAI_TEST_DATABASE", "")


@dataclass(frozen=True)
class OwnSite:
    """A site: its folder, and the address of its database (none: SQLite in the folder)."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("PRONGSAI_", "DJANGO_"))
        }
        return {
            **kept,
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

    def do(self, *arguments: object) -> str:
        """Run a command that succeeds without a word of complaint, and give what it printed."""
        code, out, err = self.run(*arguments)
        assert (code, err) == (0, "")
        return out

    def python(self, *arguments: object) -> str:
        """Run a program of Python in the site's environment, its lines not measured, and give what it printed."""
        plain = {key: value for key, value in self.environment.items() if not key.startswith("COV")}
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env={**plain, "DJANGO_SETTINGS_MODULE": "prongsai.site.settings"},
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
        import psycopg

        with psycopg.connect(self.database) as base:
            cursor = base.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def own_site(
    folder: Path, *, like: OwnSite | None = None, on_postgresql: bool = bool(POSTGRESQL)
) -> Iterator[OwnSite]:
    """Give a site that is not there yet, its database empty; or a copy of another one."""
    if like is not None:
        shutil.copytree(like.folder, folder)
    if not on_postgresql:
        yield OwnSite(folder)
        return
    import psycopg

    name = f"prongsai_own_{secrets.token_hex(4)}"
    template = f"TEMPLATE {urlsplit(like.database).path[1:]}" if like else ""
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} {template}".encode())
    try:
        yield OwnSite(folder, urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl())
    finally:
        with psycopg.connect(POSTGRESQL, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def contents_of(backup: Path) -> dict[str, bytes]:
    """Give what a backup holds, without its manifest: rows unpacked, files as they are."""
    with tarfile.open(backup) as tar:
        return {
            each.name: gzip.decompress(stream.read()) if each.name.startswith("rows/") else stream.read()
            for each in tar.getmembers()
            if each.name != "manifest.json" and (stream := tar.extractfile(each)) is not None
        }
