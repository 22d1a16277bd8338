"""Rows of cells, as sheets have them, made into blocks: paragraphs where one cell stands alone, else tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prongsai.reading.limits import Budget
from prongsai.reading.model import Block, Place, RawParagraph, RawRow, RawTable


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number (from 1), its cells' text from the first column on, and its place."""

    number: int
    cells: tuple[str, ...]
    place: Place

    @property
    def filled(self) -> list[int]:
        """Give the columns (from 0) in which there is text."""
        return [column for column, cell in enumerate(self.cells) if cell.strip()]


def sheet_blocks(rows: Iterable[SheetRow], budget: Budget) -> Iterator[Block]:
    """Give the blocks of a sheet's rows. Empty rows divide tables.

    A cell that stands alone in its row before a table begins is a title above it, and one after an empty row a line
    of text: paragraphs both. Inside a table it is a row of that table.
    """
    for group in _groups(rows):
        start = next((at for at, row in enumerate(group) if len(row.filled) > 1), len(group))
        for row in group[:start]:
            yield RawParagraph(row.cells[row.filled[0]], row.place)
        table = group[start:]
        if table:
            budget.table()
            yield RawTable(tuple(_shaped(table)))


def _groups(rows: Iterable[SheetRow]) -> Iterator[list[SheetRow]]:
    """Give the rows with text in groups that empty rows divide."""
    group: list[SheetRow] = []
    for row in rows:
        if not row.filled:
            continue
        if group and row.number > group[-1].number + 1:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _shaped(rows: Sequence[SheetRow]) -> Iterator[RawRow]:
    """Give rows cut to the columns that any of them uses: cells merged over several leave empty ones behind."""
    used = sorted({column for row in rows for column in row.filled})
    for row in rows:
        yield RawRow(
            tuple(row.cells[column] if column < len(row.cells) else "" for column in used), row.place
        )
