"""Years and names: what was left over from another year, agency, district or province; days that cannot be."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from prongsai.intake.indicator_names import bare
from prongsai.language.dates import ERA, MONTHS, full_date, month_number, parse_date
from prongsai.language.digits import arabic
from prongsai.language.problems import InputError
from prongsai.planning.periods import MONTH_PATTERN
from prongsai.reading.agency_reading import TYPES
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.headings import FISCAL
from prongsai.reading.model import Place

_ALIKE = 0.75
"""From here on two names are one name, misspelt or misread, rather than two."""
_RESULT_OF = re.compile(
    rf"(?:ผลการประเมิน|ผลคะแนน|วิเคราะห์ผล|\bITA\b)(?:(?!มาตรการ|แผน|25\d\d).){{0,120}}?{FISCAL}(25[5-9]\d)(?!\d)"
)
_SPEAKS_OF_OTHERS = re.compile(
    r"ย้อนหลัง|เทียบ|ตั้งแต่ปี|ที่ผ่านมา|ปีก่อน|เมื่อปี|เดิม|เพิ่มขึ้น|ลดลง|จากปี|25\d\d\s*(?:[-–—,]|และ|ถึง|กับ)|(?:ประกาศ|คำสั่ง|หนังสือ|มติ|ระเบียบ|พระราช)"
)
_PLAN_OF = re.compile(
    rf"(?:มาตรการ|แนวทาง|ข้อเสนอแนะในการพัฒนา|แผน)(?:(?!ผลการประเมิน|25\d\d).){{0,150}}?{FISCAL}(25[5-9]\d)(?!\d)"
)
_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:เดือน\s*)?({MONTH_PATTERN})\s*(?:พ\.?\s?ศ\.?\s*)?(25\d\d)(?!\d)")
_WORD = "[ก-ฯะ-ฺเ-๎]+"
_NAME = {
    "other-district": re.compile(rf"(?<![ก-๎])อำเภอ\s?(?P<name>{_WORD})(?=\s*จังหวัด)"),
    "other-province": re.compile(rf"(?:อำเภอ\s?{_WORD})\s*จังหวัด\s?(?P<name>{_WORD})"),
}
_TYPED = re.compile(
    rf"(?P<before>ของ|ชื่อหน่วยงาน\s*:?\s*|สำนักปลัด\s*|^\s*)(?P<name>(?:{'|'.join(map(re.escape, TYPES))}){_WORD})"
    r"(?P<after>\s*(?:อำเภอ|จังหวัด)|\s|$)"
)
_NO_NAME = re.compile(
    r"(?:มี|ได้|เมื่อ|ที่|ใน|ให้|เป็น|โดย|และ|หรือ|จะ|ควร|ต้อง|ทุก|เพื่อ|ตาม|ต่อ|ไม่|อย่าง|ซึ่ง|นี้|นั้น|ดัง|ประจำ|ผ่าน|ยัง|อยู่|สามารถ|กับ|จาก|แต่|เอง|ทั้ง)"
)


def years_names(report: Report) -> Iterator[Fault]:
    """Give the faults of years, names and days."""
    yield from _three_years(report)
    yield from _left_over(report)
    yield from _plan_headings(report)
    yield from _announcement(report)
    yield from _days(report)
    yield from _agencies(report)
    yield from _places(report)


def _three_years(report: Report) -> Iterator[Fault]:
    facts = report.facts
    printed, result, plan = facts.document_year, facts.result_year, facts.plan_year
    if result is None or plan is None:
        return
    if plan != result + 1 or (printed is not None and printed not in {result, plan}):
        yield fault(
            "years-differ",
            report.place("/document_year"),
            "/document_year",
            printed=printed or "–",
            result=result,
            plan=plan,
        )


def _left_over(report: Report) -> Iterator[Fault]:
    """Give where the result is said to be of a year of which nothing is printed."""
    facts, result = report.facts, report.facts.result_year
    if result is None:
        return
    for each in report.left_over:
        yield fault("year-left-over", each.place, year=each.year, result=result)
    seen = {_spot(each.place) for each in report.left_over}
    wrong = {each.year for each in report.left_over}
    known = {result, facts.plan_year, facts.document_year} | {each.year for each in facts.printings} - wrong
    for text in report.texts:
        if _spot(text.place) in seen or text.measures or _SPEAKS_OF_OTHERS.search(text.words):
            continue
        for match in _RESULT_OF.finditer(text.words):
            if int(match[1]) not in known:
                yield fault("year-left-over", text.place, year=match[1], result=result)
                break


def _spot(place: Place) -> tuple[object, ...]:
    """Give where a place is, whatever words of it are quoted."""
    return place.page, place.line, place.sheet, place.cell


def _plan_headings(report: Report) -> Iterator[Fault]:
    """Give headings just above the measures with a year in which none of them is carried out."""
    facts = report.facts
    written = arabic(" ".join(f"{each.period} {each.follow_up}" for each in facts.measures))
    if facts.plan_year is None or str(facts.plan_year) not in written:
        return
    near = {number - back for number in report.tables for back in (1, 2, 3)}
    for text in report.texts:
        if text.piece not in near or text.cell:
            continue
        for match in _PLAN_OF.finditer(text.words):
            year = int(match[1])
            if year != facts.plan_year:
                yield fault("plan-year-left-over", text.place, year=year, plan=facts.plan_year)
                break


def _announcement(report: Report) -> Iterator[Fault]:
    day, year = report.facts.announced, report.facts.result_year
    if day is None or year is None:
        return
    if not date(year - ERA, 7, 1) <= day <= date(year - ERA, 12, 31):
        where = "/announced"
        yield fault("announcement-impossible", report.place(where), where, day=full_date(day), year=year)


def _days(report: Report) -> Iterator[Fault]:
    for text in report.texts:
        for match in _DAY.finditer(text.words):
            month = month_number(re.sub(r"\s", "", match[2])) or 1
            try:
                parse_date(f"{match[1]} {MONTHS[month - 1]} {match[3]}")
            except InputError:
                yield fault("no-such-day", text.place, day=match[0])


def _agencies(report: Report) -> Iterator[Fault]:
    """Give other agencies of the agency's own kind, named where its own name should stand."""
    own = report.facts.agency.name
    if not own or any(own.startswith(kind) and _NO_NAME.match(own[len(kind) :]) for kind in TYPES):
        return

    def times(name: str) -> int:
        return sum(bare(name) in bare(text.words) for text in report.texts)

    for text in report.texts:
        for match in _TYPED.finditer(text.words):
            name = match["name"]
            kind = next(each for each in sorted(TYPES, key=len, reverse=True) if name.startswith(each))
            if (
                match["before"].strip() in {"", "ของ"}
                and not match["after"].strip()
                and (not match["before"].strip() or _NO_NAME.match(name[len(kind) :]))
            ):
                continue
            if own.startswith(kind) and not _one_name(name, own) and times(own) > times(name):
                yield fault("other-agency", text.place, "/agency/name", found=name, own=own)


def _places(report: Report) -> Iterator[Fault]:
    agency = report.facts.agency
    for code, own, field, word in (
        ("other-district", agency.district, "district", "อำเภอ"),
        ("other-province", agency.province, "province", "จังหวัด"),
    ):
        if not own:
            continue
        for text in report.texts:
            for match in _NAME[code].finditer(text.words):
                if not _one_name(match["name"], own):
                    found = f"{word}{match['name']}"
                    yield fault(code, text.place, f"/agency/{field}", found=found, own=f"{word}{own}")


def _one_name(found: str, own: str) -> bool:
    """Tell whether two names are one: one begins the other, or they are nearly alike."""
    one, other = bare(found), bare(own)
    if one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one[: len(other) + 3], other, autojunk=False).ratio() >= _ALIKE
