"""The report of analysis and measures, in the layout that the plan year asks for."""

from prongsai.analysis.model import Analysis
from prongsai.analysis.summary import notes, summary
from prongsai.language.dates import full_date
from prongsai.method.model import Method
from prongsai.planning.divisions import head_of
from prongsai.planning.model import Plan
from prongsai.reports.details import Details
from prongsai.reports.document import (
    Block,
    Document,
    Heading,
    PageBreak,
    Picture,
    Signature,
    Space,
    text,
)
from prongsai.reports.figures import year_text
from prongsai.reports.findings_part import (
    class_lists,
    notes_block,
    paragraphs_table,
    paragraphs_text,
    questions_table,
    remarks_table,
)
from prongsai.reports.measures_part import indicators_layout_table, lists_table
from prongsai.reports.results_part import (
    all_years,
    announced_text,
    breaks_text,
    history_chart,
    history_table,
    indicators_chart,
    indicators_table,
    instruments_table,
    order_table,
    radar_chart,
    rank_text,
    years_table,
)


def analysis_report(analysis: Analysis, plan: Plan, plan_method: Method, details: Details) -> Document:
    """Give the report of the result's analysis and the plan's measures.

    The layout and the contents follow the plan year's own item (`Method.report`), never the result's.
    """
    lists = plan_method.report.layout == "lists"
    title = _title(plan, lists=lists)
    body = _lists_body if lists else _indicators_body
    blocks = (
        *_cover(title, plan, details),
        *body(analysis, plan, plan_method, details),
        *notes_block(notes(analysis)),
        Space(2),
        Signature("ผู้จัดทำ", details.author.name, details.author.position),
        Space(1),
        Signature("ผู้อนุมัติ", details.approver.name, details.approver.position or head_of(plan.agency)),
    )
    return Document(
        title,
        blocks,
        author=plan.agency.name,
        subject=f"ผลการประเมิน ITA {year_text(plan.result_year)} และมาตรการ {year_text(plan.plan_year)}",
        watermark=details.watermark,
        footer=plan.agency.name,
        thai_digits=details.thai_digits,
        properties={"names": plan.agency.name},
    )


def _title(plan: Plan, *, lists: bool) -> str:
    if lists:
        return f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(plan.plan_year)}"
    return f"รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ {year_text(plan.result_year)}"


def _cover(title: str, plan: Plan, details: Details) -> tuple[Block, ...]:
    """Give the cover: seal, title, agency and place, then author, position and date."""
    agency = plan.agency
    place = " ".join(
        part
        for part in (
            f"อำเภอ{agency.district}" if agency.district else "",
            f"จังหวัด{agency.province}" if agency.province else "",
        )
        if part
    )
    seal = (Picture(details.seal, 4.0, f"ตราสัญลักษณ์{agency.name}"),) if details.seal else ()
    author = tuple(
        text(each, align="center")
        for each in (
            f"จัดทำโดย {details.author.name}" if details.author.name else "",
            details.author.position,
            agency.office,
            full_date(details.day) if details.day else "",
        )
        if each
    )
    return (
        Space(3),
        *seal,
        Space(2),
        Heading(title, 1, "center"),
        Space(1),
        text(agency.name, bold=True, align="center"),
        *((text(place, align="center"),) if place else ()),
        Space(8),
        *author,
        PageBreak(),
    )


def _composed(plan: Plan, details: Details, key: str) -> tuple[Block, ...]:
    """Give an editable text as paragraphs: the details' own, else the plan's."""
    words = details.texts.get(key) or plan.texts.get(key, "")
    return tuple(text(each.strip(), indent=True) for each in words.split("\n") if each.strip())


def _lists_body(analysis: Analysis, plan: Plan, plan_method: Method, details: Details) -> tuple[Block, ...]:
    """Give the layout until plan year 2567: results, analysis, weak points, measures with follow-up."""
    scores, agency = analysis.scores, plan.agency.name
    compared: tuple[Block, ...] = ()
    if analysis.earlier:
        before = analysis.earlier[0].result.fiscal_year
        compared = (
            Heading(f"1.2 เปรียบเทียบผลการประเมินปีงบประมาณ พ.ศ. {before} และ พ.ศ. {plan.result_year}", 2),
            years_table(analysis),
            *breaks_text(analysis),
            *_history(analysis),
        )
    else:
        compared = (
            Heading("1.2 คะแนนรายเครื่องมือและรายตัวชี้วัด", 2),
            instruments_table(scores),
            Space(0.5),
            indicators_table(scores),
        )
    return (
        Heading("บทนำ", 1),
        *_composed(plan, details, "introduction"),
        PageBreak(),
        Heading(f"1. ผลการประเมินคุณธรรมและความโปร่งใสของ{agency} {year_text(plan.result_year)}", 1),
        Heading("1.1 ผลการประเมินในภาพรวม", 2),
        announced_text(scores, agency),
        text(summary(analysis), indent=True),
        *rank_text(scores, agency),
        indicators_chart(scores),
        *compared,
        Heading("1.3 ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย", 2),
        order_table(analysis),
        radar_chart(scores),
        Heading("2. การวิเคราะห์ผลการประเมินรายตัวชี้วัด", 1),
        *paragraphs_text(analysis, plan),
        *_remarks(analysis, "2.1"),
        Heading("3. ข้อค้นพบจากการวิเคราะห์", 1),
        *class_lists(analysis, "3"),
        *_questions(analysis, "3.4"),
        PageBreak(landscape=True),
        Heading(f"4. มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน {year_text(plan.plan_year)}", 1),
        _references_note(plan, plan_method),
        lists_table(analysis, plan, plan_method, details.columns),
        PageBreak(landscape=False),
    )


def _indicators_body(
    analysis: Analysis, plan: Plan, plan_method: Method, details: Details
) -> tuple[Block, ...]:
    """Give the layout of plan years 2568–2569: rationale, results, analysis, measures by indicator."""
    scores, agency, year = analysis.scores, plan.agency.name, year_text(plan.result_year)
    requires = plan_method.report.requires
    weak: tuple[Block, ...] = ()
    if "mend_at_once" in requires:
        weak = (
            Heading("3.2 ข้อค้นพบจากการวิเคราะห์", 2),
            *class_lists(analysis, "3.2"),
        )
    return (
        Heading("1. หลักการและเหตุผล", 1),
        *_composed(plan, details, "rationale"),
        Heading(f"2. ผลการประเมินของ{agency} {year}", 1),
        announced_text(scores, agency),
        Heading("2.1 ผลการประเมินในภาพรวม", 2),
        text(summary(analysis), indent=True),
        *rank_text(scores, agency),
        Heading("2.2 ผลการประเมินย้อนหลัง", 2),
        *(
            _history(analysis)
            if analysis.earlier
            else (text("ไม่มีข้อมูลผลการประเมินของปีก่อนในรายงานนี้", indent=True),)
        ),
        *((years_table(analysis), *breaks_text(analysis)) if analysis.earlier else ()),
        Heading("2.3 ผลการประเมินรายเครื่องมือ", 2),
        instruments_table(scores),
        Heading("2.4 ผลการประเมินรายตัวชี้วัด", 2),
        indicators_table(scores),
        indicators_chart(scores),
        Heading("2.5 ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย", 2),
        order_table(analysis),
        radar_chart(scores),
        Heading("3. การวิเคราะห์ผลการประเมินรายตัวชี้วัด", 1),
        *((Heading("3.1 ผลการวิเคราะห์", 2),) if weak else ()),
        paragraphs_table(analysis, plan),
        *weak,
        *_remarks(analysis, "3.3" if weak else "3.1"),
        *_questions(analysis, "3.4" if weak else "3.2"),
        PageBreak(landscape=True),
        Heading("4. การนำผลการวิเคราะห์ไปสู่การปรับปรุง พัฒนา หรือรักษาระดับ", 1),
        _references_note(plan, plan_method),
        indicators_layout_table(analysis, plan, plan_method, follow_up="follow_up" in requires),
        PageBreak(landscape=False),
    )


def _history(analysis: Analysis) -> tuple[Block, ...]:
    """Give table and chart of up to five years, where there are at least two."""
    if len(all_years(analysis)) < 2:
        return ()
    return (history_table(analysis), history_chart(analysis))


def _remarks(analysis: Analysis, number: str) -> tuple[Block, ...]:
    table = remarks_table(analysis)
    return (Heading(f"{number} ข้อสังเกตของผู้ประเมิน", 2), *table) if table else ()


def _questions(analysis: Analysis, number: str) -> tuple[Block, ...]:
    """Give the questions of the indicators to be mended and developed."""
    blocks: list[Block] = []
    for klass in ("mend", "develop"):
        if table := questions_table(analysis, klass):
            words = "ที่ต้องแก้ไขโดยเร่งด่วน" if klass == "mend" else "ที่ต้องพัฒนาให้ดีขึ้น"
            blocks += [text(f"ตัวชี้วัด{words}", bold=True, keep_with_next=True), *table]
    if not blocks:
        return ()
    note = text("ประเด็นการประเมินสรุปด้วยถ้อยคำของผู้จัดทำ มิใช่ข้อคำถามตามแบบวัดของสำนักงาน ป.ป.ช.", left=0.5)
    return (Heading(f"{number} ประเด็นการประเมินของตัวชี้วัดที่ต้องแก้ไขและพัฒนา", 2), *blocks, note)


def _references_note(plan: Plan, plan_method: Method) -> Block:
    item = plan_method.find(plan_method.report.plan_item)
    title = getattr(item, "title_th", "")
    return text(
        f"หมายเลขข้อ OIT ที่อ้างถึงเป็นหมายเลขของ{year_text(plan.plan_year)} "
        f"รายงานฉบับนี้จัดทำตามข้อ {plan_method.report.plan_item} {title}".rstrip(),
        indent=True,
    )
