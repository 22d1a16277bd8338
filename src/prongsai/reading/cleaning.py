"""Text freed of the noise that copying and old PDFs leave in it, without harm to text that is sound.

Noise of form (markup, invisible characters, glyphs of old fonts, marks doubled or out of order) is taken away
without a word, since nothing else can be meant. Where a vowel had to be guessed, the guess is told. Digits stay as
they are. Letters that got lost altogether (``ดงสมบูรณ``) cannot be known, and are left.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from prongsai.language.messages import _
from prongsai.reading.model import Block, Doubt, Place, RawParagraph, RawRow, RawTable

_CONSONANT = "\u0e01-\u0e2e"
_VOWEL = "\u0e31\u0e34-\u0e3a"
"""Vowels above and below a consonant."""
_TONE = "\u0e48-\u0e4b"
_MARK = f"{_VOWEL}\u0e47-\u0e4e"

_GLYPHS = str.maketrans(
    dict(
        zip(
            map(chr, range(0xF700, 0xF71B)),
            "ฐ"
            "\u0e34\u0e35\u0e36\u0e37"
            "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
            "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
            "ญ\u0e31\u0e4d\u0e47"
            "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
            "\u0e38\u0e39\u0e3a",
            strict=True,
        )
    )
)
"""The shifted and cut glyphs that old Thai fonts keep in the area for private use."""

_INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF]
)
_SPACES = dict.fromkeys([*range(9), *range(0xE, 0x20), *range(0x7F, 0xA1), *range(0x2000, 0x200B)], " ") | {
    0x202F: " ",
    0x205F: " ",
    0x3000: " ",
    0x09: " ",
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_PLAIN = _GLYPHS | _INVISIBLE | _SPACES

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_NEW_LINE_TAG = re.compile(
    r"<(?:/?(?:p|div|ul|ol|tr|table|h[1-6])|/?li|br|hr)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|font|a|sup|sub|td|th|tbody|thead|small|big|center|o:p|img)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]*[^\s*_])\1")

_SPLIT_AM = re.compile(
    rf"(?<=[{_CONSONANT}])([{_TONE}]?) +(?=\u0e32)|(?<!ห[นซยถ])(?<=[นซยถ]) +([{_TONE}])(?=\u0e32)"
)
"""A consonant, a space, า: no word begins with า, and what left a space behind is the ring of ำ.

So it is where the space stands before the tone mark (``น ้า``), but only with those consonants that have more words
with ำ than with า.
"""

_REPAIRS = (
    (re.compile(r"เ ?เ"), "แ"),
    (re.compile(rf"(?<=[{_CONSONANT}{_MARK}]) +(?=[{_MARK}\u0e33])"), ""),
    (re.compile(rf"([{_MARK}\u0e33])\1+"), r"\1"),
    (re.compile(rf"([\u0e47-\u0e4c])([{_VOWEL}])"), r"\2\1"),
    (re.compile(rf"\u0e4d([{_TONE}]?) *\u0e32"), "\\1\u0e33"),
    (re.compile(rf"([{_TONE}])\u0e4d *\u0e32"), "\\1\u0e33"),
    (re.compile(rf"\u0e33([{_TONE}])"), "\\1\u0e33"),
    (re.compile("\u0e33 *\u0e32"), "\u0e33"),
)
_GAPS = re.compile(r" *\n\s*| {2,}")
_ROUNDS = 12
"""How often one text is gone over; what noise wraps in noise more often than that is left."""


class Guess(NamedTuple):
    """A word that was not taken as it stands: what was read, and what it was taken for."""

    read: str
    taken: str


def clean(text: str) -> tuple[str, tuple[Guess, ...]]:
    """Give `text` without noise, and the words in which a vowel was guessed.

    A line feed divides paragraphs. Sound text comes back as it is, and cleaned text stays as it is.
    """
    guesses: list[Guess] = []
    for _round in range(_ROUNDS):
        cleaned = _letters(_split_vowels(_without_markup(text), guesses))
        if cleaned == text:
            break
        text = cleaned
    return text, tuple(dict.fromkeys(guesses))


def _without_markup(text: str) -> str:
    text = text.translate(_PLAIN)
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(f"&{match[1]};"), text).translate(_PLAIN)
    if "<" in text:
        text = _TAG.sub("", _NEW_LINE_TAG.sub("\n", text))
    if "**" in text or "__" in text:
        text = _BOLD.sub(r"\2", text)
    return _GAPS.sub(lambda match: "\n" if "\n" in match[0] else " ", text).strip()


def _letters(text: str) -> str:
    for pattern, right in _REPAIRS:
        text = pattern.sub(right, text)
    return text


def _split_vowels(text: str, guesses: list[Guess]) -> str:
    """Put ``ค าสั่ง`` right, and note each such word in `guesses`."""
    found = list(_SPLIT_AM.finditer(text))
    if not found:
        return text
    parts: list[str] = []
    end = 0
    for match in found:
        tone = match[1] or match[2] or ""
        parts += (text[end : match.start()], tone, "\u0e33")
        end = match.end() + 1
        before = text[max(0, match.start() - 8) : match.start()].rsplit(maxsplit=1)[-1]
        after = re.split(r"\s", text[end : end + 8])[0]
        guesses.append(Guess(f"{before}{match[0]}\u0e32{after}", f"{before}{tone}\u0e33{after}"))
    return "".join((*parts, text[end:]))


def cleaned_blocks(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """Give blocks with their text cleaned, and each guess once, where it first stands.

    Empty paragraphs, empty rows and tables without rows are left out.
    """
    kept: list[Block] = []
    doubts: dict[Guess, Doubt] = {}

    def told(text: str, place: Place) -> str:
        cleaned, guesses = clean(text)
        for guess in guesses:
            doubts.setdefault(guess, _doubt(guess, place))
        return cleaned

    for block in blocks:
        if isinstance(block, RawParagraph):
            text = told(block.text, block.place)
            if text:
                kept.append(replace(block, text=text))
        else:
            rows = [
                RawRow(tuple(told(cell, row.place) for cell in row.cells), row.place) for row in block.rows
            ]
            rows = [row for row in rows if any(row.cells)]
            if rows:
                kept.append(RawTable(tuple(rows)))
    return tuple(kept), tuple(doubts.values())


def _doubt(guess: Guess, place: Place) -> Doubt:
    why = _("a vowel of the old font came apart in the file")
    return Doubt(guess.read, guess.taken, "likely", place, why)
