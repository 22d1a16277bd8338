"""Reports that others wrote, opened whatever their format is; nothing in them is ever run, and nothing is written."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from prongsai.intake.files import LIMIT, decode, read_bytes
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reading.cleaning import cleaned_blocks
from prongsai.reading.docx_reading import read_docx
from prongsai.reading.limits import TEXT_LIMIT, archive, locked, too_much
from prongsai.reading.model import Block, FileKind, RawParagraph, RawReport
from prongsai.reading.pdf_reading import read_pdf
from prongsai.reading.sheet_reading import read_ods, read_xlsx
from prongsai.reading.text_reading import read_csv, read_text

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_MACROS = re.compile(r"(?:vbaProject\.bin|vbaData\.xml|Basic/script-lc\.xml)$", re.IGNORECASE)
_TAG = re.compile(r"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
_ENDINGS: Mapping[str, FileKind] = {
    ".docx": "docx", ".pdf": "pdf", ".xlsx": "xlsx", ".ods": "ods", ".csv": "csv", ".txt": "text",
}  # fmt: skip
_HEAD = 1024
"""How far into the file the mark of a PDF may stand."""


def open_report(path: Path) -> RawReport:
    """Read the report in a file: DOCX, PDF with text, XLSX, ODS, CSV or plain text, told by what is in it.

    A scanned PDF is read by OCR where tesseract is installed; `recognised` says so. Raises InputError, with advice,
    where the file cannot be read, is of another kind or another than its name says, locked, damaged, or beyond the bounds
    of `limits`.
    """
    return open_report_bytes(read_bytes(path), str(path))


def open_report_bytes(data: bytes, name: str) -> RawReport:
    """Read the report in `data`, as `open_report` does; `name` is used for messages and to tell CSV from text."""
    if len(data) > LIMIT:
        raise too_much(name, _("the file is larger than {limit} MB").format(limit=LIMIT // 1024 // 1024))
    _refuse(data, name)
    kind, blocks, recognised = _read(data, name)
    if _ENDINGS.get(PurePath(name).suffix.casefold(), kind) != kind:
        what = _("the name ends in {ending}, but this is no such file").format(ending=PurePath(name).suffix)
        mend = _("open it in the program that made it, save it anew, and bring that file")
        raise InputError(Problem("misnamed", what, name, mend))
    if sum(map(_length, blocks)) > TEXT_LIMIT:
        raise too_much(name, _("it has more than {limit} characters").format(limit=TEXT_LIMIT))
    kept, doubts = cleaned_blocks(blocks)
    if not kept:
        mend = _("check that this is the report, and that it is not made of pictures only")
        raise InputError(Problem("empty-report", _("there is no text in this file"), name, mend))
    return RawReport(name, kind, kept, doubts, recognised)


def _length(block: Block) -> int:
    if isinstance(block, RawParagraph):
        return len(block.text)
    return sum(len(cell) for row in block.rows for cell in row.cells)


def _read(data: bytes, name: str) -> tuple[FileKind, list[Block], bool]:
    if data.startswith(b"PK"):
        kind, read = _packed_kind(data, name)
        return kind, read(data, name), False
    if b"%PDF-" in data[:_HEAD]:
        blocks, recognised = read_pdf(data, name)
        return "pdf", blocks, recognised
    text = decode(data, name)
    if _TAG.match(text):
        raise _other(name, _("this is a web page or XML"), _("bring the report as DOCX, PDF, XLSX or text"))
    if name.lower().endswith(".csv"):
        return "csv", read_csv(text, name), False
    return "text", read_text(text, name), False


def _packed_kind(data: bytes, name: str) -> tuple[FileKind, Callable[[bytes, str], list[Block]]]:
    """Tell which kind of document a ZIP archive is, and what reads it; raises InputError for any other."""
    with archive(data, name, "ZIP") as parts:
        types = parts.read("[Content_Types].xml") or b""
        if any(map(_MACROS.search, parts.names)) or b"macroEnabled" in types:
            what = _("this file holds macros; Prongsai never opens such files")
            raise _other(name, what, _("save it without macros, as DOCX or XLSX"))
        purpose = (parts.read("mimetype") or b"").strip()
        if "xl/workbook.xml" in parts.names:
            return "xlsx", read_xlsx
        if b"wordprocessingml" in types or "word/document.xml" in parts.names:
            return "docx", read_docx
        if purpose.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods", read_ods
        what = _("this archive is neither DOCX nor XLSX nor ODS")
    raise _other(name, what, _("unpack it, and bring the report itself as DOCX, PDF, XLSX, ODS or text"))


def _refuse(data: bytes, name: str) -> None:
    """Refuse the kinds of files that are told by their first bytes and cannot be read."""
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise locked(name)
        what = _("this is a file of old Word or Excel")
        raise _other(name, what, _("open it there and save it as DOCX or XLSX"))
    if data.startswith(b"{\\rtf"):
        raise _other(name, _("this is an RTF file"), _("open it in Word and save it as DOCX"))
    if data.startswith(_PICTURES):
        mend = _("bring the document itself, or a PDF of the scan")
        raise _other(name, _("this is a picture"), mend)


def _other(name: str, what: str, mend: str) -> InputError:
    return InputError(Problem("other-format", what, name, mend))
