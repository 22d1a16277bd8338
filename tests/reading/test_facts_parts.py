"""The parts of reading facts, one by one: labels, heads, codes, steps, owners, years, agencies."""

from decimal import Decimal

import pytest

from prongsai.intake.indicator_names import indicator_of, indicators_of_title, mentioned
from prongsai.intake.model import Agency
from prongsai.intake.score_labels import label_key, level_of
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.reading.agency_reading import read_agency
from prongsai.reading.code_reading import mend_codes, references
from prongsai.reading.export import as_json, to_intake, to_plan
from prongsai.reading.facts import read_facts
from prongsai.reading.headings import column_kind, years_in
from prongsai.reading.layout import SHEETS, Grid, pieces
from prongsai.reading.measure_words import indicators_of_cell, steps_of, title_parts
from prongsai.reading.model import Facts, Place, RawParagraph, RawReport, RawRow, RawTable
from prongsai.reading.owners import owners_of
from prongsai.reading.years import plan_year

HERE = Place("", line=1)


def report(*blocks: str | list[list[str]], kind: str = "docx") -> RawReport:
    made = [
        RawParagraph(block, Place(block, line=number))
        if isinstance(block, str)
        else RawTable(tuple(RawRow(tuple(row), Place(" ".join(row), line=number)) for row in block))
        for number, block in enumerate(blocks, start=1)
    ]
    return RawReport("report", kind, tuple(made))  # type: ignore[arg-type]


def facts_of(*blocks: str | list[list[str]], kind: str = "docx") -> Facts:
    return read_facts(report(*blocks, kind=kind))


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


def test_columns_of_parts_of_instruments_and_of_several_years() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        [
            ["เครื่องมือ", "ตัวชี้วัด", "คะแนน", "คะแนนเครื่องมือ", "คะแนนปี 2565 และ 2566"],
            ["IIT", "1. การปฏิบัติหน้าที่", "95.00", "96.00", "90.00"],
            ["", "2. การใช้งบประมาณ", "97.00", "", ""],
        ],
        [["เครื่องมือ", "EIT1", "EIT2", "คะแนน"], ["EIT", "80.00", "90.00", "85.00"]],
        [
            ["รายการ", "ปี 2566", "ปี 2567"],
            ["คะแนน", "84.00", "86.00"],
            ["ระดับ", "ต้องปรับปรุง", "ผ่าน"],
            ["อันดับของจังหวัด", "1,200/2,400", "ไม่ทราบ"],
            ["หมายเหตุ", "90.00", "91.00"],
            ["IIT", "A", "90.00"],
        ],
    )
    newest, before = facts.results
    assert newest.indicators == {1: Decimal("95.00"), 2: Decimal("97.00")}
    assert newest.instruments == {
        "IIT": Decimal("96.00"), "EIT": Decimal("85.00"), "EIT1": Decimal("80.00"), "EIT2": Decimal("90.00"),
    }  # fmt: skip
    assert (newest.total, newest.level, newest.rank) == (Decimal("86.00"), "ผ่าน", None)
    assert (before.total, before.level, before.rank) == (Decimal("84.00"), "ต้องปรับปรุง", 1200)


def test_one_row_of_scores_below_the_names() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        [["IIT", "EIT", "OIT", "รวม"], ["90.00", "91.00", "92.00", "91.10"]],
    )
    assert facts.results[0].total == Decimal("91.10")
    assert facts.results[0].instruments["OIT"] == Decimal("92.00")


def test_codes_are_mended_only_where_codes_can_stand() -> None:
    method = load_method(2565)

    def mended(text: str, under: int | None = None) -> tuple[str, list[tuple[str, str, str]]]:
        words, doubts = mend_codes(text, method, under, HERE)
        return words, [(each.read, each.taken, each.sure) for each in doubts]

    assert mended("ข้อ 120 และข้อ 121 ประเด็น", 4) == (
        "ข้อ i20 และข้อ i21 ประเด็น", [("120", "i20", "certain"), ("121", "i21", "certain")],
    )  # fmt: skip
    assert mended("ข้อ 1๐๐ ประเด็น") == ("ข้อ i10 ประเด็น", [("1๐๐", "i10", "likely")])
    assert mended("ข้อ l7 ประเด็น") == ("ข้อ i7 ประเด็น", [("l7", "i7", "likely")])
    assert mended("120 ประเด็น") == ("i20 ประเด็น", [("120", "i20", "likely")])
    assert mended("E๒ ประเด็น") == ("e2 ประเด็น", [("E๒", "e2", "likely")])
    assert mended("ข้อ 013 ขาดองค์ประกอบ") == ("ข้อ o13 ขาดองค์ประกอบ", [("013", "o13", "likely")])
    for sound in (
        "ระเบียบ ข้อ 112 และข้อ 11", "อ้างอิงจาก 120", "ข้อ O23 แสดง", "ข้อ 199 ประเด็น", "ข้อ 11 ประเด็น", "ข้อ 099 แสดง",
    ):  # fmt: skip
        assert mended(sound) == (sound, [])
    assert mend_codes("ข้อ 120 ประเด็น", None, None, HERE)[1][0].sure == "doubtful"


def test_references_are_kept_as_printed() -> None:
    assert references("(อ้างอิงจาก o11, O12 และ o 13) (อ้างอิงจาก o99)") == ("o11", "o12", "o13", "o99")


def test_findings_that_say_nothing_are_left_out() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
        "O42 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "ส่วนที่ 1 บทนำของรายงาน",
        "e4 ช่องทางรับฟังความเห็นที่ถูกต้อง",
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร",
        [["ประเด็น", "ข้อสังเกต"], ["ข้อ e8 ช่องทางติดต่อ", "ไม่มีผู้ตอบ"], ["ข้อ e9 คำอธิบาย", "60.00"]],
        "ข้อ e8 ประเด็น ช่องทางติดต่อ ไม่มีผู้ตอบ ดังนั้น ควรมีผู้รับผิดชอบ",
        "ข้อ e8 (ส่วนที่ 2) ช่องทางติดต่อ",
        [["ที่", "ข้อสังเกต"], ["1", "ข้อ i7 ประเด็น ไม่ทราบ"]],
    )
    assert [(each.code, each.part, each.under, bool(each.advice)) for each in facts.findings] == [
        ("e8", "", 7, True), ("e8", "EIT2", 7, False), ("i7", "", None, False),
    ]  # fmt: skip


def test_codes_of_a_year_without_published_questions_are_no_doubt() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2569", "ข้อ i7 ประเด็น ไม่ทราบ", "ข้อ o40 ขาดองค์ประกอบ (1) แผน"
    )
    assert [(each.code, each.indicator) for each in facts.findings] == [("i7", None), ("o40", None)]
    assert [each.read for each in facts.doubts] == ["o40"]


def test_findings_without_a_year_have_no_indicator() -> None:
    facts = facts_of("ข้อ i7 ประเด็น ไม่ทราบแผน")
    assert [(each.code, each.indicator, each.part) for each in facts.findings] == [("i7", None, "")]


@pytest.mark.parametrize(
    ("texts", "agency"),
    [
        (
            ["ขององค์การบริหารส่วนจังหวัดตัวอย่าง ปีงบประมาณ"],
            Agency("องค์การบริหารส่วนจังหวัดตัวอย่าง", "องค์การบริหารส่วนจังหวัด", "", "ตัวอย่าง"),
        ),
        (["อบต.ในเมือง อ.เมืองตัวอย่าง จ.ตัวอย่าง"], Agency("องค์การบริหารส่วนตำบลในเมือง", "องค์การบริหารส่วนตำบล", "เมืองตัวอย่าง", "ตัวอย่าง")),
        (["ชื่อหน่วยงาน : การท่าตัวอย่าง อำเภอตัวอย่าง"], Agency("การท่าตัวอย่าง", "", "ตัวอย่าง", "")),
        (["สำนักงานตัวอย่าง จังหวัดตัวอย่าง"], Agency("สำนักงานตัวอย่าง", "สำนักงาน", "", "ตัวอย่าง")),
        (["รายงาน", "ผลการประเมินของคณะตัวอย่าง ปี 2567"], Agency("คณะตัวอย่าง")),
        (
            ["เทศบาลตำบลทองสมบูรณ", "เทศบาลตำบลทองสมบูรณ์", "เทศบาลตำบลอื่น", "หน่วยงานประเภท เทศบาลตำบล อยู่ในระดับผ่าน"],
            Agency("เทศบาลตำบลทองสมบูรณ์", "เทศบาลตำบล"),
        ),
        (
            ["เทศบาลตำบล ตัวอย่าง", *["-"] * 12, "เทศบาลตำบล อยู่ที่ใด", "อำเภอก จังหวัดข", "จังหวัดค"],
            Agency("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบล", "ก", "ข"),
        ),
    ],
)  # fmt: skip
def test_agency_that_texts_speak_of(texts: list[str], agency: Agency) -> None:
    assert read_agency([(text, HERE) for text in texts])[0] == agency


@pytest.mark.parametrize(
    ("result", "periods", "follow_ups", "headings", "year"),
    [
        (2566, ["ไตรมาส 1-2"], ["เดือนตุลาคม 2567"], ["มาตรการ ปีงบประมาณ พ.ศ. 2566"], 2567),
        (2566, ["ต.ค. 66 – ก.ย. 67"], ["เดือนธันวาคม 2566"], [], 2567),
        (2566, ["ต.ค. 2567 – ก.ย. 2568"], [], [], 2568),
        (2566, ["ม.ค. 2566", "เมื่อพร้อม"], [], [], 2567),
        (None, ["ม.ค. 2566"], [], [], 2566),
        (None, [], [], ["แผน ปีงบประมาณ 2568"], 2568),
        (None, [], [], [], None),
    ],
)
def test_year_of_the_plan(
    result: int | None, periods: list[str], follow_ups: list[str], headings: list[str], year: int | None
) -> None:
    assert plan_year(result, periods, follow_ups, headings) == year


def test_year_of_the_result_is_the_one_most_often_named() -> None:
    facts = facts_of(
        [["ปี", "คะแนน"], ["2560", "90.00"]],
        "ผลการประเมินย้อนหลัง ปีงบประมาณ พ.ศ. 2565",
        "ผลการประเมิน ปีงบประมาณ พ.ศ. 2567",
        "ผลการประเมิน ปีงบประมาณ พ.ศ. 2567",
        "ผลการประเมิน ปีงบประมาณ พ.ศ. 2566",
    )
    assert (facts.document_year, facts.result_year) == (None, 2567)
    assert [each.fiscal_year for each in facts.results] == [2560]


def test_pieces_of_a_sheet_and_of_a_table() -> None:
    rows = [["หัวเรื่อง", ""], ["ที่", "ตัวชี้วัด"], ["1", "ก"], ["กลุ่ม", ""], ["2", "ข"]]
    assert [type(each) for each in pieces(report(rows))] == [RawParagraph, Grid]
    sheet = pieces(report(rows, kind=SHEETS[0]))
    assert [type(each) for each in sheet] == [RawParagraph, Grid, RawParagraph, Grid]
    assert isinstance(sheet[3], Grid)
    assert not sheet[3].continued
    assert pieces(report([["บรรทัดเดียว"], ["อีกบรรทัด"]]))[1].place.text == "อีกบรรทัด"  # type: ignore[union-attr]


def test_merged_cells_and_headings_of_tables_of_measures() -> None:
    head = ["ที่", "ประเด็นที่ต้องพัฒนา", "วิธีดำเนินการ", "วิธีการ", "ผู้รับผิดชอบ", "ผู้ดำเนินการ"]
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ",
        [
            head,
            ["1", "ยืม", "ก", "ข", "กองคลัง", "x"],
            ["2", "คืน", "ค", "", "", ""],
            ["3", "ดูแล", "ง", "", "", ""],
        ],
    )
    assert [(each.title, each.indicators, each.steps, each.owner) for each in facts.measures] == [
        ("ยืม", (4,), ("ก", "ข"), "กองคลัง"), ("คืน", (4,), ("ค",), "กองคลัง"), ("ดูแล", (4,), ("ง",), "กองคลัง"),
    ]  # fmt: skip


def test_rows_without_a_measure_before_them_are_no_measure() -> None:
    head = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "หมายเหตุ"]
    facts = facts_of([head, ["", "ก", "กองคลัง", ""], ["", "", "", "หมายเหตุ"], ["อบรม", "ข", "กองช่าง", ""]])
    assert [each.title for each in facts.measures] == ["อบรม"]
    assert (facts.plan_year, facts.measures[0].start) == (None, None)


def test_labelled_lines_need_a_title_and_somebody() -> None:
    facts = facts_of(
        "ผู้รับผิดชอบ: กองช่าง",
        "มาตรการ: อบรม",
        "ขั้นตอน:",
        "จัดอบรม",
        "ผู้รับผิดชอบ : กองคลัง",
        "ระยะเวลา: ตลอดปี",
        [["ก", "ข"]],
        "การติดตามผล: ทุกเดือน",
        "1. ไม่มีใครทำ",
        "วิธีการ: ทำ",
        "มาตรการที่ 9 ต่อไป",
        "ตัวชี้วัดที่ 3 การใช้อำนาจ",
        "2. มาตรการใช้อำนาจอย่างเป็นธรรม",
        "ผู้รับผิดชอบ: สำนักปลัด",
    )
    assert [(each.title, each.owner, each.steps, each.follow_up) for each in facts.measures] == [
        ("อบรม", "กองคลัง", ("จัดอบรม",), ""), ("มาตรการใช้อำนาจอย่างเป็นธรรม", "สำนักปลัด", (), ""),
    ]  # fmt: skip


def test_lists_end_where_another_part_begins() -> None:
    facts = facts_of(
        "ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน",
        "การเปิดเผยข้อมูล",
        "ข้อ o13 ไม่ครบ",
        "ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
        [["ตัวชี้วัด", "เหตุผล"], ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร", "ต่ำ"], ["อื่น", "-"]],
        "3. สรุป",
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",
        "ประเด็นที่ควรรักษาระดับ",
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ",
        "ประเด็นที่ต้องพัฒนาให้ดีขึ้น และจุดอ่อน",
    )
    assert (facts.mend, facts.develop) == ((9,), (7,))


def test_sections_below_headings_and_in_sentences() -> None:
    long = "ตัวชี้วัดที่ 2 การใช้งบประมาณ " + "มีการเผยแพร่แผนการใช้จ่ายงบประมาณอย่างต่อเนื่อง " * 4
    facts = facts_of(
        "1. การปฏิบัติหน้าที่",
        "ปฏิบัติงานตามขั้นตอน",
        "2. ส่วนต่อไป",
        "ข้อความอื่น",
        long,
        [["ตัวชี้วัด", "ผลการวิเคราะห์"], ["อื่น", "ไม่เกี่ยว"], ["3. การใช้อำนาจ", "เป็นธรรม"], ["", "และโปร่งใส"]],
    )
    assert facts.sections == {1: "ปฏิบัติงานตามขั้นตอน", 2: long.strip(), 3: "เป็นธรรม และโปร่งใส"}


def test_empty_facts_cannot_become_a_plan() -> None:
    facts = facts_of("รายงาน")
    with pytest.raises(InputError) as error:
        to_plan(facts)
    assert [each.code for each in error.value.problems] == ["no-year", "no-year", "no-measures"]
    assert as_json(facts)["announced"] is None
    assert to_intake(facts) == "agency: {}\nresults: []\n"


def test_plan_needs_a_period_and_a_follow_up_that_can_be_understood() -> None:
    head = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
        "ประเด็นที่เป็นจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน ได้แก่ ตัวชี้วัดที่ 3",
        [
            head,
            ["1. การใช้อำนาจ", "ก", "กองคลัง", "ไตรมาส 1", "รายงานเดือนมีนาคม 2567"],
            ["2. การใช้งบประมาณ", "ก", "กองคลัง", "ไตรมาส 1", ""],
            ["3. อบรม", "ก", "กองคลัง", "เมื่อพร้อม", "ทุกไตรมาส"],
        ],
    )
    with pytest.raises(InputError) as error:
        to_plan(facts)
    assert [each.code for each in error.value.problems] == ["bad-follow-up", "bad-period"]


def test_aims_follow_the_lists() -> None:
    head = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"]
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",
        "ประเด็นที่เป็นจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน ได้แก่ ตัวชี้วัดที่ 3",
        [
            head,
            ["1. การใช้อำนาจ", "ก", "กองคลัง", "ไตรมาส 1"],
            ["2. การใช้งบประมาณ", "ก", "กองคลัง", "ไตรมาส 1"],
            ["3. อบรม", "ก", "กองคลัง", "ไตรมาส 1"],
        ],
    )
    plan = to_plan(facts)
    assert [each.aim for each in plan.measures] == ["mend", "keep", "general"]
    assert {each.follow_up.cadence for each in plan.measures} == {"end_of_year"}


def test_input_leaves_out_years_and_codes_without_a_method() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 เทศบาลตำบลตัวอย่าง",
        [["ปี", "คะแนน", "ระดับ"], ["2561", "80.00", ""], ["2567", "", "A"], ["2568", "90.00", "ผ่านดี"]],
        "ประกาศผลการประเมิน เมื่อวันที่ 15 สิงหาคม 2568 อยู่ในลำดับที่ 12 ของจังหวัด",
        "ส่วนที่ 1 (EIT Public)",
        "ข้อ e1 ประเด็น ช้า",
        "ข้อ o40 ขาดองค์ประกอบ (1) แผน",
        "ข้อ o13 ขาดองค์ประกอบ (1) แผน",
    )
    assert to_intake(facts) == (
        "agency:\n  name: เทศบาลตำบลตัวอย่าง\n  type: เทศบาลตำบล\nplan_year: '2569'\nprinted_year: '2568'\nresults:\n"
        "- fiscal_year: '2568'\n  depth: indicators\n  total: '90.00'\n  level: ผ่านดี\n"
        "  rank:\n    place: '12'\n    among: เทศบาลตำบล\n  announced: 15 สิงหาคม 2568\n  remarks:\n"
        "  - codes:\n    - e1\n    text: ข้อ e1 ประเด็น ช้า\n    part: EIT1\n"
        "  - codes:\n    - o13\n    text: ข้อ o13 ขาดองค์ประกอบ (1) แผน\n    missing:\n    - (1) แผน\n"
    )


def test_indicators_alone_become_input() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",
        [["ตัวชี้วัด", "คะแนน", "คะแนน"], ["1. การปฏิบัติหน้าที่", "90.00", "91.00"]],
    )
    assert to_intake(facts) == (
        "agency: {}\nplan_year: '2569'\nprinted_year: '2568'\nresults:\n"
        "- fiscal_year: '2568'\n  depth: indicators\n  indicators:\n    '1': '90.00'\n"
    )


def test_steps_without_a_title_are_no_measure() -> None:
    facts = facts_of([["ขั้นตอน", "ผู้รับผิดชอบ"], ["อบรม", "กองคลัง"]])
    assert facts.measures == ()


def test_level_and_rank_of_an_unsure_year_are_left_out() -> None:
    two_years = "ปีงบประมาณ พ.ศ. 2567 ต่างจากปีงบประมาณ พ.ศ. 2566 ซึ่งได้ 90.00"
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        f"{two_years} อยู่ในระดับ A",
        f"{two_years} อยู่ในลำดับที่ 12 ของจังหวัด",
        "อยู่ในระดับ ผ่านดี",
    )
    assert [(each.key, each.year, each.words) for each in facts.printings] == [("level", 2567, "ผ่านดี")]


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ได้ 94.15 คะแนน", "94.15"),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 มีค่าคะแนนเท่ากับ ๙๔.๑๕", "94.15"),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 เพิ่มขึ้นจากเดิมอยู่ที่ 2.15 คะแนน", None),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ด้านการใช้อำนาจ ได้ 94.15 คะแนน", None),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 แบบวัด IIT ของหน่วยงานนี้ ได้ 94.15 คะแนน", None),
        ("ปีงบประมาณ พ.ศ. 2567 มีผู้ตอบ อยู่ที่ 94.15", None),
    ],
)
def test_total_in_a_sentence(sentence: str, total: str | None) -> None:
    facts = facts_of("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567", sentence)
    assert [str(each.value) for each in facts.printings if each.key == "total"] == ([total] if total else [])


def test_numbers_in_columns_of_their_own() -> None:
    facts = facts_of(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",
        [["ตัวชี้วัดที่", "คะแนน"], ["๑", "95.00"], ["2", "96.00"], ["12", "97.00"]],
        [
            ["ที่", "มาตรการ", "วิธีการ", "ผู้รับผิดชอบ"],
            ["๑.", "อบรม", "จัดอบรม", "กองคลัง"],
            ["2", "", "", ""],
        ],
    )
    assert facts.results[0].indicators == {1: Decimal("95.00"), 2: Decimal("96.00")}
    assert [(each.number, each.title) for each in facts.measures] == [("1", "อบรม")]
