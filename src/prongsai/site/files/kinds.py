"""What a file really is, told by its content and never by its name."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its word, the endings that its name may have, the usual one first, its media type, its title."""

    word: str
    endings: tuple[str, ...]
    media_type: str
    title: str = field(compare=False)

    @property
    def ending(self) -> str:
        """Give the usual ending."""
        return self.endings[0]


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("pdf", (".pdf",), "application/pdf", "PDF")
DOCX = Kind("docx", (".docx",), f"{_OFFICE}.wordprocessingml.document", "Word (DOCX)")
XLSX = Kind("xlsx", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet", "Excel (XLSX)")
ODS = Kind("ods", (".ods",), "application/vnd.oasis.opendocument.spreadsheet", "LibreOffice Calc (ODS)")
PNG = Kind("png", (".png",), "image/png", _("picture (PNG)"))
JPEG = Kind("jpeg", (".jpg", ".jpeg"), "image/jpeg", _("picture (JPEG)"))
HTML = Kind("html", (".html",), "text/html; charset=utf-8", _("web page (HTML)"))
TEXT = Kind("text", (".txt", ".csv"), "text/plain; charset=utf-8", _("text (TXT or CSV)"))
KINDS = {kind.word: kind for kind in (PDF, DOCX, XLSX, ODS, PNG, JPEG, HTML, TEXT)}
"""All kinds by their words. A web page is only ever made here, never taken."""

ENDINGS = frozenset(ending for kind in KINDS.values() for ending in kind.endings)
"""The endings that tell what a file is taken for."""

SCANS = (PDF, PNG, JPEG)
"""What a signed scan may be."""

REPORTS = (DOCX, PDF, XLSX, ODS, TEXT)
"""What a report that is read may be."""

PICTURES = (PNG, JPEG)

_BLANK = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the mark of a PDF; more would let a file be two things at once."""

_END = b"PK\x05\x06"
_END_LENGTH = 22
_DIRECTORY_LIMIT = 4_000_000
"""The largest list of parts that an archive may bring, in bytes; office files have a few thousandths of it."""


def kind_of(content: bytes) -> Kind | None:
    """Give what a file is, None for a kind that is not taken. An office file is told by the parts of its archive."""
    if content[:64].lstrip(_BLANK).startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return TEXT if _is_text(content) else None


def _office(content: bytes) -> Kind | None:
    if not _directory_in_bounds(content):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            if "word/document.xml" in names:
                return DOCX
            if "xl/workbook.xml" in names:
                return XLSX
            if "mimetype" in names:
                with archive.open("mimetype") as stream:  # read in bounds: it may unpack to anything
                    return ODS if stream.read(100).strip() == ODS.media_type.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        pass
    return None


def _directory_in_bounds(content: bytes) -> bool:
    """Tell whether an archive's list of parts is small enough to be read into memory."""
    place = content.rfind(_END, -(_END_LENGTH + 0xFFFF))
    if place < 0 or place + _END_LENGTH > len(content):
        return False
    return int.from_bytes(content[place + 12 : place + 16], "little") <= _DIRECTORY_LIMIT


def _is_text(content: bytes) -> bool:
    """Tell whether a file is plain text, as UTF-8, UTF-16 with its mark or Thai Windows has it, and no web page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\0" in content:
        return False
    else:
        encodings = ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            text = content.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
        return bool(text) and not text.startswith("<")
    return False
