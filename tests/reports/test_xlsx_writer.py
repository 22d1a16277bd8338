"""The XLSX writer: a sheet to read, and sheets to count with, where text stays text."""

import struct
import zlib
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from prongsai.language.digits import thai
from prongsai.reports.document import (
    Cell,
    Chart,
    Document,
    Garuda,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signature,
    Space,
    Table,
    cell,
    text,
)
from prongsai.reports.xlsx_cells import in_thai_digits, place, score, spell, text_height
from prongsai.reports.xlsx_page import UNITS, _edges
from prongsai.reports.xlsx_writer import sheet_name, write_xlsx

RESULTS = Table(
    header=(
        (cell("เครื่องมือ", bold=True, down=2), cell("ตัวชี้วัด", down=2), cell("ปี 2568", across=2)),
        (cell("คะแนน"), cell("เปลี่ยน")),
    ),
    rows=(
        (cell("IIT", down=2), cell("1. หน้าที่"), cell("99.14", bold=True, align="center"), cell("+0.12")),
        (cell("2. งบประมาณ"), cell("98.60"), cell("−0.30")),
        (cell("รวม", across=2, shade=True), cell("–"), cell("-1.50")),
    ),
    widths=(2, 3, 1, 1),
    caption="ผลคะแนน ปี 2568",
)
CHART = Chart("bars", "แผนภูมิ", ("ก", "ข", "ค"), (Decimal("99.14"), None, Decimal("84.99")), "คำบรรยาย 3 แท่ง")


def png(width: int, height: int, *, per_metre: int = 0) -> bytes:
    """Give a picture of one colour; `per_metre` writes its resolution into it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    resolution = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) if per_metre else b""
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + b"\0" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + header + resolution + pixels + chunk(b"IEND", b"")


def book(*blocks: object, **options: object) -> bytes:
    return write_xlsx(Document("ชื่อ", blocks, **options))


def rows(data: bytes, sheet: int) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet).to_python()


def told(data: bytes) -> list[object]:
    """Give the texts of the first sheet in reading order, without the title's row."""
    return [value for row in rows(data, 0)[1:] for value in row if value != ""]


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data), rich_text=True)


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as file:
        return file.read(name).decode()


def merged(sheet: Worksheet) -> list[str]:
    return sorted(str(area) for area in sheet.merged_cells.ranges)


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


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("99.14", (99.14, "0.00")),
        ("0.00", (0.0, "0.00")),
        ("100.00", (100.0, "0.00")),
        ("+1.25", (1.25, "+0.00")),
        ("-1.25", (-1.25, "0.00")),
        ("−1.25", (-1.25, '0.00;"−"0.00')),
        ("−0.00", None),
        ("099.14", None),
        ("99.141", None),
        ("99.14 ", None),
        ("99.14\n", None),
        ("๙๙.๑๔", None),
        ("1234567890123.00", None),
        ("", None),
    ],
)
def test_score_is_a_number_only_where_it_looks_like_one(
    content: str, number: tuple[float, str] | None
) -> None:
    assert score(content) == number


@given(st.decimals(min_value=-100, max_value=100, places=2))
def test_score_keeps_every_digit(value: Decimal) -> None:
    found = score(str(value))
    assert (found is None) == (value.is_zero() and value.is_signed())
    assert found is None or (f"{found[0]:.2f}", found[1]) == (str(value), "0.00")


def test_thai_digits_are_a_number_format_over_real_numbers() -> None:
    data = book(RESULTS, thai_digits=True)
    assert rows(data, 1)[2] == ["IIT", "๑. หน้าที่", 99.14, 0.12]
    sheet = opened(data).worksheets[1]
    assert sheet.title == "ผลคะแนน ปี ๒๕๖๘"
    assert [sheet["C3"].number_format, sheet["D3"].number_format] == ["[$-D00041E]0.00", "[$-D00041E]+0.00"]
    assert "๙๙.๑๔" in told(data)
    assert in_thai_digits('0.00;"−"0.00') == '[$-D00041E]0.00;[$-D00041E]"−"0.00'


def test_first_sheet_tells_everything_in_reading_order() -> None:
    dots = "." * 32
    data = write_xlsx(
        Document(
            "รายงาน",
            (
                Heading("1. เหตุผล"),
                Paragraph((Run("ก"), Run("ข", bold=True)), indent=True),
                RESULTS,
                CHART,
                PageBreak(),
                Garuda("บันทึกข้อความ"),
                Space(2),
                Signature("ผู้เสนอ", "นายตัวอย่าง สมมุติ", "", "1 ตุลาคม 2568"),
            ),
            watermark="ร่าง",
        )
    )
    assert rows(data, 0)[0][0] == "รายงาน"
    assert told(data) == [
        "ร่าง",
        "1. เหตุผล",
        " " * 10 + "กข",
        *("เครื่องมือ", "ตัวชี้วัด", "ปี 2568", "คะแนน", "เปลี่ยน"),
        *("IIT", "1. หน้าที่", "99.14", "+0.12", "2. งบประมาณ", "98.60", "−0.30", "รวม", "–", "-1.50"),
        "แผนภูมิ",
        "บันทึกข้อความ",
        *(f"(ลงชื่อ){dots}ผู้เสนอ", "(นายตัวอย่าง สมมุติ)", f"ตำแหน่ง{dots}", "วันที่ 1 ตุลาคม 2568"),
    ]


def test_first_sheet_is_set_up_for_a4() -> None:
    data = write_xlsx(
        Document(
            "รายงาน & ผล",
            (text("ก"), PageBreak(), Heading("ข", 2)),
            watermark="ตัวอย่าง",
            footer="หน้า & ท้าย",
            landscape=True,
        )
    )
    sheet = opened(data).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$2"
    assert [each.id for each in sheet.row_breaks.brk] == [3]
    assert sheet.oddHeader.right.text == "ตัวอย่าง"
    assert (sheet.oddHeader.right.size, sheet.oddHeader.right.color) == (28, "C8D2D4")
    assert sheet.oddFooter.left.text == "หน้า && ท้าย"
    assert sheet.oddFooter.right.text == "&P"
    assert not sheet.sheet_view.showGridLines
    assert merged(sheet) == []


def test_headers_stay_empty_where_nothing_is_to_be_said() -> None:
    sheet = opened(book(text("ก"), page_numbers=False)).worksheets[0]
    assert (sheet.oddHeader.right.text, sheet.oddFooter.left.text, sheet.oddFooter.right.text) == (
        None,
        None,
        None,
    )


def test_headers_fit_into_what_excel_takes() -> None:
    caption = "&" * 300
    table = Table((), ((cell("ก"),),), (1,), caption)
    sheet = opened(book(table, watermark=caption, footer=caption)).worksheets[1]
    assert sheet.oddHeader.left.text == "&" * 140
    assert sheet.oddHeader.right.text == "&" * 50
    assert sheet.oddFooter.left.text == "&" * 160


def test_runs_of_different_style_share_a_cell() -> None:
    mixed = Paragraph(
        (Run("ก"), Run("", bold=True), Run("ข", bold=True), Run("ค", italic=True), Run("ง", italic=True))
    )
    plain = Cell((Paragraph(()), text("จ", bold=True), text("ฉ")))
    sheet = opened(book(mixed, Table((), ((plain,),), (1,), "ตาราง"))).worksheets[0]
    written = [(part.text, bool(part.font.b), bool(part.font.i), part.font.sz) for part in sheet["A2"].value]
    assert written == [("ก", False, False, 16), ("ข", True, False, 16), ("คง", False, True, 16)]
    assert [(part.text, bool(part.font.b), part.font.sz) for part in sheet["A3"].value] == [
        ("\n", False, 14),
        ("จ\n", True, 14),
        ("ฉ", False, 14),
    ]


def test_cell_without_paragraphs_is_blank() -> None:
    assert rows(book(Table((), ((Cell(()), cell("ก")),), (1, 1), "ตาราง")), 1) == [["", "ก"]]


def test_layout_table_stands_on_the_first_sheet_only() -> None:
    layout = Table(((cell("ซ้าย"), cell("ขวา")),), (), (1, 2), "", borders=False)
    workbook = opened(book(layout))
    assert workbook.sheetnames == ["เอกสาร"]
    sheet = workbook.worksheets[0]
    assert [(each.value, each.border.left.style, each.fill.fill_type) for each in sheet[2]] == [
        ("ซ้าย", None, None),
        ("ขวา", None, None),
    ]


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


@pytest.mark.parametrize(
    ("kind", "element"), [("bars", "c:barChart"), ("line", "c:lineChart"), ("radar", "c:radarChart")]
)
@pytest.mark.parametrize("target", [None, Decimal(85)])
def test_chart_is_native_beside_its_numbers(kind: str, element: str, target: Decimal | None) -> None:
    notes = ("A", "", "B") if target else ()
    chart = Chart(kind, CHART.title, CHART.labels, CHART.values, CHART.alt, target, notes)
    data = book(chart)
    head, *body = rows(data, 1)
    if target:
        assert head == ["รายการ", "คะแนน", "ค่าเป้าหมาย", "หมายเหตุ"]
        assert body == [["ก", 99.14, 85, "A"], ["ข", "", 85, ""], ["ค", 84.99, 85, "B"]]
    else:
        assert head == ["รายการ", "คะแนน"]
        assert body == [["ก", 99.14], ["ข", ""], ["ค", 84.99]]
    for number in (1, 2):
        drawn = part(data, f"xl/charts/chart{number}.xml")
        assert f"<{element}>" in drawn
        assert "<c:f>'แผนภูมิ'!$B$2:$B$4</c:f>" in drawn
        assert ("<c:f>'แผนภูมิ'!$C$2:$C$4</c:f>" in drawn) == (target is not None)
        assert 'descr="คำบรรยาย 3 แท่ง"' in part(data, f"xl/drawings/drawing{number}.xml")
    assert opened(data).worksheets[1].page_setup.orientation == "landscape"


def test_columns_below_the_target_have_another_colour() -> None:
    chart = Chart("bars", "แผนภูมิ", ("ก", "ข", "ค"), CHART.values, "", Decimal(85))
    points = part(book(chart), "xl/charts/chart1.xml").split("<c:dPt>")[1:]
    assert ["C9812A" in point.partition("</c:dPt>")[0] for point in points] == [False, False, True]


def test_chart_shows_thai_digits() -> None:
    chart = Chart("line", "ปี 2568", ("2567", "2568"), (Decimal("99.14"), Decimal(90)), "2 ปี")
    data = book(chart, thai_digits=True)
    assert rows(data, 1)[1:] == [["๒๕๖๗", 99.14], ["๒๕๖๘", 90]]
    assert opened(data).worksheets[1]["B2"].number_format == "[$-D00041E]0.00"
    drawn = part(data, "xl/charts/chart1.xml")
    assert "ปี ๒๕๖๘" in drawn
    assert 'formatCode="[$-D00041E]0.00"' in drawn
    assert 'descr="๒ ปี"' in part(data, "xl/drawings/drawing1.xml")


@pytest.mark.parametrize(("align", "column"), [("left", 0), ("center", 252), ("right", 505)])
def test_picture_is_as_wide_as_wanted(align: str, column: int) -> None:
    data = book(Picture(png(200, 400, per_metre=7874), 2.5, "ตรา", align))
    drawing = part(data, "xl/drawings/drawing1.xml")
    assert 'descr="ตรา"' in drawing
    sheet = opened(data).worksheets[0]
    anchor = sheet._images[0].anchor
    pixel = 9525
    assert anchor._from.colOff == pytest.approx(column * pixel, abs=pixel)
    end = anchor.to.col * 600 * pixel + anchor.to.colOff
    assert end - anchor._from.colOff == pytest.approx(2.5 / 2.54 * 96 * pixel, abs=pixel)
    assert sheet.row_dimensions[2].height == pytest.approx(5 / 2.54 * 72 + 6, abs=0.75)


def test_garuda_stands_at_the_left_of_its_title() -> None:
    sheet = opened(book(Garuda("บันทึกข้อความ", png(100, 200)))).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].font.sz, sheet["A2"].alignment.horizontal) == (
        "บันทึกข้อความ",
        29,
        "center",
    )
    assert sheet._images[0].anchor._from.row == 1
    assert sheet.row_dimensions[2].height == pytest.approx(3 / 2.54 * 72 + 6, abs=0.75)


def test_workbook_knows_what_it_is() -> None:
    document = Document("ผล 2568", (), "เทศบาล", "ITA", properties={"วิธี": "x" * 300}, thai_digits=True)
    workbook = opened(write_xlsx(document))
    properties = workbook.properties
    assert (properties.title, properties.creator, properties.subject) == ("ผล ๒๕๖๘", "เทศบาล", "ITA")
    assert properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl gives it so
    assert [(each.name, each.value) for each in workbook.custom_doc_props.props] == [("วิธี", "x" * 255)]


def test_same_document_gives_the_same_bytes() -> None:
    document = Document("ชื่อ", (Heading("ก"), RESULTS, CHART, Picture(png(9, 9), 1, "ตรา")), watermark="ร่าง")
    first = write_xlsx(document)
    assert write_xlsx(document) == first
    with ZipFile(BytesIO(first)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("ผลคะแนน", [], "ผลคะแนน"),
        ("ก/ข: [ค]*?\\'ง'", [], "ก ข ค ง"),
        ("", [], "ตาราง"),
        ("History", [], "History (1)"),
        ("Ab", ["aB", "ab (2)"], "Ab (3)"),
        ("เปรียบเทียบผลการประเมินกับปีก่อนหน้า", [], "เปรียบเทียบผลการประเมินกับปี"),
        ("การวิเคราะห์ผลการประเมินรายตัวชี้วัด", ["การวิเคราะห์ผลการประเมินราย"], "การวิเคราะห์ผลการประเมินราย (2)"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["X" * 31], "x" * 27 + " (2)"),
        ("ก" * 20 + " " + "ข" * 20, [], "ก" * 20),
        ("ก" * 30 + "ที่", [], "ก" * 30),
        ("ก" * 30 + "เท", [], "ก" * 30),
        ("ก" + "่" * 40, [], "ก"),
        ("เ" * 40, [], "เ"),
        ("😀" * 20, [], "😀" * 15),
    ],
)
def test_sheet_name_is_safe(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name


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


@given(st.text())
def test_spelling_drops_only_what_xml_cannot_hold(content: str) -> None:
    written = spell(content, thai_digits=False)
    assert written.isprintable() or all(letter in "\t\n" or ord(letter) >= 0x20 for letter in written)
    assert spell("ก\r\nข\rค\x00\x1b\ufffe1", thai_digits=True) == "ก\nข\nค๑"
    assert spell(content, thai_digits=True) == thai(written)


@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=UNITS))
def test_columns_of_any_widths_fit_the_grid(widths: list[float]) -> None:
    edges = _edges(Table((), (), tuple(widths), "ตาราง"))
    assert (edges[0], edges[-1], len(edges)) == (0, UNITS, len(widths) + 1)
    assert all(before < after for before, after in pairwise(edges))


def test_cells_are_placed_past_those_that_span_down() -> None:
    grid = (
        (cell("ก", down=2), cell("ข", across=2), cell("ค", down=9)),
        (cell("ง"), cell("จ")),
    )
    assert [(each.cell.text, each.top, each.left, each.bottom, each.right) for each in place(grid)] == [
        ("ก", 0, 0, 1, 0),
        ("ข", 0, 1, 0, 2),
        ("ค", 0, 3, 1, 3),
        ("ง", 1, 1, 1, 1),
        ("จ", 1, 2, 1, 2),
    ]


def test_text_height_counts_lines_and_not_marks() -> None:
    line = 16 * 1.65
    assert text_height("", 600, 16) == pytest.approx(line)
    assert text_height("ก\nข\n", 600, 16) == pytest.approx(3 * line)
    assert text_height("ก" * 57, 600, 16) == pytest.approx(line)
    assert text_height("ก" * 58, 600, 16) == pytest.approx(2 * line)
    assert text_height("ก่" * 57, 600, 16) == pytest.approx(line)
    assert text_height("ก" * 3, 1, 16) == pytest.approx(2 * line)
