"""Measures: from tables in any order of columns, over pages, by indicator, or as labelled lines without a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prongsai.intake.indicator_names import indicator_of
from prongsai.language.digits import arabic
from prongsai.reading.headings import ColumnKind, column_kind
from prongsai.reading.layout import Grid, Piece, cell, place_of
from prongsai.reading.measure_words import (
    indicators_of_cell,
    one_line,
    steps_of,
    title_parts,
)
from prongsai.reading.model import Place, RawParagraph, RawRow, ReadMeasure
from prongsai.reading.owners import owners_of

_FIELDS: tuple[ColumnKind, ...] = (
    "indicator",
    "measure",
    "steps",
    "owner",
    "period",
    "follow_up",
    "analysis",
)
_LABEL = re.compile(
    r"^\s*(?:[-–•]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?P<label>[^:\n]{3,45}?)\s*(?:[::]\s*|$)(?P<rest>.*)",
    re.DOTALL,
)
_PLAIN_LABEL = re.compile(
    r"^\s*[-–•]?\s*(?P<label>ผู้รับผิดชอบ|หน่วยงานรับผิดชอบ|หน่วยงานที่รับผิดชอบ|ระยะเวลาดำเนินการ|ระยะเวลา|การติดตามผล)\s+(?P<rest>[^:\s].*)"
)
_TITLE = re.compile(
    r"^\s*(?:มาตรการ(?:ที่)?\s*\d|โครงการ|กิจกรรม|มาตรการ|แนวทาง|\(?\d{1,2}(?:\.\d{1,2})*[.)]|ตัวชี้วัดที่)"
)
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s")
_TITLE_LIMIT = 250


@dataclass
class Draft:
    """A measure while it is read: the words of each field, where it stands, the heading of indicators above it."""

    words: dict[ColumnKind, str] = field(default_factory=dict)
    places: dict[ColumnKind, Place] = field(default_factory=dict)
    under: tuple[int, ...] = ()

    def add(self, kind: ColumnKind, words: str, place: Place) -> None:
        """Put words into a field; words that are there already are kept, others go on in a line of their own."""
        before = self.words.get(kind, "")
        if words.strip() and words.strip() not in before.split("\n\n"):
            self.words[kind] = f"{before}\n{words.strip()}".strip()
            self.places.setdefault(kind, place)


def is_measures(grid: Grid) -> bool:
    """Tell whether a table is one of measures: what is to be done, and who does it or until when."""
    kinds = set(grid.columns)
    done = {"measure", "steps"} & kinds
    return (
        bool(done)
        and len({"owner", "period", "follow_up", "measure", "steps"} & kinds) >= 2
        and bool({"owner", "period", "follow_up"} & kinds)
    )


def measure_tables(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Give the places of the measures' tables among the pieces."""
    return tuple(number for number, _grid in _tables(pieces))


def _tables(pieces: Sequence[Piece]) -> list[tuple[int, Grid]]:
    return [
        (number, piece)
        for number, piece in enumerate(pieces)
        if isinstance(piece, Grid) and (is_measures(piece) or _labels_down(piece))
    ]


def read_measures(
    pieces: Sequence[Piece], *, lines: bool
) -> tuple[tuple[ReadMeasure, dict[ColumnKind, Place]], ...]:
    """Give the measures with the place of each field; the days of their periods are left open.

    `lines` is off where a line's end in a cell may be only that of a narrow column, as in PDF.
    """
    tables: list[list[Draft]] = []
    for number, grid in _tables(pieces):
        if not (grid.continued and tables):
            tables.append([])
        if is_measures(grid):
            _from_table(grid, _fields(grid), _heading(pieces, number), tables[-1])
        else:
            tables[-1].append(_down(grid))
    for table in tables:
        _share(table)
    drafts = [draft for table in tables for draft in table] or _from_lines(pieces)
    read = ((_measure(draft, lines=lines), draft.places) for draft in drafts)
    # a workbook has the table on a sheet of its own again: what is the same in all is one measure
    once = {measure: places for measure, places in reversed(list(read)) if measure.title}
    return tuple(reversed(once.items()))


def _fields(grid: Grid) -> tuple[ColumnKind | None, ...]:
    """Give the field of each column: of two columns of measures the last holds the steps where no other does."""
    kinds = list(grid.columns)
    several = [place for place, kind in enumerate(kinds) if kind == "measure"]
    if len(several) > 1 and "steps" not in kinds:
        kinds[several[-1]] = "steps"
    if "measure" not in kinds:
        for instead in ("indicator", "analysis"):
            if instead in kinds:
                kinds[kinds.index(instead)] = "measure"
                break
    seen: set[ColumnKind | None] = set()
    for place, kind in enumerate(kinds):
        if kind in seen and kind not in {"steps", "analysis"}:
            kinds[place] = None
        seen.add(kind)
    return tuple(kinds)


def _heading(pieces: Sequence[Piece], number: int) -> tuple[int, ...]:
    """Give the indicator whose heading stands just above a table."""
    above = pieces[number - 1] if number else None
    if isinstance(above, RawParagraph) and (found := indicator_of(above.text)) is not None:
        return (found,)
    return ()


def _from_table(
    grid: Grid, fields: tuple[ColumnKind | None, ...], heading: tuple[int, ...], drafts: list[Draft]
) -> None:
    """Add the measures of a table to the drafts; a row whose title is empty goes on with the one before."""
    under = heading or (drafts[-1].under if grid.continued and drafts else ())
    held = ""
    for place, row in enumerate(grid.rows):
        words = {
            kind: cell(row, at)
            for at, kind in enumerate(fields)
            if (kind in _FIELDS or kind == "number") and cell(row, at).strip()
        }
        if not set(words) - {"number"}:
            continue
        if len(row.cells) > 2 and (group := _group(row)) is not None:
            under = (group,)
            continue
        opens = grid.continued and place == 0
        if not (drafts and _goes_on(words, drafts[-1], opens=opens, first=place == 0)):
            drafts.append(Draft(under=under))
            if "indicator" in fields and "indicator" not in words and held:
                drafts[-1].add("indicator", held, row.place)
        for at, kind in enumerate(fields):
            if kind in words and kind is not None:
                drafts[-1].add(kind, cell(row, at), place_of(row, cell(row, at)))
        held = words.get("indicator", held)


def _share(table: list[Draft]) -> None:
    """Give all measures of a table what stands once beside the first of them: a cell merged over all rows.

    Of two measures the second may as well lack it.
    """
    kinds: tuple[ColumnKind, ...] = ("owner", "period", "follow_up")
    for kind in kinds if len(table) > 2 else ():
        first, *others = [draft.words.get(kind, "") for draft in table]
        if first and not any(others):
            for draft in table[1:]:
                draft.add(kind, first, table[0].places[kind])


def _group(row: RawRow) -> int | None:
    """Give the indicator that a row names over the whole width of the table, as a heading within it."""
    filled = [words for words in row.cells if words.strip()]
    return indicator_of(filled[0]) if len(filled) == 1 and filled[0] == row.cells[0] else None


def _goes_on(words: dict[ColumnKind, str], last: Draft, *, opens: bool, first: bool) -> bool:
    """Tell whether a row goes on with the measure before it: it has no title, or repeats it on a new page."""
    title = words.get("measure", "")
    if not title:
        return not (first and not opens)
    if opens and "".join(title.split()) == "".join(last.words.get("measure", "").split()):
        return "indicator" not in words or words["indicator"] == last.words.get("indicator")
    numbered = title_parts(last.words.get("measure", ""))[0]
    return bool(opens and numbered and not title_parts(title)[0] and not {"owner", "period"} & set(words))


def _labels_down(grid: Grid) -> bool:
    """Tell whether a table is one measure with its labels in the first column."""
    kinds = {column_kind(cell(row, 0)) for row in (*grid.header, *grid.rows)}
    return (
        grid.width == 2
        and bool({"measure", "steps"} & kinds)
        and len({"owner", "period", "follow_up"} & kinds) >= 1
    )


def _down(grid: Grid) -> Draft:
    draft = Draft()
    for row in (*grid.header, *grid.rows):
        kind = column_kind(cell(row, 0))
        if kind in _FIELDS:
            draft.add(kind, cell(row, 1), place_of(row, cell(row, 1)))
    return draft


def _label(text: str) -> tuple[ColumnKind, str] | None:
    """Give (field, words) of a line such as `ผู้รับผิดชอบ : กองคลัง`, or None."""
    for pattern in (_PLAIN_LABEL, _LABEL):
        if match := pattern.match(text):
            kind = column_kind(match["label"])
            if kind in _FIELDS:
                return kind, match["rest"].strip()
    return None


def _from_lines(pieces: Sequence[Piece]) -> list[Draft]:
    """Give measures written as a title and labelled lines: each begins where a title stands above such lines."""
    drafts: list[Draft] = []
    title: RawParagraph | None = None
    current: ColumnKind | None = None
    under: tuple[int, ...] = ()
    for piece in pieces:
        found = None if isinstance(piece, Grid) else _label(piece.text)
        if isinstance(piece, Grid):
            title, current = None, None
        elif found and found[0] == "measure":
            title, current = RawParagraph(found[1] or piece.text, piece.place), None
        elif found and (title or current):
            if title:
                drafts.append(Draft(under=under))
                drafts[-1].add("measure", title.text, title.place)
            title, current = None, found[0]
            drafts[-1].add(current, found[1], piece.place)
        elif current == "steps" and not _opens(piece):
            drafts[-1].add(current, piece.text, piece.place)
        else:
            only = indicator_of(piece.text) if len(piece.text) <= _TITLE_LIMIT else None
            if only is not None or piece.heading or _NUMBERED.match(arabic(piece.text)):
                under = () if only is None else (only,)
            titled = len(piece.text) <= _TITLE_LIMIT and _TITLE.match(arabic(piece.text))
            title, current = (piece if titled else None), None
    return [draft for draft in drafts if draft.words.get("owner") or draft.words.get("period")]


def _opens(piece: RawParagraph) -> bool:
    """Tell whether a paragraph after steps opens something new and is no further step."""
    return piece.heading > 0 or re.match(r"\s*มาตรการ(?:ที่)?\s*\d", arabic(piece.text)) is not None


def _measure(draft: Draft, *, lines: bool) -> ReadMeasure:
    """Give a measure from its words, the days of its period left open."""
    words = draft.words
    number, title, of_title = title_parts(words.get("measure", ""))
    number = number or arabic(words.get("number", "")).strip(". )")
    named = indicators_of_cell(words.get("indicator", ""))
    return ReadMeasure(
        title=title,
        indicators=named or of_title or draft.under,
        number=number,
        steps=steps_of(words.get("steps", ""), lines=lines),
        owner=one_line(words.get("owner", "")),
        owners=owners_of(words.get("owner", "")),
        period=one_line(words.get("period", "")),
        follow_up=one_line(words.get("follow_up", "")),
        analysis=one_line(words.get("analysis", "")),
    )
