"""Lists of agencies from XLSX: heads in any order, faults with their places, and the template."""

from io import BytesIO

import pytest
import xlsxwriter

from prongsai.intake import agency_list
from prongsai.intake.agency_list import (
    HEADS,
    LIST_SHEET,
    ListedAgency,
    read_agency_list,
    write_list_template,
)
from prongsai.intake.tables import read_sheets
from prongsai.language.messages import language
from prongsai.language.problems import InputError


def workbook(**sheets):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def read(**sheets):
    with language("en"):
        return read_agency_list(workbook(**sheets), "list.xlsx")


def test_heads_stand_in_any_order_below_a_title():
    found = read(
        A=[
            ["รายชื่อหน่วยงาน"],
            [],
            ["จังหวัด", "note", "Name", " ชื่อ หน่วยงาน", "รหัส", "ประเภท", "อำเภอ/เขต"],
            ["จังหวัดตัวอย่าง", "x", "เทศบาล  ตำบล ก", "y", 401, "เทศบาลตำบล", "อ. เมือง"],
            [],
            ["จ.ตัวอย่าง", "", "อบต. ข"],
        ],
        notes=[["nothing", "here"]],
    )
    assert found.problems == ()
    assert found.rows == (
        ListedAgency("A", 4, "เทศบาล ตำบล ก", "ตัวอย่าง", "401", "เทศบาลตำบล", "เมือง"),
        ListedAgency("A", 6, "อบต. ข", "ตัวอย่าง"),
    )


def test_every_fault_is_told_with_sheet_row_and_mend():
    found = read(
        S=[["ชื่อหน่วยงาน", "จังหวัด"], ["", "ตัวอย่าง"], ["ก", ""], ["ข" * 201, "ตัวอย่าง"], ["ค", "ตัวอย่าง"]]
    )
    assert [str(problem) for problem in found.problems] == [
        "sheet “S”, row 2: the agency has no name — write its full name",
        "sheet “S”, row 3: the agency has no province — write its province",
        "sheet “S”, row 4: ชื่อหน่วยงาน is longer than 200 characters — shorten it",
    ]
    assert [row.row for row in found.rows] == [5]


def test_list_without_heads_is_refused():
    with pytest.raises(InputError, match="no sheet has the heads"):
        read(A=[["ชื่อหน่วยงาน", "อำเภอ"], ["ก", "ข"]])


def test_list_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(agency_list, "MOST_ROWS", 1)
    with pytest.raises(InputError, match="more than 1 rows"):
        read(A=[["ชื่อหน่วยงาน", "จังหวัด"], ["ก", "ข"], ["ค", "ง"]])


def test_template_has_the_heads_and_says_how():
    sheets = read_sheets(write_list_template(), "x")
    assert sheets[LIST_SHEET] == [(f"x!{LIST_SHEET}:1", [heads[0] for heads in HEADS.values()])]
    assert len(sheets["คำแนะนำ"]) == 4
    assert read_agency_list(write_list_template(), "x").rows == ()
