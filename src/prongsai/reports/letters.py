"""The papers around a report, in their official form: memos, the order of a working group, the announcement."""

from prongsai.analysis.figures import figure
from prongsai.analysis.model import Analysis
from prongsai.analysis.words import joined
from prongsai.language.dates import full_date
from prongsai.language.digits import score_text
from prongsai.method.model import Method
from prongsai.planning.divisions import head_of, stands_for_all
from prongsai.planning.model import Measure, Plan
from prongsai.reports.details import Details
from prongsai.reports.document import (
    Block,
    Document,
    Garuda,
    Paragraph,
    Picture,
    Run,
    Signature,
    Space,
    Table,
    cell,
    text,
)
from prongsai.reports.figures import level, year_text
from prongsai.reports.findings_part import subject_name
from prongsai.reports.measures_part import owners_text, steps_text
from prongsai.reports.results_part import heads

_DOTS = "." * 30


def memo_to_approver(analysis: Analysis, plan: Plan, plan_method: Method, details: Details) -> Document:
    """Give the memo that brings the report to the one who approves it."""
    subject = f"ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(plan.plan_year)}"
    scores = analysis.scores
    result = f"{score_text(figure(scores, 'total'))} คะแนน" + (
        f" ระดับ {level(scores)}" if level(scores) else ""
    )
    mend, develop = len(analysis.of_class("mend")), len(analysis.of_class("develop"))
    body = (
        (
            f"ด้วย{plan.agency.name}ได้รับทราบผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
            f"ประจำ{year_text(plan.result_year)} ได้คะแนนรวม {result}"
        ),
        (
            f"{_office(plan)}ได้วิเคราะห์ผลการประเมินครบทั้ง 10 ตัวชี้วัดแล้ว พบประเด็นที่ต้องแก้ไขโดยเร่งด่วน {mend} ประเด็น "
            f"และประเด็นที่ต้องพัฒนาให้ดีขึ้น {develop} ประเด็น จึงได้จัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
            f"จำนวน {len(plan.measures)} มาตรการ เพื่อดำเนินการใน{year_text(plan.plan_year)} "
            f"และเพื่อเผยแพร่ตามข้อ {plan_method.report.plan_item} รายละเอียดตามรายงานที่แนบ"
        ),
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบขอได้โปรดอนุมัติมาตรการดังกล่าว และลงนามในประกาศเพื่อให้ทุกส่วนราชการถือปฏิบัติต่อไป",
    )
    blocks = (
        *_memo_head(plan, details, subject, head_of(plan.agency)),
        *(text(each, indent=True) for each in body),
        Space(2),
        Signature("ผู้เสนอ", details.author.name, details.author.position, dated=False),
        Space(1),
        text("ความเห็นของผู้มีอำนาจอนุมัติ", bold=True, keep_with_next=True),
        text("(   ) อนุมัติ        (   ) ไม่อนุมัติ เนื่องจาก" + _DOTS * 2, keep_with_next=True),
        Space(2),
        Signature("ผู้อนุมัติ", details.approver.name, details.approver.position or head_of(plan.agency)),
    )
    return _paper(subject, blocks, plan, details)


def memo_to_division(
    division: str, analysis: Analysis, plan: Plan, plan_method: Method, details: Details
) -> Document:
    """Give the memo that brings a division its own measures, with the items in the plan year's numbers."""
    subject = f"แจ้งมาตรการส่งเสริมคุณธรรมและความโปร่งใสที่อยู่ในความรับผิดชอบ ประจำ{year_text(plan.plan_year)}"
    own = measures_of(division, plan)
    body = (
        (
            f"ตามที่{plan.agency.name}ได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(plan.plan_year)} "
            f"จากผลการวิเคราะห์การประเมิน ITA ประจำ{year_text(plan.result_year)} นั้น"
        ),
        (
            f"มาตรการที่{division}รับผิดชอบมีจำนวน {len(own)} มาตรการ ดังตารางต่อไปนี้ "
            f"ทั้งนี้ หมายเลขข้อ OIT ในตารางเป็นหมายเลขของ{year_text(plan_method.fiscal_year)}"
        ),
    )
    blocks = (
        *_memo_head(plan, details, subject, _head_of_division(division)),
        *(text(each, indent=True) for each in body),
        work_table(own, analysis, plan_method),
        *_answers(own, analysis),
        text(
            "จึงเรียนมาเพื่อทราบและดำเนินการตามระยะเวลาที่กำหนด พร้อมทั้งรายงานผลและส่งหลักฐานการดำเนินงานต่อ"
            f"{_office(plan)}ตามรอบการติดตาม",
            indent=True,
        ),
        Space(2),
        Signature("", position=_head_of_division(_office(plan)) if _office(plan) else "", dated=False),
    )
    return _paper(subject, blocks, plan, details)


def measures_of(division: str, plan: Plan) -> tuple[Measure, ...]:
    """Give the measures that a division owns, those of all divisions included."""
    return tuple(
        each for each in plan.measures if division in each.owners or any(map(stands_for_all, each.owners))
    )


def divisions_with_work(plan: Plan) -> tuple[str, ...]:
    """Give the divisions that get a memo: each named owner once, in the order of the plan.

    Where only “all divisions” own something, it goes to every division of the plan.
    """
    owners = [owner for each in plan.measures for owner in each.owners]
    named = dict.fromkeys(owner for owner in owners if not stands_for_all(owner))
    shared = any(map(stands_for_all, owners))
    return tuple(dict.fromkeys((*named, *plan.divisions))) if shared else tuple(named)


def _head_of_division(division: str) -> str:
    """Give the position of a division's head: a director for a กอง or สำนัก that has one, else a head."""
    return f"ผู้อำนวยการ{division}" if division.startswith("กอง") else f"หัวหน้า{division}"


def work_table(measures: tuple[Measure, ...], analysis: Analysis, plan_method: Method) -> Table:
    """Give a work list: measure, steps, period, follow-up, owners."""
    rows = tuple(
        (
            cell(f"{number}. {measure.title}"),
            cell(steps_text(measure, analysis, plan_method)),
            cell(measure.period.words),
            cell(measure.follow_up.words),
            cell(owners_text(measure)),
        )
        for number, measure in enumerate(measures, start=1)
    )
    return Table(
        heads("มาตรการ", "วิธีการดำเนินการ", "ระยะเวลา", "การติดตามผล", "ผู้รับผิดชอบ"),
        rows,
        (1.9, 3.8, 1.4, 1.9, 1.7),
        "มาตรการในความรับผิดชอบ",
    )


def _answers(measures: tuple[Measure, ...], analysis: Analysis) -> tuple[Paragraph, ...]:
    """Give the findings behind the measures, so that the division sees why it is asked."""
    known = {each.id: each for each in analysis.findings}
    ids = dict.fromkeys(answer for each in measures for step in each.steps for answer in step.answers)
    names = [subject_name(analysis, known[each]) for each in ids if each in known]
    if not names:
        return ()
    return (
        text("ข้อค้นพบที่เป็นที่มาของมาตรการ มีดังนี้", indent=True, keep_with_next=True),
        *(text(f"{number}. {name}", left=1.5) for number, name in enumerate(names, start=1)),
    )


def order_of_working_group(plan: Plan, details: Details) -> Document:
    """Give the order that appoints the working group; posts that are not given stay to be filled in."""
    subject = f"แต่งตั้งคณะทำงานขับเคลื่อนการประเมิน ITA ประจำ{year_text(plan.plan_year)}"
    office, *others = plan.divisions or (_DOTS,)
    members = details.members or (_DOTS, *others, office)
    roles = ("ประธานคณะทำงาน", *("คณะทำงาน" for _ in members[1:-1]), "คณะทำงานและเลขานุการ")
    lines = tuple(
        (cell(f"{number}."), cell(member), cell(role))
        for number, (member, role) in enumerate(zip(members, roles, strict=False), start=1)
    )
    duties = (
        "จัดทำและขับเคลื่อนมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานให้เป็นไปตามแผน",
        "รวบรวม ตรวจสอบ และเผยแพร่ข้อมูลตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) ให้ครบองค์ประกอบและเป็นปัจจุบัน",
        "ติดตามความก้าวหน้าของแต่ละมาตรการ รายงานต่อที่ประชุม และเสนอแนวทางแก้ไขเมื่อพบปัญหาหรืออุปสรรค",
        "จัดทำรายงานผลการดำเนินการและปฏิบัติงานอื่นที่ได้รับมอบหมาย",
    )
    blocks = (
        *_emblem(details),
        text(f"คำสั่ง{plan.agency.name}", bold=True, align="center"),
        text(f"ที่ {details.order_number or _DOTS}", align="center"),
        text(f"เรื่อง {subject}", bold=True, align="center"),
        Space(1),
        text(
            f"เพื่อให้การดำเนินงานตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน และการเตรียมรับการประเมินคุณธรรม"
            f"และความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำ{year_text(plan.plan_year)} "
            f"ของ{plan.agency.name} เป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะทำงาน ดังนี้",
            indent=True,
        ),
        Table((), lines, (0.5, 4.0, 2.5), "รายชื่อคณะทำงาน", borders=False),
        text("ให้คณะทำงานมีหน้าที่ ดังนี้", indent=True, keep_with_next=True),
        *(text(f"{number}. {duty}", left=1.5) for number, duty in enumerate(duties, start=1)),
        text("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", indent=True),
        Space(1),
        text(f"สั่ง ณ วันที่ {_day_of_era(details)}", align="center"),
        Space(2),
        _head_signs(plan, details),
    )
    return _paper(f"คำสั่ง{subject}", blocks, plan, details)


def announcement(plan: Plan, details: Details) -> Document:
    """Give the announcement of the measures to staff and public."""
    subject = f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(plan.plan_year)}"
    measures = tuple(
        text(
            f"{number}. {each.title} ผู้รับผิดชอบ {joined(each.owners or (_DOTS,))} ระยะเวลา {each.period.words}",
            left=1.5,
        )
        for number, each in enumerate(plan.measures, start=1)
    )
    blocks = (
        *_emblem(details),
        text(f"ประกาศ{plan.agency.name}", bold=True, align="center"),
        text(f"เรื่อง {subject}", bold=True, align="center"),
        Space(1),
        text(
            f"{plan.agency.name}ได้นำผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
            f"ประจำ{year_text(plan.result_year)} มาวิเคราะห์ และกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
            f"เพื่อให้ทุกส่วนราชการถือปฏิบัติใน{year_text(plan.plan_year)} ดังนี้",
            indent=True,
        ),
        *measures,
        text("จึงประกาศให้ทราบโดยทั่วกัน", indent=True),
        Space(1),
        text(f"ประกาศ ณ วันที่ {_day_of_era(details)}", align="center"),
        Space(2),
        _head_signs(plan, details),
    )
    return _paper(f"ประกาศ {subject}", blocks, plan, details)


def _memo_head(plan: Plan, details: Details, subject: str, to: str) -> tuple[Block, ...]:
    phone = f" โทร. {details.telephone}" if details.telephone else ""

    def line(*parts: tuple[str, str]) -> Paragraph:
        runs = [run for name, value in parts for run in (Run(f"{name} ", bold=True), Run(f"{value}    "))]
        return Paragraph(tuple(runs))

    return (
        Garuda("บันทึกข้อความ", details.garuda),
        line(("ส่วนราชการ", f"{_office(plan)} {plan.agency.name}{phone}")),
        line(("ที่", details.number or _DOTS), ("วันที่", _day(details))),
        line(("เรื่อง", subject)),
        line(("เรียน", to)),
        Space(0.5),
    )


def _emblem(details: Details) -> tuple[Block, ...]:
    return (Picture(details.garuda, 3.0, "ตราครุฑ"),) if details.garuda else (Space(2),)


def _office(plan: Plan) -> str:
    return plan.agency.office or (plan.divisions[0] if plan.divisions else "")


def _day(details: Details) -> str:
    return full_date(details.day) if details.day else _DOTS


def _day_of_era(details: Details) -> str:
    """Give the day with the era named, as orders and announcements have it: ``15 ธันวาคม พ.ศ. 2568``."""
    if details.day is None:
        return _DOTS
    day, month, year = full_date(details.day).split()
    return f"{day} {month} พ.ศ. {year}"


def _head_signs(plan: Plan, details: Details) -> Signature:
    """Give the place where the head signs an order or an announcement, whose date stands above it."""
    position = details.approver.position or head_of(plan.agency)
    return Signature("", details.approver.name, position, dated=False)


def _paper(title: str, blocks: tuple[Block, ...], plan: Plan, details: Details) -> Document:
    return Document(
        title,
        blocks,
        author=plan.agency.name,
        subject=title,
        watermark=details.watermark,
        page_numbers=False,
        thai_digits=details.thai_digits,
        properties={"names": plan.agency.name},
    )
