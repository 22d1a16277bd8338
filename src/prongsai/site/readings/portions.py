"""A report's text in portions for pages, with the faults that stand in each; and places as plain values and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from prongsai.reading.checks.rules import Fault
from prongsai.reading.marking import is_marked, standing
from prongsai.reading.model import Place, RawParagraph, RawReport, RawRow

PORTION = 4000
"""About how many characters one page shows of a report: Thai takes three bytes for each."""

FAULT, CELL = 200, 10
"""About how many characters the note of a fault and the frame of a cell are as long as."""

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Portions:
    """The blocks of each portion, and by a fault's number, from 1, the portion in which it stands, from 1 too."""

    blocks: tuple[list[Plain], ...]
    where: Mapping[int, int]


def portions(raw: RawReport, faults: Sequence[Fault]) -> Portions:
    """Cut a report into portions of about `PORTION` characters; a table is cut between rows."""
    made: list[list[Plain]] = [[]]
    where: dict[int, int] = {}
    length = 0
    for table, piece, size in _pieces(raw, faults):
        if length and length + size > PORTION:
            made.append([])
            length = 0
        length += size
        where.update(dict.fromkeys(piece.get("faults", ()), len(made)))
        _put(made[-1], table, piece)
    return Portions(tuple(made), where)


def _pieces(raw: RawReport, faults: Sequence[Fault]) -> Iterator[tuple[int | None, Plain, int]]:
    """Give each paragraph and row with its length and, for a row, the number of its table."""
    stands = standing(raw, faults)
    for number, block in enumerate(raw.blocks):
        if isinstance(block, RawParagraph):
            found = stands.at.get((number, 0), ())
            for place, text in enumerate(_slices(block.text)):
                marks = {} if place else _marks(found)
                plain = {"text": text, "heading": block.heading, "page": block.place.page} | marks
                yield None, plain, len(text) + FAULT * len(marks.get("faults", ()))
            continue
        for place, row in enumerate(block.rows):
            found = stands.at.get((number, place), ())
            cells = [_cut(cell) for cell in row.cells]
            plain = {"cells": cells, "page": row.place.page} | _marks(found)
            if found:
                plain["marked"] = _marked(row, [faults[each] for each in found])
            yield number, plain, sum(map(len, cells)) + CELL * len(cells) + FAULT * len(found)


def _slices(text: str) -> Iterator[str]:
    """Give a paragraph in slices that a portion can hold."""
    for start in range(0, len(text), PORTION):
        yield text[start : start + PORTION]


def _cut(cell: str) -> str:
    return cell if len(cell) <= PORTION else f"{cell[:PORTION]}…"


def _marks(found: Sequence[int]) -> Plain:
    return {"faults": [each + 1 for each in found]} if found else {}


def _marked(row: RawRow, faults: Sequence[Fault]) -> list[int]:
    """Give the places of the cells in which the faults of a row stand; none where that cannot be told."""
    words = {each.place.text for each in faults if each.place}
    return [place for place, cell in enumerate(row.cells) if is_marked(cell, words)]


def _put(blocks: list[Plain], table: int | None, piece: Plain) -> None:
    """Add a paragraph, or a row to its table."""
    if table is None:
        blocks.append(piece)
        return
    if not blocks or blocks[-1].get("table") != table:
        blocks.append({"table": table, "rows": []})
    blocks[-1]["rows"].append(piece)


def plain_place(place: Place | None) -> Plain | None:
    """Give a place as JSON can hold it."""
    return None if place is None else asdict(place)


def place_of(plain: Plain | None) -> Place | None:
    """Give the place that `plain_place` made plain."""
    return None if plain is None else Place(**plain)
