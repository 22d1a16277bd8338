"""A backup as one file: a tar whose last member, the manifest, names the hash of every other one.

It is written beside its place and moved there when it is whole. What was cut short has no manifest, or no end, and is
never taken for a backup.
"""

import hashlib
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Any, cast

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

FORM = 1
"""The form of the file; one of a higher number was written by a newer version."""

MANIFEST = "manifest.json"
_MEMBER = re.compile(r"rows/[a-z0-9_]+\.jsonl\.gz|files/[0-9]+/[0-9a-f]{64}")
_FAULTS = (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class Writing:
    """A backup while it is written."""

    tar: tarfile.TarFile
    members: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, stream: IO[bytes]) -> None:
        """Add a member from a stream that can be rewound."""
        stream.seek(0)
        self.members[name] = hashlib.file_digest(stream, "sha256").hexdigest()
        _put(self.tar, name, stream)

    def seal(self, **facts: Any) -> None:
        """Write the manifest; nothing comes after it."""
        manifest = {"form": FORM, **facts, "members": self.members}
        manifest["sha256"] = _hash_of(manifest)
        _put(self.tar, MANIFEST, BytesIO(json.dumps(manifest, indent=1).encode()))


@dataclass(frozen=True)
class Backup:
    """A backup that was found whole: the manifest's facts, and its members."""

    tar: tarfile.TarFile
    facts: dict[str, Any]

    def members(self, folder: str) -> list[str]:
        """Give the names of the members in a folder."""
        return [name for name in self.facts["members"] if name.startswith(f"{folder}/")]

    def open(self, name: str) -> IO[bytes]:
        """Open a member."""
        return cast("IO[bytes]", self.tar.extractfile(name))


@contextmanager
def writing(target: Path) -> Iterator[Writing]:
    """Write a backup; it stands in its place, on the disk for good, only after the block has ended well.

    Nobody but its owner may read it. Raises InputError where there is something in its place already, or the disk
    will not take it.
    """
    if target.exists():
        what = _("there is a file of this name already")
        raise InputError(Problem("file-exists", what, str(target), _("give another name")))
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writing(tar)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync(target.parent)
    except OSError as error:
        what = _("the backup could not be written: {reason}").format(reason=error.strerror or error)
        mend = _("make room, or choose another disk")
        raise InputError(Problem("backup-not-written", what, str(target), mend)) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


@contextmanager
def opened(source: Path) -> Iterator[Backup]:
    """Open a backup, once every member was held against its hash.

    Raises InputError where it is not whole: cut short, changed, not a backup, or of a newer form.
    """
    try:
        tar = tarfile.open(source, "r:")  # noqa: SIM115  closed below
    except (tarfile.TarError, OSError) as error:
        raise _refused(source, _reason(error)) from None
    with tar:
        try:
            facts = _held_against_hashes(tar, source)
        except InputError:
            raise
        except _FAULTS as error:
            raise _refused(source, _reason(error)) from None
        yield Backup(tar, facts)


def _held_against_hashes(tar: tarfile.TarFile, source: Path) -> dict[str, Any]:
    *members, last = tar.getmembers()
    stream = tar.extractfile(last)
    if last.name != MANIFEST or stream is None or not _ends(last, source):
        raise _refused(source, _("it was cut short, or is something else"))
    facts: dict[str, Any] = json.loads(stream.read())
    if facts["form"] > FORM:
        raise _refused(source, _("it was made by a newer version of Prongsai"))
    whole = facts.pop("sha256") == _hash_of(facts)
    names = [each.name for each in members]
    if not whole or names != list(facts["members"]) or not all(map(_MEMBER.fullmatch, names)):
        raise _refused(source, _("it was changed"))
    for each in members:
        content = tar.extractfile(each)
        found = content and hashlib.file_digest(content, "sha256").hexdigest()
        if found != facts["members"][each.name]:
            raise _refused(source, _("{member} is damaged").format(member=each.name))
    return facts


def _hash_of(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _ends(last: tarfile.TarInfo, source: Path) -> bool:
    """Tell whether the file ends as a tar does after its last member: two empty blocks, then up to a whole record."""
    content = -(-last.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE
    end = last.offset_data + content + 2 * tarfile.BLOCKSIZE
    return source.stat().st_size == -(-end // tarfile.RECORDSIZE) * tarfile.RECORDSIZE


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return _("it was cut short, or is something else")


def _refused(source: Path, reason: str) -> InputError:
    what = _("this is no whole backup: {reason}").format(reason=reason)
    return InputError(Problem("bad-backup", what, str(source), _("take another one; nothing was changed")))


def _put(tar: tarfile.TarFile, name: str, stream: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size = stream.seek(0, os.SEEK_END)
    member.mode = 0o600
    stream.seek(0)
    tar.addfile(member, stream)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
