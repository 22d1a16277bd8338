"""Spreadsheets (XLSX and ODS) as blocks, each with sheet and cell; nothing is computed, values stand as they are kept.

Read straight from the markup, cell by cell, so that claims of millions of rows or columns cost nothing, merged
cells and hidden sheets are known, and numbers come as they were typed. Macros and formulas are never run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from prongsai.intake.tables import cell_text
from prongsai.reading.limits import Budget, archive, broken, shown
from prongsai.reading.model import Block, Place
from prongsai.reading.sheet_tables import SheetRow, sheet_blocks

if TYPE_CHECKING:
    from lxml import etree

_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59), *range(71, 82)])
"""The numbers of the formats for dates that every workbook has without saying so."""
_PLAIN_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,2})?")
_FIRST_DAY = date(1899, 12, 30)
_LAST_DAY = 2_958_465


def read_xlsx(data: bytes, name: str) -> list[Block]:
    """Give the blocks of a workbook's visible sheets, not yet cleaned.

    Raises InputError where it is broken or holds too much.
    """
    with archive(data, name, "XLSX") as parts:
        workbook = parts.tree("xl/workbook.xml")
        relations = parts.tree("xl/_rels/workbook.xml.rels")
        if workbook is None or relations is None:
            raise broken(name, "XLSX")
        targets = {each.get("Id", ""): each.get("Target", "") for each in relations.iterchildren(_PACKAGE)}
        shared = _shared_texts(parts.tree("xl/sharedStrings.xml"))
        dates = _date_styles(parts.tree("xl/styles.xml"))
        budget = Budget(name)
        blocks: list[Block] = []
        for sheet in workbook.iter(f"{_X}sheet"):
            target = targets.get(sheet.get(_RELATION, ""), "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            root = parts.tree(part)
            if root is not None and sheet.get("state", "visible") == "visible":
                reader = _Sheet(sheet.get("name", ""), shared, dates, budget)
                blocks += sheet_blocks(reader.rows(root), budget)
        return blocks


def _shared_texts(root: "etree._Element | None") -> list[str]:
    return [] if root is None else [_text(each) for each in root.iterchildren(f"{_X}si")]


def _text(element: "etree._Element") -> str:
    """Give the text of a string in its runs, without how it is to be pronounced."""
    return "".join(
        each.text or ""
        for child in element.iterchildren()
        if child.tag != f"{_X}rPh"
        for each in child.iter(f"{_X}t")
    )


def _date_styles(root: "etree._Element | None") -> frozenset[int]:
    """Give the numbers of the styles that show a number as a date."""
    if root is None:
        return frozenset()
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{_X}numFmt")}
    listed = root.find(f"{_X}cellXfs")
    styles = [] if listed is None else list(listed.iterchildren(f"{_X}xf"))
    return frozenset(at for at, style in enumerate(styles) if _is_date(style.get("numFmtId", "0"), own))


def _is_date(number: str, own: Mapping[str, str]) -> bool:
    if number in own:
        return any(sign in _PLAIN_PARTS.sub("", own[number]).lower() for sign in ("yy", "mmm", "d"))
    return len(number) <= 4 and number.isascii() and number.isdigit() and int(number) in _DATE_FORMATS


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is needed to read one sheet."""

    title: str
    shared: list[str]
    dates: frozenset[int]
    budget: Budget

    def rows(self, root: "etree._Element") -> Iterator[SheetRow]:
        number = 0
        for row in root.iter(f"{_X}row"):
            self.budget.block()
            said = row.get("r", "")
            number = int(said) if len(said) <= 7 and said.isascii() and said.isdigit() else number + 1
            cells: dict[int, str] = {}
            column = -1
            for cell in row.iterchildren(f"{_X}c"):
                column = _column(cell.get("r", ""), column + 1)
                text = self._value(cell)
                if text.strip():
                    self.budget.columns(column + 1)
                    cells[column] = text
            yield sheet_row(self.title, number, cells)

    def _value(self, cell: "etree._Element") -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            held = cell.find(f"{_X}is")
            return "" if held is None else _text(held)
        value = cell.findtext(f"{_X}v", "").strip()
        if kind == "s":
            known = len(value) <= 9 and value.isascii() and value.isdigit() and int(value) < len(self.shared)
            return self.shared[int(value)] if known else ""
        if kind == "n" and _NUMBER.fullmatch(value):
            style = cell.get("s", "0")
            is_date = len(style) <= 6 and style.isascii() and style.isdigit() and int(style) in self.dates
            return _number_text(float(value), is_date=is_date)
        return {"1": "TRUE", "0": "FALSE"}.get(value, "") if kind == "b" else "" if kind == "e" else value


def _number_text(value: float, *, is_date: bool) -> str:
    if is_date and 1 <= value <= _LAST_DAY:
        return (_FIRST_DAY + timedelta(days=int(value))).isoformat()
    return cell_text(value)


def _column(reference: str, following: int) -> int:
    """Give the column (from 0) that a cell's name says, else the one that follows the last."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return following
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def sheet_row(title: str, number: int, cells: Mapping[int, str]) -> SheetRow:
    """Give a row of a sheet from its filled cells; its place is the first of them."""
    texts = tuple(cells.get(column, "") for column in range(max(cells, default=-1) + 1))
    where = f"{_letters(min(cells, default=0))}{number}"
    return SheetRow(number, texts, Place(shown(" ".join(cells.values())), sheet=title, cell=where))


def _letters(column: int) -> str:
    """Give a column's letters: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(65 + last) + letters
    return letters


def read_ods(data: bytes, name: str) -> list[Block]:
    """Give the blocks of an OpenDocument spreadsheet, not yet cleaned: cells as they are shown.

    Raises InputError where it is broken or holds too much.
    """
    with archive(data, name, "ODS") as parts:
        root = parts.tree("content.xml")
        if root is None:
            raise broken(name, "ODS")
        budget = Budget(name)
        blocks: list[Block] = []
        for table in root.iter(f"{_TABLE}table"):
            title = table.get(f"{_TABLE}name", "")
            blocks += sheet_blocks(_ods_rows(table, title, budget), budget)
        return blocks


def _ods_rows(table: "etree._Element", title: str, budget: Budget) -> Iterator[SheetRow]:
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        cells: dict[int, str] = {}
        column = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            text = "\n".join("".join(map(str, each.itertext())) for each in cell.iterchildren(f"{_TEXT}p"))
            times = _times(cell, "number-columns-repeated")
            if text.strip():
                budget.columns(column + times)
                cells |= dict.fromkeys(range(column, column + times), text)
            column += times
        times = _times(row, "number-rows-repeated")
        budget.block(times if cells else 1)
        for again in range(times if cells else 1):
            yield sheet_row(title, number + again, cells)
        number += times


def _times(element: "etree._Element", name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if len(text) <= 8 and text.isascii() and text.isdigit() else 1
