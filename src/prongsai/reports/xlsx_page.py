"""The first sheet of a workbook: the whole paper in reading order, as wide as A4 and ready to be printed.

All tables of a paper stand on one grid of narrow columns: the edges of every table's columns, in 60ths of the
width. Paragraphs are merged across the grid, and each table's cells across the columns that are theirs.
"""

from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING, Literal

from prongsai.reports.document import (
    Chart,
    Document,
    Garuda,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signature,
    Space,
    Table,
)
from prongsai.reports.xlsx_cells import (
    BODY_SIZE,
    DEEP,
    HIGHEST,
    SAND,
    TABLE_SIZE,
    WARM,
    Placed,
    Style,
    cell_look,
    heights,
    place_table,
    spell,
    text_height,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.chart import Chart as ExcelChart
    from xlsxwriter.worksheet import Worksheet

UNITS = 60
UPRIGHT, TURNED = 600, 900
"""Widths in pixels that fill A4 between its margins at full size, upright and turned."""
PIXELS_PER_CENTIMETRE = 96 / 2.54
POINTS_PER_PIXEL = 72 / 96
CHART_HEIGHT = 340
HEADING_SIZES = {1: 18, 2: 17, 3: 16}
FIRST_LINE = " " * 10
"""Stands for the first line's indent of 2.5 cm, which a spreadsheet does not know."""


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet that is being filled: its columns' edges in 60ths, its width in pixels, and how text is written."""

    sheet: "Worksheet"
    style: Style
    edges: tuple[int, ...]
    width: int
    thai_digits: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and the last column between two edges."""
        return self.edges.index(start), self.edges.index(end) - 1

    def pixels(self, start: int, end: int) -> float:
        """Give the distance between two edges in pixels."""
        return (end - start) / UNITS * self.width


def write_page(
    sheet: "Worksheet", document: Document, style: Style, chart: "Callable[[Chart], ExcelChart]"
) -> None:
    """Fill `sheet` with the blocks of `document`; `chart` gives the Excel chart of a chart block.

    Turned pages cannot be mixed with upright ones on a sheet: all are as the document begins.
    """
    tables = (block for block in document.blocks if isinstance(block, Table))
    edges = tuple(sorted({0, UNITS, *(edge for table in tables for edge in _edges(table))}))
    page = Page(sheet, style, edges, TURNED if document.landscape else UPRIGHT, document.thai_digits)
    for column, (start, end) in enumerate(pairwise(edges)):
        sheet.set_column_pixels(column, column, round(page.pixels(start, end)))
    sheet.hide_gridlines(2)
    row = _masthead(page, document)
    breaks = []
    for block in document.blocks:
        if isinstance(block, PageBreak):
            breaks.append(row)
        elif isinstance(block, Chart):
            row = _chart(page, row, block, chart(block))
        elif isinstance(block, Garuda):
            row = _garuda(page, row, block)
        else:
            row = _block(page, row, block)
    sheet.set_h_pagebreaks(breaks)


def _block(page: Page, row: int, block: Heading | Paragraph | Table | Picture | Signature | Space) -> int:
    """Write a block from `row` on and give the row below it."""
    match block:
        case Heading():
            return _heading(page, row, block)
        case Paragraph():
            return _paragraph(page, row, block)
        case Table():
            return _table(page, row, block)
        case Signature():
            return _signature(page, row, block)
        case Picture():
            return _picture(page, row, block)
    return _tall(page, row, text_height("", 1, BODY_SIZE) * block.lines)


def _edges(table: Table) -> list[int]:
    """Give where a table's columns begin and end, in 60ths of the width, at least one apart (60 columns at most)."""
    total = sum(table.widths)
    exact = [0, *(round(UNITS * reached / total) for reached in accumulate(table.widths))]
    apart = list(accumulate(exact, lambda before, edge: max(edge, before + 1)))
    count = len(table.widths)
    return [min(edge, UNITS - (count - index)) for index, edge in enumerate(apart)]


def _masthead(page: Page, document: Document) -> int:
    """Write the title, and the watermark that a spreadsheet cannot lay under its cells, as rows that repeat."""
    title = Paragraph((Run(document.title, bold=True),))
    row = _lines(
        page, 0, title, bg_color=DEEP, font_color="#FFFFFF", valign="vcenter", bottom=5, bottom_color=WARM
    )
    if document.watermark:
        watermark = Paragraph((Run(document.watermark, bold=True),), align="center")
        row = _lines(page, row, watermark, font_color="#8A6A3C", bg_color=SAND)
    page.sheet.repeat_rows(0, row - 1)
    return row


def _lines(
    page: Page,
    row: int,
    paragraph: Paragraph,
    *,
    edges: tuple[int, int] = (0, UNITS),
    **properties: str | int | bool,
) -> int:
    """Write a paragraph between two edges, in rows as high as its text, and give the row below."""
    size = int(properties.get("font_size", BODY_SIZE))
    height = text_height(paragraph.text, page.pixels(*edges), size)
    below = _tall(page, row, height)
    left, right = page.span(*edges)
    area = (row, left, below - 1, right)
    look = {"align": paragraph.align} | properties
    write(page.sheet, area, (paragraph,), page.style, look, thai_digits=page.thai_digits)
    return below


def _tall(page: Page, row: int, height: float) -> int:
    """Make rows that are together `height` points high, as many as it takes, and give the row below."""
    count = max(1, ceil(height / HIGHEST))
    for each in range(row, row + count):
        page.sheet.set_row(each, height / count)
    return row + count


def _heading(page: Page, row: int, heading: Heading) -> int:
    paragraph = Paragraph((Run(heading.text, bold=True),), align=heading.align)
    size = HEADING_SIZES[heading.level]
    return _lines(page, row, paragraph, font_size=size, font_color=DEEP, valign="bottom")


def _paragraph(page: Page, row: int, paragraph: Paragraph) -> int:
    if paragraph.indent:
        paragraph = replace(paragraph, runs=(Run(FIRST_LINE), *paragraph.runs))
    # One step of a cell's indent is as wide as three letters, about 0.24 cm.
    return _lines(page, row, paragraph, indent=round(paragraph.left / 0.24))


def _signature(page: Page, row: int, signature: Signature) -> int:
    """Write the lines to sign in the right half of the page, or what of it the columns allow."""
    half = min(page.edges[:-1], key=lambda edge: abs(edge - UNITS // 2))
    row = _tall(page, row, text_height("", 1, BODY_SIZE))
    for line in signature.lines:
        row = _lines(page, row, Paragraph((Run(line),), align="center"), edges=(half, UNITS))
    return row


def _table(page: Page, row: int, table: Table) -> int:
    """Write a table whose cells are merged across the grid, then an empty row."""
    placed = place_table(table)
    edges = _edges(table)
    count = len(table.header) + len(table.rows)

    def width(each: Placed) -> float:
        return page.pixels(edges[each.left], edges[each.right + 1])

    starts = [row]
    for height in heights(placed, count, width):
        starts.append(_tall(page, starts[-1], height))
    for each in placed:
        left, right = page.span(edges[each.left], edges[each.right + 1])
        area = (starts[each.top], left, starts[each.bottom + 1] - 1, right)
        look = cell_look(each, table)
        write(page.sheet, area, each.cell.paragraphs, page.style, look, thai_digits=page.thai_digits)
    return _tall(page, starts[-1], text_height("", 1, BODY_SIZE))


def _chart(page: Page, row: int, block: Chart, chart: "ExcelChart") -> int:
    chart.set_size({"width": page.width, "height": CHART_HEIGHT})
    below = _tall(page, row, CHART_HEIGHT * POINTS_PER_PIXEL + 6)
    description = spell(block.alt, thai_digits=page.thai_digits)
    page.sheet.insert_chart(row, 0, chart, {"description": description, "object_position": 1})
    return _lines(page, below, Paragraph((Run(block.title),), align="center"), font_size=TABLE_SIZE)


def _picture(page: Page, row: int, picture: Picture) -> int:
    """Put a picture into rows of its own, as wide as wanted, at the side where it belongs."""
    width = picture.width * PIXELS_PER_CENTIMETRE
    height = _insert(page, row, picture.data, width, picture.alt, picture.align)
    return _tall(page, row, height * POINTS_PER_PIXEL + 6)


def _garuda(page: Page, row: int, head: Garuda) -> int:
    title = Paragraph((Run(head.title, bold=True),), align="center")
    below = _lines(page, row, title, font_size=29, valign="bottom")
    if head.data is not None:
        height = _insert(page, row, head.data, 1.5 * PIXELS_PER_CENTIMETRE, "ตราครุฑ", "left")
        page.sheet.set_row(row, max(height * POINTS_PER_PIXEL + 6, text_height("", 1, 29)))
    return below


def _insert(
    page: Page, row: int, data: bytes, width: float, alt: str, align: Literal["left", "center", "right"]
) -> float:
    """Insert a picture `width` pixels wide and give its height in pixels."""
    from xlsxwriter.image import Image  # noqa: PLC0415 - slow to import, and only XLSX needs it

    image = Image(BytesIO(data))
    across, down = image.width * 96 / image.x_dpi, image.height * 96 / image.y_dpi
    options = {
        "image_data": BytesIO(data),
        "x_scale": width / across,
        "y_scale": width / across,
        "x_offset": (page.width - width) * {"left": 0, "center": 0.5, "right": 1}[align],
        "y_offset": 4,
        "description": spell(alt, thai_digits=page.thai_digits),
        "object_position": 1,
    }
    page.sheet.insert_image(row, 0, "picture", options)
    return float(width / across * down)
