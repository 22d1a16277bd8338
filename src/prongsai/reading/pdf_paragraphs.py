"""The paragraphs that the lines of a PDF's page make, in cells and in running text."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from prongsai.reading.pdf_characters import TextLine

_ITEM = re.compile(
    r"(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)](?![0-9๐-๙])|\([0-9๐-๙]{1,2}\)"
    r"|[1-9๑-๙]\.[1-9๑-๙](?:\.[1-9๑-๙])* (?!คะแนน|เท่า)|[-–•●○▪\uf0b7] |ข้อ [iIeEoO]?[0-9๐-๙])"
)
"""How a line that begins a paragraph of its own begins, wherever it stands."""


def glued(first: str, second: str) -> str:
    """Give two lines of one paragraph as one.

    Thai has no spaces between words, so none is put where both sides are Thai letters.
    """
    if not first or not second or first[-1].isspace() or second[0].isspace() or second[0] in ".,)":
        return first + second
    thai = all(
        "\u0e01" <= letter <= "\u0e4e" or "\uf700" <= letter <= "\uf71a" for letter in (first[-1], second[0])
    )
    return first + second if thai else f"{first} {second}"


def begins_item(text: str, before: str = "") -> bool:
    """Tell whether a line begins as a numbered or dashed item does; a dash after a number is one between numbers."""
    text, before = text.strip(), before.rstrip()
    return _ITEM.match(text) is not None and not (text[0] in "-–" and before[-1:].isdigit())


def joined(lines: Sequence[TextLine], right: float | None = None) -> str:
    """Give the text of lines that stand in one cell, with a line feed where a paragraph or an item of a list begins.

    `right` is the edge of the cell. Where it is given, a line that leaves room for all of the next one, or half of
    the cell, ends a paragraph.
    """
    text = ""
    last: TextLine | None = None
    for line in lines:
        new = line.text
        ended = last is not None and right is not None and _leaves_room(last, line, right)
        text = f"{text}\n{new}" if text and (ended or begins_item(new, text)) else glued(text, new)
        last = line
    return text


def _leaves_room(line: TextLine, following: TextLine, right: float) -> bool:
    left = min(line.left, following.left)
    room = right - line.right
    return room > following.right - following.left + 0.5 * line.height or room > 0.5 * (right - left)


def paragraphs(lines: Sequence[TextLine]) -> list[tuple[str, TextLine]]:
    """Give the paragraphs that lines of running text make, each with its first line."""
    if not lines:
        return []
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    gaps = sorted(one.base - other.base for one, other in pairwise(lines))
    usual = gaps[len(gaps) // 2] if len(gaps) > 1 else 2 * lines[0].height
    found: list[tuple[str, TextLine]] = []
    last: TextLine | None = None
    for line in lines:
        if last is None or _begins(line, last, Margins(left, right, usual)):
            found.append((line.text, line))
        else:
            text, first = found[-1]
            found[-1] = (glued(text, line.text), first)
        last = line
    return found


class Margins(NamedTuple):
    """Where running text begins and ends, and how far its lines are apart."""

    left: float
    right: float
    usual: float


def _begins(line: TextLine, last: TextLine, margins: Margins) -> bool:
    """Tell whether a line begins a paragraph: by its number, its indent, or by what the last line left empty."""
    room = 0.5 * line.height
    return (
        begins_item(line.text, last.text)
        or last.base - line.base > max(1.25 * margins.usual, 1.1 * line.height)
        or abs(line.height - last.height) > 0.15 * last.height
        or line.left > last.left + room
        or (line.left > margins.left + 4 * room and abs(line.left - last.left) > room)
        or last.right < margins.right - 0.25 * (margins.right - margins.left)
    )
