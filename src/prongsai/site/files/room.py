"""The room on the disk that the data lie on: what would need much of it is refused while there is still some left."""

import errno
import shutil

from django.conf import settings
from django.db import DatabaseError

MEGABYTE = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WORDS = ("disk is full", "no space left on device", "could not extend file")
"""What SQLite and PostgreSQL say where the disk takes no more."""


class NoRoomError(Exception):
    """Too little of the disk is free: nothing was taken in, and nothing was changed."""


def free_megabytes() -> int:
    """Give how many megabytes are free where the data lie."""
    return shutil.disk_usage(settings.DATA).free // MEGABYTE


def is_short() -> bool:
    """Tell whether so little is free that no files are taken in and no papers ordered any more."""
    return free_megabytes() < settings.FREE_LIMIT


def must_have_room() -> None:
    """Raise NoRoomError where little is free."""
    if is_short():
        raise NoRoomError


def is_of_a_full_disk(error: BaseException) -> bool:
    """Tell whether something failed since the disk, or the database's, takes no more."""
    if isinstance(error, DatabaseError):
        return any(words in str(error).lower() for words in _WORDS)
    return isinstance(error, NoRoomError) or (isinstance(error, OSError) and error.errno in _FULL)
