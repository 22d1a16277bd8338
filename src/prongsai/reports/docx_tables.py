"""Tables as the markup of a Word document: fixed widths, repeated headers, rows that do not split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Literal
from unicodedata import category

from prongsai.reports.document import Cell, Paragraph, Table
from prongsai.reports.docx_template import BODY_SIZE, SHADE, TABLE_SIZE
from prongsai.reports.docx_text import Setting, attribute, paragraph_markup, styled

_EMPTY = Cell((Paragraph(()),))
_WIDE, _HIGH = 0.6, 1.75
"""Width of a letter and height of a line in em, rather too large, in fonts that stand in for TH Sarabun New."""
_POINT = 20
"""Twips in a point."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in one row: its first `column`, and whether it begins or goes on there."""

    column: int
    cell: Cell
    merge: Literal["none", "restart", "continue"] = "none"


def column_widths(relative: Sequence[float], total: int) -> list[int]:
    """Divide `total` twips among columns of `relative` widths, to the last twip."""
    whole = sum(relative)
    edges = [round(total * edge / whole) for edge in accumulate(relative, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def placed(rows: Sequence[Sequence[Cell]], columns: int) -> Iterator[list[Place]]:
    """Give the places of each row from left to right; together they fill all `columns`.

    A cell that spans rows has a place in each of them. Empty cells fill a row that has too few. Raises
    ValueError where a row has more cells than fit.
    """
    spanning: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        waiting = iter(row)
        above, spanning = spanning, {}
        places: list[Place] = []
        column = 0
        while column < columns:
            if column in above:
                cell, rows_left = above.pop(column)
                places.append(Place(column, cell, "continue"))
            else:
                cell = next(waiting, _EMPTY)
                rows_left = cell.down
                places.append(Place(column, cell, "restart" if cell.down > 1 else "none"))
            if rows_left > 1:
                spanning[column] = (cell, rows_left - 1)
            after = column + cell.across
            if after > columns or any(column < other < after for other in above):
                raise ValueError(f"the cell “{cell.text}” spans more columns than are free")
            column = after
        if extra := next(waiting, None):
            raise ValueError(f"there is no column left for the cell “{extra.text}”")
        yield places


def table_markup(table: Table, setting: Setting) -> str:
    """Give the ``w:tbl`` of a table over the whole width of the text, and the small gap that follows it.

    The gap also keeps two tables that follow each other from becoming one. Raises ValueError where the
    cells do not fit the columns.
    """
    widths = column_widths(table.widths, setting.width)
    caption = attribute(table.caption, thai_digits=setting.thai_digits)
    first_row = int(bool(table.header))
    head, body = (list(placed(part, len(widths))) for part in (table.header, table.rows))
    room = setting.height - sum(_height(places, widths) for places in head)
    rows = [_row(places, table, widths, setting, header=True, whole=True) for places in head]
    rows += [
        _row(places, table, widths, setting, header=False, whole=_height(places, widths) <= room)
        for places in body
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{"TableGrid" if table.borders else "TableNormal"}"/>'
        f'<w:tblW w:w="{setting.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if first_row else "0600"}" w:firstRow="{first_row}" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
        + styled("TableEnd")
    )


def _row(
    places: list[Place], table: Table, widths: list[int], setting: Setting, *, header: bool, whole: bool
) -> str:
    # LibreOffice cuts off what a row that may not split has beyond a page; such a row is not kept `whole`.
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    properties = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{properties}{''.join(_cell(place, table, widths, setting, header=header) for place in places)}</w:tr>"


def _height(places: Sequence[Place], widths: Sequence[int]) -> float:
    """Estimate how high a row is in twips, in the widest of the fonts that may stand in."""
    size = TABLE_SIZE * _POINT
    heights = [0.0]
    for place in places:
        if place.merge == "none":
            width = sum(widths[place.column : place.column + place.cell.across])
            lines = place.cell.text.split("\n")
            heights.append(
                sum(max(1, ceil(_letters(line) * size * _WIDE / width)) for line in lines) * size * _HIGH
            )
    return max(heights)


def _letters(line: str) -> int:
    """Count the letters that take width: not the vowels and marks above and below."""
    return sum(category(letter) != "Mn" for letter in line)


def _cell(place: Place, table: Table, widths: list[int], setting: Setting, *, header: bool) -> str:
    cell = place.cell
    width = sum(widths[place.column : place.column + cell.across])
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else "")
        + (f'<w:vMerge w:val="{place.merge}"/>' if place.merge != "none" else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if cell.shade else "")
        + ('<w:vAlign w:val="center"/>' if header else "")
    )
    style, size = ("TableText", TABLE_SIZE) if table.borders else ("Normal", BODY_SIZE)
    # A header stays on the page of the first row below it.
    paragraphs = "".join(
        paragraph_markup(replace(line, keep_with_next=header or line.keep_with_next), setting, style, size)
        for line in (_EMPTY.paragraphs if place.merge == "continue" else cell.paragraphs or _EMPTY.paragraphs)
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
