"""Facts of a result: scores, level, rank, its year and agency, findings and their codes, and the input made of them."""

from decimal import Decimal

import pytest

from block_reports import HERE, facts_of
from prongsai.intake.model import Agency
from prongsai.method.library import load_method
from prongsai.reading.agency_reading import read_agency
from prongsai.reading.code_reading import mend_codes, references
from prongsai.reading.export import to_intake


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
