"""The XLSX writer: a first sheet to read, with charts and pictures, and what the workbook says of itself."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

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
from prongsai.reports.xlsx_writer import write_xlsx
from workbooks import CHART, RESULTS, book, merged, opened, part, png, rows, told


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
