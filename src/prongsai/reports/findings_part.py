"""The part of a report that shows the analysis: each indicator's paragraph, weak points, questions, remarks."""

from decimal import Decimal

from prongsai.analysis.figures import figure
from prongsai.analysis.model import Analysis, Finding, FindingClass
from prongsai.analysis.sentences import unsaid
from prongsai.intake.model import Remark
from prongsai.language.digits import score_text
from prongsai.method.model import Question
from prongsai.planning.model import Plan
from prongsai.reports.document import Block, Cell, Heading, Paragraph, Table, cell, text
from prongsai.reports.results_part import heads, score_cell
from prongsai.scoring.model import value_of

CLASS_WORDS: dict[FindingClass, str] = {
    "mend": "ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
    "develop": "ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
    "keep": "ประเด็นที่ควรรักษาระดับ",
}


def indicator_name(analysis: Analysis, number: int) -> str:
    """Give an indicator as papers name it: ``ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร``."""
    return f"ตัวชี้วัดที่ {number} {analysis.scores.method.indicator(number).name_th}"


def paragraphs_table(analysis: Analysis, plan: Plan) -> Table:
    """Give the analysis of all indicators, one row each: name and score, then the paragraph as in the plan."""
    rows = tuple(
        (
            cell(
                f"{indicator_name(analysis, number)}\n({score_text(figure(analysis.scores, str(number)))} คะแนน)"
            ),
            cell(plan.paragraphs.get(number, "")),
        )
        for number in sorted(each.number for each in analysis.scores.method.indicators)
    )
    return Table(heads("ตัวชี้วัด", "ผลการวิเคราะห์"), rows, (1.5, 4.5), "การวิเคราะห์ผลการประเมินรายตัวชี้วัด")


def paragraphs_text(analysis: Analysis, plan: Plan) -> tuple[Block, ...]:
    """Give the analysis of all indicators under a heading for each instrument."""
    blocks: list[Block] = []
    for instrument in analysis.scores.method.instruments:
        blocks.append(Heading(f"{instrument.name_th} ({instrument.code})", 3))
        for number in instrument.indicators:
            score = score_text(figure(analysis.scores, str(number)))
            blocks.append(
                text(f"{indicator_name(analysis, number)} ({score} คะแนน)", bold=True, keep_with_next=True)
            )
            blocks.append(text(plan.paragraphs.get(number, ""), indent=True))
    return tuple(blocks)


def class_lists(analysis: Analysis, number: str) -> tuple[Block, ...]:
    """Give the lists of what is mended at once, developed and kept, under headings `number`.1, .2 and .3."""
    blocks: list[Block] = []
    for place, (klass, words) in enumerate(CLASS_WORDS.items(), start=1):
        blocks.append(Heading(f"{number}.{place} {words}", 2))
        findings = analysis.of_class(klass)
        blocks += [
            text(f"{count}) {_line(analysis, each)}", left=1.0)
            for count, each in enumerate(findings, start=1)
        ]
        if not findings:
            blocks.append(text("ไม่มีประเด็นในกลุ่มนี้", left=1.0))
    return tuple(blocks)


def _line(analysis: Analysis, finding: Finding) -> str:
    """Give one finding as a line of a list: what it is, its score, and why."""
    score = f" {score_text(finding.score)} คะแนน" if finding.score is not None else ""
    why = " และ".join(reason.text for reason in finding.reasons)
    return f"{subject_name(analysis, finding)}{score} {why}".strip()


def subject_name(analysis: Analysis, finding: Finding) -> str:
    """Give what a finding speaks of: an indicator, a question with its part, an item, a remark."""
    if finding.subject == "indicator":
        return indicator_name(analysis, finding.indicator)
    method = analysis.scores.method
    codes = ", ".join(finding.codes)
    part = f" (EIT ส่วนที่ {finding.part[-1]})" if finding.part[-1:].isdecimal() else ""
    known = method.find(finding.codes[0]) if finding.codes else None
    words = "" if known is None else f" {known.subject_th if isinstance(known, Question) else known.title_th}"
    return f"ข้อ {codes}{part}{words}"


def questions_table(analysis: Analysis, klass: FindingClass) -> tuple[Table, ...]:
    """Give the questions of every survey indicator of a class, with their scores where any is known.

    Nothing where the year's questions are unpublished or no survey indicator is in the class.
    """
    numbers = [each.indicator for each in analysis.of_class(klass) if each.subject == "indicator"]
    asked = {number: _questions_of(analysis, number) for number in numbers}
    scored = any(value is not None for lines in asked.values() for _words, value in lines)
    rows: list[tuple[Cell, ...]] = []
    for number, lines in asked.items():
        name = cell(indicator_name(analysis, number), down=len(lines))
        for place, (words, value) in enumerate(lines):
            row = (cell(words), score_cell(value)) if scored else (cell(words),)
            rows.append((name, *row) if place == 0 else row)
    if not rows:
        return ()
    names, widths = ("ตัวชี้วัด", "ประเด็นการประเมิน"), (1.8, 4.2)
    header = heads(*names, "คะแนน") if scored else heads(*names)
    return (Table(header, tuple(rows), (*widths, 0.9) if scored else widths, "ประเด็นการประเมินของตัวชี้วัด"),)


def _questions_of(analysis: Analysis, number: int) -> list[tuple[str, Decimal | None]]:
    """Give subject and score of an indicator's questions: once each, or by part where the parts are scored."""
    scores = analysis.scores
    parts = scores.method.instrument_of(number).parts
    by_part = len(parts) > 1 and any(value_of(each) is not None for each in scores.questions.values())
    return [
        (
            f"{each.code} {each.subject_th}" + (f" (ส่วนที่ {part[-1]})" if by_part else ""),
            value_of(scores.questions.get((part, each.code))),
        )
        for part in (parts if by_part else parts[:1])
        for each in scores.method.asked(part)
        if each.indicator == number
    ]


def remarks_table(analysis: Analysis) -> tuple[Block, ...]:
    """Give the assessor's remarks as they were pasted, by indicator; nothing where there are none."""
    rows = tuple(
        (cell(subject_name(analysis, each)), cell(_remark_words(each.remark)))
        for each in sorted(analysis.findings, key=lambda each: each.indicator)
        if each.remark is not None
    )
    if not rows:
        return ()
    return (Table(heads("ประเด็น", "ข้อสังเกตของผู้ประเมิน"), rows, (2.0, 4.2), "ข้อสังเกตของผู้ประเมิน"),)


def _remark_words(remark: Remark) -> str:
    """Give a remark's words on one line, and on another the missing elements that they leave out."""
    said = " ".join(remark.text.split())
    missing = unsaid(remark.missing, said)
    return said + (f"\nองค์ประกอบที่ขาด: {', '.join(missing)}" if missing else "")


def notes_block(notes: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Give the notes on what the figures rest on, one paragraph each."""
    return tuple(text(f"หมายเหตุ {each}", left=0.5) for each in notes)
