"""The report on what was done (o43 and its successors), and the sheet for a meeting's agenda."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from prongsai.language.dates import fiscal_end, full_date
from prongsai.method.model import Method
from prongsai.planning.divisions import head_of
from prongsai.planning.model import Measure, Meeting, Plan, Progress
from prongsai.planning.progress import State, latest_entry, state_of, state_words
from prongsai.reports.details import Details
from prongsai.reports.document import Block, Document, Heading, Paragraph, Signature, Space, Table, cell, text
from prongsai.reports.figures import year_text
from prongsai.reports.measures_part import owners_text
from prongsai.reports.results_part import heads


def progress_report(plan: Plan, plan_method: Method, details: Details, day: date) -> Document:
    """Give the report on the measures' progress as of `day`, with the columns that such reports have."""
    title = f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(plan.plan_year)}"
    item = plan_method.report.progress_item
    blocks: tuple[Block, ...] = (
        Heading(title, 1, "center"),
        text(f"{plan.agency.name} ข้อมูล ณ วันที่ {full_date(day)}{_half(plan, day)}", align="center"),
        text(
            f"รายงานนี้แสดงผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
            f"จำนวน {len(plan.measures)} มาตรการ เพื่อเผยแพร่ตามข้อ {item} ของ{year_text(plan.plan_year)} "
            f"{_counted(plan, day)}",
            indent=True,
        ),
        progress_table(plan, day),
        Space(2),
        Signature("ผู้รายงาน", details.author.name, details.author.position),
        Space(1),
        Signature("ผู้รับรอง", details.approver.name, details.approver.position or head_of(plan.agency)),
    )
    return _paper(title, blocks, plan, details)


def progress_table(plan: Plan, day: date) -> Table:
    """Give measure · steps · result · per cent · proof · obstacles · suggestions as of `day`, a row a measure."""
    rows = []
    for number, measure in enumerate(plan.measures, start=1):
        entries = sorted((each for each in measure.progress if each.day <= day), key=lambda each: each.day)
        newest = latest_entry(measure, day)
        rows.append(
            (
                cell(f"{number}. {measure.title}"),
                cell("\n".join(f"{place}) {step.text}" for place, step in enumerate(measure.steps, start=1))),
                cell(_dated((each.day, _result(each)) for each in entries) or "ยังไม่มีรายงาน"),
                cell(_percent(newest) if newest else "–", align="center"),
                cell("\n".join(f"- {proof}" for each in entries for proof in each.proof)),
                cell(_dated((each.day, each.obstacles) for each in entries)),
                cell(_dated((each.day, each.suggestions) for each in entries)),
            )
        )
    names = ("มาตรการ", "ขั้นตอนการดำเนินการ", "ผลการดำเนินการ", "ร้อยละ", "หลักฐาน", "ปัญหา/อุปสรรค", "ข้อเสนอแนะ")
    return Table(heads(*names), tuple(rows), (1.8, 2.8, 2.6, 0.9, 1.8, 1.6, 1.6), "ผลการดำเนินการตามมาตรการ")


def meeting_sheet(plan: Plan, details: Details, day: date, meeting: Meeting | None = None) -> Document:
    """Give the sheet for a meeting's agenda: the state of its measures as of `day`, and what it is asked to decide.

    Without a `meeting` it is of no one in particular, and of all measures.
    """
    title = "การติดตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    spoken_of = _spoken_of(plan, meeting)
    blocks: tuple[Block, ...] = (
        Heading("ระเบียบวาระการประชุม", 1, "center"),
        *_name_and_day(meeting),
        text(f"เรื่อง {title} ประจำ{year_text(plan.plan_year)}", bold=True, align="center"),
        text(f"{plan.agency.name} ข้อมูล ณ วันที่ {full_date(day)}", align="center"),
        text("เรื่องเดิม", bold=True, keep_with_next=True),
        text(
            f"{plan.agency.name}ได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(plan.plan_year)} "
            f"จำนวน {len(plan.measures)} มาตรการ จากผลการประเมิน ITA ประจำ{year_text(plan.result_year)}",
            indent=True,
        ),
        text("ข้อเท็จจริง", bold=True, keep_with_next=True),
        *_how_many(plan, spoken_of),
        text(_counted(replace(plan, measures=tuple(spoken_of.values())), day), indent=True),
        _status_table(plan, spoken_of, day),
        text("ประเด็นเสนอที่ประชุม", bold=True, keep_with_next=True),
        text("จึงเสนอที่ประชุมเพื่อโปรดทราบ และพิจารณาสั่งการมาตรการที่ยังไม่เป็นไปตามกำหนด", indent=True),
        text("มติที่ประชุม " + "." * 100),
        Space(1),
        Signature("ผู้เสนอวาระ", details.author.name, details.author.position),
    )
    return _paper(f"ระเบียบวาระการประชุม {title}", blocks, plan, details)


def _spoken_of(plan: Plan, meeting: Meeting | None) -> dict[int, Measure]:
    """Give the measures of which a meeting speaks, by their number in the plan: all where it names none."""
    named = meeting.measures if meeting else ()
    numbered = enumerate(plan.measures, start=1)
    return {number: measure for number, measure in numbered if not named or measure.id in named}


def _name_and_day(meeting: Meeting | None) -> tuple[Paragraph, ...]:
    if meeting is None:
        return ()
    day = text(f"วันที่ {full_date(meeting.day)}", align="center")
    return text(meeting.title, bold=True, align="center"), day


def _how_many(plan: Plan, spoken_of: Mapping[int, Measure]) -> tuple[Paragraph, ...]:
    """Say of how many measures a meeting speaks, where it does not of all."""
    if len(spoken_of) == len(plan.measures):
        return ()
    words = f"การประชุมครั้งนี้พิจารณา {len(spoken_of)} มาตรการ โดยลำดับที่ในตารางเป็นลำดับที่ของมาตรการในแผน"
    return (text(words, indent=True),)


def _status_table(plan: Plan, spoken_of: Mapping[int, Measure], day: date) -> Table:
    rows = tuple(
        (
            cell(str(number), align="center"),
            cell(measure.title),
            cell(owners_text(measure)),
            cell(measure.period.words),
            cell(_state_text(measure, plan, day)),
            cell(_latest(measure, day)),
            cell(""),
        )
        for number, measure in spoken_of.items()
    )
    names = ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "สถานะ", "ความก้าวหน้าล่าสุด", "มติที่ประชุม")
    return Table(heads(*names), rows, (0.5, 2.6, 1.6, 1.4, 1.4, 2.6, 1.6), "สถานะของมาตรการ")


def _state_text(measure: Measure, plan: Plan, day: date) -> str:
    return state_words(state_of(measure, plan.plan_year, day).state)


def _counted(plan: Plan, day: date) -> str:
    """Give how many measures stand in each state, in words."""
    states = [state_of(measure, plan.plan_year, day).state for measure in plan.measures]
    known: dict[State, int] = {each: states.count(each) for each in dict.fromkeys(states)}
    told = " ".join(f"{state_words(state)} {number} มาตรการ" for state, number in known.items())
    return f"สถานะ ณ วันที่ {full_date(day)}: {told}" if told else "ยังไม่มีมาตรการในแผน"


def _dated(told: Iterable[tuple[date, str]]) -> str:
    """Give a line for each entry that says something, with its date before it."""
    return "\n".join(f"({full_date(day)}) {words}" for day, words in told if words)


def _result(entry: Progress) -> str:
    """Give what came of it: after the name of a division that reports its own part, with the budget that was spent."""
    part = f"{entry.owner}: " if entry.owner and not entry.leading else ""
    spent = "" if entry.spent is None else f" (ใช้งบประมาณไปแล้ว {entry.spent:,.2f} บาท)"
    return f"{part}{entry.result}{spent}" if entry.result or spent else ""


def _half(plan: Plan, day: date) -> str:
    """Give which half of the fiscal year ends on a day, in our own words; empty for any other day."""
    end = fiscal_end(plan.plan_year)
    return {end.replace(month=3, day=31): " (รอบ 6 เดือน)", end: " (รอบ 12 เดือน)"}.get(day, "")


def _percent(entry: Progress) -> str:
    return f"{entry.percent.normalize():f}"


def _latest(measure: Measure, day: date) -> str:
    newest = latest_entry(measure, day)
    if newest is None:
        return "ยังไม่มีรายงาน"
    return f"ร้อยละ {_percent(newest)} ({full_date(newest.day)}) {newest.result}"


def _paper(title: str, blocks: tuple[Block, ...], plan: Plan, details: Details) -> Document:
    return Document(
        title,
        blocks,
        author=plan.agency.name,
        subject=title,
        watermark=details.watermark,
        footer=plan.agency.name,
        landscape=True,
        thai_digits=details.thai_digits,
        properties={"names": plan.agency.name},
    )
