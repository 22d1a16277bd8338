"""The words of facts, one by one: labels, titles, cells, steps, owners, heads of columns, years, keys and levels."""

import pytest

from prongsai.intake.indicator_names import indicator_of, indicators_of_title, mentioned
from prongsai.intake.score_labels import label_key, level_of
from prongsai.reading.headings import column_kind, years_in
from prongsai.reading.measure_words import indicators_of_cell, steps_of, title_parts
from prongsai.reading.owners import owners_of


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("7. ประสิทธิภาพการสื่อสาร 90.39 คะแนน", 7),
        ("๑๐. การป้องกันการทุจริต", 10),
        ("(4) การใช้ ทรัพย์สินของ ทางราชการ", 4),
        ("ตัวชี้วัดที่ ๑๐ การป้องกันการ การทุจริต", 10),
        ("ตัวชี้วัดที่ 3", 3),
        ("1 การป้องกันการทุจริต", 10),  # in order of score
        ("การปรับปรุงการทำงาน", 8),
        ("การแก้ปัญหาคอร์รัปชัน", 5),
        ("การใชอํานาจ".replace("ํา", "ำ"), 3),  # a lost mark
        ("ตัวชี้วัดย่อยที่ 9.3 การบริหารเงินงบประมาณ", None),
        ("ตัวชี้วัดที่ 11 อื่น", None),
        ("แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)", None),
        ("คะแนนรวม", None),
        ("10", None),
        ("ตัวชี้วัดที่ 1 " + "ยาว" * 60, None),
        ("", None),
    ],
)
def test_indicator_of_a_label(label: str, number: int | None) -> None:
    assert indicator_of(label) == number


def test_indicators_that_a_text_mentions() -> None:
    assert mentioned("ตัวชี้วัดที่ 2, 4 และ 7 กับตัวชี้วัด ๑๐ แต่ไม่ใช่ตัวชี้วัดที่ 9.1") == (2, 4, 7, 10)
    assert mentioned("ตัวชี้วัดที่ 9 95.00 คะแนน") == (9,)


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("การปรับปรุง การทำงาน และคุณภาพ การดำเนินงาน", (6, 8)),
        ("มาตรการปรับปรุงประสิทธิภาพการสื่อสาร", (7,)),
        ("ยกระดับผลคะแนน ITA ประจำปีงบประมาณ", ()),
        ("มาตรการเสริมสร้างความโปร่งใสด้านการใช้งบประมาณและการเบิกจ่ายเงินทุกประเภทของหน่วยงาน", ()),
        ("", ()),
    ],
)
def test_indicators_of_a_title(title: str, numbers: tuple[int, ...]) -> None:
    assert indicators_of_title(title) == numbers


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("มาตรการที่ 2: อบรม\nตัวชี้วัดที่ 1 การปฏิบัติหน้าที่\nตัวชี้วัดที่ 3 การใช้อำนาจ", ("2", "อบรม", (1, 3))),
        ("๓. การใช้อำนาจ", ("3", "การใช้อำนาจ", (3,))),
        ("ตัวชี้วัดที่ 4 การใช้ทรัพย์สิน ของราชการ", ("", "การใช้ทรัพย์สินของราชการ", (4,))),
        ("ตัวชี้วัดที่ 4", ("", "ตัวชี้วัดที่ 4", (4,))),
        ("1.2) โครงการ ITA", ("1.2", "โครงการ ITA", ())),
        ("อบรมตามตัวชี้วัดที่ 2 แก่ทุกคน", ("", "อบรมตามตัวชี้วัดที่ 2 แก่ทุกคน", ())),
    ],
)
def test_title_of_a_measure(words: str, parts: tuple[str, str, tuple[int, ...]]) -> None:
    assert title_parts(words) == parts


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("ตัวชี้วัดที่ ๑\nและตัวชี้วัดที่ ๒", (1, 2)),
        ("2. การใช้งบประมาณ\n9. การเปิดเผยข้อมูล", (2, 9)),
        ("ประสิทธิภาพ\nการสื่อสาร", (7,)),
        ("๘, 10 และ 12", (8, 10)),
        ("ทุกตัวชี้วัด", ()),
    ],
)
def test_indicators_of_a_cell(words: str, numbers: tuple[int, ...]) -> None:
    assert indicators_of_cell(words) == numbers


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("(1) จัดทำคู่มือ 2 เล่ม (2) อบรม ตามข้อ (1)", ("จัดทำคู่มือ 2 เล่ม", "อบรม ตามข้อ (1)")),
        ("๑. ทบทวน ขั้นตอน ๒. จัดทำ\nมาตรฐาน", ("ทบทวน ขั้นตอน", "จัดทำ มาตรฐาน")),
        ("ดำเนินการ ดังนี้ 1) ก 2) ข", ("ก", "ข")),
        ("- ก\nต่อ\n- ข", ("ก ต่อ", "ข")),
        ("- ก - ข", ("ก", "ข")),
        ("ก\nข", ("ก", "ข")),
        ("การติดต่อ - สอบถาม ภายใน 1. วัน", ("การติดต่อ - สอบถาม ภายใน 1. วัน",)),
        ("", ()),
    ],
)
def test_steps_of_a_cell(words: str, steps: tuple[str, ...]) -> None:
    assert steps_of(words) == steps


def test_lines_of_a_narrow_column_are_no_steps() -> None:
    assert steps_of("จัดทำคู่มือ\nและอบรม", lines=False) == ("จัดทำคู่มือ และอบรม",)
    assert steps_of("- ก\n- ข", lines=False) == ("ก", "ข")


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("งานพัสดุและทรัพย์สิน กองคลัง", ("งานพัสดุและทรัพย์สิน กองคลัง",)),
        ("งานพัสดุและทรัพย์สิน\n\nกองคลัง", ("งานพัสดุและทรัพย์สิน กองคลัง",)),
        ("งานบริหารงานทั่วไป/ งานการเจ้าหน้าที่ สำนักปลัด", ("งานบริหารงานทั่วไป", "งานการเจ้าหน้าที่ สำนักปลัด")),
        ("กองยุทธศาสตร์ และ งบประมาณ", ("กองยุทธศาสตร์และงบประมาณ",)),
        ("กองสาธารณสุขและสิ่งแวดล้อม, กองช่าง", ("กองสาธารณสุขและสิ่งแวดล้อม", "กองช่าง")),
        ("1. สำนักปลัด\nเทศบาล\n2. กองคลัง", ("สำนักปลัดเทศบาล", "กองคลัง")),
        ("กองคลัง (หน่วยงานหลัก) กองช่าง", ("กองคลัง", "กองช่าง")),
        ("สำนักปลัด กองคลังและทุกส่วนราชการ", ("สำนักปลัด", "กองคลัง", "ทุกส่วนราชการ")),
        ("ทุกสำนัก/กอง", ("ทุกสำนัก/กอง",)),
        ("", ()),
    ],
)
def test_owners_one_by_one(words: str, owners: tuple[str, ...]) -> None:
    assert owners_of(words) == owners


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("แนวทาง/ มาตรการ", "measure"),
        ("มาตรการ หรือโครงการ หรือกิจกรรม", "measure"),
        ("ขั้นตอนหรือ\nวิธีการดำเนินการ", "steps"),
        ("แนวทางการดำเนินการ", "steps"),
        ("ผลการวิเคราะห์ ตัวชี้วัดตาม หลักเกณฑ์การ ประเมิน ITA หรือ โครงการ หรือ กิจกรรม", "analysis"),
        ("ช่วงระยะเวลา การดำเนินการ", "period"),
        ("การกำกับติดตามและรายงานผล", "follow_up"),
        ("หน่วยงานที่รับผิดชอบ", "owner"),
        ("ตัวชี้วัดของการประเมิน ITA", "indicator"),
        ("น้ำหนัก (ร้อยละ)", "aside"),
        ("ผลคะแนน ปี 2566", "score"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖", "year"),
        ("ระดับผลการประเมิน", "level"),
        ("งบประมาณ (บาท)", "budget"),
        ("ลำดับที่", "number"),
        ("ตัวชี้วัดที่ 1", None),
        ("1. มาตรการ", None),
        ("", None),
    ],
)
def test_kind_of_a_column(words: str, kind: str | None) -> None:
    assert column_kind(words) == kind


def test_years_that_a_text_names() -> None:
    assert years_in("ปี ๒๕๖๖ และปี 65 กับ 2566 จำนวน 2,565 บาท 2565.50") == (2566, 2565)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("EIT ส่วนที่ 1", "EIT1"),
        ("ส่วนที่ 2 (EIT Part 2)", "EIT2"),
        ("ส่วนที่ 1 ผู้รับบริการตอบด้วยตนเอง", "EIT1"),
        ("แบบวัด EIT Survey", "EIT2"),
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก", "EIT"),
        ("แบบวัดการเปิดเผยข้อมูลสาธารณะ", "OIT"),
        ("IIT และ EIT", ""),
        ("การเปิดเผยข้อมูลสาธารณะ", ""),
        ("9. การเปิดเผยข้อมูลสาธารณะ", "9"),
        ("คะแนนเฉลี่ยประจำปี", "total"),
        ("คะแนนที่ได้", "score"),
        ("ผลการประเมินระดับ", "level"),
        ("ระดับผลการประเมิน", "level"),
        ("ลำดับที่ของประเภทเทศบาลตำบล", "rank"),
        ("โครงสร้าง", ""),
        ("", ""),
    ],
)
def test_key_of_a_label(label: str, key: str) -> None:
    assert label_key(label) == key


@pytest.mark.parametrize(
    ("text", "level"), [("“ผ่าน ดี”", "ผ่านดี"), ("อยู่ในระดับ A", "A"), ("ผ่านเกณฑ์", ""), ("AAA", ""), ("", "")]
)
def test_level_of_a_cell(text: str, level: str) -> None:
    assert level_of(text) == level
