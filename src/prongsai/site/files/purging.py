"""Contents that nobody wants any more: those to which no row points, left by what was undone or deleted for good."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django_scopes import scopes_disabled

from prongsai.site.files.models import StoredFile

A_DAY = 86400.0
_LOCK = ".lock"


def remove_orphans(older_than: float = A_DAY) -> int:
    """Remove the contents to which no row points, and what was left half written; give how many.

    Only what has lain for `older_than` seconds is removed, since content is put on the disk before its row; and
    nothing while `nothing_removed` is wanted.
    """
    root: Path = settings.FILES_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_removed(path, older_than) for path in _orphans())


@contextmanager
def nothing_removed() -> Iterator[None]:
    """Let no content be removed while the block runs; a removal that is under way is waited for."""
    root: Path = settings.FILES_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def _removed(path: Path, older_than: float) -> bool:
    if path.stat().st_mtime >= time.time() - older_than:
        return False
    path.unlink()
    return True


def _orphans() -> Iterator[Path]:
    root: Path = settings.FILES_ROOT
    for folder in sorted(root.glob("*/[0-9a-f][0-9a-f]")):
        with scopes_disabled():
            rows = StoredFile.objects.filter(agency_id=folder.parent.name, sha256__startswith=folder.name)
            kept = set(rows.values_list("sha256", flat=True))
        yield from (path for path in sorted(folder.iterdir()) if path.name not in kept)
