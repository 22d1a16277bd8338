from decimal import Decimal

from prongsai.intake.model import Result
from prongsai.reports import findings_part as part
from prongsai.reports.document import Heading, Paragraph


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


def test_paragraphs_table_has_each_indicator_with_the_plans_words(by_indicators):
    analysis, plan = by_indicators.analysis, by_indicators.plan
    rows = texts(part.paragraphs_table(analysis, plan).rows)
    assert [row[1] for row in rows] == [plan.paragraphs[number] for number in range(1, 11)]
    assert rows[6][0] == "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\n(88.40 คะแนน)"


def test_paragraphs_text_stands_under_each_instrument(by_lists):
    blocks = part.paragraphs_text(by_lists.analysis, by_lists.plan)
    assert [each.text for each in blocks if isinstance(each, Heading)] == [
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
        "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)",
    ]
    assert [each.text for each in blocks if isinstance(each, Paragraph)][1::2] == list(
        by_lists.plan.paragraphs.values()
    )


def test_class_lists_name_every_finding(by_lists):
    blocks = part.class_lists(by_lists.analysis, "3")
    assert [each.text for each in blocks if isinstance(each, Heading)] == [
        "3.1 ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน",
        "3.2 ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
        "3.3 ประเด็นที่ควรรักษาระดับ",
    ]
    lines = [each.text for each in blocks if isinstance(each, Paragraph)]
    assert lines[:2] == [
        "1) ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน 88.56 คะแนน ต่ำที่สุดในแบบวัด EIT และไม่ถึง 95 คะแนน และต่ำที่สุดใน 10 ตัวชี้วัด",
        "1) ตัวชี้วัดที่ 2 การใช้งบประมาณ 99.24 คะแนน ต่ำที่สุดในแบบวัด IIT",
    ]
    assert len(lines) == 10


def test_class_without_findings_says_so(work_out):
    best = {number: Decimal(100) for number in range(1, 11)}
    papers = work_out(Result(2568, "indicators", indicators=best))
    blocks = part.class_lists(papers.analysis, "3")
    lines = [each.text for each in blocks if isinstance(each, Paragraph)]
    assert lines[:2] == ["ไม่มีประเด็นในกลุ่มนี้"] * 2
    assert lines[2].startswith("1) ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 100.00 คะแนน")


def test_subject_of_a_remark_on_a_part_and_on_an_item(by_indicators):
    named = [
        part.subject_name(by_indicators.analysis, each)
        for each in by_indicators.analysis.findings
        if each.remark
    ]
    assert named == [
        "ข้อ e9 (EIT ส่วนที่ 1) ความสะดวกและรวดเร็วของบริการออนไลน์",
        "ข้อ o13 รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
    ]


def test_remarks_table_as_pasted_with_missing_elements(by_indicators, by_lists):
    (table,) = part.remarks_table(by_indicators.analysis)
    assert [row[1] for row in texts(table.rows)] == [
        "ไม่ทราบว่ามีบริการ ออนไลน์",
        "ขาดองค์ประกอบ (4) ข้อเสนอแนะ\nองค์ประกอบที่ขาด: (1) วงเงิน",
    ]
    assert part.remarks_table(by_lists.analysis) == ()


def test_questions_of_weak_indicators_without_scores_have_no_column_for_them(by_indicators):
    (table,) = part.questions_table(by_indicators.analysis, "mend")
    assert [cell.text for cell in table.header[0]] == ["ตัวชี้วัด", "ประเด็นการประเมิน"]
    assert texts(table.rows)[:2] == [
        ["ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", "i10 การยืมทรัพย์สินของราชการอย่างถูกต้อง"],
        ["i11 การนำทรัพย์สินของราชการไปใช้ส่วนตัว"],
    ]


def test_questions_with_scores_stand_by_part(work_out):
    questions = {("EIT1", f"e{number}"): Decimal(80) for number in range(1, 10)}
    questions |= {("EIT2", f"e{number}"): Decimal(90) for number in range(1, 10)}
    questions |= {("IIT", f"i{number}"): Decimal(99) for number in range(1, 16)}
    papers = work_out(Result(2568, "questions", questions=questions))
    (table,) = part.questions_table(papers.analysis, "mend")
    rows = texts(table.rows)
    assert [cell.text for cell in table.header[0]] == ["ตัวชี้วัด", "ประเด็นการประเมิน", "คะแนน"]
    assert rows[6][1:] == ["e4 ช่องทางเผยแพร่ข้อมูลที่เข้าถึงได้ง่ายและข้อมูลที่ชัดเจน (ส่วนที่ 1)", "80.00"]


def test_questions_of_a_year_that_published_none_give_no_table(as_published):
    assert part.questions_table(as_published.analysis, "mend") == ()


def test_notes_one_paragraph_each():
    assert [each.text for each in part.notes_block(("ก", "ข"))] == ["หมายเหตุ ก", "หมายเหตุ ข"]


def test_indicators_are_named_as_papers_name_them(by_indicators):
    assert part.indicator_name(by_indicators.analysis, 9) == "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"
