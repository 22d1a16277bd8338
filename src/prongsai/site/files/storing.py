"""The content of files: put whole and for good under its hash in the data folder, and read from there."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from prongsai.site.accounts.models import Name
from prongsai.site.agencies.models import Agency
from prongsai.site.files.kinds import KINDS, Kind
from prongsai.site.files.models import StoredFile

_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""What is not seen in a name, or turns the direction of writing so that another ending is seen."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|\u2028\u2029]+')
_ENDINGS = frozenset(ending for kind in KINDS.values() for ending in kind.endings)


def store(
    agency: Agency,
    name: str,
    content: bytes,
    media_type: str,
    by: Name | None = None,
    *,
    act: str = "paper.view",
) -> StoredFile:
    """Keep a file for an agency and give its row; the same content is kept once.

    Whoever may do `act` in the agency may have it. The content is on the disk before the row is written. Raises
    OSError where the disk will not take it.
    """
    sha256 = put(agency, content)
    return StoredFile.objects.create(
        agency=agency,
        name=safe_name(name),
        media_type=media_type,
        size=len(content),
        sha256=sha256,
        stored_by=by,
        act=act,
    )


def put(agency: Agency, content: bytes) -> str:
    """Put a content on the disk, whole and for good, and give its hash; what has no row yet is kept for a day.

    Done before a transaction that then calls `store`, it lets nobody wait for the disk. Raises OSError where the disk
    will not take it.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    put_at(path_of(agency.pk, sha256), content)
    return sha256


def opened(file: StoredFile) -> BinaryIO:
    """Open a file's content at its beginning, once it was held against its hash.

    Raises OSError where it is not there, ValueError where it is not what was kept.
    """
    stream = path_of(file.agency_id, file.sha256).open("rb")
    if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
        stream.close()
        message = f"the content of file {file.pk} is damaged"
        raise ValueError(message)
    stream.seek(0)
    return stream


def content_of(file: StoredFile) -> bytes:
    """Give a file's content; raises OSError where it is not there, ValueError where it is not what was kept."""
    with opened(file) as stream:
        return stream.read()


def path_of(agency_id: int, sha256: str) -> Path:
    """Give where the content of a hash lies."""
    root: Path = settings.FILES_ROOT
    return root / str(agency_id) / sha256[:2] / sha256


def safe_name(name: str) -> str:
    """Give a file's name as it can stand on any system and in a header, cut to 150 characters before its ending."""
    plain = _UNSAFE.sub("-", _UNSEEN.sub("", name)).strip(" .-") or "file"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:150]
    return f"{stem[:150].strip()}.{ending}"


def fitting_name(name: str, kind: Kind) -> str:
    """Give a safe name that ends as files of the kind do, whatever it ended in."""
    plain = safe_name(name)
    stem, dot, ending = plain.rpartition(".")
    ending = f".{ending}".casefold()
    if dot and ending in kind.endings:
        return plain
    return f"{stem if dot and ending in _ENDINGS else plain}{kind.ending}"


def put_at(path: Path, content: bytes) -> None:
    """Put a content at a path of the data folder, whole and for good, unless it is there.

    Raises OSError where the disk will not take it.
    """
    if path.is_file() and path.read_bytes() == content:
        os.utime(path)  # young again, so that it is not taken for one that nobody wants
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
