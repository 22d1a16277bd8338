"""Spaces in a PDF's text, drawn together with what stands beside them.

The typesetter draws a space by itself beside a cluster of several glyphs. Some readers (those built on PDFium, such
as the one in Chrome) leave out what has no ink and guess spaces from gaps, and guess wrongly after a mark above or
below a letter. A space that is drawn together with letters is kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_STRING = rb"\((?:\\.|[^\\()])*\)"
_SHOW = re.compile(
    rb"q 1 0 0 -1 (?P<left>[-\d.]+) (?P<base>[-\d.]+) cm|"
    rb"0 Tr/(?P<font>\w+) (?P<size>[\d.]+) Tf 1 0 0 -1 (?P<x>[-\d.]+) 0 Tm"
    rb"(?:(?P<one>" + _STRING + rb")Tj|\[(?P<many>(?:" + _STRING + rb"|[-\d.\s])*)\]TJ)",
    re.DOTALL,
)
_BESIDE = re.compile(rb"\s*(?:EMC)?\s*(?:/Span BMC)?\s*")
"""What may stand between two drawings of the same line."""

_OCTAL = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True, slots=True)
class SpaceGlyph:
    """A font's space: its two-byte code, and its width in thousandths of the size."""

    code: bytes
    width: float


@dataclass(slots=True)
class _Drawing:
    """Glyphs drawn in one stroke: where in the stream, font and size, from which x in its text, and the strings.

    `place` is where its text begins on the page: from the left and from the bottom.
    """

    start: int
    end: int
    font: bytes
    size: float
    x: float
    place: tuple[float, float]
    strings: bytes
    beside_last: bool
    is_space: bool
    changed: bool = False

    def append(self, other: "_Drawing") -> None:
        """Draw what `other` draws, too."""
        self.strings += other.strings
        self.changed = True

    def leads_to(self, other: "_Drawing") -> bool:
        """Tell whether `other`, in a text of its own, goes on in the same line: a mark may be raised a little."""
        (left, base), (next_left, next_base) = self.place, other.place
        return self.font == other.font and abs(base - next_base) < 0.2 * self.size and left <= next_left

    def markup(self) -> bytes:
        """Give the operators that draw it."""
        return b"0 Tr/%s %s Tf 1 0 0 -1 %s 0 Tm[%s]TJ" % (
            self.font,
            _number(self.size),
            _number(self.x),
            self.strings,
        )


def attach_spaces(content: bytes, spaces: Mapping[bytes, SpaceGlyph]) -> bytes:
    """Give a stream of drawing in which lone spaces are drawn with the text before them, or else after them.

    `spaces` are the spaces of its fonts, by the names that the fonts have in it. Nothing that can be seen moves.
    """
    drawings = _drawings(content, spaces)
    dropped: set[int] = set()
    for number, drawing in enumerate(drawings):
        if not drawing.is_space:
            continue
        before = drawings[number - 1] if drawing.beside_last else None
        after = (
            drawings[number + 1] if number + 1 < len(drawings) and drawings[number + 1].beside_last else None
        )
        if before and before.font == drawing.font and number - 1 not in dropped:
            before.append(drawing)
        elif after and after.font == drawing.font:
            space = spaces[drawing.font].width
            shift = space - (after.x - drawing.x) * 1000 / drawing.size
            after.strings = drawing.strings + _number(shift) + after.strings
            after.x, after.changed = drawing.x, True
        elif number and number - 1 not in dropped and drawings[number - 1].leads_to(drawing):
            drawings[number - 1].append(drawing)
        else:
            continue
        dropped.add(number)
    return _rewritten(content, drawings, dropped)


def _drawings(content: bytes, spaces: Mapping[bytes, SpaceGlyph]) -> list[_Drawing]:
    drawings: list[_Drawing] = []
    end = 0
    place = (0.0, 0.0)
    for match in _SHOW.finditer(content):
        if match["left"] is not None:
            place = (float(match["left"]), float(match["base"]))
            continue
        space = spaces.get(match["font"])
        one = match["one"]
        beside = bool(drawings) and _BESIDE.fullmatch(content, end, match.start()) is not None
        is_space = one is not None and space is not None and _bytes(one) == space.code
        strings = match["many"] if one is None else one
        size, x = float(match["size"]), float(match["x"])
        drawings.append(
            _Drawing(match.start(), match.end(), match["font"], size, x, place, strings, beside, is_space)
        )
        end = match.end()
    return drawings


def _rewritten(content: bytes, drawings: list[_Drawing], dropped: set[int]) -> bytes:
    parts: list[bytes] = []
    end = 0
    for number, drawing in enumerate(drawings):
        if number in dropped or drawing.changed:
            parts.append(content[end : drawing.start])
            if number not in dropped:
                parts.append(drawing.markup())
            end = drawing.end
    return b"".join((*parts, content[end:]))


def _bytes(string: bytes) -> bytes:
    """Give the bytes that a string in brackets stands for."""

    def unescape(match: re.Match[bytes]) -> bytes:
        sign: bytes = match[1]
        return bytes([int(sign, 8)]) if sign.isdigit() else _LETTERS.get(sign, sign)

    return _OCTAL.sub(unescape, string[1:-1])


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()
