"""Many reports at once: found in folders, checked in parallel, summed up."""

import importlib.util
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.reading.check_summary import (
    check_files,
    report_files,
    summary_columns,
    summary_row,
    with_copies,
    write_summary,
)

_SPEC = importlib.util.spec_from_file_location("checkable", Path(__file__).with_name("checkable.py"))
good = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(good)
WRONG = good.report(measures=good.MEASURES.replace("ไตรมาส 1-4", "").replace("กองยุทธศาสตร์และงบประมาณ", ""))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.txt").write_text(good.report(), encoding="utf-8")
    (tmp_path / "inner" / "b.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "~$c.docx").write_bytes(b"lock")
    (tmp_path / "notes.md").write_text("no report", encoding="utf-8")
    return tmp_path


def test_report_files_finds_reports_in_folders(folder):
    found = report_files([folder / "a.txt", folder])
    assert [str(each.relative_to(folder)) for each in found] == ["a.txt", "c.docx", "inner/b.txt"]


def test_report_files_refuses_a_folder_without_reports(tmp_path):
    with pytest.raises(InputError) as error:
        report_files([tmp_path])
    assert [each.code for each in error.value.problems] == ["no-reports"]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("สูตรแกงเขียวหวาน ใส่กะทิ 2 ถ้วย", False),
        ("เทศบาลตำบลตัวอย่าง\nสูตรแกงเขียวหวาน ปี 2567", False),
        ("ITA และแกงเขียวหวาน", False),
        ("เทศบาลตำบลตัวอย่าง\nคำสั่งแต่งตั้งคณะทำงานด้านการประเมินคุณธรรมและความโปร่งใส", True),
        ("เทศบาลตำบลตัวอย่าง,เรื่อง\nก,การประเมิน ITA", True),
    ],
)
def test_check_files_refuses_what_is_no_report(tmp_path, text, sound):
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    with language("en"):
        (outcome,) = check_files([file])
    problem = Problem(
        "no-report",
        "nothing of an ITA report was found in it, so that it cannot be checked",
        str(file),
        "check that this is the report, and that its text can be copied out of it",
    )
    assert outcome.problems == (() if sound else (problem,))


@pytest.mark.parametrize("workers", [1, 2])
def test_check_files_gives_each_file_its_faults_or_problems(folder, workers):
    with language("th"):
        a, c, b = check_files(report_files([folder]), ["no-period"], workers=workers)
    assert (a.agency, a.province, a.result_year, a.total, a.level) == (
        "เทศบาลตำบลตัวอย่าง", "ตัวอย่าง", 2566, "92.59", "ผ่านดี",
    )  # fmt: skip
    assert (a.faults, a.raw, bool(c.problems)) == ((), None, True)
    assert [(each.code, each.message) for each in b.faults] == [
        ("no-owner", "“ประสิทธิภาพการสื่อสาร” ไม่ระบุผู้รับผิดชอบ")
    ]


def test_check_files_keeps_the_text_where_asked(folder):
    (a,) = check_files([folder / "a.txt"], workers=2, keep_text=True)
    assert a.raw is not None


def test_copies_between_files_are_found(folder):
    plain = tuple(check_files(report_files([folder])))
    assert "copied" not in {each.code for checked in plain for each in checked.faults}
    a, c, b = with_copies(plain)
    assert {each.code for each in a.faults} == {"copied"}
    assert {each.code for each in b.faults} == {"copied", "no-owner", "no-period"}
    assert c.problems == plain[1].problems


def test_copies_are_not_looked_for_where_switched_off(folder):
    checked = tuple(check_files(report_files([folder]), ["copied"]))
    assert with_copies(checked) == checked


def test_summary_row_says_what_a_file_is_and_what_is_wrong(folder):
    a, c, b = check_files(report_files([folder]))
    assert summary_row(b) == (
        str(folder / "inner" / "b.txt"), "เทศบาลตำบลตัวอย่าง", "ตัวอย่าง", "2566", "92.59", "ผ่านดี",
        "2", "0", "0", "no-owner, no-period",
    )  # fmt: skip
    assert summary_row(c) == (c.name, *[""] * 8, c.problems[0].what)
    assert len(summary_columns()) == len(summary_row(a)) == 10


def test_summary_counts_a_rule_that_is_broken_twice(tmp_path):
    text = good.report(measures=good.MEASURES.replace("\tสำนักปลัด\t", "\t\t"))
    (tmp_path / "d.txt").write_text(text, encoding="utf-8")
    (checked,) = check_files([tmp_path / "d.txt"])
    assert summary_row(checked)[-1] == "no-owner (2)"


def test_write_summary_has_files_faults_and_rules(folder):
    checked = tuple(check_files(report_files([folder])))
    book = openpyxl.load_workbook(BytesIO(write_summary(checked, {"copied": "=one office"})))
    files, faults, rules = book.worksheets
    assert [cell.value for cell in files[4]] == [
        checked[2].name, "เทศบาลตำบลตัวอย่าง", "ตัวอย่าง", 2566, "92.59", "ผ่านดี", 2, 0, 0, "no-owner, no-period",
    ]  # fmt: skip
    assert [[cell.value for cell in row[1:3]] for row in faults.iter_rows(min_row=2)] == [
        ["error", "no-owner"],
        ["error", "no-period"],
    ]
    told = {row[0].value: (row[3].value, row[4].value) for row in rules.iter_rows(min_row=2)}
    assert (told["no-owner"], told["copied"]) == ((1, ""), (0, "=one office"))
