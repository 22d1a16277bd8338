"""Files opened within bounds (how large, which encoding, what they really are), and saved whole or not at all."""

import os
import re
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

LIMIT = 50 * 1024 * 1024
"""The largest file that is opened, in bytes."""

UNPACKED_LIMIT = 10 * LIMIT
"""The most that an XLSX (a ZIP archive) may unpack to, in bytes."""

CELL_LIMIT = 20_000_000
"""The largest table that a sheet may span, in cells: rows times columns."""

_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_bytes(path: Path) -> bytes:
    """Read a file of at most `LIMIT` bytes.

    Raises InputError when there is no such file, it is a directory, cannot be opened, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        problem = Problem(
            "no-file", _("there is no such file"), str(path), _("check the name and the folder")
        )
        raise InputError(problem) from None
    except IsADirectoryError:
        problem = Problem("is-a-folder", _("this is a folder"), str(path), _("name a file inside it"))
        raise InputError(problem) from None
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise InputError(Problem("unreadable-file", what, str(path), _("check who may read it"))) from None
    if len(data) > LIMIT:
        raise InputError(
            Problem(
                "file-too-large",
                _("the file is larger than {limit} MB").format(limit=LIMIT // 1024 // 1024),
                str(path),
                _("split it into smaller files"),
            )
        )
    return data


def is_xlsx(data: bytes) -> bool:
    """Tell whether `data` begins as an XLSX file does."""
    return data.startswith(_ZIP)


def decode(data: bytes, name: str) -> str:
    """Give the text of a text file: UTF-8 (with or without its mark), UTF-16 with its mark, else Thai Windows.

    Raises InputError, naming what the file seems to be, when it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data or data.startswith((b"%PDF", _OLD_OFFICE, _ZIP)):
        raise InputError(_no_text(data, name))
    else:
        encodings = ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        Problem("bad-encoding", _("the text is in no known encoding"), name, _("save the file as UTF-8"))
    )


def _no_text(data: bytes, name: str) -> Problem:
    if data.startswith(_OLD_OFFICE):
        what = _("this is a file of old Excel or Word, or one locked by a password")
        mend = _("open it there and save it as XLSX without a password")
    elif data.startswith(b"%PDF"):
        what = _("this is a PDF")
        mend = _("bring the scores as YAML, JSON, CSV or XLSX; “prongsai template” writes a sheet to fill in")
    else:
        what = _("this is not a text file")
        mend = _("bring YAML, JSON, CSV or XLSX")
    return Problem("not-text", what, name, mend)


def check_xlsx(data: bytes, name: str) -> None:
    """Refuse an XLSX that is broken, would unpack beyond `UNPACKED_LIMIT`, or spans more than `CELL_LIMIT`."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            too_large = sum(part.file_size for part in parts) > UNPACKED_LIMIT
            sheets = [] if too_large else [each for each in parts if "worksheets/sheet" in each.filename]
            too_large = too_large or any(_span(archive.read(sheet)) > CELL_LIMIT for sheet in sheets)
            workbook = any(part.filename == "xl/workbook.xml" for part in parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        workbook = too_large = False
    if too_large:
        mend = _("keep only the rows and columns that are needed")
        raise InputError(Problem("sheet-too-large", _("the workbook is too large"), name, mend))
    if not workbook:
        mend = _("open it in Excel or LibreOffice and save it anew as XLSX")
        raise InputError(Problem("bad-xlsx", _("this is not a sound XLSX file"), name, mend))


def _span(sheet: bytes) -> int:
    """Give how many cells the used area of a sheet's XML spans."""
    rows = columns = 0
    for letters, row in _CELL.findall(sheet):
        rows = max(rows, int(row))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    return rows * columns


def save(content: bytes, path: Path) -> Path:
    """Put `content` at `path`, whole or not at all, and give the path; folders on the way are made.

    It is written beside its place first and then moved there; a file that was there keeps its permissions. Raises
    InputError where that cannot be done.
    """
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()
        mode = target.stat().st_mode & 0o777 if target.is_file() else 0o644
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(mode)
        beside.replace(target)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        what = _("this file cannot be written: {reason}").format(reason=error.strerror)
        mend = _("choose another place, or free the disk")
        raise InputError(Problem("cannot-write", what, str(path), mend)) from error
    return path
