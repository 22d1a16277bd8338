"""Facts of a plan: measures in tables, lists and labelled lines, its year, aims, and the plan made of them."""

import pytest

from block_reports import facts_of, report
from prongsai.language.problems import InputError
from prongsai.reading.export import as_json, to_intake, to_plan
from prongsai.reading.layout import SHEETS, Grid, pieces
from prongsai.reading.model import RawParagraph
from prongsai.reading.years import plan_year


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


def test_steps_without_a_title_are_no_measure() -> None:
    facts = facts_of([["ขั้นตอน", "ผู้รับผิดชอบ"], ["อบรม", "กองคลัง"]])
    assert facts.measures == ()
