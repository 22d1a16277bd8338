"""Where the faults of a report stand in its text: which paragraph or row each belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prongsai.reading.checks.rules import Fault
from prongsai.reading.model import Place, RawParagraph, RawReport

Spot = tuple[object, ...]
_TOLD_APART = 40
"""How many characters of a place's words tell it apart from others of its page."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Faults by their numbers in the order given: at (block, row), both from 0, a paragraph being row 0.

    `loose` are those that stand nowhere in the text: what is missing has no place.
    """

    at: dict[tuple[int, int], list[int]]
    loose: list[int]


def standing(raw: RawReport, faults: Sequence[Fault]) -> Standing:
    """Find the paragraph or row of each fault; each fault is given once."""
    spots: dict[Spot, list[int]] = {}
    for number, fault in enumerate(faults):
        spots.setdefault(_spot(fault.place), []).append(number)
    loose = spots.pop((), [])
    at: dict[tuple[int, int], list[int]] = {}
    for place, block in enumerate(raw.blocks):
        if isinstance(block, RawParagraph):
            rows: Iterable[tuple[Place, tuple[str, ...]]] = [(block.place, (block.text,))]
        else:
            rows = [(row.place, row.cells) for row in block.rows]
        for row, (stands, texts) in enumerate(rows):
            if found := _taken(spots, stands, texts):
                at[place, row] = found
    return Standing(at, loose + [number for left in spots.values() for number in left])


def is_marked(words: str, places: Iterable[str]) -> bool:
    """Tell whether a cell's words are those of one of the places of its row."""
    return bool(words.strip()) and any(words.startswith(each[:_TOLD_APART]) for each in places)


def _spot(place: Place | None) -> Spot:
    """Give where a place is, to find it again; places of pages without lines are told apart by their words."""
    if place is None:
        return ()
    if place.line is None and not place.cell:
        return place.page, place.text[:_TOLD_APART]
    return place.page, place.line, place.sheet, place.cell


def _taken(spots: dict[Spot, list[int]], place: Place, texts: Iterable[str]) -> list[int]:
    """Take the faults that stand at a place out of those still to be placed."""
    found = spots.pop(_spot(place), [])
    for text in texts:
        found += spots.pop((place.page, text[:_TOLD_APART]), [])
    return found
