"""A filled-in XLSX template becomes the draft of a result."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from houses import INDICATORS
from prongsai.intake.sheets import write_template
from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method
from prongsai.site.rounds.drafts import Draft
from prongsai.site.rounds.from_template import draft_from_template
from prongsai.site.shell.speech import speaking

UNIT = "เทศบาลตำบลต้นแบบ"


@pytest.fixture(autouse=True)
def _in_english():
    with language("en"):
        yield


def filled_in(*changes: Callable[[Any], None], name: str = UNIT, **cells: str) -> bytes:
    """Give a template of 2568 with the ten scores; `cells` fill rows of the first sheet by their label."""
    book = load_workbook(BytesIO(write_template(load_method(2568))))
    for label, value in {"ชื่อหน่วยงาน": name, **cells}.items():
        for row in book["หน่วยงาน"].iter_rows(min_row=2):
            if row[0].value == label:
                row[1].value = value
    for row, score in zip(book["ตัวชี้วัด"].iter_rows(min_row=2), INDICATORS.values(), strict=False):
        row[2].value = float(score)
    for change in changes:
        change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def earlier(year: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        row = book["ผลปีก่อน"].max_row + 1 if book["ผลปีก่อน"]["A2"].value else 2
        book["ผลปีก่อน"].cell(row, 1).value = year
        book["ผลปีก่อน"].cell(row, 2).value = 95.5

    return change


def letter(book: Any) -> None:
    book["ข้อสังเกตของผู้ประเมิน"]["A2"] = "i7 ประเด็น ไม่ทราบแผน (อ้างอิงจาก 011)"
    book["ข้อสังเกตของผู้ประเมิน"]["A3"] = "ข้อ o13 ขาดข้อมูล"


def read(content: bytes) -> Draft:
    return draft_from_template(Draft(source="ก"), content, "แบบกรอก.xlsx", 2568, UNIT)


def faults(content: bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(content)
    return [each.code for each in caught.value.problems]


SHORT = {key: score.rstrip("0").rstrip(".") for key, score in INDICATORS.items()}
"""The scores as a sheet gives them."""


def test_filled_in_template_becomes_the_result_of_the_round():
    found = read(filled_in(letter, earlier("๒๕๖๗"), ชนิดของผล="ผลเบื้องต้น", วันที่ประกาศผล="15/8/2568"))
    assert found == Draft(
        kind="preliminary",
        source="ก",
        inputs={
            "fiscal_year": "2568",
            "depth": "indicators",
            "indicators": SHORT,
            "announced": "15/8/2568",
        },
        remarks=[
            {"codes": ["i7"], "part": "", "text": "ไม่ทราบแผน (อ้างอิงจาก 011)", "missing": []},
            {"codes": ["o13"], "part": "", "text": "ขาดข้อมูล", "missing": []},
        ],
        earlier=[{"fiscal_year": "2567", "depth": "indicators", "indicators": {"1": "95.5"}}],
        notes=[
            "แผ่น “ข้อสังเกตของผู้ประเมิน” แถวที่ 2: these were taken for codes of 2568: 011 → o11 – mend the remarks where that is wrong"
        ],
        read=True,
    )


def blank(book: Any) -> None:
    for row in book["ตัวชี้วัด"].iter_rows(min_row=2):
        row[2].value = None


def one_year_more(book: Any) -> None:
    book["ผลปีก่อน"]["A2"] = "2567"


@pytest.mark.parametrize(
    ("changes", "years"),
    [((blank,), "2568"), ((one_year_more,), "2567"), ((blank, one_year_more), "2568, 2567")],
)
def test_year_without_any_score_is_refused(changes, years):
    with speaking("en"), pytest.raises(InputError) as caught:
        read(filled_in(*changes))
    said = f"The file holds no scores of {years}."
    mend = "fill in at least one score of the year, save the file, and choose it again"
    assert caught.value.problems == (Problem("no-scores", said, mend=mend),)


def test_questions_and_items_are_taken_at_their_depth():
    def deep(book: Any) -> None:
        book["ข้อคำถาม"]["D2"] = 91.25
        book["ข้อ OIT"]["C2"] = 100

    found = read(filled_in(deep, ความละเอียดของคะแนน="คะแนนรายข้อคำถามและข้อ OIT"))
    assert (found.inputs["depth"], found.inputs["questions"], found.inputs["items"]) == (
        "questions",
        {"IIT": {"i1": "91.25"}},
        {"o1": "100"},
    )


def test_name_of_another_agency_must_be_confirmed():
    assert read(filled_in(name="เทศบาลอื่น")).doubts == [
        "ไฟล์ระบุชื่อ “เทศบาลอื่น” คะแนนเหล่านี้เป็นของเทศบาลตำบลต้นแบบใช่หรือไม่"
    ]
    assert read(filled_in(name="เทศบาลตำบล ต้นแบบ")).doubts == []


def test_template_of_another_year_is_refused():
    assert faults(filled_in(ปีงบประมาณของผลการประเมิน="2567")) == ["other-year"]


def test_template_with_a_later_year_is_refused():
    assert faults(filled_in(earlier("2569"))) == ["other-year"]


def test_two_results_of_one_year_are_refused():
    assert faults(filled_in(earlier("2568"))) == ["doubled-year"]


@pytest.mark.parametrize(
    "cells",
    [
        {"ความละเอียดของคะแนน": "แบบตอบรายบุคคล (แนบไฟล์ CSV)"},
        {"ไฟล์แบบตอบ IIT": "iit.csv"},
    ],
)
def test_answers_are_refused_in_one_line(cells):
    assert faults(filled_in(**cells)) == ["answers"]


def test_kind_of_many_agencies_is_refused():
    assert faults(filled_in(ชนิดของผล="ค่าเฉลี่ยของหลายหน่วยงาน")) == ["other-kind"]


def test_faults_keep_sheet_and_row():
    def wrong(book: Any) -> None:
        book["ตัวชี้วัด"]["C4"] = 185

    with pytest.raises(InputError) as caught:
        read(filled_in(wrong))
    assert [each.where for each in caught.value.problems] == ["แบบกรอก.xlsx!ตัวชี้วัด:4 results.1.indicators.3"]
