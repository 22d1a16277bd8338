import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from prongsai.intake.agency import form_of, read_intake
from prongsai.intake.listing import read_list
from prongsai.intake.model import Agency, Printed, Rank
from prongsai.intake.sheets import write_template
from prongsai.language.problems import InputError
from prongsai.method.library import load_method, years


def fill(path, year, cells):
    """Write the template of a year and fill in cells: sheet → row label or number → column → value."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(load_method(year))))
    for title, rows in cells.items():
        sheet = book[title]
        for key, values in rows.items():
            row = key
            if isinstance(key, str):
                found = [cells for cells in sheet.iter_rows() if key in [cell.value for cell in cells[:2]]]
                row = found[0][0].row
            for column, value in values.items():
                sheet.cell(row, column, value)
    book.save(path)
    return path


def test_filled_template_gives_the_intake_back(tmp_path):
    path = fill(
        tmp_path / "t.xlsx",
        2568,
        {
            "หน่วยงาน": {
                "ชื่อหน่วยงาน": {2: "เทศบาลตำบลตัวอย่าง"},
                "จังหวัด": {2: "ตัวอย่าง"},
                "ชนิดของผล": {2: "ผลเบื้องต้น"},
                "คะแนนรวมตามประกาศ": {2: 93.0},
                "ระดับผลการประเมินตามประกาศ": {2: "ผ่านดี"},
                "วันที่ประกาศผล": {2: date(2025, 8, 15)},
                "ลำดับที่": {2: "12"},
                "ปีงบประมาณของแผน": {2: "2569"},
            },
            "ตัวชี้วัด": {"1": {3: 99.14}, "10": {3: 100}, "EIT2": {3: 91.5}},
            "ข้อสังเกตของผู้ประเมิน": {
                2: {1: "ส่วนที่ 2 (EIT Survey)"},
                3: {1: "e9 ประเด็น ใช้ยาก ดังนั้น ควรปรับ (อ้างอิงจาก o8)"},
                4: {1: "ข้อมูลไม่ครบ", 2: "o13", 4: "(1) งบประมาณ"},
            },
            "ผลปีก่อน": {2: {1: "2567", 2: 95.5, 17: 91.2, 18: "ผ่านดี"}},
        },
    )
    intake = read_intake(path)
    assert form_of(path) == "agency"
    assert (intake.agency, intake.plan_year) == (Agency("เทศบาลตำบลตัวอย่าง", province="ตัวอย่าง"), 2569)
    newest, earlier = intake.results
    assert (newest.fiscal_year, newest.kind, newest.depth) == (2568, "preliminary", "indicators")
    assert newest.indicators == {1: Decimal("99.14"), 10: Decimal(100)}
    assert newest.printed == Printed({"EIT2": Decimal("91.5")}, Decimal(93), "ผ่านดี")
    assert (newest.announced, newest.rank) == (date(2025, 8, 15), Rank(12))
    assert [(each.codes, each.part, each.missing) for each in newest.remarks] == [
        (("o13",), "", ("(1) งบประมาณ",)),
        (("e9",), "EIT2", ()),
    ]
    assert (earlier.fiscal_year, earlier.indicators, earlier.printed) == (
        2567,
        {1: Decimal("95.5")},
        Printed({}, Decimal("91.2"), "ผ่านดี"),
    )


def test_questions_and_items_of_the_template_are_read(tmp_path):
    path = fill(
        tmp_path / "t.xlsx",
        2565,
        {
            "หน่วยงาน": {"ชื่อหน่วยงาน": {2: "ก"}, "ความละเอียดของคะแนน": {2: "คะแนนรายข้อคำถามและข้อ OIT"}},
            "ข้อคำถาม": {"i1.2": {4: 88}, "e15": {4: 90.01}},
            "ข้อ OIT": {"o43": {3: 100}},
        },
    )
    found = read_intake(path).results[0]
    assert found.questions == {("IIT", "i1.2"): Decimal(88), ("EIT", "e15"): Decimal("90.01")}
    assert found.items == {"o43": Decimal(100)}


def test_responses_beside_the_template_are_counted(tmp_path):
    (tmp_path / "iit.csv").write_text("i1\n6\n")
    path = fill(
        tmp_path / "t.xlsx",
        2568,
        {
            "หน่วยงาน": {
                "ชื่อหน่วยงาน": {2: "ก"},
                "ความละเอียดของคะแนน": {2: "แบบตอบรายบุคคล (แนบไฟล์ CSV)"},
                "ไฟล์แบบตอบ IIT": {2: "iit.csv"},
            }
        },
    )
    assert read_intake(path).results[0].counts == {("IIT", "i1", 1, 6): 1}


def test_wrong_score_in_the_template_is_said_with_sheet_and_row(tmp_path):
    cells = {"หน่วยงาน": {"ชื่อหน่วยงาน": {2: "ก"}}, "ตัวชี้วัด": {"9": {3: 185}}}
    path = fill(tmp_path / "t.xlsx", 2568, cells)
    with pytest.raises(InputError) as caught:
        read_intake(path)
    assert str(caught.value).startswith(f"{path}!ตัวชี้วัด:10 results.1.indicators.9: 185 is not a score")


@pytest.mark.parametrize("year", years())
def test_empty_template_of_any_year_asks_for_the_name_only(tmp_path, year):
    path = tmp_path / "t.xlsx"
    path.write_bytes(write_template(load_method(year)))
    with pytest.raises(InputError) as caught:
        read_intake(path)
    assert [problem.code for problem in caught.value.problems] == ["missing-value"]


def test_template_has_choices_and_refuses_wrong_scores():
    book = openpyxl.load_workbook(io.BytesIO(write_template(load_method(2565))))
    rules = {
        title: [
            (rule.type, rule.formula1, rule.formula2) for rule in book[title].data_validations.dataValidation
        ]
        for title in ("หน่วยงาน", "ตัวชี้วัด", "ข้อ OIT")
    }
    assert rules["ตัวชี้วัด"] == [("decimal", "0", "100")]
    assert rules["ข้อ OIT"] == [("list", '"0,100"', None)]
    assert [rule[0] for rule in rules["หน่วยงาน"]] == ["list", "list", "decimal"]
    assert book["หน่วยงาน"]["B2"].number_format == "@"


def test_sheet_without_the_template_is_a_list(tmp_path):
    import xlsxwriter

    path = tmp_path / "l.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("ผล").write_row(0, 0, ["fiscal_year", *(f"i{number}" for number in range(1, 11))])
    assert (form_of(path), read_list(path)) == ("list", ((), ()))


def test_label_and_column_of_the_users_own_are_refused(tmp_path):
    cells = {
        "หน่วยงาน": {"ชื่อหน่วยงาน": {2: "ก"}, 40: {1: "โทรศัพท์", 2: "02"}},
        "ผลปีก่อน": {1: {30: "หมายเหตุ"}, 2: {1: "2567", 30: "x"}},
    }
    path = fill(tmp_path / "t.xlsx", 2568, cells)
    with pytest.raises(InputError) as caught:
        read_intake(path)
    assert [str(problem).split(" — ")[0] for problem in caught.value.problems] == [
        f"{path}!หน่วยงาน:40 โทรศัพท์: there is no key “โทรศัพท์” here",
        f"{path}!ผลปีก่อน:2 results.2.หมายเหตุ: there is no key “หมายเหตุ” here",
    ]
