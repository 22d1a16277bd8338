"""The numbers that Word shows before paragraphs of a list without their being in the text (``1.``, ``๒.๑``, ``(ก)``)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prongsai.language.digits import thai
from prongsai.reading.docx_names import W, number, value

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_FIELD = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list: where it starts, how its numbers are written, and the text around them (``%1.%2``)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, by the number that paragraphs name them with, and how far each has come."""

    lists: Mapping[str, tuple[str, Mapping[int, ListLevel]]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """Give the label of the next paragraph at `level` (from 0), and count it; empty where there is none."""
        if list_id not in self.lists or not 0 <= level < _LEVELS:
            return ""
        family, levels = self.lists[list_id]
        own = levels.get(level, ListLevel())
        counts = self._counts.setdefault(family, [None] * _LEVELS)
        last = counts[level]
        counts[level] = own.start if last is None else last + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if own.form in {"bullet", "none"}:
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, ListLevel())
            count = counts[at]
            return _written(other.start if count is None else count, other.form)

        return _FIELD.sub(shown, own.text)


def read_numbering(root: "etree._Element | None") -> Numbering:
    """Read the lists from a document's part for numbering (None: it has no lists)."""
    if root is None:
        return Numbering({})
    abstract: dict[str, dict[int, ListLevel]] = {}
    for each in root.iterchildren(f"{W}abstractNum"):
        levels = {number(level, "ilvl"): _level(level) for level in each.iterchildren(f"{W}lvl")}
        abstract[value(each, "abstractNumId")] = levels
    lists: dict[str, tuple[str, Mapping[int, ListLevel]]] = {}
    for each in root.iterchildren(f"{W}num"):
        family = value(each.find(f"{W}abstractNumId"))
        own = dict(abstract.get(family, {}))
        list_id = value(each, "numId")
        restarts = False
        for override in each.iterchildren(f"{W}lvlOverride"):
            at = number(override, "ilvl")
            replaced = override.find(f"{W}lvl")
            start = override.find(f"{W}startOverride")
            if replaced is not None:
                own[at] = _level(replaced)
            if start is not None:
                before = own.get(at, ListLevel())
                own[at] = ListLevel(number(start), before.form, before.text)
                restarts = True
        # Lists of one family count on together, unless one starts anew.
        lists[list_id] = (f"{family}/{list_id}" if restarts else family, own)
    return Numbering(lists)


def _level(element: "etree._Element") -> ListLevel:
    start = element.find(f"{W}start")
    form = value(element.find(f"{W}numFmt")) or "decimal"
    return ListLevel(1 if start is None else number(start), form, value(element.find(f"{W}lvlText")))


def _written(count: int, form: str) -> str:
    """Give a number as a list of this form shows it."""
    forms: dict[str, Callable[[int], str]] = {
        "thaiNumbers": lambda n: thai(str(n)),
        "thaiLetters": lambda n: _letter(n, _THAI_LETTERS),
        "lowerLetter": lambda n: _letter(n, "abcdefghijklmnopqrstuvwxyz"),
        "upperLetter": lambda n: _letter(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
    }
    return forms.get(form, str)(count)


def _letter(count: int, letters: str) -> str:
    return letters[(count - 1) % len(letters)]


def _roman(count: int) -> str:
    """Give a small number in Roman letters; beyond 39 as it is."""
    if not 0 < count < 40:
        return str(count)
    written = ""
    for size, letters in _ROMAN:
        written += letters * (count // size)
        count %= size
    return written
