"""Pages of a Word document: paper, margins, sections that stand or lie, headers and footers."""

from collections.abc import Iterator

from prongsai.reports.document import Block, Document, PageBreak, Run
from prongsai.reports.docx_drawings import watermark_run
from prongsai.reports.docx_template import TABLE_SIZE
from prongsai.reports.docx_text import Setting, bare_run, run_markup, styled, twips

TOP, RIGHT, BOTTOM, LEFT = (twips(side) for side in (2.5, 2.0, 2.0, 3.0))
SHORT_SIDE, LONG_SIDE = twips(21.0), twips(29.7)
_EDGE = twips(1.0)
"""Header and footer begin so far from the edge of the paper."""

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def paper(*, landscape: bool) -> tuple[int, int]:
    """Give width and height of an A4 page in twips."""
    return (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)


def text_size(*, landscape: bool) -> tuple[int, int]:
    """Give width and height in twips that the margins leave to the text of an A4 page."""
    width, height = paper(landscape=landscape)
    return width - LEFT - RIGHT, height - TOP - BOTTOM


def sections(document: Document) -> Iterator[tuple[bool, list[Block]]]:
    """Give the stretches of pages that stand alike: whether they are landscape, and their blocks.

    Page breaks at the beginning or end of a stretch are left out, since it begins a page anyway and nothing
    follows it there. There is always at least one stretch.
    """
    landscape = document.landscape
    blocks: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, PageBreak):
            blocks.append(block)
            continue
        turned = landscape if block.landscape is None else block.landscape
        if turned != landscape and blocks:
            yield landscape, _without_last_break(blocks)
            blocks = []
        elif blocks:
            blocks.append(block)
        landscape = turned
    yield landscape, _without_last_break(blocks)


def _without_last_break(blocks: list[Block]) -> list[Block]:
    while blocks and isinstance(blocks[-1], PageBreak):
        blocks.pop()
    return blocks


def section_markup(header: str | None, footer: str | None, *, landscape: bool, thai_digits: bool) -> str:
    """Give the ``w:sectPr`` of a stretch of pages; `header` and `footer` are relations to those parts."""
    width, height = paper(landscape=landscape)
    return (
        "<w:sectPr>"
        + (f'<w:headerReference w:type="default" r:id="{header}"/>' if header else "")
        + (f'<w:footerReference w:type="default" r:id="{footer}"/>' if footer else "")
        + f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="{"landscape" if landscape else "portrait"}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/>'
        + ('<w:pgNumType w:fmt="thaiNumbers"/>' if thai_digits else "")
        + '<w:cols w:space="720"/></w:sectPr>'
    )


def header_markup(watermark: str, setting: Setting) -> str:
    """Give the ``w:hdr`` that lays `watermark` across the page."""
    return f"<w:hdr {SPACES}>{styled('Header', watermark_run(watermark, setting))}</w:hdr>"


def footer_markup(text: str, setting: Setting, *, page_numbers: bool) -> str:
    """Give the ``w:ftr`` with `text` at the left and the page number at the right, or in the middle alone."""
    inside = run_markup(Run(text), TABLE_SIZE, setting) if text else ""
    properties = ""
    if text and page_numbers:
        properties = f'<w:tabs><w:tab w:val="right" w:pos="{setting.width}"/></w:tabs>'
        inside += bare_run("<w:tab/>", TABLE_SIZE, setting)
    elif page_numbers:
        properties = '<w:jc w:val="center"/>'
    if page_numbers:
        inside += _page_number(setting)
    return f"<w:ftr {SPACES}>{styled('Footer', inside, properties)}</w:ftr>"


def _page_number(setting: Setting) -> str:
    """Give the runs of a PAGE field, which Word and LibreOffice fill in."""
    begin, instruction, separator, end = (
        bare_run(mark, TABLE_SIZE, setting)
        for mark in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"{begin}{instruction}{separator}{run_markup(Run('1'), TABLE_SIZE, setting)}{end}"
