"""Spreadsheets are read cell by cell: values as typed, each row with its sheet and cell."""

import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from prongsai.language.problems import InputError
from prongsai.reading.limits import COLUMN_LIMIT
from prongsai.reading.model import Block, Place, RawParagraph, RawRow, RawTable
from prongsai.reading.opening import open_report_bytes
from prongsai.reading.sheet_reading import read_ods, read_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, RawTable)
    return [row.cells for row in block.rows]


def test_workbook_is_read_with_sheets_and_cells() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("ผล")
    day = book.add_format({"num_format": "[$-D07041E]d mmmm yyyy"})
    sheet.merge_range(0, 0, 0, 3, "ผลการประเมิน")
    sheet.write_row(2, 0, ["ตัวชี้วัด", "", "คะแนน", "วันที่"])
    sheet.write_row(3, 0, ["1", "", 99.14])
    sheet.write_datetime(3, 3, date(2025, 8, 15), day)
    sheet.write_rich_string(4, 0, "ตัว", book.add_format({"bold": True}), "หนา", "ท้าย")
    sheet.write_number(4, 2, 91.549999999999997)
    sheet.write_boolean(4, 3, True)
    book.add_worksheet("ซ่อน").hide()
    book.worksheets()[1].write_row(0, 0, ["ลับ"])
    book.close()
    report = open_report_bytes(out.getvalue(), "a.xlsx")
    assert (report.kind, report.blocks) == (
        "xlsx",
        (
            RawParagraph("ผลการประเมิน", Place("ผลการประเมิน", sheet="ผล", cell="A1")),
            RawTable(
                (
                    RawRow(("ตัวชี้วัด", "คะแนน", "วันที่"), Place("ตัวชี้วัด คะแนน วันที่", sheet="ผล", cell="A3")),
                    RawRow(("1", "99.14", "2025-08-15"), Place("1 99.14 2025-08-15", sheet="ผล", cell="A4")),
                    RawRow(
                        ("ตัวหนาท้าย", "91.55", "TRUE"), Place("ตัวหนาท้าย 91.55 TRUE", sheet="ผล", cell="A5")
                    ),
                )
            ),
        ),
    )


def xlsx(cells: str, **parts: str) -> bytes:
    """Give a workbook whose sheet holds this markup."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        sheets = '<sheet name="ก" r:id="r1"/><sheet name="ข" r:id="r2"/>'
        file.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        )
        relation = '<Relationship Id="r1" Target="/xl/sheet.xml"/>'
        file.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'
        )
        file.writestr("xl/sheet.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')
        for name, content in parts.items():
            file.writestr(f"xl/{name}.xml", content)
    return out.getvalue()


def test_cells_of_every_kind_are_read_as_shown() -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="0.00&quot;d&quot;"/>'
        '<numFmt numFmtId="171" formatCode="d/m/yy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="x"/></cellXfs></styleSheet>'
    )
    shared = f'<sst xmlns="{MAIN}"><si><t>ร่วม</t><rPh><t>คำอ่าน</t></rPh></si></sst>'
    cells = (
        '<row r="2"><c t="s"><v>0</v></c><c t="s"><v>7</v></c><c t="inlineStr"><is><t>ใน</t></is></c>'
        '<c t="inlineStr"/><c t="str"><v>สูตร</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>0</v></c>'
        '<c t="b"><v>2</v></c><c r="B9"><v>ข้าม</v></c></row>'
        '<row r="x"><c r="A3" s="1"><v>45884</v></c><c s="2"><v>45884.5</v></c><c s="3"><v>45884</v></c>'
        '<c s="4"><v>1e2</v></c><c s="1"><v>0</v></c><c s="z"><v>7</v></c></row>'
    )
    (block,) = read_xlsx(xlsx(cells, styles=styles, sharedStrings=shared), "a.xlsx")
    assert rows(block) == [
        ("ร่วม", "ข้าม", "ใน", "", "สูตร", "", "FALSE"),
        ("2025-08-15", "45884.5", "2025-08-15", "100", "0", "7", ""),
    ]
    assert read_xlsx(xlsx("", styles=f'<styleSheet xmlns="{MAIN}"/>'), "a.xlsx") == []


def test_wide_sheet_is_named_by_letters_and_a_wider_one_refused() -> None:
    (block,) = read_xlsx(xlsx('<row><c r="AB1"><v>1</v></c></row>'), "a.xlsx")
    assert isinstance(block, RawParagraph)
    assert block.place == Place("1", sheet="ก", cell="AB1")
    with pytest.raises(InputError, match=f"{COLUMN_LIMIT} columns"):
        read_xlsx(xlsx('<row><c r="XFD1048576"><v>1</v></c></row>'), "a.xlsx")


def ods(content: str, parts: Mapping[str, str] | None = None) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        if content:
            file.writestr(
                "content.xml", f"<office:document-content {names}>{content}</office:document-content>"
            )
    return out.getvalue()


def test_ods_is_read_as_shown() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    table = (
        '<table:table table:name="แผ่น 1"><table:table-row>'
        + cell("", "ตัวชี้วัด<text:span>ที่</text:span>")
        + cell("", "คะแนน")
        + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        + '<table:table-row table:number-rows-repeated="2">'
        + cell(' table:number-columns-repeated="2"', "๙๙.๑๔</text:p><text:p>ดี")
        + "</table:table-row>"
        + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
        + "<table:table-row><table:covered-table-cell/>"
        + cell(' table:number-columns-repeated="x"', "ท้าย")
        + "</table:table-row></table:table>"
    )
    report = open_report_bytes(ods(table), "a.ods")
    assert report.kind == "ods"
    assert rows(report.blocks[0]) == [("ตัวชี้วัดที่", "คะแนน"), ("๙๙.๑๔\nดี",) * 2, ("๙๙.๑๔\nดี",) * 2]
    last = report.blocks[1]
    assert isinstance(last, RawParagraph)
    assert last.place == Place("ท้าย", sheet="แผ่น 1", cell="B1048574")


@pytest.mark.parametrize("repeated", ["columns", "rows"])
def test_ods_that_claims_millions_of_filled_cells_is_refused(repeated: str) -> None:
    row, cell = ("", f' table:number-{repeated}-repeated="9000000"')
    if repeated == "rows":
        row, cell = cell, row
    filled = f"<table:table-row{row}><table:table-cell{cell}><text:p>1</text:p></table:table-cell></table:table-row>"
    with pytest.raises(InputError, match=repeated):
        read_ods(ods(f"<table:table>{filled}</table:table>"), "a.ods")


def test_parts_that_are_missing_make_the_file_broken() -> None:
    with pytest.raises(InputError, match="not a sound ODS"):
        read_ods(ods(""), "a.ods")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>')
    with pytest.raises(InputError, match="not a sound XLSX"):
        read_xlsx(out.getvalue(), "a.xlsx")
