"""What the pages of rounds say of problems, places and remarks."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from prongsai.language.problems import Problem
from prongsai.method.model import Method
from prongsai.scoring.levels import figure_name
from prongsai.site.findings.words import subject_title

_NAMED = 20
"""How many places are named at which a fault is found again."""
_DIGITS = re.compile(r"\d[\d.]*")
_IN_SHEET = re.compile(r"!(?P<sheet>[^!:]+):(?P<row>\d+)")


def told(problem: Problem) -> str:
    """Give what is wrong and how to mend it, without the place, which the page shows by itself."""
    return f"{problem.what} – {problem.mend}" if problem.mend else problem.what


def told_at_field(problem: Problem) -> str:
    """Give what is wrong as it stands at a field: what is missing there needs no word on the keys of files."""
    return problem.what if problem.code == "missing-value" else told(problem)


def told_with_place(problem: Problem) -> str:
    """Give what is wrong, where, and how to mend it."""
    return f"{problem.where}: {told(problem)}" if problem.where else told(problem)


def told_of_file(problem: Problem) -> str:
    """Give what is wrong in a filled-in template, with sheet and row in words."""
    if _IN_SHEET.search(problem.where) is None:
        return told(problem)
    return f"{place_of_file(problem.where)}: {told(problem)}"


def place_of_file(where: str) -> str:
    """Give a place in words, that of a filled-in template by its sheet and row."""
    place = _IN_SHEET.search(where)
    if place is None:
        return where
    return _("sheet “{sheet}”, row {row}").format(sheet=place["sheet"], row=place["row"])


def told_together(problems: Iterable[Problem], tell: Callable[[Problem], str]) -> list[str]:
    """Give what is wrong, each kind of fault once: the first as `tell` tells it, and where else it is so.

    Faults are of one kind where their mends differ in nothing but numbers.
    """
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for each in problems:
        kinds.setdefault((each.code, _DIGITS.sub("", each.mend)), []).append(each)
    return [_with_others(tell(first), others) for first, *others in kinds.values()]


def _with_others(words: str, others: Sequence[Problem]) -> str:
    places = list(dict.fromkeys(each.where for each in others if each.where))
    if not places:
        return words
    named = ", ".join(map(place_of_file, places[:_NAMED])) + (" …" if len(places) > _NAMED else "")
    return _("{fault} (The same in: {places})").format(fault=words, places=named)


def place_words(place: Mapping[str, Any]) -> str:
    """Give where something stands in a report: the page, the line, or sheet and cell."""
    words = {
        "page": _("page {number}"),
        "line": _("line {number}"),
        "sheet": _("sheet {number}"),
        "cell": _("cell {number}"),
    }
    return ", ".join(say.format(number=place[key]) for key, say in words.items() if key in place)


def codes_titled(codes: Iterable[str], part: str, method: Method) -> str:
    """Give the codes of a remark, with what the first asks about and the part of EIT."""
    listed = list(codes)
    subject = method.find(listed[0]) if listed else None
    title = f" {subject_title(subject)}" if subject else ""
    return f"{', '.join(listed)}{title}{f' ({figure_name(part)})' if part else ''}"
