"""Papers as an Excel workbook: the whole text to read, and every table and chart on a sheet to work with.

On the sheets of tables a score is a number that can be counted with, and everything else is text: what begins
with ``=``, ``+``, ``-`` or ``@`` is never a formula.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from prongsai.reports.document import Chart, Document, PageBreak, Table
from prongsai.reports.thai_words import clusters, words
from prongsai.reports.xlsx_cells import (
    FONT,
    HIGHEST,
    TABLE_SIZE,
    Placed,
    Style,
    cell_look,
    heights,
    in_thai_digits,
    place_table,
    score,
    spell,
    styles,
    write,
)
from prongsai.reports.xlsx_charts import chart_sheet, excel_chart
from prongsai.reports.xlsx_page import write_page

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as ExcelChart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that every workbook says it was made on, so that the same paper gives the same file."""
WHOLE = "เอกสาร"
LONGEST_NAME = 31
LEADING_VOWELS = "เแโใไ"
UPRIGHT, TURNED = 720, 1040
"""Widths of a table's columns together, in pixels: wide enough to read; it is shrunk to one page in print."""
NARROWEST = 46
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(document: Document) -> bytes:
    """Give `document` as an XLSX workbook, the same bytes for the same document.

    The first sheet is the whole paper in reading order. Then each table with borders and each chart has a
    sheet, named by its caption or title. An Excel cell holds 32,767 characters; what is longer is cut there.
    """
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - slow to import, and only XLSX needs it

    file = BytesIO()
    workbook = Workbook(file, OPTIONS)
    _describe(workbook, document)
    style = styles(workbook)
    whole = workbook.add_worksheet(WHOLE)
    _print_setup(whole, document, "", landscape=document.landscape)
    sheets = _data_sheets(workbook, document, style)

    def chart(block: Chart) -> "ExcelChart":
        return excel_chart(workbook, block, sheets[block], thai_digits=document.thai_digits)

    write_page(whole, document, style, chart)
    workbook.close()
    return file.getvalue()


def _data_sheets(workbook: "Workbook", document: Document, style: Style) -> dict[Chart, str]:
    """Add the sheets of tables and charts in the order of the paper, and give the sheet of every chart."""
    names = [WHOLE]
    charts = {}
    digits = document.thai_digits
    landscape = document.landscape
    for block in document.blocks:
        if isinstance(block, PageBreak) and block.landscape is not None:
            landscape = block.landscape
        if not (isinstance(block, Chart) or (isinstance(block, Table) and block.borders)):
            continue
        title = block.title if isinstance(block, Chart) else block.caption
        names.append(sheet_name(spell(title, thai_digits=digits), names))
        sheet = workbook.add_worksheet(names[-1])
        _print_setup(sheet, document, title, landscape=landscape or isinstance(block, Chart))
        if isinstance(block, Chart):
            chart_sheet(workbook, sheet, block, style, thai_digits=digits)
            charts[block] = names[-1]
        else:
            _table_sheet(sheet, block, style, TURNED if landscape else UPRIGHT, thai_digits=digits)
    return charts


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """Give a sheet name that Excel takes, made from `wanted`: 31 letters at most, and unlike those `taken`.

    What Excel forbids becomes a space. A long name is cut between two words, or inside a very long word without
    tearing marks or vowels from their letters.
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", wanted).split()) or "ตาราง"
    if plain.casefold() == "history":  # a name that Excel keeps for itself
        plain = f"{plain} (1)"
    used = {name.casefold() for name in taken}
    name, number = _cut(plain, LONGEST_NAME), 1
    while name.casefold() in used:
        number += 1
        ending = f" ({number})"
        name = _cut(plain, LONGEST_NAME - len(ending)) + ending
    return name


def _cut(name: str, longest: int) -> str:
    """Cut a name to `longest` UTF-16 units, as Excel counts them: between two words where one ends late enough."""
    if _units(name) <= longest:
        return name
    cut = ""
    for pieces in (words(name), clusters(name)):
        ends = accumulate(pieces)
        cut = max((end for end in ends if _units(end) <= longest), key=len, default="")
        if _units(cut) > longest // 2:
            break
    return cut.rstrip(LEADING_VOWELS + " ") or name[0]


def _units(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2


def _describe(workbook: "Workbook", document: Document) -> None:
    """Set the file's properties, the paper's own among them; Excel takes 255 characters each."""

    def told(content: str) -> str:
        return spell(content, thai_digits=document.thai_digits)[:255]

    workbook.set_properties(
        {
            "title": told(document.title),
            "author": told(document.author),
            "subject": told(document.subject),
            "created": CREATED,
        }
    )
    for name, value in document.properties.items():
        workbook.set_custom_property(told(name), told(value), "text")


def _print_setup(sheet: "Worksheet", document: Document, caption: str, *, landscape: bool) -> None:
    """Set up A4, with the caption and the light watermark at the head and the footer at the foot of a page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.98, right=0.79, top=0.98, bottom=0.79)
    if landscape:
        sheet.set_landscape()
    digits = document.thai_digits
    head = _header_text(caption, 70, thai_digits=digits)
    watermark = _header_text(document.watermark, 25, thai_digits=digits)
    footer = _header_text(document.footer, 80, thai_digits=digits)
    sheet.set_header(
        (f'&L&14&"{FONT},Bold"{head}' if head else "")
        + (f'&R&28&"{FONT},Bold"&KC8D2D4{watermark}' if watermark else "")
    )
    sheet.set_footer(
        (f'&L&14&"{FONT},Regular"{footer}' if footer else "")
        + (f'&R&14&"{FONT},Regular"&P' if document.page_numbers else "")
    )
    # Scores that stand in a text column would be marked as faults by Excel.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _header_text(content: str, longest: int, *, thai_digits: bool) -> str:
    """Give text on one line with ``&``, which begins a code there, doubled; Excel takes 255 signs in all."""
    line = " ".join(spell(content, thai_digits=thai_digits).split())
    return line[:longest].replace("&", "&&")


def _table_sheet(sheet: "Worksheet", table: Table, style: Style, width: int, *, thai_digits: bool) -> None:
    """Fill a sheet with a table: header frozen, repeated in print and with filters, scores as numbers.

    Rows are as high as their text by estimate: not every reader of such files fits them by itself.
    """
    total, header = sum(table.widths), len(table.header)
    pixels = [max(NARROWEST, round(width * part / total)) for part in table.widths]
    for column, wide in enumerate(pixels):
        sheet.set_column_pixels(column, column, wide, style(font_size=TABLE_SIZE))
    placed = place_table(table)
    rows = header + len(table.rows)
    tall = heights(placed, rows, lambda each: sum(pixels[each.left : each.right + 1]))
    for row, height in enumerate(tall):
        sheet.set_row(row, min(height, HIGHEST))
    for each in placed:
        _table_cell(sheet, each, table, style, thai_digits=thai_digits)
    if header:
        sheet.freeze_panes(header, 0)
        sheet.repeat_rows(0, header - 1)
    if header and table.rows:
        sheet.autofilter(header - 1, 0, rows - 1, len(pixels) - 1)


def _table_cell(sheet: "Worksheet", each: Placed, table: Table, style: Style, *, thai_digits: bool) -> None:
    """Write a cell; below a merged cell of text each row holds the text too, unseen, for filters to find."""
    area = (each.top, each.left, each.bottom, each.right)
    look = cell_look(each, table)
    if number := score(each.cell.text):
        value, form = number
        look["num_format"] = in_thai_digits(form) if thai_digits else form
        look["bold"] = any(run.bold for paragraph in each.cell.paragraphs for run in paragraph.runs)
        write(sheet, area, value, style, look)
        return
    write(sheet, area, each.cell.paragraphs, style, look, thai_digits=thai_digits)
    if each.top >= len(table.header):
        content = spell(each.cell.text, thai_digits=thai_digits)
        for row in range(each.top + 1, each.bottom + 1):
            sheet.write_string(row, each.left, content, style(**look))
