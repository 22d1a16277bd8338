"""Tables from CSV and XLSX as rows of text, each with its place for messages."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from prongsai.intake.files import check_xlsx, decode, is_xlsx, read_bytes
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

Line = tuple[str, list[str]]
"""A row's place (``list.csv:3``) and its cells as text, trimmed."""

_DELIMITERS = (",", ";", "\t")


def read_table(path: Path) -> Iterator[Line]:
    """Give the rows of a CSV (comma, semicolon or tab) or of the first sheet of an XLSX; empty rows are left out.

    Raises InputError when the file cannot be read as a table.
    """
    data = read_bytes(path)
    if is_xlsx(data):
        sheets = read_sheets(data, str(path))
        lines = next(iter(sheets.values()), [])
        return iter(lines)
    return csv_lines(decode(data, str(path)), str(path))


def csv_lines(text: str, name: str) -> Iterator[Line]:
    """Give the rows of a CSV's text; the first row decides which of comma, semicolon and tab divides cells."""
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield f"{name}:{reader.line_num}", trimmed
    except csv.Error as error:
        what = _("this is not a sound CSV file: {reason}").format(reason=error)
        mend = _("close every quotation mark that is opened")
        raise InputError(Problem("bad-csv", what, f"{name}:{reader.line_num}", mend)) from None


def read_sheets(data: bytes, name: str) -> dict[str, list[Line]]:
    """Give every sheet of an XLSX by its name, in order, as rows of text; raises InputError for a broken file."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 (only where an XLSX is read)

    check_xlsx(data, name)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return {
            title: _lines(
                workbook.get_sheet_by_name(title).to_python(skip_empty_area=False), f"{name}!{title}"
            )
            for title in workbook.sheet_names
        }
    except CalamineError as error:
        what = _("this is not a sound XLSX file: {reason}").format(reason=error)
        mend = _("open it in Excel or LibreOffice and save it anew as XLSX")
        raise InputError(Problem("bad-xlsx", what, name, mend)) from None


def _lines(rows: Sequence[Sequence[object]], name: str) -> list[Line]:
    lines = (
        (f"{name}:{number}", [cell_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)
    )
    return [(place, cells) for place, cells in lines if any(cells)]


def cell_text(cell: object) -> str:
    """Give a cell's value as people see it: 100 for 100.0, 99.14 without the dust of binary fractions."""
    if isinstance(cell, float):
        return format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
