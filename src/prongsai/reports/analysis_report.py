"""The report of analysis and measures, in the layout that the plan year asks for."""

from prongsai.analysis.model import Analysis, FindingClass
from prongsai.analysis.summary import notes, summary
from prongsai.language.dates import full_date
from prongsai.method.model import Item, Method
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

Section = tuple[str, tuple[Block, ...]]
"""A section's title without its number, and what stands under it."""

_REMARKS = "ข้อสังเกตของผู้ประเมิน"
_QUESTIONS = "ประเด็นการประเมินของตัวชี้วัดที่ต้องแก้ไขและพัฒนา"
_WEAK: dict[FindingClass, str] = {"mend": "ที่ต้องแก้ไขโดยเร่งด่วน", "develop": "ที่ต้องพัฒนาให้ดีขึ้น"}


def analysis_report(analysis: Analysis, plan: Plan, plan_method: Method, details: Details) -> Document:
    """Give the report of the result's analysis and the plan's measures.

    The layout and the contents follow the plan year's own item (`Method.report`), never the result's.
    """
    lists = plan_method.report.layout == "lists"
    title = _title(plan, details.printed_year, lists=lists)
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


def _title(plan: Plan, printed_year: int | None, *, lists: bool) -> str:
    if lists:
        return (
            f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำ{year_text(printed_year or plan.plan_year)}"
        )
    return f"รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ {year_text(printed_year or plan.result_year)}"


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
        Space(5),  # so that the cover stays one page in wider fonts, where TH Sarabun New is not installed
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
    overall: tuple[Block, ...] = (
        announced_text(scores, agency),
        text(summary(analysis), indent=True),
        *rank_text(scores, agency),
        indicators_chart(scores),
    )
    by_score: tuple[Block, ...] = (order_table(analysis), radar_chart(scores))
    return (
        Heading("บทนำ", 1),
        *_composed(plan, details, "introduction"),
        PageBreak(),
        Heading(f"1. ผลการประเมินคุณธรรมและความโปร่งใสของ{agency} {year_text(plan.result_year)}", 1),
        *_numbered(
            "1",
            ("ผลการประเมินในภาพรวม", overall),
            _compared(analysis),
            ("ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย", by_score),
        ),
        Heading("2. การวิเคราะห์ผลการประเมินรายตัวชี้วัด", 1),
        *paragraphs_text(analysis, plan),
        *_numbered("2", (_REMARKS, remarks_table(analysis))),
        Heading("3. ข้อค้นพบจากการวิเคราะห์", 1),
        *class_lists(analysis, "3"),
        *_numbered("3", (_QUESTIONS, _questions(analysis)), first=4),
        PageBreak(landscape=True),
        Heading(f"4. มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน {year_text(plan.plan_year)}", 1),
        _references_note(plan_method),
        lists_table(analysis, plan, plan_method, details.columns),
        PageBreak(landscape=False),
    )


def _compared(analysis: Analysis) -> Section:
    """Give two years side by side with the history, or this year's scores alone where there is no other."""
    scores = analysis.scores
    if not analysis.earlier:
        return (
            "คะแนนรายเครื่องมือและรายตัวชี้วัด",
            (instruments_table(scores), Space(0.5), indicators_table(scores)),
        )
    before = analysis.earlier[0].result.fiscal_year
    blocks = (years_table(analysis), *breaks_text(analysis), history_table(analysis), history_chart(analysis))
    return (f"เปรียบเทียบผลการประเมินปีงบประมาณ พ.ศ. {before} และ พ.ศ. {scores.result.fiscal_year}", blocks)


def _indicators_body(
    analysis: Analysis, plan: Plan, plan_method: Method, details: Details
) -> tuple[Block, ...]:
    """Give the layout of plan years 2568–2569: rationale, results, analysis, measures by indicator."""
    scores, agency = analysis.scores, plan.agency.name
    requires = plan_method.report.requires
    return (
        Heading("1. หลักการและเหตุผล", 1),
        *_composed(plan, details, "rationale"),
        Heading(f"2. ผลการประเมินของ{agency} {year_text(plan.result_year)}", 1),
        announced_text(scores, agency),
        *_numbered(
            "2",
            ("ผลการประเมินในภาพรวม", (text(summary(analysis), indent=True), *rank_text(scores, agency))),
            ("ผลการประเมินย้อนหลัง", _earlier(analysis)),
            ("ผลการประเมินรายเครื่องมือ", (instruments_table(scores),)),
            ("ผลการประเมินรายตัวชี้วัด", (indicators_table(scores), indicators_chart(scores))),
            ("ตัวชี้วัดเรียงตามคะแนนจากมากไปน้อย", (order_table(analysis), radar_chart(scores))),
        ),
        Heading("3. การวิเคราะห์ผลการประเมินรายตัวชี้วัด", 1),
        *_numbered(
            "3",
            ("ผลการวิเคราะห์", (paragraphs_table(analysis, plan),)),
            ("ข้อค้นพบจากการวิเคราะห์", class_lists(analysis, "3.2") if "mend" in requires else ()),
            (_REMARKS, remarks_table(analysis)),
            (_QUESTIONS, _questions(analysis)),
        ),
        PageBreak(landscape=True),
        Heading("4. การนำผลการวิเคราะห์ไปสู่การปรับปรุง พัฒนา หรือรักษาระดับ", 1),
        _references_note(plan_method),
        indicators_layout_table(analysis, plan, plan_method, follow_up="follow_up" in requires),
        PageBreak(landscape=False),
    )


def _earlier(analysis: Analysis) -> tuple[Block, ...]:
    """Give the years before as table and chart, and the change since the last; or that there are none here."""
    if not analysis.earlier:
        return (text("ไม่มีข้อมูลผลการประเมินของปีก่อนในรายงานนี้", indent=True),)
    return (history_table(analysis), history_chart(analysis), years_table(analysis), *breaks_text(analysis))


def _numbered(chapter: str, *sections: Section, first: int = 1) -> tuple[Block, ...]:
    """Give sections under headings numbered within a chapter; one without content is left out, number and all."""
    filled = [(title, blocks) for title, blocks in sections if blocks]
    return tuple(
        block
        for number, (title, blocks) in enumerate(filled, start=first)
        for block in (Heading(f"{chapter}.{number} {title}", 2), *blocks)
    )


def _questions(analysis: Analysis) -> tuple[Block, ...]:
    """Give the questions of the indicators to be mended and developed, and whose words they are."""
    blocks: list[Block] = []
    for klass, words in _WEAK.items():
        if table := questions_table(analysis, klass):
            blocks += [text(f"ตัวชี้วัด{words}", bold=True, keep_with_next=True), *table]
    if not blocks:
        return ()
    note = text("ประเด็นการประเมินสรุปด้วยถ้อยคำของผู้จัดทำ มิใช่ข้อคำถามตามแบบวัดของสำนักงาน ป.ป.ช.", left=0.5)
    return (*blocks, note)


def _references_note(plan_method: Method) -> Block:
    item = plan_method.find(plan_method.report.plan_item)
    title = item.title_th if isinstance(item, Item) else ""
    year = year_text(plan_method.fiscal_year)
    return text(
        f"หมายเลขข้อ OIT ที่อ้างถึงเป็นหมายเลขของ{year} "
        f"รายงานฉบับนี้จัดทำตามข้อ {plan_method.report.plan_item} {title}".rstrip(),
        indent=True,
    )
