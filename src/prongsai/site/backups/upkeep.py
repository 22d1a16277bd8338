"""Looking after a site: bring it to this version, with a backup before; tell whether it is sound."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import timezone

from prongsai import __version__
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.site.backups.actions import back_up, make_current
from prongsai.site.backups.tables import applied, filled, known
from prongsai.site.files.models import StoredFile
from prongsai.site.files.room import free_megabytes, is_short
from prongsai.site.files.storing import opened, path_of


def pending() -> bool:
    """Tell whether the database is not yet in the state of this version."""
    return bool(known() - applied())


def must_be_current() -> None:
    """Refuse to touch the data of another version: those of an older one wait for `prongsai site upgrade`.

    An empty database is no older version; it only has to be made.
    """
    for problem in _unfit():
        raise InputError(problem)


def must_be_known(mend: str) -> None:
    """Refuse to move data that another version made, saying how to go on: their tables may be others than ours."""
    if applied() - known():
        raise InputError(
            Problem("other-version", _("the data are those of another version of Prongsai"), mend=mend)
        )


def upgrade() -> tuple[str, ...]:
    """Bring the site to this version, after a backup of what there is; give what was done, in lines.

    Raises InputError, saying how to go back, where it does not succeed.
    """
    if not pending():
        make_current()
        return (_("The site is of this version already."),)
    if not filled(apps):
        raise InputError(_no_site())
    copy = backup_in(settings.DATA / "backups")
    back_up(copy)
    try:
        make_current()
    except Exception as error:
        what = _("the upgrade did not succeed: {reason}").format(reason=error)
        mend = _(
            "install the version before, and restore {file} into a new data folder and an empty database"
        ).format(file=copy)
        raise InputError(Problem("upgrade-failed", what, mend=mend)) from error
    return (
        _("What there was before lies in {file}").format(file=copy),
        _("The site was brought to version {version}.").format(version=__version__),
    )


def backup_in(folder: Path) -> Path:
    """Give the name of a backup in a folder, which is made where there is none: it tells when it was made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"prongsai-{timezone.localtime():%Y%m%d-%H%M%S}.backup"


def soundness(*, contents: bool = False) -> Iterator[str | Problem]:
    """Hold the site against what it should be: give a line for what is well, a problem for what is not.

    With `contents` every content is read and held against its hash, otherwise only its size is looked at.
    """
    unfit = list(_unfit())
    yield from unfit
    if not unfit:
        if pending():
            yield _no_site()
            return
        yield _("The database is reached, and in the state of this version.")
        yield from _files(contents=contents)
    yield _room()


def _no_site() -> Problem:
    return Problem("no-site", _("there is no site here yet"), mend=_("run “prongsai site init”"))


def _unfit() -> Iterator[Problem]:
    """Give why this version cannot work with the database, if it cannot."""
    if applied() - known():
        what = _("the data are those of a newer version of Prongsai")
        yield Problem("newer-version", what, mend=_("install that version"))
    elif pending() and filled(apps):
        what = _("the data are those of an older version of Prongsai")
        yield Problem("older-version", what, mend=_("stop the site, and run “prongsai site upgrade”"))


def _files(*, contents: bool) -> Iterator[str | Problem]:
    whole, faulty = 0, 0
    for file in StoredFile._base_manager.order_by("pk").iterator():
        if _is_whole(file, contents=contents):
            whole += 1
            continue
        faulty += 1
        what = _("the content is missing or damaged; agency {agency}, {path}").format(
            agency=file.agency_id, path=path_of(file.agency_id, file.sha256)
        )
        where = _("file {number}").format(number=file.pk)
        yield Problem("lost-content", what, where, _("bring it back from a backup"))
    if not faulty:
        words = _("All {count} files are whole.") if contents else _("All {count} files are there.")
        yield words.format(count=whole)


def _is_whole(file: StoredFile, *, contents: bool) -> bool:
    try:
        if contents:
            opened(file).close()
        return path_of(file.agency_id, file.sha256).stat().st_size == file.size
    except (OSError, ValueError):
        return False


def _room() -> str | Problem:
    free = free_megabytes()
    if is_short():
        what = _("only {free} MB are free; below {limit} MB the site takes nothing large in").format(
            free=free, limit=settings.FREE_LIMIT
        )
        return Problem("disk-full", what, "PRONGSAI_FREE_MB", _("make room on the disk of the data folder"))
    return _("{free} MB are free on the disk.").format(free=free)
