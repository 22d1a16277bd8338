"""A set of papers as one ZIP archive, made piece by piece as it goes out: it is never whole in memory or on disk."""

from collections.abc import Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import opened
from prongsai.site.papers.models import PaperOrder
from prongsai.site.papers.queries import files_of

_PIECE = 64 * 1024
SIGNED = "ฉบับลงนาม"
"""The folder of signed copies in the archive."""


class _Outgoing:
    """Where the archive is written to: holds what was not sent yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Hold a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Do nothing: pieces are taken, not pushed."""

    def taken(self) -> bytes:
        """Give what was not sent yet, and hold it no longer."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece


def sound(order: PaperOrder) -> None:
    """Raise OSError where a file of a set is not there, ValueError where one is not what was kept."""
    for _name, file in _entries(order):
        opened(file).close()


def packed(order: PaperOrder) -> Iterator[bytes]:
    """Give the archive of a set in pieces: all its files, and its signed copies in a folder of their own.

    Papers are packed already as they are, so that nothing is gained by packing them once more.
    """
    out = _Outgoing()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, file in _entries(order):
            entry = ZipInfo(name, timezone.localtime(file.stored_at).timetuple()[:6])
            with opened(file) as stream, archive.open(entry, "w") as into:
                while piece := stream.read(_PIECE):
                    into.write(piece)
                    yield out.taken()
    yield out.taken()


def _entries(order: PaperOrder) -> Iterator[tuple[str, StoredFile]]:
    for _paper, each in files_of(order):
        yield each.file.name, each.file
    for number, paper in enumerate(order.made.all(), start=1):
        if paper.signed is not None:
            yield f"{SIGNED}/{number}-{paper.signed.name}", paper.signed
