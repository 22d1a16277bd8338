"""Periods as officials write them, and the days that they stand for.

The fiscal year runs from October to September; its first quarter is October to December of the year before.
"""

import html
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from prongsai.language.dates import (
    ERA,
    MONTHS,
    SHORT_MONTHS,
    era_year,
    fiscal_end,
    fiscal_start,
    full_date,
    month_number,
)
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.model import Period

FORMS = "ต.ค. 2568 – ก.ย. 2569, มีนาคม 2569, ภายใน 31 มี.ค. 69, ไตรมาส 1-2, 6 เดือนแรก, ตลอดปีงบประมาณ พ.ศ. 2569"

#: A month by its full or short name, dots and spaces within the short one optional.
MONTH_PATTERN = "|".join(
    (
        *MONTHS,
        *(r"\s?".join(re.escape(part) + r"\.?" for part in short[:-1].split(".")) for short in SHORT_MONTHS),
    )
)
_ERA_WORD = r"(?:พ\.?\s?ศ\.?\s*)?"
_YEAR = rf"{_ERA_WORD}(?P<year>\d{{4}}|\d{{2}})"
_POINT = re.compile(
    rf"(?:วันที่\s*)?(?:(?P<day>\d{{1,2}})\s*)?(?:เดือน\s*)?(?P<month>{MONTH_PATTERN})\s*(?:{_YEAR})?(?!\d)"
)
_SLASHED = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}|\d{2})")
_DAYS_OF_A_MONTH = re.compile(rf"(?:วันที่\s*)?(\d{{1,2}})\s*-\s*((?:วันที่\s*)?\d{{1,2}}\s*(?:{MONTH_PATTERN}).*)")
_OF_YEAR = rf"\s*(?:/\s*)?(?:(?:ของ\s*)?ปี(?:\s*งบประมาณ)?\s*)?(?:{_YEAR})?"
_WHOLE_YEAR = re.compile(rf"(?:ตลอด|ทั้ง|ตลอดทั้ง)?\s*ปี(?:\s*งบประมาณ)?\s*(?:{_YEAR})?")
_QUARTERS = re.compile(
    rf"ไตรมาส\s*(?:ที่\s*)?(?P<numbers>[1-4](?:\s*(?:-|,|และ|ที่|ไตรมาส)+\s*[1-4])*)(?!\d){_OF_YEAR}"
)
_HALF = re.compile(rf"(?:รอบ\s*)?(?:ครึ่งปี(?:\s*งบประมาณ)?|(?:6|หก)\s*เดือน)\s*(?P<half>แรก|หลัง){_OF_YEAR}")
_BY = re.compile(r"ภายใน\s*(?:วันที่\s*)?(.+)")
_ONWARDS = re.compile(r"(.+?)\s*เป็นต้นไป")
_LEADING = re.compile(r"^(?:ตั้งแต่|ระหว่าง|ช่วง)\s*")
_DASHES = re.compile(r"\s*(?:จนถึง|ถึง|[-‐‑‒–—―−~])\s*")
_REMAINS = re.compile(r"<[^>]*>|\b(?:nbsp|ndash|mdash|ensp|emsp);|[\u200b-\u200f\u2060\ufeff]")

#: A day, month and year as far as they are written.
_Written = tuple[int | None, int, int | None]


def _plain(words: str) -> str:
    """Give the words with Arabic digits, one kind of dash and space, and nothing left of a web page."""
    text = html.unescape(html.unescape(words)).replace("ํา", "ำ")
    text = _DASHES.sub(" - ", _REMAINS.sub(" ", arabic(text)))
    return re.sub(r"\s+", " ", text).strip()


def read_period(words: str, plan_year: int) -> Period:
    """Read a period as officials write it, for a plan of the B.E. fiscal year `plan_year`.

    Takes months and days with years of four or two digits on one side, both or none, quarters, halves, whole
    years, and “by” a month or day (from the start of that fiscal year); Thai or Arabic digits. Where no year is
    written, the plan year is meant; where one side has none, it is the nearest that fits the other. `words` stay
    as they were written, without stray spaces and remains of web pages. Raises InputError where nothing fits.
    """
    text = _LEADING.sub("", _plain(words))
    readers: tuple[Callable[[str, int], tuple[date, date] | None], ...] = (
        _whole_year, _quarters, _half, _by, _onwards, _days_of_a_month, _from_to,
    )  # fmt: skip
    try:
        span = next((found for reader in readers if (found := reader(text, plan_year))), None)
    except ValueError:  # a day or year that no calendar has
        span = None
    if span is None:
        raise InputError(
            Problem(
                "bad-period",
                _("“{words}” is not a period").format(words=words),
                mend=_("write it like one of these: {forms}").format(forms=FORMS),
            )
        )
    if span[1] < span[0]:
        raise InputError(
            Problem(
                "period-backwards",
                _("the period “{words}” ends before it begins").format(words=words),
                mend=_("put the earlier day first, or correct the years"),
            )
        )
    return Period(_kept_words(words), *span)


def _kept_words(words: str) -> str:
    unescaped = html.unescape(html.unescape(words))
    return re.sub(r"\s+", " ", _REMAINS.sub(" ", unescaped)).strip()


def _fiscal_year(match: re.Match[str], plan_year: int) -> int:
    return era_year(int(match["year"])) + ERA if match["year"] else plan_year


def _month_of_fiscal_year(place: int, fiscal_year: int) -> tuple[int, int]:
    """Give (C.E. year, month) of the month at a place (0 is October) of a fiscal year."""
    begin = fiscal_start(fiscal_year)
    return begin.year + (begin.month - 1 + place) // 12, (begin.month - 1 + place) % 12 + 1


def _months(first: int, last: int, fiscal_year: int) -> tuple[date, date]:
    """Give the first and last day of the months at two places (0 is October) of a fiscal year."""
    return date(*_month_of_fiscal_year(first, fiscal_year), 1), month_end(
        *_month_of_fiscal_year(last, fiscal_year)
    )


def month_end(year: int, month: int) -> date:
    """Give the last day of a month of a C.E. year."""
    return date(year, month, monthrange(year, month)[1])


def _whole_year(text: str, plan_year: int) -> tuple[date, date] | None:
    if not (match := _WHOLE_YEAR.fullmatch(text)):
        return None
    return _months(0, 11, _fiscal_year(match, plan_year))


def _quarters(text: str, plan_year: int) -> tuple[date, date] | None:
    if not (match := _QUARTERS.fullmatch(text)):
        return None
    numbers = [int(each) for each in re.findall(r"\d", match["numbers"])]
    return _months(min(numbers) * 3 - 3, max(numbers) * 3 - 1, _fiscal_year(match, plan_year))


def _half(text: str, plan_year: int) -> tuple[date, date] | None:
    if not (match := _HALF.fullmatch(text)):
        return None
    first = 0 if match["half"] == "แรก" else 6
    return _months(first, first + 5, _fiscal_year(match, plan_year))


def _by(text: str, plan_year: int) -> tuple[date, date] | None:
    """Read “within …”: from the first day of the fiscal year in which the named end lies."""
    if not (match := _BY.fullmatch(text)):
        return None
    inner = next(
        (
            found
            for reader in (_whole_year, _quarters, _half, _from_to)
            if (found := reader(match[1], plan_year))
        ),
        None,
    )
    return inner and (fiscal_start(fiscal_year_of(inner[1])), inner[1])


def _onwards(text: str, plan_year: int) -> tuple[date, date] | None:
    if not (match := _ONWARDS.fullmatch(text)) or not (inner := _from_to(match[1], plan_year)):
        return None
    return inner[0], fiscal_end(plan_year)


def _days_of_a_month(text: str, plan_year: int) -> tuple[date, date] | None:
    """Read ``1 - 15 มีนาคม 2569``: days of one month."""
    if not (match := _DAYS_OF_A_MONTH.fullmatch(text)) or not (last := _from_to(match[2], plan_year)):
        return None
    return last[1].replace(day=int(match[1])), last[1]


def _from_to(text: str, plan_year: int) -> tuple[date, date] | None:
    sides = text.split(" - ")
    first, last = _written(sides[0]), _written(sides[-1])
    if len(sides) > 2 or first is None or last is None:
        return None
    (day, month, year), (last_day, last_month, last_year) = first, last
    wraps = (last_month, last_day or 31) < (month, day or 1)  # such as October to September
    if year is None:
        year = _year_within(month, plan_year) if last_year is None else last_year - wraps
    if last_year is None:
        last_year = year + wraps
    return date(year, month, day or 1), (
        date(last_year, last_month, last_day) if last_day else month_end(last_year, last_month)
    )


def _year_within(month: int, fiscal_year: int) -> int:
    """Give the C.E. year in which a month falls within a B.E. fiscal year."""
    return fiscal_year - ERA - (month >= 10)


def _written(side: str) -> _Written | None:
    """Give the day, month and C.E. year written on one side of a period, as far as they are there."""
    if match := _SLASHED.fullmatch(side.strip()):
        return int(match["day"]), int(match["month"]), era_year(int(match["year"]))
    if not (match := _POINT.fullmatch(side.strip())):
        return None
    number = month_number(re.sub(r"\s", "", match["month"]))
    day, year = match["day"], match["year"]
    return (int(day) if day else None), number or 0, era_year(int(year)) if year else None


def fiscal_year_of(day: date) -> int:
    """Give the B.E. fiscal year in which a day lies."""
    return day.year + ERA + (day.month >= 10)


def write_period(start: date, end: date) -> str:
    """Give a period in official form, so that `read_period` gives the same days whatever the plan year.

    Whole months: ``ต.ค. 2568 – ก.ย. 2569`` or ``มีนาคม 2569``; else days: ``1 ตุลาคม 2568 – 15 มกราคม 2569``,
    ``1 – 15 มกราคม 2569`` or ``15 มกราคม 2569``.
    """
    if start.day != 1 or end != month_end(end.year, end.month):
        return f"{_first_day(start, end)}{full_date(end)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year + ERA}"
    return f"{_short_month(start)} – {_short_month(end)}"


def _first_day(start: date, end: date) -> str:
    """Give what stands before the last day: nothing for one day, the number alone within one month."""
    if start == end:
        return ""
    within = (start.year, start.month) == (end.year, end.month)
    return f"{start.day if within else full_date(start)} – "


def _short_month(day: date) -> str:
    return f"{SHORT_MONTHS[day.month - 1]} {day.year + ERA}"


def period_from(start: date, end: date) -> Period:
    """Give the period from one day to another, with its words in official form."""
    return Period(write_period(start, end), start, end)


def period_problems(period: Period, plan_year: int, where: str = "") -> tuple[Problem, ...]:
    """Give what is wrong with a period for a plan of the B.E. fiscal year `plan_year`; nothing if all is well."""
    if not period.words.strip():
        what = _("the measure has no period")
        return (
            Problem(
                "no-period",
                what,
                where,
                _("say when it is carried out, like one of these: {forms}").format(forms=FORMS),
            ),
        )
    first, last = fiscal_start(plan_year), fiscal_end(plan_year)
    if first <= period.start <= period.end <= last:
        return ()
    return (
        Problem(
            "period-outside-plan-year",
            _("the period “{words}” is not within the plan year {year}").format(
                words=period.words, year=plan_year
            ),
            where,
            _("choose days from {first} to {last}").format(first=full_date(first), last=full_date(last)),
        ),
    )
