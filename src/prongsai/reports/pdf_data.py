"""A document as the data that the PDF template takes: text in pieces, cells in their places, pages in sections."""

from itertools import chain
from typing import Any, assert_never

from prongsai.language.problems import InputError
from prongsai.reports.charts import chart_data
from prongsai.reports.document import (
    Block,
    Chart,
    Document,
    Garuda,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Space,
    Table,
)
from prongsai.reports.pdf_tables import paragraph_data, table_data
from prongsai.reports.text_pieces import Spelling, pieces, printable, text_width
from prongsai.reports.typesetting import bad_picture

Data = dict[str, Any]

BODY = 11.0
"""The size of text, in points."""

ROOM, ROOM_LANDSCAPE = (453.0, 714.0), (700.0, 467.0)
"""Width and height that a page has for text, in points."""


def document_data(document: Document) -> Data:
    """Give `document` as `document.typ` takes it."""
    names = tuple(filter(None, document.properties.get("names", "").split("\n")))
    spelling = Spelling(document.thai_digits, names)
    language, _, region = document.language.partition("-")
    return {
        "title": printable(document.title).strip() or "เอกสาร",
        "author": [printable(document.author)] if document.author else [],
        "subject": printable(document.subject),
        "language": language,
        "region": region or None,
        "watermark": _watermark(document, spelling),
        "footer": pieces(document.footer, spelling),
        "page-numbers": document.page_numbers,
        "thai-digits": document.thai_digits,
        "sections": _sections(document, spelling),
    }


def _watermark(document: Document, spelling: Spelling) -> Data:
    """Give the text of the watermark and a size at which it reaches across the page."""
    text = "".join(chain.from_iterable(pieces(document.watermark, spelling, 1000)))
    return {"text": text, "size": min(130.0, 1.1 * ROOM[0] / max(1.0, text_width(text)))}


def _sections(document: Document, spelling: Spelling) -> list[Data]:
    """Give the blocks in sections of pages that lie the same way."""
    sections: list[Data] = [{"landscape": document.landscape, "blocks": []}]
    level = 0
    for block in document.blocks:
        landscape = sections[-1]["landscape"]
        if isinstance(block, PageBreak) and block.landscape not in {None, landscape}:
            sections.append({"landscape": block.landscape, "blocks": []})
            continue
        data = _block(block, spelling, landscape=landscape)
        if "level" in data:
            # Screen readers go by levels: none may be left out on the way down.
            level = data["level"] = min(data["level"], level + 1)
        sections[-1]["blocks"].append(data)
    return [section for section in sections if section["blocks"]] or sections[:1]


def _block(block: Block, spelling: Spelling, *, landscape: bool) -> Data:
    width, height = ROOM_LANDSCAPE if landscape else ROOM
    data: Data
    match block:
        case Heading():
            data = {"shown": block.level, "align": block.align, **_heading(block.text, block.level, spelling)}
        case Paragraph():
            data = paragraph_data(block, spelling, width / BODY)
        case Table():
            data = table_data(block, spelling, width, height)
        case Chart():
            title = pieces(block.title, spelling)
            alt = block.alt or block.title or "แผนภูมิ"
            data = {"chart": chart_data(block, spelling), "title": title, "alt": alt}
        case Picture():
            image = _image(block.data, block.alt)
            data = {
                "data": image,
                "width": block.width,
                "align": block.align,
                "alt": block.alt or "ภาพประกอบ",
            }
        case Signature():
            data = {"lines": [pieces(line, spelling) for line in block.lines]}
        case Garuda():
            emblem = None if block.data is None else _image(block.data, "ตราครุฑ")
            data = {"data": emblem, **_heading(block.title, 1, spelling)}
        case Space():
            data = {"lines": block.lines}
        case PageBreak():
            data = {}
        case _:
            assert_never(block)
    return {"kind": type(block).__name__.lower(), **data}


def _heading(text: str, level: int, spelling: Spelling) -> Data:
    """Give a heading's text and level; an empty one is none, since nobody could find it in the outline."""
    return {"text": pieces(text, spelling), "level": level} if printable(text).strip() else {"text": []}


def _image(data: bytes, alt: str) -> list[int]:
    """Give the bytes of a picture as the template takes them. Raises InputError unless it is a PNG or JPEG."""
    if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise InputError(bad_picture(alt))
    return list(data)
