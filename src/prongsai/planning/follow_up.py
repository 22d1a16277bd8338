"""How a measure is followed up: read from officials' words, written in them, and the days that it means."""

import re
from datetime import date

from prongsai.language.dates import ERA, MONTHS, era_year, fiscal_start, month_number
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.model import Cadence, FollowUp
from prongsai.planning.periods import MONTH_PATTERN, month_end

FORMS = (
    "รายงานผลในการประชุมประจำเดือน, รายงานผลทุกไตรมาส, รายงานผลในเดือนเมษายนและเดือนตุลาคม, "
    "รายงานผลในเดือนมีนาคม, รายงานผลเมื่อสิ้นปีงบประมาณ"
)
_NAMED_MONTH = re.compile(rf"({MONTH_PATTERN})\s*(?:พ\.?\s?ศ\.?\s*)?(\d{{4}}|\d{{2}})?(?!\d)")
_END_OF_YEAR = re.compile(r"สิ้น(?:สุด)?\s*ปี")
_HALVES = re.compile(r"(?:6|หก)\s*เดือน.*(?:12|สิบสอง)\s*เดือน")
_QUARTER = re.compile(r"ไตรมาส|(?:3|สาม)\s*เดือน")
_MONTHLY = re.compile(r"ประชุมประจำเดือน|ประชุมหัวหน้าส่วน|ทุกเดือน|รายเดือน|ประจำทุก\s*ๆ?\s*เดือน|เดือนละ")
_TO = re.compile(
    r"(?:ต่อ(?!เนื่อง|ไป|ปี|เดือน)|เสนอ(?!แนะ))\s*(\S+?)"
    r"(?=\s|ใน(?:การ|เดือน|ที่)|ภายใน|เดือน|ทุก|เมื่อ|ราย|ทราบ|เป็นประจำ|$)"
)


def read_follow_up(words: str) -> FollowUp:
    """Read how a measure is followed up from the words that officials use.

    Named months come first (April and October together are a cadence of their own), then the end of the year,
    each quarter, and the monthly meeting. `to` is who stands after ต่อ or เสนอ, empty where nobody is named.
    Raises InputError where no cadence is found.
    """
    text = re.sub(r"\s+", " ", arabic(words)).strip()
    months = {month for month, _year in _named_months(text)}
    at_end = bool(_END_OF_YEAR.search(text))
    cadence: Cadence
    if months == {4, 10} or _HALVES.search(text):
        cadence, months = "april_october", set()
    elif at_end and months <= {9}:
        cadence, months = "end_of_year", set()
    elif months:
        cadence, months = "month", months | ({9} if at_end else set())
    elif _QUARTER.search(text):
        cadence = "quarter"
    elif _MONTHLY.search(text):
        cadence = "monthly_meeting"
    else:
        raise InputError(
            Problem(
                "bad-follow-up",
                _("“{words}” does not say when it is followed up").format(words=words),
                mend=_("write it like one of these: {forms}").format(forms=FORMS),
            )
        )
    named = _TO.search(text)
    return FollowUp(cadence, named[1] if named else "", words.strip(), tuple(sorted(months)))


def _named_months(text: str) -> list[tuple[int, int | None]]:
    """Give the months that a text names, each with the C.E. year that is written after it."""
    found = []
    for match in _NAMED_MONTH.finditer(text):
        number = month_number(re.sub(r"\s", "", match[1]))
        found.append((number or 0, era_year(int(match[2])) if match[2] else None))
    return found


def write_follow_up(cadence: Cadence, to: str = "", months: tuple[int, ...] = ()) -> str:
    """Give a follow-up in official words, so that `read_follow_up` gives the same back.

    `months` (1–12) are needed for the cadence ``month`` and left out for the others.
    """
    whom = f"ต่อ{to}" if to else ""
    when = {
        "monthly_meeting": "ในการประชุมประจำเดือน",
        "quarter": "ทุกไตรมาส",
        "april_october": "ในเดือนเมษายนและเดือนตุลาคม",
        "month": "ใน" + "และ".join(f"เดือน{MONTHS[month - 1]}" for month in months),
        "end_of_year": "เมื่อสิ้นปีงบประมาณ",
    }[cadence]
    return f"รายงานผลการดำเนินงาน{whom}{when}"


def follow_up_of(cadence: Cadence, to: str = "", months: tuple[int, ...] = ()) -> FollowUp:
    """Give a follow-up with its words in official form."""
    return FollowUp(cadence, to, write_follow_up(cadence, to, months), months)


def due_dates(follow_up: FollowUp, plan_year: int) -> tuple[date, ...]:
    """Give the days by which a report is due for a plan of the B.E. fiscal year `plan_year`, in order.

    Always the last day of a month, since the day of a meeting is not known. A named month is taken with the year
    that stands beside it in the words, else within the plan year, October after its end (nothing is done yet at
    its beginning). None where no follow-up was said.
    """
    year = plan_year - ERA
    if not follow_up.words:
        return ()
    if follow_up.cadence == "monthly_meeting":
        begin = fiscal_start(plan_year)
        months = [(begin.year + (9 + place) // 12, (9 + place) % 12 + 1) for place in range(12)]
    elif follow_up.cadence == "quarter":
        months = [(year - 1, 12), (year, 3), (year, 6), (year, 9)]
    elif follow_up.cadence == "april_october":
        months = [(year, 4), (year, 10)]
    elif follow_up.cadence == "end_of_year":
        months = [(year, 9)]
    else:
        written = {month: named for month, named in _named_months(arabic(follow_up.words)) if named}
        months = [(written.get(month, year - (month > 10)), month) for month in follow_up.months]
    return tuple(sorted(month_end(*each) for each in months))
