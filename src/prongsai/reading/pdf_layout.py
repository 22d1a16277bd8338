"""The blocks of a PDF's page that has no tags: tables by their rules or by their columns, and paragraphs between."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prongsai.reading.limits import Budget, place
from prongsai.reading.model import Block, RawParagraph, RawRow, RawTable
from prongsai.reading.pdf_characters import Character, Run, TextLine, text_lines
from prongsai.reading.pdf_paragraphs import glued, joined, paragraphs
from prongsai.reading.pdf_rules import Grid

_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{1,3}(?:\s*(?:จาก|/)\s*[0-9๐-๙]{1,3})?[-–—\s|]*"
)
_COUNTED = re.compile(r".{0,80}หน้า(?:ที่)?\s*[0-9๐-๙]{1,3}\s*(?:จาก|/)\s*[0-9๐-๙]{1,3}")
"""A foot that counts the pages, with whatever stands beside it."""
_DIGITS = re.compile(r"[0-9๐-๙]+")
_WIDE = 1.0
"""A gap wider than this part of a line's height divides columns."""
_LINES = 300
"""So many lines are looked at for one such table."""
_ROWS = 3
"""So many lines in columns make a table where nothing is ruled."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as it was found: its number, the lines outside of tables, and the tables with what stands in them."""

    number: int
    lines: tuple[TextLine, ...]
    tables: tuple[tuple[float, RawTable], ...] = ()
    """Each with its upper edge."""


def page_text(number: int, page: Iterable[Character], tables: Sequence[Grid], budget: Budget) -> PageText:
    """Sort the characters of a page into the ruled tables on it and the lines outside."""
    outside: list[Character] = []
    inside: dict[int, dict[tuple[int, int], list[Character]]] = defaultdict(lambda: defaultdict(list))
    for character in page:
        middle = (character.left + character.right) / 2
        height = character.base + 0.2 * character.height
        for index, grid in enumerate(tables):
            region = grid.region(middle, height)
            if region is not None:
                inside[index][region].append(character)
                break
        else:
            outside.append(character)
    read = ((grid.rows[0], _table(number, grid, inside[index], budget)) for index, grid in enumerate(tables))
    return PageText(number, tuple(text_lines(outside)), tuple(read))


def _table(
    number: int, grid: Grid, cells: dict[tuple[int, int], list[Character]], budget: Budget
) -> RawTable:
    budget.table()
    budget.columns(len(grid.columns) - 1)
    rows: list[RawRow] = []
    for row in range(len(grid.rows) - 1):
        budget.block()
        texts = [
            joined(text_lines(cells.get((row, column), ())), grid.right((row, column)))
            for column in range(len(grid.columns) - 1)
        ]
        rows.append(RawRow(tuple(texts), place(" ".join(texts), number)))
    return RawTable(tuple(rows))


def page_blocks(pages: Sequence[PageText], budget: Budget) -> list[Block]:
    """Give the blocks of pages in reading order, without page numbers and what is repeated at head and foot."""
    repeated = _repeated(pages)
    blocks: list[Block] = []
    for page in pages:
        lines = _without_furniture(page.lines, repeated)
        for top, table in page.tables:
            blocks += _running([line for line in lines if line.base > top], page.number, budget)
            lines = [line for line in lines if line.base <= top]
            blocks.append(table)
        blocks += _running(lines, page.number, budget)
    return blocks


def _repeated(pages: Sequence[PageText]) -> set[str]:
    """Give the lines at head or foot, without their digits, that stand on most of three pages or more."""
    seen = Counter(
        key for page in pages for key in {_DIGITS.sub("", line.text).strip() for line in _ends(page.lines)}
    )
    return {key for key, count in seen.items() if len(pages) > 2 and count > 0.6 * len(pages)}


def _ends(lines: Sequence[TextLine]) -> list[TextLine]:
    return [*lines[:1], *lines[-1:]]


def _without_furniture(lines: Sequence[TextLine], repeated: set[str]) -> list[TextLine]:
    ends = _ends(lines)
    return [
        line
        for line in lines
        if line not in ends
        or not (
            _PAGE_NUMBER.fullmatch(line.text)
            or _COUNTED.fullmatch(line.text)
            or _DIGITS.sub("", line.text).strip() in repeated
        )
    ]


def _running(lines: Sequence[TextLine], number: int, budget: Budget) -> list[Block]:
    """Give the blocks of lines in which nothing is ruled."""
    blocks: list[Block] = []
    waiting: list[TextLine] = []

    def flush() -> None:
        for text, first in paragraphs(waiting):
            budget.block()
            blocks.append(RawParagraph(text, place(text or first.text, number)))
        waiting.clear()

    index = 0
    while index < len(lines):
        rows, after = _columned(lines, index)
        if rows:
            flush()
            budget.table()
            budget.columns(len(rows[0]))
            blocks.append(RawTable(tuple(RawRow(row, place(" ".join(row), number)) for row in rows)))
        else:
            waiting.append(lines[index])
        index = after
    flush()
    return blocks


def _columned(lines: Sequence[TextLine], start: int) -> tuple[list[tuple[str, ...]], int]:
    """Give the rows of a table without rules that begins at line `start`, and the line after it; else no rows."""
    parts: list[list[Run]] = []
    rows = 0
    for line in lines[start : start + _LINES]:
        columns = _columns(line)
        near = not parts or parts[-1][0].base - line.base < 2.2 * line.height
        inner = len(columns) == 1 and len(parts) > 0 and columns[0].left > parts[0][0].right
        if not near or (len(columns) < 2 and not inner):
            break
        rows += len(columns) > 1
        parts.append(columns)
    edges = _edges(parts)
    if rows < _ROWS or len(edges) < 2:
        return [], start + 1
    table: list[list[str]] = []
    for columns in parts:
        if len(columns) > 1:
            table.append([""] * len(edges))
        for run in columns:
            at = max(index for index, edge in enumerate(edges) if edge <= run.left)
            table[-1][at] = glued(table[-1][at], run.text)
    return [tuple(row) for row in table], start + len(parts)


def _columns(line: TextLine) -> list[Run]:
    """Give a line's runs with those that stand near one another as one."""
    columns: list[list[Run]] = []
    for run in line.runs:
        if columns and run.left - columns[-1][-1].right <= _WIDE * line.height:
            columns[-1].append(run)
        else:
            columns.append([run])
    return [
        Run(TextLine(tuple(runs)).text, runs[0].left, runs[-1].right, runs[0].base, line.height)
        for runs in columns
    ]


def _edges(parts: Iterable[Sequence[Run]]) -> list[float]:
    """Give where columns begin: the left ends of stretches that are free of gaps in all lines."""
    edges: list[float] = []
    end = 0.0
    for left, right in sorted((run.left, run.right) for columns in parts for run in columns):
        if not edges or left > end:
            edges.append(left)
        end = max(end, right)
    return edges
