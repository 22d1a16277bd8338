"""Backing up and restoring: database and files as one unit."""

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from prongsai import __version__
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.site.backups import archive
from prongsai.site.backups.tables import (
    Key,
    applied,
    apps_at,
    filled,
    known,
    leaves,
    load,
    number_on,
    one_moment,
    tables,
    written,
)
from prongsai.site.files.models import StoredFile
from prongsai.site.files.purging import nothing_removed
from prongsai.site.files.storing import opened, path_of, put_at

File = tuple[int, str]
"""A kept content: the number of its agency, and its hash."""


def back_up(target: Path) -> list[File]:
    """Write database and files into one file, as they were at one moment, while the site is in use.

    Give the contents that could not be kept, since they are missing or damaged on the disk. Raises InputError where
    the file cannot be written, or the database is that of a newer version.
    """
    with nothing_removed(), archive.writing(target) as backup:
        with one_moment():
            migrations = applied()
            _must_know(migrations)
            _must_be_there(migrations)
            made = timezone.now().isoformat()
            models = tables(apps_at(migrations))
            for table, model in models.items():
                with written(model, target.parent) as stream:
                    backup.add(f"rows/{table}.jsonl.gz", stream)
            kept = _contents(models)
        # A content is on the disk before its row, and stays as it is: it needs no moment.
        lost = [each for each in kept if not _added(backup, each)]
        backup.seal(version=__version__, made=made, migrations=sorted(migrations))
    return lost


def restore(source: Path) -> str:
    """Fill an empty site from a backup, of either database, and bring it to this version; give when it was made.

    Raises InputError, before anything is changed, where the backup is not whole or made by a newer version, or where
    the site holds anything.
    """
    with archive.opened(source) as backup:
        migrations = frozenset((app, name) for app, name in backup.facts["migrations"])
        _must_know(migrations)
        _must_be_empty(migrations)
        for name in backup.members("files"):
            _folder, agency, sha256 = name.split("/")
            with backup.open(name) as stream:
                put_at(path_of(int(agency), sha256), stream.read())
        MigrationExecutor(connection).migrate(leaves(migrations))
        _load(backup, migrations)
    make_current()
    return str(backup.facts["made"])


def make_current() -> None:
    """Bring the database, whatever state it is in, to that of this version."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _load(backup: archive.Backup, migrations: frozenset[Key]) -> None:
    """Put all rows of a backup into the database, all or none."""
    models = tables(apps_at(migrations))
    with transaction.atomic():
        for model in models.values():  # whatever the migrations put there stands in the backup, too
            model._base_manager.all()._raw_delete(connection.alias)  # noqa: SLF001  no cascade
        for name in backup.members("rows"):
            with backup.open(name) as stream:
                load(models[Path(name).name.removesuffix(".jsonl.gz")], stream)
        number_on(models.values())


def _contents(models: dict[str, type]) -> list[File]:
    """Give every content that a row points to."""
    table = StoredFile._meta.db_table
    rows = models[table]._base_manager.values_list("agency_id", "sha256") if table in models else ()
    return sorted(set(rows))


def _added(backup: archive.Writing, file: File) -> bool:
    """Add a content to a backup; tell whether it was there, and what it should be."""
    agency, sha256 = file
    try:
        stream = opened(StoredFile(agency_id=agency, sha256=sha256))
    except (OSError, ValueError):
        return False
    with stream:
        backup.add(f"files/{agency}/{sha256}", stream)
    return True


def _must_know(migrations: frozenset[Key]) -> None:
    """Refuse what a newer version has made."""
    if newer := migrations - known():
        what = _("this was made by a newer version of Prongsai, which knows {migration}").format(
            migration=".".join(min(newer))
        )
        raise InputError(Problem("newer-version", what, mend=_("install that version first")))


def _must_be_there(migrations: frozenset[Key]) -> None:
    if not migrations:
        what = _("there is no site here yet")
        raise InputError(Problem("no-site", what, mend=_("check PRONGSAI_DATA and PRONGSAI_DATABASE")))


def _must_be_empty(migrations: frozenset[Key]) -> None:
    """Refuse a site that holds anything, or whose database is further than the backup's."""
    if filled(apps):
        what = _("there are data in the site already; nothing was changed")
    elif applied() - migrations:
        what = _("the database was made ready by a newer version than the backup's; nothing was changed")
    else:
        return
    mend = _("restore into a new data folder and an empty database")
    raise InputError(Problem("site-not-empty", what, mend=mend))
