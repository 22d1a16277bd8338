"""PDFs as blocks: by their tags where these hold the text, else by where the text stands on the page."""

from collections import defaultdict
from typing import Any

from prongsai.language.messages import _
from prongsai.language.problems import InputError
from prongsai.reading.limits import Budget, broken, locked, too_much
from prongsai.reading.model import Block
from prongsai.reading.ocr import read_scan
from prongsai.reading.pdf_characters import Character, characters
from prongsai.reading.pdf_layout import page_blocks, page_text
from prongsai.reading.pdf_rules import grids
from prongsai.reading.pdf_tags import Marked, tagged_blocks

PAGE_LIMIT = 2_000
"""The most pages that a PDF may have."""

CHARACTER_LIMIT = 2_000_000
"""The most characters that a PDF may have: about a thousand pages full of text."""

_TAGGED = 0.7
"""So much of a file's text must be tagged for its tags to be trusted."""
_SCANNED = 12
"""Pages with fewer characters than this on average are pictures."""
_PASSWORD = 4
"""PDFium's number for a file that asks for a password."""


def read_pdf(data: bytes, name: str) -> tuple[list[Block], bool]:
    """Give the blocks of a PDF, not yet cleaned, and whether they were recognised by OCR.

    Raises InputError where it is broken, locked, too large, or a scan that cannot be recognised here.
    """
    # Deferred: PDFium is only needed where a PDF is read.
    import pypdfium2 as pdfium  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    budget = Budget(name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise locked(name) from None
        raise broken(name, "PDF") from None
    try:
        if not 0 < len(document) <= PAGE_LIMIT:
            raise too_much(name, _("it has no pages, or more than {limit}").format(limit=PAGE_LIMIT))
        pages = _characters(document, budget, marked=bool(raw.FPDFCatalog_IsTagged(document)))
        if sum(map(len, pages)) < _SCANNED * len(pages):
            return page_blocks(read_scan(document, name), budget), True
        return _tagged(data, pages, budget) or _untagged(document, pages, budget), False
    except pdfium.PdfiumError:
        raise broken(name, "PDF") from None
    finally:
        document.close()


def _characters(document: Any, budget: Budget, *, marked: bool) -> list[list[Character]]:
    pages: list[list[Character]] = []
    left = CHARACTER_LIMIT
    for page in document:
        budget.tick()
        text_page = page.get_textpage()
        pages.append(characters(page, text_page, budget, marked=marked))
        text_page.close()
        page.close()
        left -= len(pages[-1])
        if left < 0:
            what = _("it has more than {limit} characters").format(limit=CHARACTER_LIMIT)
            raise too_much(budget.name, what)
    return pages


def _tagged(data: bytes, pages: list[list[Character]], budget: Budget) -> list[Block]:
    """Give the blocks by the file's tags; none where these do not hold most of its text, or are broken."""
    marked: Marked = defaultdict(list)
    inked = 0
    for number, page in enumerate(pages, start=1):
        for character in page:
            if character.mark >= 0:
                marked[number, character.mark].append(character)
            inked += 1
    if sum(map(len, marked.values())) < _TAGGED * inked:
        return []
    try:
        return tagged_blocks(data, marked, budget)
    except InputError:
        raise
    except ValueError:
        return []


def _untagged(document: Any, pages: list[list[Character]], budget: Budget) -> list[Block]:
    found = []
    for index, page_characters in enumerate(pages):
        budget.tick()
        page = document[index]
        found.append(page_text(index + 1, page_characters, grids(page, budget), budget))
        page.close()
    return page_blocks(found, budget)
