"""A report's blocks as they are read: paragraphs, and tables with their head told apart from their body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prongsai.intake.score_labels import instrument_key
from prongsai.language.digits import arabic
from prongsai.reading.headings import ColumnKind, column_kind
from prongsai.reading.model import Place, RawParagraph, RawReport, RawRow, RawTable

#: Lines between the parts of one table: a page number, or the name of an instrument over all columns.
_BETWEEN = re.compile(r"[-–\s]*(?:หน้า(?:ที่)?\s*)?[\d๐-๙]{0,3}[-–\s]*|แบบ(?:วัด|ตรวจ)[^\n]{0,150}")
#: A cell that is a score and nothing else.
SCORE = re.compile(r"(?:คะแนน|ร้อยละ)?\s*(100(?:\s?\.\s?00?)?|\d{1,2}(?:\s?\.\s?\d{1,2})?)\s*(?:คะแนน|%)?")
SHEETS = ("xlsx", "ods", "csv")
_SHORTENED = 300
_SHORT_HEAD = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or its part on one page: the rows at its head (of the part before, where it goes on) and its body.

    `columns` says what each column holds. `continued`: the part goes on from the grid before it.
    """

    header: tuple[RawRow, ...]
    rows: tuple[RawRow, ...]
    columns: tuple[ColumnKind | None, ...]
    continued: bool = False

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return max((len(row.cells) for row in (*self.header, *self.rows)), default=0)

    def heads(self) -> tuple[str, ...]:
        """Give the words at the head of each column, of all its rows; a head over several columns counts for each."""
        found = [""] * self.width
        for row in self.header:
            for place, words in enumerate(spread(row, self.header, self.width)):
                found[place] = f"{found[place]} {words}".strip()
        return tuple(found)


Piece = RawParagraph | Grid


def cell(row: RawRow, place: int) -> str:
    """Give a cell's text, empty where the row is too short."""
    return row.cells[place] if place < len(row.cells) else ""


def spread(row: RawRow, header: tuple[RawRow, ...], width: int) -> list[str]:
    """Give a head row with each merged cell's words over all columns that have heads of their own below it."""
    below = header[header.index(row) + 1 :]
    found: list[str] = []
    for place in range(width):
        words = cell(row, place)
        covered = place > 0 and any(cell(each, place) for each in below) and any(row.cells[:place])
        found.append(found[-1] if not words and covered else words)
    return found


def place_of(row: RawRow, text: str) -> Place:
    """Give a row's place with the words of one of its cells, and its own beside them."""
    return replace(row.place, text=text[:_SHORTENED], row=row.place.text)


def pieces(report: RawReport) -> tuple[Piece, ...]:
    """Give a report's paragraphs and grids in reading order."""
    found: list[Piece] = []
    last: Piece | None = None
    for block in report.blocks:
        parts = [block] if isinstance(block, RawParagraph) else _parts(block, sheet=report.kind in SHEETS)
        for part in parts:
            piece = part if isinstance(part, RawParagraph) else _grid(*part, last)
            if isinstance(piece, Grid) or not _BETWEEN.fullmatch(piece.text):
                last = piece
            found.append(piece)
    return tuple(found)


_Part = tuple[tuple[RawRow, ...], tuple[RawRow, ...]]


def _parts(table: RawTable, *, sheet: bool) -> Iterator[RawParagraph | _Part]:
    """Give the paragraphs of a table, and the head and body of each part that has a head of its own.

    A table of one column is text. In a sheet every row of which only the first cell is filled is text too;
    elsewhere only those above the table are.
    """
    header: list[RawRow] = []
    rows: list[RawRow] = []
    for row in table.rows:
        filled = [place for place, words in enumerate(row.cells) if words.strip()]
        text = filled == [0] and (sheet or len(row.cells) == 1 or not (header or rows))
        if (header or rows) and (text or (rows and is_header(row))):
            yield tuple(header), tuple(rows)
            header, rows = [], []
        if text:
            yield RawParagraph(row.cells[0], place_of(row, row.cells[0]))
        elif not rows and (is_header(row) or (header and _below_header(row))):
            header.append(row)
        else:
            rows.append(row)
    if header or rows:
        yield tuple(header), tuple(rows)


def _below_header(row: RawRow) -> bool:
    """Tell whether a row under a table's head is its second line: years or kinds of columns only."""
    filled = [words for words in row.cells if words.strip()]
    return not any(map(score_text, filled)) and all(map(column_kind, filled))


def _grid(header: tuple[RawRow, ...], rows: tuple[RawRow, ...], last: Piece | None) -> Grid:
    """Give a grid; one without a head, or with the same head, goes on from the grid just before it."""
    width = max(len(row.cells) for row in (*header, *rows))
    before = last if isinstance(last, Grid) else None
    if before and not header and before.header and before.width - width in {0, 1}:
        return Grid(before.header, rows, before.columns, continued=True)
    if not header:
        header, rows = _plain_header(rows)
    grid = Grid(header, rows, ())
    columns = tuple(map(column_kind, grid.heads()))
    same = before is not None and any(columns) and columns == before.columns
    return replace(grid, columns=columns, continued=same)


def _plain_header(rows: tuple[RawRow, ...]) -> tuple[tuple[RawRow, ...], tuple[RawRow, ...]]:
    """Take rows above the first score for the head, where there are scores below them."""
    first = next((place for place, row in enumerate(rows) if any(map(score_text, row.cells))), 0)
    return (rows[:first], rows[first:]) if first <= 3 else ((), rows)


def score_text(text: str) -> str:
    """Give the number of a cell that is a score with decimals or a whole one, without spaces; else nothing."""
    match = SCORE.fullmatch(arabic(text).strip())
    return "".join(match[1].split()) if match else ""


def is_header(row: RawRow) -> bool:
    """Tell whether a row is the head of a table: at least two different kinds of columns, and few other words."""
    filled = [words for words in row.cells if words.strip()]
    if any(map(score_text, filled)):
        return False
    kinds = [kind for words in filled if (kind := column_kind(words) or _sheet(words))]
    return len(set(kinds)) >= 2 and len(kinds) >= 0.6 * len(filled)


def _sheet(words: str) -> str:
    """Give the instrument or part that a short head names, such as IIT."""
    return instrument_key(arabic(words)) if len(words) <= _SHORT_HEAD else ""
