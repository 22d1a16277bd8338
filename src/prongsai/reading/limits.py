"""Bounds within which files of others are opened, so that a hostile one ends in a clear line, not in a full memory."""

import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reading.model import Place

if TYPE_CHECKING:
    from lxml import etree

PART_LIMIT = 32 * 1024 * 1024
"""The largest part of a document (DOCX, XLSX, ODS) that is read, unpacked, in bytes."""

PARTS_LIMIT = 20_000
"""The most files that a document may be made of."""

TABLE_LIMIT = 5_000
"""The most tables that a report may hold."""

BLOCK_LIMIT = 200_000
"""The most paragraphs and table rows together."""

TEXT_LIMIT = 5_000_000
"""The most characters of text that a report may hold: more than two thousand full pages."""

COLUMN_LIMIT = 500
"""The most columns that a table may have."""

SECONDS = 60.0
"""The longest that one file may take, in seconds of this process's work."""

SHOWN = 200
"""How many characters of the words a place shows."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""Word's strict files name the same markup otherwise."""

BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What the reading of a broken archive may raise."""


def place(text: str, page: int | None = None, line: int | None = None) -> Place:
    """Give a place with the words there, on one line and shortened to `SHOWN` characters."""
    return Place(shown(text), page, line)


def shown(text: str) -> str:
    """Give `text` on one line, shortened to `SHOWN` characters."""
    # Cut first: a hostile paragraph may have millions of characters.
    words = " ".join(text[: 4 * SHOWN].split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def broken(name: str, kind: str) -> InputError:
    """Give the complaint that a file of `kind` (DOCX, PDF …) is broken."""
    what = _("this is not a sound {kind} file: it is cut off or damaged").format(kind=kind)
    mend = _("open it in the program that made it and save it anew")
    return InputError(Problem("broken-file", what, name, mend))


def locked(name: str) -> InputError:
    """Give the complaint that a file is locked by a password."""
    what = _("this file is locked by a password")
    return InputError(Problem("locked-file", what, name, _("save it without a password")))


def too_much(name: str, what: str) -> InputError:
    """Give the complaint that a file holds too much; `what` says of what."""
    mend = _("split it into smaller files, and keep only the report itself")
    return InputError(Problem("report-too-large", what, name, mend))


class Budget:
    """What a file may still use: blocks, tables and seconds. Each call raises InputError once a bound is passed."""

    def __init__(self, name: str, seconds: float = SECONDS) -> None:
        """Start with full bounds for the file `name`; its time runs from now."""
        self.name = name
        self._blocks = BLOCK_LIMIT
        self._tables = TABLE_LIMIT
        self._end = time.process_time() + seconds

    def block(self, count: int = 1) -> None:
        """Count paragraphs or table rows."""
        self._blocks -= count
        if self._blocks < 0:
            what = _("it has more than {limit} paragraphs and table rows").format(limit=BLOCK_LIMIT)
            raise too_much(self.name, what)
        if self._blocks % 256 == 0:
            self.tick()

    def table(self) -> None:
        """Count one table."""
        self._tables -= 1
        if self._tables < 0:
            raise too_much(self.name, _("it has more than {limit} tables").format(limit=TABLE_LIMIT))

    def columns(self, count: int) -> None:
        """Check the number of columns of one table."""
        if count > COLUMN_LIMIT:
            what = _("a table has more than {limit} columns").format(limit=COLUMN_LIMIT)
            raise too_much(self.name, what)

    def tick(self) -> None:
        """Check the time."""
        if time.process_time() > self._end:
            raise too_much(self.name, _("reading it takes too long"))


class Archive:
    """The parts of a document that is a ZIP archive (DOCX, XLSX, ODS); nothing is ever unpacked to disk."""

    def __init__(self, file: zipfile.ZipFile, name: str, kind: str) -> None:
        """Hold an open archive; `name` and `kind` are for messages."""
        self._file = file
        self._name = name
        self._kind = kind
        self.names = frozenset(file.namelist())

    def read(self, part: str) -> bytes | None:
        """Give a part's bytes, or None where there is none; raises InputError where it is too large."""
        if part not in self.names:
            return None
        with self._file.open(part) as stream:
            # The archive's own word on a part's size may lie either way, so what comes out is counted too.
            claimed = self._file.getinfo(part).file_size
            data = b"" if claimed > PART_LIMIT else stream.read(PART_LIMIT + 1)
        if max(claimed, len(data)) > PART_LIMIT:
            limit = PART_LIMIT // 1024 // 1024
            raise too_much(self._name, _("a part of it is larger than {limit} MB").format(limit=limit))
        return data

    def tree(self, part: str) -> "etree._Element | None":
        """Give a part as XML, or None where there is none; raises InputError where it declares entities."""
        # Deferred: lxml is only needed where a document is read.
        from lxml import etree  # noqa: PLC0415

        data = self.read(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data.replace(_STRICT, _USUAL), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise broken(self._name, self._kind) from None
        # Office programs never write a document type; it only serves to blow up entities or fetch files.
        if root.getroottree().docinfo.internalDTD is not None:
            raise broken(self._name, self._kind)
        return root


@contextmanager
def archive(data: bytes, name: str, kind: str) -> Iterator[Archive]:
    """Open a ZIP archive in memory; raises InputError where it is broken, locked or has too many parts.

    What goes wrong while its parts are read ends in InputError too.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            parts = file.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise locked(name)
            if len(parts) > PARTS_LIMIT:
                raise too_much(name, _("it is made of more than {limit} parts").format(limit=PARTS_LIMIT))
            yield Archive(file, name, kind)
    except InputError:
        raise
    except BROKEN:
        raise broken(name, kind) from None
