"""From a document to a file: one function per format, found by the format's name."""

import os
import tempfile
from pathlib import Path

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reports.document import Document

FORMATS = ("docx", "pdf", "html", "xlsx")


def write(document: Document, file_format: str) -> bytes:
    """Give a document as the bytes of a file in one of FORMATS. Each format's library is loaded when asked for.

    Raises ValueError for another format.
    """
    if file_format == "docx":
        from prongsai.reports.docx_writer import write_docx  # noqa: PLC0415  heavy

        return write_docx(document)
    if file_format == "pdf":
        from prongsai.reports.pdf_writer import write_pdf  # noqa: PLC0415  heavy

        return write_pdf(document)
    if file_format == "html":
        from prongsai.reports.html_writer import write_html  # noqa: PLC0415  heavy

        return write_html(document).encode()
    if file_format == "xlsx":
        from prongsai.reports.xlsx_writer import write_xlsx  # noqa: PLC0415  heavy

        return write_xlsx(document)
    raise ValueError(file_format)


def save(content: bytes, path: Path) -> Path:
    """Put `content` at `path`, whole or not at all, and give the path.

    It is written beside its place first and then moved there. Raises InputError where that cannot be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    return path


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        Problem(
            "cannot-write",
            _("the file cannot be written ({reason})").format(reason=error.strerror),
            str(path),
            _("choose another place with --out, or free the disk"),
        )
    )
