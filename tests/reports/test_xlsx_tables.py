"""The sheets of tables in XLSX: to count with, where text stays text."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from prongsai.reports.document import Cell, PageBreak, Table, cell, text
from prongsai.reports.xlsx_cells import in_thai_digits, score, spell, text_height
from workbooks import RESULTS, book, merged, opened, rows, told


def test_table_sheet_holds_scores_as_numbers_and_all_else_as_text() -> None:
    data = book(RESULTS)
    assert rows(data, 1) == [
        ["เครื่องมือ", "ตัวชี้วัด", "ปี 2568", ""],
        ["", "", "คะแนน", "เปลี่ยน"],
        ["IIT", "1. หน้าที่", 99.14, 0.12],
        ["IIT", "2. งบประมาณ", 98.6, -0.3],
        ["รวม", "", "–", -1.5],
    ]
    sheet = opened(data).worksheets[1]
    formats = [[each.number_format for each in row] for row in sheet["C3:D5"]]
    assert formats == [["0.00", "+0.00"], ["0.00", '0.00;"−"0.00'], ["General", "0.00"]]
    assert [sheet["C3"].font.b, sheet["C4"].font.b, sheet["C3"].alignment.horizontal] == [
        True,
        False,
        "center",
    ]
    assert sheet["A5"].fill.fgColor.rgb == "FFFBF4E7"
    assert sheet["A1"].fill.fgColor.rgb == "FFE4EFF0"
    assert sheet["A3"].fill.fill_type is None
    assert {each.alignment.wrap_text for row in sheet["A1:D5"] for each in row if each.value} == {True}


def test_table_sheet_is_ready_for_work_and_print() -> None:
    sheet = opened(book(RESULTS)).worksheets[1]
    assert sheet.title == "ผลคะแนน ปี 2568"
    assert merged(sheet) == ["A1:A2", "A3:A4", "A5:B5", "B1:B2", "C1:D1"]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:D5"
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert widths == pytest.approx([206 / 7, 309 / 7], abs=0.2)


def test_rows_are_high_enough_for_wrapped_text() -> None:
    long = "ข้อความยาวมาก" * 40
    table = Table(
        ((cell("ก"), cell("ข")),),
        ((cell("สั้น"), cell("สั้น")), (cell(long), cell("1\n2")), (cell(long, down=2), cell("ก")), (cell("ข"),)),
        (1, 1),
        "ตาราง",
    )
    sheet = opened(book(table)).worksheets[1]
    heights = [sheet.row_dimensions[row].height for row in range(1, 6)]
    one = text_height("", 1, 14)
    # Excel keeps heights in quarters of a point.
    assert heights[0] == heights[1] == heights[3] == pytest.approx(one, abs=0.5)
    assert heights[2] > 10 * one
    assert heights[3] + heights[4] == pytest.approx(heights[2], abs=1)


def test_row_is_never_higher_than_excel_allows() -> None:
    table = Table((), ((cell("ก" * 30000),),), (1,), "ตาราง")
    workbook = opened(book(table))
    first, second = workbook.worksheets
    assert second.row_dimensions[1].height == pytest.approx(400, abs=0.5)
    assert max(first.row_dimensions[row].height for row in range(1, first.max_row + 1)) <= 400
    (area,) = (each for each in first.merged_cells.ranges if each.max_row > each.min_row)
    assert (area.min_row, area.max_row) == (2, 28)


@pytest.mark.parametrize(
    "content",
    [
        "=1+1",
        '=HYPERLINK("http://a.th")',
        "+66 2 000",
        "-เอก",
        "@sum",
        "https://a.th",
        "00123",
        "12",
        "99.1",
        "1e5",
        "-0.00",
    ],
)
def test_text_stays_text(content: str) -> None:
    data = book(text(content), Table(((cell("ก"),),), ((cell(content),),), (1,), "ตาราง"))
    first, second = opened(data).worksheets
    found = [(each.value, each.data_type) for each in (first["A2"], first["A4"], second["A2"])]
    assert found == [(content, "s")] * 3
    assert second["A2"].hyperlink is None


def test_thai_digits_are_a_number_format_over_real_numbers() -> None:
    data = book(RESULTS, thai_digits=True)
    assert rows(data, 1)[2] == ["IIT", "๑. หน้าที่", 99.14, 0.12]
    sheet = opened(data).worksheets[1]
    assert sheet.title == "ผลคะแนน ปี ๒๕๖๘"
    assert [sheet["C3"].number_format, sheet["D3"].number_format] == ["[$-D00041E]0.00", "[$-D00041E]+0.00"]
    assert "๙๙.๑๔" in told(data)
    assert in_thai_digits('0.00;"−"0.00') == '[$-D00041E]0.00;[$-D00041E]"−"0.00'


def test_table_without_rows_or_header_has_no_filter() -> None:
    bare, empty = Table((), ((cell("ก"),),), (1,), "ก"), Table(((cell("ก"),),), (), (1,), "ข")
    sheets = opened(book(bare, empty)).worksheets[1:]
    assert [(sheet.freeze_panes, sheet.auto_filter.ref) for sheet in sheets] == [(None, None), ("A2", None)]


def test_sheets_turn_with_the_pages_of_their_tables() -> None:
    table = Table((), ((cell("ก"),),), (1,), "ก")
    sheets = opened(
        book(table, PageBreak(landscape=True), table, PageBreak(), table, PageBreak(landscape=False), table)
    )
    turned = [sheet.page_setup.orientation for sheet in sheets.worksheets]
    assert turned == ["portrait", "portrait", "landscape", "landscape", "portrait"]
    assert sheets.sheetnames == ["เอกสาร", "ก", "ก (2)", "ก (3)", "ก (4)"]


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_captions_make_a_workbook_that_opens(captions: list[str]) -> None:
    tables = (Table((), ((cell("ก"),),), (1,), caption) for caption in captions)
    names = CalamineWorkbook.from_filelike(BytesIO(book(*tables))).sheet_names
    assert len({name.casefold() for name in names}) == len(captions) + 1
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not set("[]:*?/\\'") & set("".join(names))


@settings(max_examples=60)
@given(st.text(), st.text(), st.booleans())
def test_any_text_is_read_back_as_it_was(first: str, second: str, digits: bool) -> None:
    table = Table(
        (), ((Cell((text(second),)), Cell((text(first), text(second, bold=True)))),), (1, 2), "ตาราง"
    )
    data = book(text(first), table, thai_digits=digits)
    one, two = (spell(each, thai_digits=digits) for each in (first, second))
    lines = [one, two, f"{one}\n{two}"]
    sheets = opened(data)
    page = sheets.worksheets[0]
    assert [str(each or "") for each in (page["A2"].value, page["A3"].value, page["B3"].value)] == lines
    if score(second) is None:
        found = sheets.worksheets[1]
        assert [str(each or "") for each in (found["A1"].value, found["B1"].value)] == lines[1:]
