"""Things are called what the reader calls them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from prongsai.analysis.model import Finding
from prongsai.method.library import load_method
from prongsai.method.model import Confidence
from prongsai.site.findings import words
from prongsai.site.shell.speech import speaking


@pytest.mark.parametrize(
    ("key", "english", "thai"),
    [
        ("total", "Total score", "คะแนนรวม"),
        ("8", "8. Improvement of work system", "8. การปรับปรุงระบบการทำงาน"),
        (
            "EIT",
            "EIT External Integrity and Transparency Assessment",
            "EIT แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก",
        ),
        ("EIT2", "EIT part 2", "EIT ส่วนที่ 2"),
        ("o13", "o13 รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "o13 รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี"),
        ("o99", "o99", "o99"),
        ("11", "11", "11"),
    ],
)
def test_figure_title_in_both_languages(key, english, thai):
    method = load_method(2568)
    assert words.figure_title(method, key) == english
    with speaking("th"):
        assert words.figure_title(method, key) == thai


def test_figure_title_of_question_names_the_part_where_there_are_two():
    method = load_method(2568)
    with speaking("th"):
        assert words.figure_title(method, "EIT1/e9") == "e9 ความสะดวกและรวดเร็วของบริการออนไลน์ (EIT ส่วนที่ 1)"
        assert words.figure_title(method, "IIT/i10") == "i10 การยืมทรัพย์สินของราชการอย่างถูกต้อง"


@pytest.mark.parametrize(
    ("finding", "title"),
    [
        (Finding("8", "indicator", 8, "mend", ()), "ตัวชี้วัดที่ 8. การปรับปรุงระบบการทำงาน"),
        (
            Finding("remark/EIT1/e9", "remark", 8, "mend", (), part="EIT1", codes=("e9",)),
            "ข้อคำถาม e9 ความสะดวกและรวดเร็วของบริการออนไลน์ (EIT ส่วนที่ 1)",
        ),
        (
            Finding("remark/o3+o4", "remark", 9, "mend", (), codes=("o3", "o4")),
            "ข้อ o3, o4 ข้อมูลการติดต่อ",
        ),
        (Finding("remark/x9", "remark", 0, "mend", (), codes=("x9",)), "ข้อคำถาม x9"),
        (Finding("remark/", "remark", 0, "mend", ()), "ข้อสังเกตที่ไม่ได้ระบุหมายเลขข้อ"),
    ],
)
def test_finding_title(finding, title):
    with speaking("th"):
        assert words.finding_title(load_method(2568), finding) == title


def test_level_name_keeps_the_official_name():
    assert words.level_name(load_method(2568), "ผ่านดี") == "pass, good (ผ่านดี)"
    assert words.level_name(load_method(2565), "AA") == "AA"
    assert words.level_name(load_method(2569), "ผ่านดี") == "ผ่านดี"
    with speaking("th"):
        assert words.level_name(load_method(2568), "ผ่านดี") == "ผ่านดี"


def test_class_titles_and_counts():
    with speaking("th"):
        assert [words.class_title(each) for each in words.CLASSES] == [
            "ต้องแก้ไขโดยเร่งด่วน",
            "ควรพัฒนาให้ดีขึ้น",
            "ควรรักษาและดำเนินการต่อเนื่อง",
        ]
        assert words.counted(3) == "3 เรื่อง"
    assert words.counted(1) == "1 in this class"


def test_firmness_is_said_only_of_a_figure():
    assert words.firmness(Confidence.INFERRED) == "inferred"
    assert words.firmness(None) == ""


def test_points_are_rounded_half_up():
    assert words.points_of(Fraction(1, 200)) == Decimal("0.01")
    assert words.points_of(Fraction(1, 3), 4) == Decimal("0.3333")
    assert str(words.points_of(Fraction(2), 4)) == "2.0000"
