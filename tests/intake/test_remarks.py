import pytest

from prongsai.intake.model import Remark
from prongsai.intake.remarks import read_remarks
from prongsai.method.library import load_method

LETTER = """\
ข้อเสนอแนะสำหรับการประเมินตามแบบวัด (Internal: IIT)

ตัวชี้วัดที่ 2 การใช้งบประมาณ

i7 ประเด็น เจ้าหน้าที่บางคนไม่รู้แผน ดังนั้น ควรแจ้งแผนให้ทราบ
(อ้างอิงจาก o11) และติดตาม (อ้างอิงจาก ๐12 และ o13)

ข้อเสนอแนะสำหรับการประเมินตามแบบวัด (External: EIT)

ส่วนที่ 1 ผู้รับบริการตอบเอง (EIT Public)
ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน
e๑ ประเด็น ขั้นตอนไม่ชัด ดังนั้น ควรทำคู่มือ
ส่วนที่ 2 ผู้ประเมินเก็บ
- ข้อ E12 ประเด็นที่ว่าบริการช้า

ข้อเสนอแนะสำหรับการประเมินตามแบบตรวจ (OIT)

ข้อ o13 รายงานประจำปี ไม่ครบ เนื่องจากขาดองค์ประกอบ (1) ผลของโครงการ (ถ้ามี) และ (4) ข้อเสนอแนะ

ข้อ o14 คู่มือ ควรระบุตำแหน่ง

ด้วยความนับถือ
"""


def test_letter_is_read_with_parts_references_and_missing_elements():
    remarks, problems = read_remarks(LETTER, load_method(2566))
    assert remarks == (
        Remark(
            ("i7",),
            "i7 ประเด็น เจ้าหน้าที่บางคนไม่รู้แผน ดังนั้น ควรแจ้งแผนให้ทราบ\n"
            "(อ้างอิงจาก o11) และติดตาม (อ้างอิงจาก ๐12 และ o13)",
            problem="เจ้าหน้าที่บางคนไม่รู้แผน",
            advice="ควรแจ้งแผนให้ทราบ (อ้างอิงจาก o11) และติดตาม (อ้างอิงจาก ๐12 และ o13)",
            refs=("o11", "o12", "o13"),
        ),
        Remark(
            ("e1",),
            "e๑ ประเด็น ขั้นตอนไม่ชัด ดังนั้น ควรทำคู่มือ",
            "EIT1",
            "ขั้นตอนไม่ชัด",
            "ควรทำคู่มือ",
        ),
        Remark(("e12",), "- ข้อ E12 ประเด็นที่ว่าบริการช้า", "EIT2", "บริการช้า"),
        Remark(
            ("o13",),
            "ข้อ o13 รายงานประจำปี ไม่ครบ เนื่องจากขาดองค์ประกอบ (1) ผลของโครงการ (ถ้ามี) และ (4) ข้อเสนอแนะ",
            problem="รายงานประจำปี ไม่ครบ เนื่องจากขาดองค์ประกอบ (1) ผลของโครงการ (ถ้ามี) และ (4) ข้อเสนอแนะ",
            missing=("(1) ผลของโครงการ (ถ้ามี)", "(4) ข้อเสนอแนะ"),
        ),
        Remark(("o14",), "ข้อ o14 คู่มือ ควรระบุตำแหน่ง", problem="คู่มือ ควรระบุตำแหน่ง"),
    )
    assert [str(problem) for problem in problems] == [
        "these were taken for codes of 2566: 012 → o12 — mend the remarks where that is wrong"
    ]


@pytest.mark.parametrize(
    ("text", "codes", "said"),
    [
        ("ข้อ 120 และข้อ 121 ประเด็น ยืมของ", ("i20", "i21"), ["120 → i20, 121 → i21"]),
        ("ข้อ i20, i21 ประเด็น ยืมของ", ("i20", "i21"), []),
        ("ข้อ 1๐๐ ประเด็น เบิกเท็จ", ("i10",), ["100 → i10"]),
        ("l7 ประเด็น ไม่รู้แผน", ("i7",), ["l7 → i7"]),
        ("ข้อ ๐๑๓ แผน", ("o13",), ["013 → o13"]),
        ("O 23 สรุปผล", ("o23",), []),
        ("1. o.23 สรุปผล", ("o23",), []),
    ],
)
def test_misread_code_is_resolved_by_the_year_and_said(text, codes, said):
    remarks, problems = read_remarks(text, load_method(2565))
    assert [remark.codes for remark in remarks] == [codes]
    assert [problem.what.removeprefix("these were taken for codes of 2565: ") for problem in problems] == said


def test_html_remains_and_tables_are_cleaned():
    text = (
        "<table><tr><td>8.</td>\t<td><p>ข้อ E14 ประเด็น&nbsp;ไม่มีส่วนร่วม</p> <p>ควร <b>เปิด</b>รับฟัง</p></td></tr>"
    )
    remarks, problems = read_remarks(text, load_method(2565))
    assert [(remark.codes, remark.problem) for remark in remarks] == [(("e14",), "ไม่มีส่วนร่วม ควร เปิดรับฟัง")]
    assert problems == ()


def test_remark_on_an_item_is_one_paragraph_with_its_list():
    text = "ข้อ o13 แผน ขาดองค์ประกอบ ดังนี้\n\n(1) งบประมาณ\n(2) ระยะเวลา\n\nจึงเรียนมาเพื่อทราบ"
    remarks, _problems = read_remarks(text, load_method(2566))
    assert [(remark.missing, remark.text) for remark in remarks] == [
        (("(1) งบประมาณ", "(2) ระยะเวลา"), "ข้อ o13 แผน ขาดองค์ประกอบ ดังนี้\n\n(1) งบประมาณ\n(2) ระยะเวลา")
    ]


def test_heading_right_after_a_head_still_ends_the_remark():
    remarks, _problems = read_remarks("e1 ประเด็น\n  ส่วนที่ 2\ne2 ประเด็น ก", load_method(2566))
    assert [(remark.codes, remark.part, remark.problem) for remark in remarks] == [
        (("e1",), "", ""),
        (("e2",), "EIT2", "ก"),
    ]


def test_missing_element_without_number_is_kept_as_written():
    remarks, _problems = read_remarks("o13 ขาดองค์ประกอบ งบประมาณ ดังนั้น ควรเพิ่ม", load_method(2566))
    assert [(remark.missing, remark.advice) for remark in remarks] == [(("งบประมาณ",), "ควรเพิ่ม")]


def test_part_is_not_taken_where_the_year_has_none_nor_for_other_codes():
    text = "ส่วนที่ 1\ne1 ประเด็น ก\ni7 ประเด็น ข\n(EIT Survey)\nEIT ส่วนที่ 2\ne2 ประเด็น ค"
    parts = [[remark.part for remark in read_remarks(text, load_method(year))[0]] for year in (2565, 2566)]
    assert parts == [["", "", ""], ["EIT1", "", "EIT2"]]


def test_code_that_the_year_does_not_have_is_said_and_left_out():
    remarks, problems = read_remarks("ก\ne16 ประเด็น ข\ni7 ประเด็น ค (อ้างอิงจาก o44)", load_method(2566))
    assert [(remark.codes, remark.refs) for remark in remarks] == [(("i7",), ())]
    assert [str(problem) for problem in problems] == [
        "line 2 of the remarks: “e16” is no question or item of 2566 — write the code of that year, such as o13",
        "line 3 of the remarks: “o44” is no question or item of 2566 — write the code of that year, such as o13",
    ]


def test_remark_on_a_question_is_kept_where_the_years_questions_are_unpublished():
    text = "ส่วนที่ 1\ne9 ประเด็น ใช้ยาก (อ้างอิงจาก o8)\ni0 ประเด็น ก\no99 ประเด็น ข"
    remarks, problems = read_remarks(text, load_method(2569))
    assert [(remark.codes, remark.part, remark.refs) for remark in remarks] == [(("e9",), "EIT1", ("o8",))]
    assert [problem.what.split("”")[0] for problem in problems] == ["“i0", "“o99"]


def test_number_without_a_letter_is_asked_for():
    remarks, problems = read_remarks("ก\nข้อ 13 ประเด็น ข\nข้อ 07 ประเด็น ค", load_method(2566))
    assert [remark.codes for remark in remarks] == [("o7",)]
    assert str(problems[-1]) == (
        "line 2 of the remarks: “ข้อ 13 ประเด็น” does not say which instrument is meant — write i13, e13 or o13"
    )


def test_text_without_remarks_is_said_and_empty_text_is_nothing():
    remarks, problems = read_remarks("ไม่มีข้อสังเกต", load_method(2566))
    assert (remarks, [str(problem) for problem in problems]) == (
        (),
        [
            (
                "no remark was found in “ไม่มีข้อสังเกต” — "
                "paste the assessor's text with its codes, such as “i7 ประเด็น …”"
            )
        ],
    )
    assert read_remarks(" \n", load_method(2566)) == ((), ())
