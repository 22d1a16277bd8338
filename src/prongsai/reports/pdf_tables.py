"""Tables and paragraphs as the PDF template takes them: cells in their places, rows that stay whole where they can."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from prongsai.reports.document import Cell, Paragraph, Table
from prongsai.reports.text_pieces import Spelling, pieces, text_width

Data = dict[str, Any]

SIZE = 10.0
"""The size of text in tables, in points."""

LINE = 1.5
"""From line to line, in em."""

PADDING = 10.0
"""What a cell keeps free of its column's width, and about of its row's height, in points."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place: column and row from 0, the width of its text in points."""

    cell: Cell
    column: int
    row: int
    width: float

    @property
    def height(self) -> float:
        """Give about how high the cell is, in points."""
        room = self.width / SIZE
        widths = (text_width(paragraph.text) for paragraph in self.cell.paragraphs)
        # Lines do not fill up to their ends, since words stay whole.
        return sum(ceil(1.15 * width / room) or 1 for width in widths) * LINE * SIZE + PADDING


def table_data(table: Table, spelling: Spelling, width: float, height: float) -> Data:
    """Give a table as the PDF template takes it, for pages with room for text of `width` and `height` points.

    Raises ValueError where a row has more cells than the table has columns.
    """
    total = sum(table.widths)
    widths = [width * part / total for part in table.widths]
    header = place_cells(table.header, widths)
    body = place_cells(table.rows, widths, first=len(table.header))
    heights = _row_heights(header + body)

    def whole(placed: Placed) -> bool:
        """Tell whether the rows that a cell takes part in are kept on one page: not if that would waste much of it."""
        rows = range(placed.row, placed.row + placed.cell.down)
        limit = 0.6 if placed.cell.down == 1 else 0.3
        return max(placed.height, sum(heights.get(row, 0.0) for row in rows)) < limit * height

    return {
        "widths": table.widths,
        "borders": table.borders,
        "caption": table.caption,
        "heads": len(table.header),
        # Head rows that leave no room for others could never be repeated.
        "repeated": sum(heights.get(row, 0.0) for row in range(len(table.header))) < 0.5 * height,
        "header": [_cell_data(placed, spelling, whole=whole(placed)) for placed in header],
        "rows": [_cell_data(placed, spelling, whole=whole(placed)) for placed in body],
    }


def place_cells(rows: tuple[tuple[Cell, ...], ...], widths: list[float], first: int = 0) -> list[Placed]:
    """Give the cells with their columns and rows, counted from row `first`; a cell that spans takes several.

    Raises ValueError where a row has more cells than there are `widths`.
    """
    placed: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows, start=first):
        column = 0
        for cell in cells:
            while (column, row) in taken:
                column += 1
            columns = range(column, column + cell.across)
            if columns.stop > len(widths):
                raise ValueError(f"row {row + 1} has more cells than the table has columns")
            taken |= {(x, y) for x in columns for y in range(row, row + cell.down)}
            room = sum(widths[column : columns.stop]) - PADDING
            placed.append(Placed(cell, column, row, room))
    return placed


def _row_heights(cells: list[Placed]) -> dict[int, float]:
    """Give about how high each row is, by those cells that stand in it alone."""
    heights: dict[int, float] = {}
    for placed in cells:
        if placed.cell.down == 1:
            heights[placed.row] = max(heights.get(placed.row, 0.0), placed.height)
    return heights


def _cell_data(placed: Placed, spelling: Spelling, *, whole: bool) -> Data:
    room = placed.width / SIZE
    return {
        "x": placed.column,
        "y": placed.row,
        "across": placed.cell.across,
        "down": placed.cell.down,
        "shade": placed.cell.shade,
        "breakable": not whole,
        "paragraphs": [paragraph_data(paragraph, spelling, room) for paragraph in placed.cell.paragraphs],
    }


def paragraph_data(paragraph: Paragraph, spelling: Spelling, room: float) -> Data:
    """Give a paragraph as the PDF template takes it; `room` is the length of its lines in em."""
    runs: list[Data] = []
    for run in paragraph.runs:
        styles = {style: True for style in ("bold", "italic") if getattr(run, style)}
        runs.append({"text": pieces(run.text, spelling, room), **styles})
    return {
        "runs": runs,
        "align": paragraph.align,
        "indent": paragraph.indent,
        "left": paragraph.left,
        "keep": paragraph.keep_with_next,
    }
