"""`prongsai site agencies LIST` brings in a list, and says which rows are faulty."""

import argparse
from io import BytesIO

import pytest
import xlsxwriter

from prongsai.cli import site_command
from prongsai.site.agencies.models import Agency


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        ([["ก", "ข"]], 0, ["1 added, 0 changed, 0 as they were, 0 faulty rows left out"]),
        (
            [["ก", "ข"], ["ค", ""]],
            2,
            [
                "1 added, 0 changed, 0 as they were, 1 faulty rows left out",
                "! sheet “A”, row 3: the agency has no province — write its province",
            ],
        ),
    ],
)
def test_list_is_brought_in_by_the_command(db, tmp_path, capsys, rows, code, told):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("A")
    for number, row in enumerate([["ชื่อหน่วยงาน", "จังหวัด"], *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    file = tmp_path / "list.xlsx"
    file.write_bytes(target.getvalue())
    assert site_command._agencies(argparse.Namespace(file=file)) == code
    assert capsys.readouterr().out.splitlines() == told
    assert [str(each) for each in Agency.objects.all()] == ["ก"]
