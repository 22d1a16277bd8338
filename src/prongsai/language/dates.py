"""Thai official dates: Buddhist Era (B.E. = C.E. + 543) and fiscal years from October to September."""

import re
from datetime import date

from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

ERA = 543
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip

_DAY = re.compile(r"(?:วันที่\s*)?(\d{1,2})\s*(\S+?)\s*(?:พ\.?\s*ศ\.?)?\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def fiscal_start(fiscal_year: int) -> date:
    """Give the first day of a B.E. fiscal year: 1 October of the year before."""
    return date(fiscal_year - ERA - 1, 10, 1)


def fiscal_end(fiscal_year: int) -> date:
    """Give the last day of a B.E. fiscal year: 30 September."""
    return date(fiscal_year - ERA, 9, 30)


def full_date(day: date) -> str:
    """Give a date as officials write it: ``15 สิงหาคม 2568``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}"


def era_year(printed: int) -> int:
    """Give the C.E. year of a printed one: B.E. with four or two digits, or C.E. with four.

    Two digits are B.E. years of this century of that era (``68`` is B.E. 2568).
    """
    if printed < 100:
        printed += 2500
    return printed - ERA if printed > 2400 else printed


def parse_date(text: str) -> date:
    """Read a day as people write it, in B.E. or C.E., with Thai or Arabic digits.

    Takes ``15 สิงหาคม 2568``, ``วันที่ ๑๕ ส.ค. ๖๘``, ``15/8/2568``, ``2568-08-15`` and ``2025-08-15``.
    Raises InputError when the text is no such day.
    """
    plain = arabic(text).strip()
    try:
        if match := _ISO.fullmatch(plain):
            year, month, day = map(int, match.groups())
            return date(era_year(year), month, day)
        if match := _SLASHED.fullmatch(plain):
            day, month, year = map(int, match.groups())
            return date(era_year(year), month, day)
        if (match := _DAY.fullmatch(plain)) and (named := month_number(match[2])) is not None:
            return date(era_year(int(match[3])), named, int(match[1]))
    except ValueError:
        pass
    raise InputError(
        Problem(
            "bad-date",
            _("“{text}” is not a date").format(text=text),
            mend=_("write it like 15 สิงหาคม 2568 or 2568-08-15"),
        )
    )


def month_number(name: str) -> int | None:
    """Give the month (1–12) that a full or short Thai name stands for, or None."""
    bare = name.strip().rstrip(".")
    for number, (full, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1):
        if bare in {full, short.rstrip("."), short.replace(".", "")}:
            return number
    return None
