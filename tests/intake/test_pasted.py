"""Pasted text: ten scores and what stands beside them, a letter, and both as an entry."""

from decimal import Decimal

import pytest

from pasted_texts import NAMES, NUMBERED, SCORES, TEN, faults, one
from prongsai.intake.model import Remark
from prongsai.intake.nodes import Node
from prongsai.intake.pasted import Pasted, PastedScores, read_pasted
from prongsai.intake.remarks import holds_remarks, read_remarks, remark_entry
from prongsai.intake.results import read_result
from prongsai.intake.trees import Document
from prongsai.language.digits import thai
from prongsai.method.library import load_method


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(SCORES),
        "\n".join(SCORES),
        " ".join(SCORES),
        thai("\t".join(SCORES)),
        "\r\n".join(f"{score} %" for score in SCORES),
        "\n".join(f"ร้อยละ {score}" for score in SCORES),
        "เทศบาลตำบลตัวอย่าง\t" + "\t".join(SCORES),
        NUMBERED,
        NUMBERED.replace(" ", "\t"),
        thai(NUMBERED),
        "\n".join(f"{number}\t{score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"{name}: {score} คะแนน" for name, score in zip(NAMES, SCORES, strict=True)),
        "\n".join(f"i{number} {score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"I.{number} = {score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"ตัวชี้วัดที่ {number} {score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(f"ตชว. {number}\t{score}" for number, score in enumerate(SCORES, 1)),
        "\n".join(
            f"{number}\n{name}\n\n{score}"
            for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
        ),
        "ที่\tตัวชี้วัด\tคะแนน\tระดับ\n"
        + "\n".join(
            f"{11 - number}\t{name}\t{score}\tผ่าน"
            for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
        ),
        "หน่วยงาน\t" + "\t".join(f"i{number}" for number in range(1, 11)) + "\nเทศบาล\t" + "\t".join(SCORES),
        " ".join(f"i{number}" for number in range(1, 11)) + "\n" + " ".join(SCORES),
        " ".join(map(str, range(1, 11))) + "\n" + " ".join(SCORES),
    ],
)
def test_ten_scores_are_understood(text):
    assert read_pasted(text) == Pasted((PastedScores(None, TEN),))


def test_instruments_parts_total_and_level_are_taken_where_they_stand():
    text = f"""\
ผลการประเมิน ITA
ตัวชี้วัด\tคะแนน
IIT\t94.18
{NUMBERED}
แบบวัด EIT 88.03
EIT ส่วนที่ 1 86.20
EIT ส่วนที่ 2 (Survey)\t89.87
OIT\t\t94.25
คะแนนรวม\t\t92.36%\tผ่านดี
"""
    assert one(text) == PastedScores(
        None,
        TEN,
        {
            "IIT": Decimal("94.18"),
            "EIT": Decimal("88.03"),
            "EIT1": Decimal("86.20"),
            "EIT2": Decimal("89.87"),
            "OIT": Decimal("94.25"),
        },
        Decimal("92.36"),
        "ผ่านดี",
    )


@pytest.mark.parametrize("level", ["ระดับ ผ่านดี", "ระดับผลการประเมิน: ผ่านดี", "ระดับ\tผ่านดี"])
def test_level_stands_in_a_row_of_its_own(level):
    assert one(f"{NUMBERED}\n{level}").level == "ผ่านดี"


def test_cell_with_line_breaks_is_one_cell_and_lines_are_still_counted():
    assert one('"การปฏิบัติ\nหน้าที่"\t97.40') == PastedScores(None, {1: Decimal("97.40")})
    assert faults('"การปฏิบัติ\nหน้าที่"\t97.40\nการใช้งบประมาณ\t185') == [
        (
            "line 3: 185 is not a score: scores lie between 0 and 100 — "
            "write the score as it was published, or leave the place empty where there is none"
        )
    ]


def test_quotation_marks_within_a_quoted_cell_are_kept():
    assert read_pasted('"ข้อ o13 ""คู่มือ""\nไม่ครบ"\tx').letter == 'ข้อ o13 "คู่มือ"\nไม่ครบ\tx'


def test_letter_beside_scores_is_taken_as_a_letter():
    letter = "ส่วนที่ 1\ni7 ประเด็น ไม่ทราบ\n\n20 ดังนั้น ควรบอก (อ้างอิงจาก o11)\nข้อ o13 ขาดองค์ประกอบ (1)"
    assert read_pasted(f"{' '.join(SCORES)}\n\n{letter}\n") == Pasted((PastedScores(None, TEN),), letter, ())


def test_letter_alone_is_taken_without_scores():
    assert read_pasted("i7 ประเด็น ไม่ทราบ ดังนั้น ควรบอก 20") == Pasted((), "i7 ประเด็น ไม่ทราบ ดังนั้น ควรบอก 20")


def test_headings_of_a_letter_are_no_scores_under_a_header():
    text = "\t2566\t2567\nการปฏิบัติหน้าที่\t90\t91\nตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\ni7 ประเด็น ไม่ทราบ"
    found = read_pasted(text)
    assert found.letter == "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\ni7 ประเด็น ไม่ทราบ"
    assert [each.indicators for each in found.scores] == [{1: Decimal(91)}, {1: Decimal(90)}]


def test_scores_are_given_as_an_entry_of_results():
    full = PastedScores(None, TEN, {"IIT": Decimal("94.18")}, Decimal("92.36"), "ผ่านดี")
    assert full.entry(2568) == {
        "fiscal_year": "2568",
        "depth": "indicators",
        "indicators": {str(number): score for number, score in enumerate(SCORES, start=1)},
        "instruments": {"IIT": "94.18"},
        "total": "92.36",
        "level": "ผ่านดี",
    }
    assert PastedScores(None, {}).entry(2567) == {
        "fiscal_year": "2567",
        "depth": "indicators",
        "indicators": {},
    }


LETTER = """\
i7 ประเด็น เจ้าหน้าที่บางคนไม่รู้แผน ดังนั้น ควรแจ้งแผนให้ทราบ
(อ้างอิงจาก o11) และติดตาม ดังนั้น ควรทำซ้ำ
ส่วนที่ 1
e๑ ประเด็น ขั้นตอนไม่ชัด
e2 ประเด็น ดังนั้น ควรทำคู่มือ
ข้อ o13 รายงานไม่ครบ เนื่องจากขาดองค์ประกอบ (1) ผล และ (4) ข้อเสนอแนะ
"""


def test_remark_given_as_an_entry_is_read_as_the_same():
    method = load_method(2566)
    remarks, _problems = read_remarks(LETTER, method)
    entries = [remark_entry(each) for each in remarks]
    assert entries[0] == {
        "codes": ["i7"],
        "part": "",
        "text": "เจ้าหน้าที่บางคนไม่รู้แผน ดังนั้น ควรแจ้งแผนให้ทราบ (อ้างอิงจาก o11) และติดตาม ดังนั้น ควรทำซ้ำ",
        "missing": [],
    }
    node = Node.root(Document({"depth": "indicators", "remarks": entries}, "x"))
    read = read_result(node, "", None, [], method)

    def without_head(remark: Remark) -> tuple[object, ...]:
        return (remark.codes, remark.part, remark.problem, remark.advice, remark.missing, remark.refs)

    assert node.problems == []
    assert list(map(without_head, read.remarks)) == list(map(without_head, remarks))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("i7 ประเด็น ก", True),
        ("ข้อ o13 ข", True),
        ("<p>e1 ประเด็น ค</p>", True),
        ("สวัสดี", False),
        ("97.40", False),
    ],
)
def test_text_with_remarks_is_told(text, held):
    assert holds_remarks(text) is held
