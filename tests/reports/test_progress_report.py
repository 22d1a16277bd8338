from dataclasses import replace
from datetime import date
from decimal import Decimal

from prongsai.planning.model import Meeting, Progress
from prongsai.reports.document import Paragraph, Table
from prongsai.reports.progress_report import meeting_sheet, progress_report

DAY = date(2026, 2, 1)
ENTRIES = (
    Progress(
        date(2026, 1, 15), "ทบทวนคู่มือแล้ว 2 งาน", Decimal(50), ("รายงานการประชุม 1/2569",), "บุคลากรน้อย", "เพิ่มคน"
    ),
    Progress(date(2025, 12, 1), "เริ่มดำเนินการ", Decimal("12.5")),
)


def with_progress(papers):
    first, second, *others = papers.plan.measures
    return replace(papers.plan, measures=(replace(first, progress=ENTRIES), second, *others[:1]))


def table_of(document):
    (table,) = [each for each in document.blocks if isinstance(each, Table)]
    return [[cell.text for cell in row] for row in (*table.header, *table.rows)]


def test_progress_report_with_its_columns(by_indicators):
    plan = with_progress(by_indicators)
    document = progress_report(plan, by_indicators.plan_method, by_indicators.details, DAY)
    rows = table_of(document)
    assert rows[0] == [
        "มาตรการ",
        "ขั้นตอนการดำเนินการ",
        "ผลการดำเนินการ",
        "ร้อยละ",
        "หลักฐาน",
        "ปัญหา/อุปสรรค",
        "ข้อเสนอแนะ",
    ]
    steps = "\n".join(f"{number}) {each.text}" for number, each in enumerate(plan.measures[0].steps, start=1))
    assert rows[1] == [
        f"1. {plan.measures[0].title}",
        steps,
        "(1 ธันวาคม 2568) เริ่มดำเนินการ\n(15 มกราคม 2569) ทบทวนคู่มือแล้ว 2 งาน",
        "50",
        "- รายงานการประชุม 1/2569",
        "(15 มกราคม 2569) บุคลากรน้อย",
        "(15 มกราคม 2569) เพิ่มคน",
    ]
    assert rows[2][2:] == ["ยังไม่มีรายงาน", "–", "", "", ""]
    assert document.landscape


def test_progress_report_leaves_out_what_came_after_the_day(by_indicators):
    rows = table_of(
        progress_report(
            with_progress(by_indicators), by_indicators.plan_method, by_indicators.details, date(2025, 12, 31)
        )
    )
    assert rows[1][2:4] == ["(1 ธันวาคม 2568) เริ่มดำเนินการ", "12.5"]


def test_meeting_sheet_shows_the_state_of_each_measure(by_indicators):
    plan = with_progress(by_indicators)
    document = meeting_sheet(plan, by_indicators.details, DAY)
    rows = table_of(document)
    assert [row[4] for row in rows[1:]] == ["อยู่ระหว่างดำเนินการ", "ยังไม่เริ่มดำเนินการ", "ยังไม่เริ่มดำเนินการ"]
    assert rows[1][5] == "ร้อยละ 50 (15 มกราคม 2569) ทบทวนคู่มือแล้ว 2 งาน"
    said = [each.text for each in document.blocks if isinstance(each, Paragraph)]
    assert "สถานะ ณ วันที่ 1 กุมภาพันธ์ 2569: อยู่ระหว่างดำเนินการ 1 มาตรการ ยังไม่เริ่มดำเนินการ 2 มาตรการ" in said


def said_in(document):
    return [each.text for each in document.blocks if isinstance(each, Paragraph)]


def test_meeting_sheet_is_that_of_its_meeting_with_its_measures_alone(by_indicators):
    plan = with_progress(by_indicators)
    second = plan.measures[1]
    meeting = Meeting("ประชุมหัวหน้าส่วนราชการ ครั้งที่ 2/2569", date(2026, 3, 5), (second.id, "m99"))
    document = meeting_sheet(plan, by_indicators.details, DAY, meeting)
    assert [row[:2] for row in table_of(document)[1:]] == [["2", second.title]]
    said = said_in(document)
    assert said[:2] == ["ประชุมหัวหน้าส่วนราชการ ครั้งที่ 2/2569", "วันที่ 5 มีนาคม 2569"]
    assert said[3].endswith(" ข้อมูล ณ วันที่ 1 กุมภาพันธ์ 2569")
    assert "จำนวน 3 มาตรการ จากผลการประเมิน" in said[5]
    assert said[7:9] == [
        "การประชุมครั้งนี้พิจารณา 1 มาตรการ โดยลำดับที่ในตารางเป็นลำดับที่ของมาตรการในแผน",
        "สถานะ ณ วันที่ 1 กุมภาพันธ์ 2569: ยังไม่เริ่มดำเนินการ 1 มาตรการ",
    ]


def test_meeting_that_names_no_measure_speaks_of_all(by_indicators):
    plan = with_progress(by_indicators)
    document = meeting_sheet(plan, by_indicators.details, DAY, Meeting("ครั้งที่ 1", DAY))
    assert table_of(document) == table_of(meeting_sheet(plan, by_indicators.details, DAY))
    assert not [words for words in said_in(document) if words.startswith("การประชุมครั้งนี้")]


def test_meeting_sheet_of_an_empty_plan_says_so(by_indicators):
    document = meeting_sheet(replace(by_indicators.plan, measures=()), by_indicators.details, DAY)
    assert "ยังไม่มีมาตรการในแผน" in [each.text for each in document.blocks if isinstance(each, Paragraph)]
