"""What stands in a cell of a spreadsheet, and how: text that stays text, scores as numbers, styles."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import category

from prongsai.language.digits import thai
from prongsai.reports.document import Cell, Paragraph, Run, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "TH Sarabun New"
BODY_SIZE = 16
TABLE_SIZE = 14
DEEP, WARM, PALE, SAND = "#0B4A57", "#C9812A", "#E4EFF0", "#FBF4E7"
LINE = "#A9BCC0"
HIGHEST = 400.0
"""The highest row that is made, in points; Excel knows none above 409.5."""

Look = dict[str, str | int | bool]
"""Properties of a cell's format by the names that xlsxwriter gives them."""
Style = Callable[..., "Format"]
"""Gives the format of the named properties, in the font of the paper."""

_UNPRINTABLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCORE = re.compile(r"([+−-]?)((?:0|[1-9]\d{0,11})\.\d\d)")
_POINTS_TO_PIXELS = 96 / 72
_WIDTHS = dict.fromkeys(" .,:;()'!|ijl", 0.24) | dict.fromkeys("เแโใไ-/ftrI", 0.36)
"""Widths in em of the narrow letters in the fonts that stand in where TH Sarabun New is missing.

The others are about 0.48 there (0.4 in TH Sarabun New), and marks have none. Rows have room for them, since a text
that does not fit its row is cut off unseen.
"""
_WIDTH = 0.48
_LINE_HEIGHT = 1.65


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its place: first row and column, last row and column, counted from 0."""

    cell: Cell
    top: int
    left: int
    bottom: int
    right: int


def spell(content: str, *, thai_digits: bool) -> str:
    """Give a text as it stands in the file: with the digits that are wanted, and only what XML can hold."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n")
    printable = _UNPRINTABLE.sub("", lines)
    return thai(printable) if thai_digits else printable


def styles(workbook: "Workbook") -> Style:
    """Give a function that makes each format of `workbook` once."""
    known: dict[Hashable, Format] = {}

    def style(**properties: str | int | bool) -> "Format":
        wanted = {"font_name": FONT, "font_size": BODY_SIZE, "text_wrap": True, "valign": "top"} | properties
        key = frozenset(wanted.items())
        if key not in known:
            known[key] = workbook.add_format(wanted)
        return known[key]

    return style


def score(content: str) -> tuple[float, str] | None:
    """Give the number that a text with two decimals is, with the number format that shows it as written.

    Gives None for any other text. No more than 14 digits are taken, which a float holds exactly enough.
    """
    match = _SCORE.fullmatch(content)
    if not match:
        return None
    sign, digits = match.groups()
    value = float(digits)
    if sign in ("", "+"):
        return value, f"{sign}0.00"
    # Zero has no sign as a number, so a zero with a minus stays text.
    return (-value, "0.00" if sign == "-" else '0.00;"−"0.00') if value else None


def in_thai_digits(number_format: str) -> str:
    """Give the number format that shows the same number in Thai digits."""
    return ";".join(f"[$-D00041E]{part}" for part in number_format.split(";"))


def place(rows: Sequence[Sequence[Cell]]) -> list[Placed]:
    """Give every cell its place, left to right and top to bottom, past the cells that span down, as in HTML."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            bottom, right = min(top + cell.down, len(rows)) - 1, left + cell.across - 1
            taken.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
            placed.append(Placed(cell, top, left, bottom, right))
    return placed


def place_table(table: Table) -> list[Placed]:
    """Give the places of a table's cells: header rows first, which no cell spans out of, then the body."""
    below = len(table.header)
    body = (
        Placed(each.cell, each.top + below, each.left, each.bottom + below, each.right)
        for each in place(table.rows)
    )
    return [*place(table.header), *body]


def cell_look(each: Placed, table: Table) -> Look:
    """Give the format's properties of a table cell: alignment, borders, and the shade of header and emphasis."""
    header = each.top < len(table.header) and table.borders
    look: Look = {
        "font_size": TABLE_SIZE,
        "align": each.cell.paragraphs[0].align if each.cell.paragraphs else "left",
        "valign": "vcenter" if header else "top",
    }
    if table.borders:
        look |= {"border": 1, "border_color": LINE}
    if header or each.cell.shade:
        look["bg_color"] = PALE if header else SAND
    return look


def heights(placed: Iterable[Placed], rows: int, widths: Callable[[Placed], float]) -> list[float]:
    """Give the height of each of `rows` rows, in points, that holds its text; `widths` gives a cell's pixels."""
    wanted = [text_height("", 1, TABLE_SIZE)] * rows
    for each in sorted(placed, key=lambda each: each.bottom):
        needed = text_height(each.cell.text, widths(each), TABLE_SIZE)
        above = sum(wanted[each.top : each.bottom])
        wanted[each.bottom] = max(wanted[each.bottom], needed - above)
    return wanted


def text_height(content: str, width: float, size: int) -> float:
    """Estimate the height of a text in points, wrapped to `width` pixels."""
    room = max(1.0, (width - 8) / (size * _POINTS_TO_PIXELS))
    lines = sum(max(1, ceil(_length(line) / room)) for line in content.split("\n"))
    return lines * size * _LINE_HEIGHT


def _length(line: str) -> float:
    """Estimate how long a line is in em, a little too long, since lines end between words and not in them."""
    return sum(0.0 if category(letter) == "Mn" else _WIDTHS.get(letter, _WIDTH) for letter in line)


def write(
    sheet: "Worksheet",
    area: tuple[int, int, int, int],
    content: Sequence[Paragraph] | float,
    style: Style,
    look: Look,
    *,
    thai_digits: bool = False,
) -> None:
    """Write paragraphs or a number into an area (top, left, bottom, right), merged where it is several cells.

    Text stays text, whatever it begins with. Where its runs differ in style, the cell holds them all.
    """
    top, left, bottom, right = area
    runs = () if isinstance(content, float) else _runs(content, thai_digits=thai_digits)
    kinds = {(run.bold, run.italic) for run in runs}
    if len(kinds) == 1:
        look = dict(zip(("bold", "italic"), *kinds, strict=True)) | look
    form = style(**look)
    if (top, left) != (bottom, right):
        sheet.merge_range(top, left, bottom, right, "", form)
    if isinstance(content, float):
        sheet.write_number(top, left, content, form)
    elif len(kinds) <= 1:
        sheet.write_string(top, left, "".join(run.text for run in runs), form)
    else:
        size = look.get("font_size", BODY_SIZE)
        fonts = (style(font_size=size, bold=run.bold, italic=run.italic) for run in runs)
        parts = [part for font, run in zip(fonts, runs, strict=True) for part in (font, run.text)]
        sheet.write_rich_string(top, left, *parts, form)


def _runs(paragraphs: Sequence[Paragraph], *, thai_digits: bool) -> tuple[Run, ...]:
    """Give the runs of paragraphs, a line each, with neighbours of one style joined and empty ones left out."""
    runs: list[Run] = []
    for number, paragraph in enumerate(paragraphs):
        if number and runs:
            runs.append(Run("\n", runs[-1].bold, runs[-1].italic))
        elif number:
            runs.append(Run("\n"))
        runs.extend(
            Run(text, run.bold, run.italic)
            for run in paragraph.runs
            if (text := spell(run.text, thai_digits=thai_digits))
        )
    return tuple(
        Run("".join(run.text for run in group), bold, italic)
        for (bold, italic), group in groupby(runs, key=lambda run: (run.bold, run.italic))
    )
