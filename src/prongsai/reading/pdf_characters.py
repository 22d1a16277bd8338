"""The characters of a PDF's page with their places, and the lines that they make.

Coordinates are in points as the page is seen (turned pages are turned back): x from the left, y upwards.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import pi
from typing import Any, NamedTuple

from prongsai.language.messages import _
from prongsai.reading.limits import Budget, too_much

CHARACTER_LIMIT = 200_000
"""The most characters that a page may have."""

_SAME_LINE = 0.3
"""Characters whose base lines lie closer than this part of their height stand on one line."""
_COLUMN = 8.0
"""How wide the stripes of a page are in which letters are looked for, in points."""
_MOST = 200
"""How many letters of a stripe are looked at."""
_SPACE = 0.18
"""A gap wider than this part of the height is a space, where none is written."""
_MARKS = frozenset(map(chr, [0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F), *range(0xF700, 0xF71B)]))


class Character(NamedTuple):
    """A character: where it begins and ends, its base line, its height, and the mark of the content it is part of."""

    text: str
    left: float
    right: float
    base: float
    height: float
    mark: int = -1


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand side by side on one line; a trailing space is kept in `text`."""

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of runs from left to right."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> float:
        """Give where it begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Give where it ends."""
        return max(run.right for run in self.runs)

    @property
    def base(self) -> float:
        """Give its base line."""
        return self.runs[0].base

    @property
    def height(self) -> float:
        """Give the height of its largest characters, with what room their font keeps above and below."""
        return max(run.height for run in self.runs)

    @property
    def text(self) -> str:
        """Give its text; gaps are spaces."""
        text = ""
        last: Run | None = None
        for run in self.runs:
            apart = last is not None and run.left - last.right > _SPACE * run.height
            text += f" {run.text}" if apart and text and not text.endswith(" ") else run.text
            last = run
        return text


def characters(page: Any, text_page: Any, budget: Budget, *, marked: bool) -> list[Character]:
    """Give the upright characters of a page in the order of the file; with their marks where `marked`.

    Raises InputError where there are too many.
    """
    # Deferred: PDFium is only needed where a PDF is read.
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count = text_page.count_chars()
    if count > CHARACTER_LIMIT:
        what = _("a page has more than {limit} characters").format(limit=CHARACTER_LIMIT)
        raise too_much(budget.name, what)
    turn = Turn.of(page)
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    marks: dict[int, int] = {}
    found: list[Character] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code < 32 or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if not turn.upright(pdfium.FPDFText_GetCharAngle(text_page, index)):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        left, base = turn.seen(x.value, y.value)
        ends = turn.seen(box.left, box.bottom), turn.seen(box.right, box.top)
        right = max(ends[0][0], ends[1][0])
        height = abs(ends[0][1] - ends[1][1]) or 1.0
        mark = -1
        if marked:
            thing = pdfium.FPDFText_GetTextObject(text_page, index)
            address = ctypes.addressof(thing.contents) if thing else 0
            if address not in marks:
                marks[address] = pdfium.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
            mark = marks[address]
        text = chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
        found.append(Character(text, left, max(left, right), base, height, mark))
        if index % 4096 == 0:
            budget.tick()
    return found


class Turn(NamedTuple):
    """How a page is turned when it is shown, in quarters clockwise, and its size before that."""

    quarters: int
    width: float
    height: float

    @classmethod
    def of(cls, page: Any) -> "Turn":
        """Give the turn of a page."""
        left, bottom, right, top = page.get_mediabox()
        return cls(page.get_rotation() // 90 % 4, left + right, bottom + top)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Give a point of the file as it is seen."""
        ways = ((x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x))
        return ways[self.quarters]

    def upright(self, angle: float) -> bool:
        """Tell whether characters at `angle` (in radians, counted clockwise or not) run along lines as seen."""
        quarter = angle / (pi / 2)
        nearest = round(quarter)
        # Turned by 90° and shown turned back, or not turned at all; the sense of the angle does not matter.
        return abs(quarter - nearest) < 0.05 and nearest % 4 in {self.quarters, -self.quarters % 4}


def text_lines(page: Iterable[Character]) -> list[TextLine]:
    """Give the lines that characters make, from top to bottom."""
    runs = sorted(_runs(_with_marks_in_place(page)), key=lambda run: -run.base)
    lines: list[list[Run]] = []
    for run in runs:
        same = lines and lines[-1][0].base - run.base < _SAME_LINE * min(run.height, lines[-1][0].height)
        if same:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [TextLine(tuple(sorted(line, key=lambda run: run.left))) for line in lines]


def _is_upon(mark: Character, letter: Character) -> bool:
    """Tell whether a mark stands upon a letter: marks are drawn at its end or over it."""
    width = max(letter.right - letter.left, 0.1 * letter.height)
    near = -0.9 * width < mark.left - letter.right < 0.5 * width
    return near and abs(mark.base - letter.base) < letter.height


def _with_marks_in_place(page: Iterable[Character]) -> list[Character]:
    """Give characters with each mark after the letter it stands upon: some programs draw marks last."""
    placed: list[list[Character]] = []
    stray: list[tuple[Character, int]] = []
    for character in page:
        if character.text not in _MARKS:
            placed.append([character])
        elif placed and _is_upon(character, placed[-1][0]):
            placed[-1].append(character)
        else:
            stray.append((character, len(placed) - 1))
    if stray and placed:
        columns: dict[int, list[list[Character]]] = defaultdict(list)
        for each in placed:
            columns[int(each[0].right // _COLUMN)].append(each)
        for mark, before in stray:
            at = int(mark.left // _COLUMN)
            near = [
                each for step in (-1, 0, 1) for each in columns[at + step][:_MOST] if _is_upon(mark, each[0])
            ]
            found = min(near, key=lambda each: abs(each[0].right - mark.left), default=None)
            (placed[before] if found is None else found).append(mark)
    return [character for each in placed for character in each]


def _runs(page: Iterable[Character]) -> Iterator[Run]:
    run: list[Character] = []
    letter: Character | None = None
    end = 0.0
    for character in page:
        if letter is not None and not _follows(character, letter, end):
            yield from _run(run)
            run, letter = [], None
        # Marks take no room of their own and may stand higher or lower, so the last letter tells where the line is.
        if letter is None or character.text not in _MARKS:
            letter = character
            end = max(end, character.right) if run else character.right
        run.append(character)
    yield from _run(run)


def _follows(character: Character, letter: Character, end: float) -> bool:
    """Tell whether a character goes on at `end`, where those before it do, or is a mark upon the last letter."""
    if character.text in _MARKS:
        return _is_upon(character, letter)
    gap = character.left - end
    near = abs(character.base - letter.base) < _SAME_LINE * min(character.height, letter.height)
    return near and -0.5 * character.height < gap < _SPACE * character.height


def _run(run: Sequence[Character]) -> Iterator[Run]:
    """Give characters side by side as a run, none where they are all spaces."""
    text = "".join(character.text for character in run)
    inked = [character for character in run if not character.text.isspace()]
    if inked:
        letters = [each for each in inked if each.text not in _MARKS] or inked
        right = max(each.right for each in letters)
        height = sorted(each.height for each in letters)[len(letters) // 2]
        yield Run(text, inked[0].left, right, letters[0].base, height)
