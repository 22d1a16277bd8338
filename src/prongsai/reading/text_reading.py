"""Plain text and CSV as blocks: a line is a paragraph, lines with tabs are rows of a table."""

import re

from prongsai.intake.tables import csv_lines
from prongsai.reading.limits import Budget, place
from prongsai.reading.model import Block, RawParagraph, RawRow, RawTable
from prongsai.reading.sheet_tables import SheetRow, sheet_blocks

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")


def read_text(text: str, name: str) -> list[Block]:
    """Give the blocks of plain text, not yet cleaned. Form feeds count pages, where there are any.

    Consecutive lines with tabs are one table; a line that only begins with a tab is a row with an empty first cell
    if it stands among such lines, else an indented paragraph. Raises InputError where there is too much.
    """
    budget = Budget(name)
    blocks: list[Block] = []
    rows: list[RawRow] = []
    page = 1 if "\f" in text else None

    def close() -> None:
        if rows:
            budget.table()
            blocks.append(RawTable(tuple(rows)))
            rows.clear()

    lines = re.split(r"\r\n|\r|\n", text)
    for number, line in enumerate(lines, start=1):
        if page is not None:
            page += line.count("\f")
        content = line.replace("\f", "").strip(" \ufeff")
        budget.block()
        if "\t" in content.strip("\t") or (
            "\t" in content and content.strip() and (rows or _in_table(lines, number - 1))
        ):
            cells = tuple(cell.strip() for cell in content.split("\t"))
            budget.columns(len(cells))
            rows.append(RawRow(cells, place(line, page, number)))
            continue
        close()
        if content.strip():
            heading = _HEADING.match(content)
            body = content[heading.end() :] if heading else content
            blocks.append(RawParagraph(body, place(line, page, number), len(heading[1]) if heading else 0))
    close()
    return blocks


def _in_table(lines: list[str], index: int) -> bool:
    """Tell whether the line before or after has cells."""
    return any("\t" in lines[at].strip("\t \r\f") for at in (index - 1, index + 1) if 0 <= at < len(lines))


def read_csv(text: str, name: str) -> list[Block]:
    """Give the blocks of a CSV, not yet cleaned; see `sheet_blocks` for what is a table in it.

    Raises InputError where it is no sound CSV, or there is too much.
    """
    budget = Budget(name)
    rows: list[SheetRow] = []
    for where, cells in csv_lines(text, name):
        budget.block()
        budget.columns(len(cells))
        number = int(where.rpartition(":")[2])
        rows.append(SheetRow(number, tuple(cells), place(" ".join(cells), None, number)))
    return list(sheet_blocks(rows, budget))
