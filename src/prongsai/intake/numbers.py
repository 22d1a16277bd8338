"""Numbers as people type them: scores 0–100, whole numbers and B.E. years, each refused with its mend."""

import re
from decimal import Decimal

from prongsai.language.dates import ERA
from prongsai.language.digits import arabic, half_up
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

HUNDRED = Decimal(100)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_LONGEST_QUOTE = 40


def clip(text: str) -> str:
    """Give `text` on one line, cut to a length that fits into a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def read_score(text: str, where: str) -> Decimal | None:
    """Read a score 0–100 with at most two decimals; None for an empty text, never 0.

    Thai digits are taken. Raises InputError, with `where` as the place, for anything else.
    """
    plain = arabic(text).strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise InputError(_not_a_number(plain, where))
    value = Decimal(plain)
    if not 0 <= value <= HUNDRED:
        raise InputError(
            Problem(
                "score-out-of-range",
                _("{text} is not a score: scores lie between 0 and 100").format(text=clip(text)),
                where,
                _("write the score as it was published, or leave the place empty where there is none"),
            )
        )
    if half_up(value) != value:
        raise InputError(
            Problem(
                "score-too-fine",
                _("{text} has more than two decimals").format(text=clip(text)),
                where,
                _("write it as it was published, with two decimals: {score}").format(score=half_up(value)),
            )
        )
    return value


def _not_a_number(plain: str, where: str) -> Problem:
    if "%" in plain:
        mend = _("write the number without the per cent sign")
    elif "," in plain:
        mend = _("write the number without commas, with a full stop before the decimals")
    else:
        mend = _("write a number such as 93.00, or leave the place empty where there is no score")
    return Problem("not-a-number", _("“{text}” is not a number").format(text=clip(plain)), where, mend)


def read_whole(text: str, where: str) -> int:
    """Read a whole number from 0 up, in Thai or Arabic digits; raises InputError for anything else."""
    plain = arabic(text).strip()
    if not re.fullmatch(r"\d{1,9}", plain):
        raise InputError(
            Problem(
                "not-a-whole-number",
                _("“{text}” is not a whole number").format(text=clip(text)),
                where,
                _("write digits only, such as 12"),
            )
        )
    return int(plain)


def read_year(text: str, where: str) -> int:
    """Read a fiscal year of the Buddhist Era with four digits; raises InputError for anything else."""
    plain = arabic(text).strip()
    if re.fullmatch(r"2[45]\d\d", plain):
        return int(plain)
    year = int(plain) if re.fullmatch(r"\d{1,4}", plain) else 0
    if 1900 < year < 2400:
        mend = _("write the year of the Buddhist Era: {year}").format(year=year + ERA)
    elif 43 < year < 100:
        mend = _("write the year of the Buddhist Era with four digits: {year}").format(year=2500 + year)
    else:
        mend = _("write the year of the Buddhist Era with four digits, such as 2568")
    what = (
        _("“{text}” is not a fiscal year").format(text=clip(text)) if plain else _("there is no fiscal year")
    )
    raise InputError(Problem("bad-year", what, where, mend))
