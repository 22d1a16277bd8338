"""Codes of questions and items as they stand in copied text: i7, E12, o 13, and letters misread as digits."""

import re

from prongsai.language.messages import _
from prongsai.language.problems import Problem
from prongsai.method.model import Method, Unpublished

CODE = r"(?:[ieoIEOlL|]\s?\.?\d{1,2}|1\d{2}|0\d{1,2})(?!\d)"
"""One code, perhaps misread: `120` may be i20, `034` o34, `l7` i7. Two bare digits are never taken for a code."""

_ONE = re.compile(CODE)
_QUESTION = re.compile(r"[ie][1-9]\d?")
_READ_AS = {"1": "i", "l": "i", "|": "i", "0": "o"}


def is_asked(code: str, method: Method) -> bool:
    """Tell whether a year has a question or item with a code, or may have it, since its questions are unpublished."""
    unpublished = isinstance(method.questions, Unpublished)
    return method.find(code) is not None or (unpublished and _QUESTION.fullmatch(code) is not None)


class Codes:
    """Resolves copied codes by those of one year, and remembers what was taken for what and what is unknown."""

    def __init__(self, method: Method) -> None:
        """Resolve by the questions and items of `method`."""
        self.method = method
        self._taken: dict[str, str] = {}
        self._unknown: dict[str, Problem] = {}

    def resolve(self, text: str, where: str) -> tuple[str, ...]:
        """Give the year's codes in `text` (with Arabic digits), in order; an unknown one is left out and said."""
        codes = (self._resolve(re.sub(r"[\s.]", "", found), where) for found in _ONE.findall(text))
        return tuple(dict.fromkeys(code for code in codes if code))

    def _resolve(self, written: str, where: str) -> str | None:
        code = self._code(written.lower())
        if not is_asked(code, self.method):
            what = _("“{code}” is no question or item of {year}").format(
                code=written, year=self.method.fiscal_year
            )
            mend = _("write the code of that year, such as o13")
            self._unknown.setdefault(written, Problem("unknown-code", what, where, mend))
            return None
        if written[0].lower() != code[0]:
            self._taken[written] = code
        return code

    def _code(self, written: str) -> str:
        """Give the code that a text stands for: letter, then the number without leading zeros."""
        # “1๐๐” is how i10 comes out where its letter is read as a one and its one as a nought
        if written == "100":
            return "i10"
        return f"{_READ_AS.get(written[0], written[0])}{int(written[1:])}"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was taken for what, in one line, and each code that the year does not have."""
        if not self._taken:
            return tuple(self._unknown.values())
        pairs = ", ".join(f"{written} → {code}" for written, code in self._taken.items())
        what = _("these were taken for codes of {year}: {pairs}").format(
            year=self.method.fiscal_year, pairs=pairs
        )
        mend = _("mend the remarks where that is wrong")
        return (Problem("codes-taken-for", what, mend=mend), *self._unknown.values())
