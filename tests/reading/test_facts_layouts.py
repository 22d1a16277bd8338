"""Made-up reports in layouts of their own, with the noise of real ones."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from prongsai.intake.model import Agency
from prongsai.reading.export import as_json
from prongsai.reading.facts import read_facts
from prongsai.reading.model import Facts, Place, RawParagraph, RawReport, RawRow, RawTable, ReadMeasure
from prongsai.reading.opening import open_report_bytes

NAMES = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip


def of_text(text: str) -> Facts:
    return read_facts(open_report_bytes(text.encode(), "report.txt"))


def of_blocks(*blocks: str | list[list[str]], recognised: bool = False, kind: str = "docx") -> Facts:
    """Read paragraphs (strings) and tables (lists of rows), without an opener in between."""
    made = [
        RawParagraph(block, Place(block, line=number))
        if isinstance(block, str)
        else RawTable(tuple(RawRow(tuple(row), Place(" ".join(row), line=number)) for row in block))
        for number, block in enumerate(blocks, start=1)
    ]
    return read_facts(RawReport("report", kind, tuple(made), recognised=recognised))  # type: ignore[arg-type]


YEARS_AS_ROWS = """\
รายงานผลการวิเคราะห์การประเมินคุณธรรมและความโปร่งใส (ITA)
เพื่อกำหนดมาตรการ ประจำปีงบประมาณ พ.ศ. 2568
องค์การบริหารส่วนตำบลในเมือง อำเภอตัวอย่าง จังหวัดตัวอย่าง

1. ความเป็นมา
องค์การบริหารส่วนตำบลในเมืองได้เข้าร่วมการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567 ตามแนวทางของสำนักงาน ป.ป.ช.

2. ผลการประเมินย้อนหลัง ปีงบประมาณ พ.ศ. 2564 - 2567
ปีงบประมาณ\tคะแนน\tระดับ
2564\t78.45\tB
ปี 65\t86.12\tA
2566\t84.10\tต้องปรับปรุง
พ.ศ. ๒๕๖๗\t๙๑.๔๓\tผ่านดี

3. ผลการประเมินรายเครื่องมือ ปีงบประมาณ พ.ศ. 2567
ที่\tเครื่องมือ\tน้ำหนัก\tผลคะแนน
1\tแบบวัด IIT\t30\t92.10
2\tแบบวัด EIT\t30\t88.50
\tEIT ส่วนที่ 1 (EIT Public)\t\t86.00
\tEIT ส่วนที่ 2 (EIT Survey)\t\t91.00
3\tแบบตรวจ OIT\t40\t93.12
รวม\t\t100\t91.43

4. ผลการประเมินรายตัวชี้วัด
ตัวชี้วัด\tEIT ส่วนที่ 1\tEIT ส่วนที่ 2\tคะแนน ปี 2567\tค่าเฉลี่ยระดับประเทศ
ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่\t\t\t95.50\t90.00
ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน\t87.00\t92.00\t89.50\t88.00
ตัวชี้วัดที่ 10 การป้องกันการทุจริต\t\t\t100\t88.00

5. ข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน
1) ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล
6. ประเด็นที่ต้องพัฒนาให้ดีขึ้น
1) ตัวชี้วัดที่ 8 การปรับปรุงการทำงาน
2) ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ

7. มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568
มาตรการที่ 1 ทบทวนข้อมูลบนเว็บไซต์ให้ครบถ้วน (ตัวชี้วัดที่ 9)
ขั้นตอนการดำเนินการ:
1) ตรวจสอบรายการข้อมูลทั้งหมด
2) ปรับปรุงข้อมูลที่ไม่ครบ
ผู้รับผิดชอบ: สำนักปลัด และกองคลัง
ระยะเวลาดำเนินการ: ธ.ค. ๖๗ – มี.ค. ๖๘
การติดตามผล: รายงานผลทุกไตรมาส
มาตรการที่ 2 จัดทำทะเบียนคุมทรัพย์สิน
วิธีดำเนินการ: จัดทำทะเบียนและตรวจสอบทุกเดือน
ผู้รับผิดชอบ กองคลัง
ระยะเวลาดำเนินการ: ตลอดปีงบประมาณ
การติดตามผล: รายงานในการประชุมประจำเดือน
"""


def test_history_of_rows_parts_and_measures_without_a_table() -> None:
    facts = of_text(YEARS_AS_ROWS)
    assert facts.agency == Agency("องค์การบริหารส่วนตำบลในเมือง", "องค์การบริหารส่วนตำบล", "ตัวอย่าง", "ตัวอย่าง")
    assert (facts.document_year, facts.result_year, facts.plan_year) == (2568, 2567, 2568)
    newest = facts.results[0]
    assert newest.indicators == {1: Decimal("95.50"), 6: Decimal("89.50"), 10: Decimal(100)}
    assert {key: str(score) for key, score in newest.instruments.items()} == {
        "IIT": "92.10", "EIT": "88.50", "EIT1": "86.00", "EIT2": "91.00", "OIT": "93.12",
    }  # fmt: skip
    assert [(each.fiscal_year, str(each.total), each.level) for each in facts.results] == [
        (2567, "91.43", "ผ่านดี"), (2566, "84.10", "ต้องปรับปรุง"), (2565, "86.12", "A"), (2564, "78.45", "B"),
    ]  # fmt: skip
    assert [(each.key, str(each.value)) for each in facts.printings if ":" in each.key] == [
        ("EIT1:6", "87.00"), ("EIT2:6", "92.00"),
    ]  # fmt: skip
    assert (facts.mend, facts.develop) == ((9,), (4, 8))
    assert facts.measures == (
        ReadMeasure(
            title="ทบทวนข้อมูลบนเว็บไซต์ให้ครบถ้วน",
            indicators=(9,),
            number="1",
            steps=("ตรวจสอบรายการข้อมูลทั้งหมด", "ปรับปรุงข้อมูลที่ไม่ครบ"),
            owner="สำนักปลัด และกองคลัง",
            owners=("สำนักปลัด", "กองคลัง"),
            period="ธ.ค. ๖๗ – มี.ค. ๖๘",
            start=date(2024, 12, 1),
            end=date(2025, 3, 31),
            follow_up="รายงานผลทุกไตรมาส",
        ),
        ReadMeasure(
            title="จัดทำทะเบียนคุมทรัพย์สิน",
            number="2",
            steps=("จัดทำทะเบียนและตรวจสอบทุกเดือน",),
            owner="กองคลัง",
            owners=("กองคลัง",),
            period="ตลอดปีงบประมาณ",
            start=date(2024, 10, 1),
            end=date(2025, 9, 30),
            follow_up="รายงานในการประชุมประจำเดือน",
        ),
    )


def test_report_in_sentences_with_misread_codes() -> None:
    facts = of_blocks(
        "แผนขับเคลื่อนคุณธรรมและความโปร่งใส",
        "กรมตัวอย่าง",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "ผลการประเมิน ITA ของกรมตัวอย่าง ปีงบประมาณ พ.ศ. ๒๕๖๘ ได้คะแนนรวม ๘๙.๕๐ คะแนน อยู่ในระดับผ่านดี โดย IIT ได้ ๙๐.๐๐ คะแนน "
        "EIT ส่วนที่ ๑ ได้ ๘๖.๐๐ คะแนน EIT ส่วนที่ ๒ ได้ ๙๒.๐๐ คะแนน และ OIT ได้ ๘๙.๒๕ คะแนน",
        "ค่าเฉลี่ยระดับประเทศ ได้คะแนน ๙๓.๐๐ คะแนน",
        "สำนักงาน ป.ป.ช. ประกาศผลการประเมินเมื่อวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๘ และแก้ไขเมื่อวันที่ ๑๘ สิงหาคม ๒๕๖๘",
        "ข้อ 1๑ ประเด็น เจ้าหน้าที่บางรายไม่ทราบขั้นตอน ดังนั้น หน่วยงานควรทบทวนคู่มือ (อ้างอิงจาก ๐๑๑, ๐42)",
        "ข้อ E๒ ประเด็น การให้บริการไม่เท่าเทียม ดังนั้น หน่วยงานควรจัดลำดับก่อนหลัง (อ้างอิงจาก o11)",
        "ข้อ o30 รายการข้อมูลที่ไม่มีในปีนี้ ขาดองค์ประกอบ (1) แผน",
    )
    assert facts.agency == Agency("กรมตัวอย่าง", "กรม")
    assert (facts.document_year, facts.result_year, facts.plan_year) == (2569, 2568, 2569)
    assert facts.announced == date(2025, 8, 18)
    [result] = facts.results
    assert (str(result.total), result.level) == ("89.50", "ผ่านดี")
    assert {key: str(score) for key, score in result.instruments.items()} == {
        "IIT": "90.00", "EIT1": "86.00", "EIT2": "92.00", "OIT": "89.25",
    }  # fmt: skip
    assert [(each.code, each.indicator, each.refs) for each in facts.findings] == [
        ("i1", 1, ("o11", "o42")), ("e2", 6, ("o11",)), ("o30", None, ()),
    ]  # fmt: skip
    assert [(each.read, each.taken, each.sure) for each in facts.doubts] == [
        ("1๑", "i1", "likely"), ("๐๑๑", "o11", "certain"), ("๐42", "o42", "doubtful"),
        ("E๒", "e2", "likely"), ("o30", "o30", "doubtful"),
    ]  # fmt: skip


def test_two_columns_of_measures_groups_and_cells_that_go_on() -> None:
    facts = of_blocks(
        "มาตรการของเทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. 2569",
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",
        [
            ["โครงการ", "กิจกรรม", "หน่วยงานที่รับผิดชอบ", "ระยะเวลา"],
            ["ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร", "", "", ""],
            ["1. สื่อสารเชิงรุก", "- จัดทำสื่อ\n- ประชุมชี้แจง", "กองคลัง", "ต.ค. ๖๘ - มี.ค. ๖๙"],
            ["", "- ติดตามผล", "", ""],
            ["ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", ""],
            ["2. ทบทวนข้อมูล", "ตรวจสอบข้อมูลทุกไตรมาส", "", "เมื่อพร้อม"],
        ],
        "- 5 -",
        [
            ["โครงการ", "กิจกรรม", "หน่วยงานที่รับผิดชอบ", "ระยะเวลา"],
            ["บนเว็บไซต์", "และรายงานผล", "", ""],
            ["3. อบรม", "อบรมบุคลากร", "สำนักปลัด", "ไตรมาส 2"],
        ],
    )
    assert [(each.number, each.title, each.indicators) for each in facts.measures] == [
        ("1", "สื่อสารเชิงรุก", (7,)), ("2", "ทบทวนข้อมูล บนเว็บไซต์", (9,)), ("3", "อบรม", (9,)),
    ]  # fmt: skip
    assert facts.measures[0].steps == ("จัดทำสื่อ", "ประชุมชี้แจง", "ติดตามผล")
    assert [(each.owner, each.start) for each in facts.measures] == [
        ("กองคลัง", date(2025, 10, 1)), ("", None), ("สำนักปลัด", date(2026, 1, 1)),
    ]  # fmt: skip
    assert [(each.read, each.sure) for each in facts.doubts] == [("เมื่อพร้อม", "doubtful")]


def test_one_indicator_over_several_measures_and_repeated_titles() -> None:
    facts = of_blocks(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        [
            ["ตัวชี้วัด", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"],
            ["2. การใช้งบประมาณ\n9. การเปิดเผยข้อมูล", "เผยแพร่แผน", "1. จัดทำแผน", "ม.ค. - ก.ย.๖๘", "กองคลัง"],
            ["", "ประชุมชี้แจง", "ประชุม", "ม.ค. - ก.ย.๖๘", "กองคลัง"],
            ["8", "ปรับปรุงงาน", "ปรับปรุง", "ม.ค. - ก.ย.๖๘", "กองคลัง"],
        ],
        [
            ["ตัวชี้วัด", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"],
            ["8", "ปรับปรุงงาน", "รายงานผล", "", ""],
        ],
    )
    assert [(each.title, each.indicators, each.steps) for each in facts.measures] == [
        ("เผยแพร่แผน", (2, 9), ("จัดทำแผน",)),
        ("ประชุมชี้แจง", (2, 9), ("ประชุม",)),
        ("ปรับปรุงงาน", (8,), ("ปรับปรุง", "รายงานผล")),
    ]
    assert facts.plan_year == 2568


def test_one_table_for_each_measure_with_labels_down() -> None:
    facts = of_blocks(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        [
            ["มาตรการ", "มาตรการที่ 1 ป้องกันการทุจริต"],
            ["วิธีดำเนินการ", "ประเมินความเสี่ยง"],
            ["หมายเหตุ", "ไม่มี"],
            ["ผู้รับผิดชอบ", "ทุกสำนัก/กอง"],
            ["ระยะเวลาดำเนินการ", "6 เดือนแรก"],
            ["การติดตามผล", "เมื่อสิ้นปีงบประมาณ"],
        ],
    )
    assert facts.measures == (
        ReadMeasure(
            title="ป้องกันการทุจริต",
            indicators=(10,),
            number="1",
            steps=("ประเมินความเสี่ยง",),
            owner="ทุกสำนัก/กอง",
            owners=("ทุกสำนัก/กอง",),
            period="6 เดือนแรก",
            start=date(2024, 10, 1),
            end=date(2025, 3, 31),
            follow_up="เมื่อสิ้นปีงบประมาณ",
        ),
    )


def test_sheet_with_titles_numbers_and_merged_heads() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ผลการประเมิน ITA เทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. 2567"])
    sheet.append(["ที่", "ตัวชี้วัด", "คะแนน"])
    sheet.append([None, None, "ปี 2566", "ปี 2567"])
    sheet.merge_cells("C2:D2")
    for number, name in enumerate(NAMES, start=1):
        sheet.append([number, name, 90 + number / 4, 90.5])
    sheet.append([None, "คะแนนรวม", 91.25, 90.5])
    sheet.append([])
    sheet.append(["มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568"])
    sheet.append(["มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"])
    sheet.append(["1. การใช้อำนาจ", "ประชุม", "สำนักปลัด", "ไตรมาส 1-2", "รายงานเดือนมีนาคม 2568"])
    stream = io.BytesIO()
    book.save(stream)
    facts = read_facts(open_report_bytes(stream.getvalue(), "report.xlsx"))
    assert [each.fiscal_year for each in facts.results] == [2567, 2566]
    assert facts.results[0].indicators == dict.fromkeys(range(1, 11), Decimal("90.5"))
    assert facts.results[1].indicators[9] == Decimal("92.25")
    assert [each.total for each in facts.results] == [Decimal("90.5"), Decimal("91.25")]
    assert [(each.title, each.indicators, each.end) for each in facts.measures] == [
        ("การใช้อำนาจ", (3,), date(2025, 3, 31))
    ]
    assert facts.places["/results/0/indicators/3"].sheet


def test_figures_of_others_are_not_taken_for_the_agency() -> None:
    facts = of_blocks(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ของเทศบาลตำบลตัวอย่าง",
        [
            ["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม"],
            ["เทศบาลตำบลหนึ่ง", "90.00", "91.00", "92.00", "91.10"],
            ["เทศบาลตำบลสอง", "80.00", "81.00", "82.00", "81.10"],
        ],
        [["ตัวชี้วัด", "ประเด็นการประเมิน", "คะแนน"], ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "e4 ช่องทาง", "60.00"]],
        "หน่วยงานต้องมีผลการประเมิน ITA ในภาพรวม 85.00 คะแนนขึ้นไป",
        "ข้อ e4 ตัวชี้วัดที่ 7 ได้ 61.00 คะแนน",
        "ตัวชี้วัดที่ 3 มีผลการประเมิน และหน่วยงานได้คะแนน 70.00 คะแนน",
    )
    assert facts.printings == ()
    assert facts.results == ()


def test_scanned_numbers_are_to_be_confirmed() -> None:
    facts = of_blocks("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ได้คะแนน 91.00 คะแนน ระดับ ผ่านดี", recognised=True)
    assert [(each.read, each.sure) for each in facts.doubts] == [("91.00", "doubtful"), ("ผ่านดี", "doubtful")]


def test_years_with_codes_of_two_years_in_one_sentence_are_left_out() -> None:
    facts = of_blocks(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        "ปีงบประมาณ พ.ศ. 2567 ได้คะแนนรวม 91.00 คะแนน เทียบปีงบประมาณ พ.ศ. 2566 ซึ่งได้ 90.00 คะแนน โดย IIT ได้ 95.00 คะแนน",
    )
    assert [(each.key, str(each.value)) for each in facts.printings] == [("total", "91.00")]


@pytest.mark.parametrize("text", ["บันทึก", "เรื่อง ทั่วไป\n\nข้อความหนึ่ง\tข้อความสอง\n"])
def test_a_text_without_facts_gives_none(text: str) -> None:
    facts = of_text(text)
    assert (facts.agency, facts.results, facts.measures) == (Agency(""), (), ())
    assert (facts.document_year, facts.result_year, facts.plan_year) == (None, None, None)
    assert facts.places == {}


def test_fact_in_a_table_stands_beside_the_words_of_its_row():
    facts = of_text(YEARS_AS_ROWS)
    place = facts.places["/results/0/instruments/IIT"]
    assert (place.text, place.row) == ("92.10", "1 แบบวัด IIT 30 92.10")
    assert as_json(facts)["places"]["/results/0/instruments/IIT"] == {
        "line": place.line,
        "row": "1 แบบวัด IIT 30 92.10",
        "text": "92.10",
    }
    assert "row" not in as_json(facts)["places"]["/document_year"]
