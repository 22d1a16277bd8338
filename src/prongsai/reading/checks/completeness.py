"""Completeness for the plan year's item: what that year requires, and measures that agree with scores and findings."""

import re
from collections.abc import Iterator
from itertools import pairwise

from prongsai.intake.indicator_names import bare, mentioned, number_of_name
from prongsai.language.dates import fiscal_end, fiscal_start, full_date, month_number
from prongsai.language.digits import arabic, score_text
from prongsai.language.messages import _
from prongsai.method.model import Method
from prongsai.planning.model import Period
from prongsai.planning.periods import MONTH_PATTERN, period_problems
from prongsai.reading.checks.answers import answers, repeated_steps
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.checks.words import TARGET
from prongsai.reading.layout import Grid, cell, place_of
from prongsai.reading.model import ReadMeasure

_MEND = re.compile(r"แก้ไขโดยเร่งด่วน|แก้ไขเร่งด่วน|จุดอ่อน|ข้อบกพร่อง")
_DEVELOP = re.compile(r"พัฒนาให้ดีขึ้น|(?:ต้อง|ที่ควร|ประเด็น.{0,20})พัฒนา")
_ANALYSED = re.compile(r"วิเคราะห์|ควร|ผลการประเมิน|สะท้อน|รักษา|พบว่า|ปรับปรุง|พัฒนา")
_NUMBERED = re.compile(r"^\s*(?:ตัวชี้วัด(?:ที่)?\s*)?\(?(?P<number>10|[1-9])[.)]?\s*(?P<name>[ก-๎].*)$", re.DOTALL)
_MONTH = re.compile(rf"({MONTH_PATTERN})\s*(?:พ\.?\s?ศ\.?\s*)?(25\d\d|\d\d)(?!\d)")
_FIELDS = {"owner": "no-owner", "steps": "no-steps", "period": "no-period", "follow_up": "no-follow-up"}
_CODE = re.compile(r"ข้อ\s*([ieo]\d{1,2})(?!\d)")
_SECTION = re.compile(
    r"\s*(?P<above>\d{1,2}(?:\.\d{1,2})*)\.(?P<number>\d{1,2})\s+(?:ผล|สถิติ|คะแนน|กราฟ|แผนภูมิ)"
)
_CONTENTS = re.compile(r"(?:\.{3,}|…|\s\d{1,3})\s*$")
_HEADING = 150
_TITLE = 60


def completeness(report: Report) -> Iterator[Fault]:
    """Give what is missing for the item of the plan's year, and what does not agree with the scores."""
    method = report.plan_method
    if method is None:
        return
    yield from _analysis(report, method)
    yield from _lists(report, method)
    yield from _empty_sections(report)
    if not report.facts.measures:
        yield fault("no-measures", item=method.report.plan_item, plan=method.fiscal_year)
        return
    for number, measure in enumerate(report.facts.measures):
        yield from _measure(report, method, measure, number)
    yield from _without_measure(report, method)
    yield from answers(report)
    yield from repeated_steps(report)
    yield from _renumbered(report)


def _analysis(report: Report, method: Method) -> Iterator[Fault]:
    """Give the indicators of which nothing is said."""
    facts = report.facts
    said = {number for number, text in facts.sections.items() if text.strip()}
    said |= {number for each in facts.measures if each.analysis for number in each.indicators}
    said |= {each.indicator for each in facts.findings if each.indicator is not None}
    said |= {each.under for each in facts.findings if each.under is not None}
    missing = set(range(1, 11)) - said
    for text in report.texts:
        if missing and not text.measures and len(text.words) > 40 and _ANALYSED.search(text.words):
            missing -= set(mentioned(text.words))
    if missing:
        told = ", ".join(map(str, sorted(missing)))
        yield fault("no-analysis", item=method.report.plan_item, plan=method.fiscal_year, numbers=told)


def _empty_sections(report: Report) -> Iterator[Fault]:
    """Give numbered headings that are followed by the next of their kind at once; a list of contents is none."""
    for one, other in pairwise(report.texts):
        first, second = _SECTION.match(one.words), _SECTION.match(other.words)
        if first is None or second is None or other.piece != one.piece + 1 or _CONTENTS.search(one.words):
            continue
        next_one = second["above"] == first["above"] and int(second["number"]) == int(first["number"]) + 1
        if next_one and len(one.words) <= _HEADING:
            yield fault("empty-section", one.place, heading=one.words)


def _lists(report: Report, method: Method) -> Iterator[Fault]:
    facts, rule = report.facts, method.report
    fields = {"item": rule.plan_item, "plan": method.fiscal_year}
    told = [text.words for text in report.texts if not _is_rule_of_item(text.words)]
    if "mend" in rule.requires and not facts.mend and not any(map(_MEND.search, told)):
        yield fault("no-weak-points", **fields)
    if "develop" in rule.requires and not facts.develop and not any(map(_DEVELOP.search, told)):
        yield fault("no-points-to-develop", **fields)
    if not facts.mend:
        return
    found = _with_codes(report)
    for number, score in report.scores.items():
        why = ""
        if number in facts.mend and score == 100 and number not in found:
            why = _("has full marks, but is among the weak points")
        elif number not in {*facts.mend, *facts.develop} and (
            score < TARGET or (number in report.lowest and not set(report.lowest) & set(facts.mend))
        ):
            why = _("is among neither the weak points nor those to develop")
        if why:
            yield fault(
                "weak-points-differ", report.place("/mend"), "/mend",
                number=number, score=score_text(score), why=why,
            )  # fmt: skip


def _with_codes(report: Report) -> set[int]:
    """Give the indicators of which a question or item is named, so that there is something to mend in them."""
    named = {code for text in report.texts for code in _CODE.findall(text.words)}
    known = (report.method.find(code) for code in named) if report.method else ()
    return {each.indicator for each in known if each is not None}


def _is_rule_of_item(words: str) -> bool:
    """Tell whether a text is a quotation of what the item requires rather than the report's own."""
    return "อย่างน้อยประกอบด้วย" in words


def _measure(report: Report, method: Method, measure: ReadMeasure, number: int) -> Iterator[Fault]:
    where = f"/measures/{number}"
    place, title = report.place(where), _short(measure.title)
    held = {
        "owner": measure.owner, "steps": measure.steps, "period": measure.period, "follow_up": measure.follow_up,
    }  # fmt: skip
    for field, code in _FIELDS.items():
        if field in method.report.requires and not held[field]:
            yield fault(code, place, f"{where}/{field}", title=title)
    first, last = fiscal_start(method.fiscal_year), fiscal_end(method.fiscal_year)
    if measure.start and measure.end:
        period = Period(measure.period, measure.start, measure.end)
        if period_problems(period, method.fiscal_year):
            yield fault(
                "period-outside", report.place(f"{where}/period"), f"{where}/period",
                title=title, period=measure.period, plan=method.fiscal_year,
                first=full_date(first), last=full_date(last),
            )  # fmt: skip
    yield from _follow_up(report, method, measure, f"{where}/follow_up")


def _follow_up(report: Report, method: Method, measure: ReadMeasure, where: str) -> Iterator[Fault]:
    """Give months of reporting outside the plan year; until December after it the final report is right."""
    plan = method.fiscal_year
    for match in _MONTH.finditer(arabic(measure.follow_up)):
        month = month_number(re.sub(r"\s", "", match[1])) or 0
        year = int(match[2]) + (2500 if len(match[2]) == 2 else 0)
        if not (plan - 1, 10) <= (year, month) <= (plan, 12):
            yield fault(
                "follow-up-outside", report.place(where), where,
                title=_short(measure.title), month=match[0], plan=plan,
            )  # fmt: skip


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[:_TITLE]}…"


def _without_measure(report: Report, method: Method) -> Iterator[Fault]:
    covered = {number for each in report.facts.measures for number in each.indicators}
    if not covered:
        return  # whose measures they are could not be told
    scores, lowest = report.scores, report.lowest
    place = report.place("/measures/0")
    told = set()
    if lowest and not covered & set(lowest):
        told.add(lowest[0])
        yield fault("lowest-without-measure", place, number=lowest[0], score=score_text(scores[lowest[0]]))
    for number, score in scores.items():
        if score < TARGET and number not in covered | told:
            told.add(number)
            yield fault("low-without-measure", place, number=number, score=score_text(score))
    missing = sorted(set(range(1, 11)) - covered - told)
    if method.report.layout == "indicators" and "mend" not in method.report.requires and missing:
        numbers = ", ".join(map(str, missing))
        yield fault(
            "indicator-without-measure", place,
            item=method.report.plan_item, plan=method.fiscal_year, numbers=numbers,
        )  # fmt: skip


def _renumbered(report: Report) -> Iterator[Fault]:
    """Give names of indicators with another number, in tables of measures under a heading of indicators."""
    for number, grid in report.grids():
        if number not in report.tables or "indicator" not in grid.columns:
            continue
        column = grid.columns.index("indicator")
        yield from _renumbered_in(grid, column)


def _renumbered_in(grid: Grid, column: int) -> Iterator[Fault]:
    for row in grid.rows:
        words = cell(row, column)
        match = _NUMBERED.match(arabic(words))
        name = " ".join(match["name"].split()) if match else ""
        right = number_of_name(name) if name else None
        if (
            match
            and right is not None
            and right != int(match["number"])
            and not bare(words).startswith("ตัวชีวัด")
        ):
            yield fault(
                "measures-renumbered", place_of(row, words), name=name, number=match["number"], right=right
            )
