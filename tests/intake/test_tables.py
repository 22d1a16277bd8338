import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from prongsai.intake.tables import cell_text, csv_lines, read_sheets, read_table
from prongsai.language.problems import InputError


def workbook(*sheets):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for title, rows in sheets:
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_divided_as_its_first_row_says(delimiter):
    text = "a,b\n1,2\n\n,\n 3 ,4\n".replace(",", delimiter)
    assert list(csv_lines(text, "x")) == [("x:1", ["a", "b"]), ("x:2", ["1", "2"]), ("x:5", ["3", "4"])]


def test_csv_with_an_open_quotation_mark_is_refused():
    with pytest.raises(
        InputError, match=r"^x:2: this is not a sound CSV file: .* — close every quotation mark"
    ):
        list(csv_lines('a,b\n"1,2\n', "x"))


def test_table_is_read_from_csv_and_from_the_first_sheet(tmp_path):
    csv, xlsx = tmp_path / "a.csv", tmp_path / "a.xlsx"
    csv.write_text("a,b\n1,99.14\n")
    xlsx.write_bytes(workbook(("one", [["a", "b"], [], [1, 99.14]]), ("two", [["c"]])))
    assert list(read_table(csv)) == [(f"{csv}:1", ["a", "b"]), (f"{csv}:2", ["1", "99.14"])]
    assert list(read_table(xlsx)) == [(f"{xlsx}!one:1", ["a", "b"]), (f"{xlsx}!one:3", ["1", "99.14"])]


def test_workbook_without_values_is_an_empty_table(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(("one", [])))
    assert list(read_table(path)) == []


def test_broken_sheet_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(InputError, match=r"^x: this is not a sound XLSX file: "):
        read_sheets(target.getvalue(), "x")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (100.0, "100"),
        (0.1 + 0.2, "0.3"),
        (99.14, "99.14"),
        (" ก ", "ก"),
        (date(2025, 8, 15), "2025-08-15"),
        (datetime(2025, 8, 15, 1, 2), "2025-08-15"),  # noqa: DTZ001 (cells have no time zone)
        (True, "True"),
    ],
)
def test_cell_is_given_as_people_see_it(cell, text):
    assert cell_text(cell) == text
