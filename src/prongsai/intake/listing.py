"""The flat list of results, one row each: CSV or XLSX, any number of rows."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from prongsai.intake.kinds import KINDS
from prongsai.intake.model import Kind, Printed, Result, Row
from prongsai.intake.numbers import clip, read_score, read_year
from prongsai.intake.tables import read_table
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method

INDICATORS = {f"i{number}": number for number in range(1, 11)}
_PARTS = {"eit_part1": "EIT1", "eit_part2": "EIT2"}
_INSTRUMENTS = {"iit": "IIT", "eit": "EIT", "oit": "OIT"}
_NEEDED = ("fiscal_year", *INDICATORS)
_READ = {"id", "fiscal_year", "unit", "kind", *INDICATORS, *_PARTS, *_INSTRUMENTS, "total", "level"}


def read_list(path: Path) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Read a list of results, one row each in the file's order, and notes on what was left unread.

    Columns: `fiscal_year` and `i1` … `i10` (needed), `id`, `unit`, `kind`, `eit_part1`, `eit_part2`; printed `iit`,
    `eit`, `oit`, `total`, `level` are kept to be checked. Further columns are ignored with one note that names
    them. A faulty row keeps its place, with problems and without a result; a faulty printed figure is a problem
    too but leaves the row readable. Raises InputError when the file is no table or a needed column is missing.
    """
    lines = read_table(path)
    place, cells = next(lines, ("", []))
    header = [cell.casefold() for cell in cells]
    _check_header(header, place or str(path))
    rows = tuple(_row(place, header, cells) for place, cells in lines)
    further = [cell for cell, name in zip(cells, header, strict=True) if name not in _READ and cell]
    if not further:
        return rows, ()
    return rows, (_("these columns were not read: {columns}").format(columns=", ".join(further)),)


def _check_header(header: list[str], where: str) -> None:
    problems = []
    if missing := [name for name in _NEEDED if name not in header]:
        what = _("these columns are missing: {columns}").format(columns=", ".join(missing))
        mend = _("the first row must name the columns: {columns}").format(columns=", ".join(_NEEDED))
        problems.append(Problem("missing-columns", what, where, mend))
    if doubled := sorted({name for name in header if name in _READ and header.count(name) > 1}):
        what = _("these columns are there twice: {columns}").format(columns=", ".join(doubled))
        problems.append(Problem("doubled-columns", what, where, _("keep one of each")))
    if problems:
        raise InputError(problems)


def _row(place: str, header: list[str], cells: list[str]) -> Row:
    reader = _RowReader(place, dict(zip(header, cells, strict=False)))
    if any(cells[len(header) :]):
        reader.refuse(
            "long-row", _("the row has more cells than the header"), _("check for a comma too many")
        )
    year = reader.year()
    kind = reader.kind()
    indicators = {
        number: score for name, number in INDICATORS.items() if (score := reader.score(name)) is not None
    }
    parts = {part: score for name, part in _PARTS.items() if (score := reader.score(name)) is not None}
    faulty = bool(reader.problems)
    printed = Printed(
        {code: score for name, code in _INSTRUMENTS.items() if (score := reader.score(name)) is not None}
        | parts,
        reader.score("total"),
        reader.text("level"),
    )
    identity, unit = reader.text("id"), reader.text("unit")
    result = None
    if year is not None and not faulty:
        result = Result(
            year, "indicators", kind, identity, unit, place, indicators=indicators, printed=printed
        )  # fmt: skip
    return Row(identity, year, result, tuple(reader.problems), unit)


class _RowReader:
    """The cells of one row by column, and the problems found while reading them."""

    def __init__(self, place: str, cells: Mapping[str, str]) -> None:
        self.place = place
        self.cells = cells
        self.problems: list[Problem] = []

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def refuse(self, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(code, what, self.place, mend))

    def score(self, column: str) -> Decimal | None:
        text = self.text(column)
        try:
            return read_score(text, f"{self.place} {column}") if text else None
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def year(self) -> int | None:
        """Read the fiscal year, which must be one whose method is known; the year is kept even if it is not."""
        where = f"{self.place} fiscal_year"
        try:
            year = read_year(self.text("fiscal_year"), where)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        try:
            load_method(year)
        except InputError as error:
            self.problems.extend(Problem(each.code, each.what, where, each.mend) for each in error.problems)
        return year

    def kind(self) -> Kind:
        word = self.text("kind")
        if word not in KINDS:
            words = ", ".join(filter(None, KINDS))
            self.refuse(
                "unknown-kind",
                _("“{word}” is not a kind of result").format(word=clip(word)),
                _("use one of: {words}").format(words=words),
            )
        return KINDS.get(word, "published")
