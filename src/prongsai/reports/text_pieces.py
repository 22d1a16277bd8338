"""Text as the typesetter takes it: cleaned of what no font can show, cut where a line may break."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from prongsai.language.digits import thai
from prongsai.reports.searchable_fonts import advances
from prongsai.reports.thai_words import clusters, words

Piece = str | list[str]
"""Text that may break as its script allows, or a list of one text that stays on one line."""

UNKNOWN = "□"
"""Stands for a character that the fonts at hand cannot show."""

LONG = 12
"""Signs in a row, from which on they may be cut where they do not fit. Shorter ones are numbers: never cut."""

_SYMBOLS = (range(0x2190, 0x2630), range(0x2713, 0x2719))
"""Arrows, signs of mathematics, boxes, ticks: Typst's own fonts have them though Sarabun has not."""

_LETTERS = re.compile(r"[ก-ฮ]")
_CLOSING = re.compile(r"[^\s\wก-๛(\[{“‘]* *")
_OPENING = re.compile(r"[(\[{“‘\"']+$")
_RUN = re.compile(r"(\S+)")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a paper's text is set: with Thai digits or Arabic, and with which names kept whole."""

    thai_digits: bool = False
    names: tuple[str, ...] = ()


def printable(text: str) -> str:
    """Give `text` without invisible characters, and with □ for each that cannot be shown."""
    known = advances()
    shown: list[str] = []
    for character in text.replace("\r\n", "\n").replace("\t", " "):
        if character == "\n" or character in known or any(ord(character) in kept for kept in _SYMBOLS):
            shown.append(character)
        elif category(character) in {"Zl", "Zp"}:
            shown.append("\n")
        elif category(character) == "Zs":
            shown.append(" ")
        elif category(character) not in {"Cc", "Cf"}:
            shown.append(UNKNOWN)
    return "".join(shown)


def text_width(text: str) -> float:
    """Give about how wide `text` is on one line, in em of its size."""
    known = advances()
    return sum(known.get(character, 0.65) for character in text)


def pieces(text: str, spelling: Spelling, room: float = 40.0) -> list[Piece]:
    """Cut `text` into what the typesetter may put on a line of its own; `room` is a line's length in em.

    Thai words of two or more clusters stay whole, with the signs that belong to them, unless a word is nearly as
    long as the line. Other text breaks at its spaces; what is longer than a line without one (an address on the
    web) breaks anywhere.
    """
    return [[piece] if whole else piece for piece, whole in _pieces(text, spelling, room)]


@lru_cache(maxsize=16384)
def _pieces(text: str, spelling: Spelling, room: float) -> tuple[tuple[str, bool], ...]:
    shown = printable(thai(text) if spelling.thai_digits else text)
    found: list[tuple[str, bool]] = []
    for token in words(shown, spelling.names):
        whole = bool(_LETTERS.search(token)) and len(clusters(token)) > 1
        if whole and text_width(token) < 0.9 * room:
            _add_word(found, token)
        else:
            _add_text(found, token)
    return tuple(part for piece in found for part in _shortened(piece, room))


def _add_word(found: list[tuple[str, bool]], word: str) -> None:
    """Add a word, with the opening bracket or quotation mark that stands before it."""
    before = ""
    if found and not found[-1][1] and (opening := _OPENING.search(found[-1][0])):
        text, before = found.pop()[0], opening[0]
        if rest := text.removesuffix(before):
            found.append((rest, False))
    found.append((before + word, True))


def _add_text(found: list[tuple[str, bool]], text: str) -> None:
    """Add text that is no word; signs that close the word before it, and the space after that, stay with the word.

    A space by itself would be drawn by itself, and readers of PDF lose such spaces.
    """
    if found and found[-1][1] and not found[-1][0].endswith(" ") and (closing := _CLOSING.match(text)):
        found[-1] = (found[-1][0] + closing[0], True)
        text = text[closing.end() :]
    if text and found and not found[-1][1]:
        text = found.pop()[0] + text
    if text:
        found.append((text, False))


def _shortened(piece: tuple[str, bool], room: float) -> Iterable[tuple[str, bool]]:
    """Give `piece`, or its parts where it is text without a space for longer than `room`."""
    text, whole = piece
    if whole or len(text) < LONG or text_width(text) < room:
        return [piece]
    return [
        (part, cut)
        for run in _RUN.split(text)
        for cut in [len(run) >= LONG and not _LETTERS.search(run) and text_width(run) > room]
        for part in (clusters(run) if cut else [run])
        if run
    ]
