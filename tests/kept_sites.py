"""Sites that take long to make: made once, kept from run to run, and copied by whoever wants one.

Each is kept beside the hash of what it was made of, and made anew where that is another one now. All processes of a run
share them. A kept site is only ever copied: who opened one would be in the way of those who copy it.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from django.apps import apps

import own_sites
import prongsai.site
from own_sites import FIXTURES, POSTGRESQL, OwnSite, address_of, make_copy, on_server
from prongsai.site import static_files

MAKERS = ("settings.py", "running.py", "backups/*.py")
"""The modules of the site that make one."""


@dataclass(frozen=True)
class KeptSites:
    """The folder of the kept sites. On PostgreSQL their databases are on the server, named `prongsai_kept_…`."""

    folder: Path

    def ready(self, *, on_postgresql: bool = bool(POSTGRESQL)) -> OwnSite:
        """Give a site that was made ready, and has no row and no key yet."""
        return self._kept(
            "ready", lambda site: site.do("init", MODE="production"), on_postgresql=on_postgresql
        )

    def filled(self) -> OwnSite:
        """Give a site that was restored from the newest kept backup."""
        return self._kept("filled", lambda site: site.do("restore", FIXTURES[-1]))

    def filled_before(self) -> OwnSite:
        """Give a filled site whose database has not seen the migrations of some apps."""
        return self._kept(
            "filled_before",
            lambda site: site.python("-m", "django", "migrate", "jobs", "zero"),
            like=self.filled(),
        )

    def _kept(
        self,
        name: str,
        make: Callable[[OwnSite], object],
        *,
        like: OwnSite | None = None,
        on_postgresql: bool = bool(POSTGRESQL),
    ) -> OwnSite:
        folder = self.folder / (f"{name}-postgresql" if on_postgresql else name)
        database = f"prongsai_kept_{name}" if on_postgresql else ""
        site = OwnSite(folder / "site", address_of(database))
        with _alone(folder.with_suffix(".lock")):
            if _told(folder, database) != {_made_of(site.database)}:
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                if database:
                    on_server(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
                make_copy(site, like)
                make(site)
                if database:
                    on_server(f"COMMENT ON DATABASE {database} IS '{_made_of(site.database)}'")
                (folder / "made-of").write_text(_made_of(site.database), encoding="ascii")
        return site


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep other processes out of the block until it ends."""
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _told(folder: Path, database: str) -> set[str]:
    """Give the hashes of what folder and database were made of; that of what was not made whole is empty."""
    file = folder / "made-of"
    told = [file.read_text(encoding="ascii") if file.is_file() else ""]
    if database:
        comment = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = "
        told += [words or "" for (words,) in on_server(f"{comment} '{database}'") or [("",)]]
    return set(told)


@cache
def _made_of(address: str) -> str:
    """Give the hash of what a site is made of: server, migrations, static files, a backup, and what makes one."""
    site = Path(prongsai.site.__file__).parent
    files = [
        *(file for app in apps.get_app_configs() for file in sorted(Path(app.path).glob("migrations/*.py"))),
        *(file for pattern in MAKERS for file in sorted(site.glob(pattern))),
        FIXTURES[-1],
        Path(__file__),
        Path(own_sites.__file__),
    ]
    found = hashlib.sha256(f"{django.__version__} {static_files.digest()} {address}".encode())
    for file in files:
        found.update(f"\n{file} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode())
    return found.hexdigest()
