"""Pages without text, read by the program tesseract where it is installed."""

import csv
import shutil
import subprocess
from io import StringIO
from typing import Any

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reading.limits import too_much
from prongsai.reading.pdf_characters import Run, TextLine
from prongsai.reading.pdf_layout import PageText

PAGE_LIMIT = 100
"""The most pages that are read by OCR; each takes seconds."""

PAGE_SECONDS = 90
"""The longest that one page may take."""

_SCALE = 300 / 72
"""300 dots an inch, in points."""
_SIDE = 5_000
"""The longest side of a picture, in dots."""


def read_scan(document: Any, name: str) -> list[PageText]:
    """Give the text of a scanned PDF's pages as it was recognised: every word of it is to be confirmed.

    Nothing is written to disk. Raises InputError where tesseract is not installed, fails, or there are too many
    pages.
    """
    program = shutil.which("tesseract")
    if program is None:
        what = _("there is no text in this PDF: its pages are pictures (a scan)")
        mend = _(
            "bring the file that it was printed from (Word, Excel, PDF with text), or ask whoever looks after the system to have scans read"
        )
        raise InputError(Problem("scanned-pdf", what, name, mend))
    if len(document) > PAGE_LIMIT:
        raise too_much(name, _("a scan of more than {limit} pages").format(limit=PAGE_LIMIT))
    return [_page(document[index], index + 1, program, name) for index in range(len(document))]


def _page(page: Any, number: int, program: str, name: str) -> PageText:
    scale = min(_SCALE, _SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    picture = _grey_map(bitmap)
    bitmap.close()
    try:
        done = subprocess.run(  # noqa: S603 (the program was found by its full path; nothing of the file names anything)
            [program, "stdin", "stdout", "-l", "tha+eng", "--psm", "6", "tsv"],
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        what = _("page {number} is a picture that could not be read").format(number=number)
        mend = _(
            "bring the file that it was printed from (Word, Excel, PDF with text), or ask whoever looks after the system to have scans read"
        )
        raise InputError(Problem("ocr-failed", what, name, mend)) from None
    return PageText(number, tuple(_lines(done.stdout.decode("utf-8", "replace"), scale, page.get_height())))


def _grey_map(bitmap: Any) -> bytes:
    """Give a grey picture in the simplest format there is (PGM)."""
    data = memoryview(bitmap.buffer).cast("B")
    rows = (data[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _lines(table: str, scale: float, height: float) -> list[TextLine]:
    """Give the lines in tesseract's table of words."""
    lines: dict[tuple[str, ...], list[Run]] = {}
    reader = csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in reader:
        text = (row.get("text") or "").strip()
        if not text:
            continue
        left, top, width, tall = (float(row[key] or 0) / scale for key in ("left", "top", "width", "height"))
        key = tuple(row[part] or "" for part in ("block_num", "par_num", "line_num"))
        lines.setdefault(key, []).append(Run(text, left, left + width, height - top - tall, tall or 1.0))
    return [_level(runs) for runs in lines.values()]


def _level(runs: list[Run]) -> TextLine:
    """Give words of one line the line's own base and height: boxes around single words vary."""
    base, height = min(run.base for run in runs), max(run.height for run in runs)
    return TextLine(tuple(Run(run.text, run.left, run.right, base, height) for run in runs))
