"""Pasted text that is not understood: what is left out is named, and what is refused is told with its line."""

from decimal import Decimal

import pytest

from pasted_texts import NUMBERED, SCORES, faults
from prongsai.intake.pasted import LINE_LIMIT, PastedScores, read_pasted


def test_lines_with_numbers_that_are_not_taken_are_named():
    lines = [f"9.{number} ข้อมูล\t100.00" for number in range(1, 8)]
    (note,) = read_pasted("\n".join(["9 การเปิดเผยข้อมูล\t88.50", *lines])).notes
    assert str(note) == (
        "these lines were not taken for scores: line 2 “9.1 ข้อมูล 100.00”; line 3 “9.2 ข้อมูล 100.00”; "
        "line 4 “9.3 ข้อมูล 100.00”; line 5 “9.4 ข้อมูล 100.00”; line 6 “9.5 ข้อมูล 100.00” … — "
        "compare the scores with what was pasted"
    )


def test_row_under_years_that_is_of_no_indicator_is_named():
    found = read_pasted("\t2566\t2567\nการปฏิบัติหน้าที่\t90\t91\n9.1 ข้อมูล\t100.00\t100.00")
    assert [each.indicators for each in found.scores] == [{1: Decimal(91)}, {1: Decimal(90)}]
    assert "line 3 “9.1 ข้อมูล 100.00 100.00”" in str(found.notes[0])


def test_bare_numbers_beside_labelled_scores_are_named():
    (note,) = read_pasted(f"{NUMBERED}\n12.5 13.5").notes
    assert "line 11 “12.5 13.5”" in str(note)


def test_rank_and_row_under_the_header_without_numbers_are_left_out():
    text = "i1\ti2\ti3\nก\tข\tค\n1.00\t2.00\t3.00\nอันดับที่\t12"
    found = read_pasted(text)
    assert found.scores == (PastedScores(None, {n: Decimal(f"{n}.00") for n in (1, 2, 3)}),)
    assert len(found.notes) == 1


def test_row_of_fewer_numbers_than_the_header_is_left_out():
    assert read_pasted("i1 i2 i3\n1.00 2.00 3.00\nค่า 5.5 6.5").scores == (
        PastedScores(None, {n: Decimal(f"{n}.00") for n in (1, 2, 3)}),
    )


@pytest.mark.parametrize("row", ["i12 90.00", "E3\t91.5", "o13 แผนการจัดซื้อ 100", "I20: 0"])
def test_scores_of_questions_and_items_are_no_scores_of_indicators(row):
    (told,) = faults(row)
    assert told.endswith(
        "is a question or an item, not an indicator — "
        "paste the ten scores of the indicators; those of questions and items go into the form"
    )


def test_code_with_other_words_is_no_label():
    assert read_pasted("i1 เรื่องอื่น 91.00").letter == "i1 เรื่องอื่น 91.00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "\n".join(SCORES[:9]),
            (
                "line 1: 9 numbers stand without labels; it takes ten to tell which is which — "
                "paste just the ten scores of the indicators, or copy the labels along with them"
            ),
        ),
        (
            "1 การปฏิบัติหน้าที่ 97.40 98.00",
            (
                "line 1: 2 numbers stand beside this label, where 1 should — "
                "keep one column of scores, or copy the row of fiscal years above them as well"
            ),
        ),
        (
            "ตัวชี้วัด 2566 2567\nการปฏิบัติหน้าที่ 90.00 91.00 92.00",
            (
                "line 2: 3 numbers stand beside this label, where 2 should — "
                "keep one column of scores, or copy the row of fiscal years above them as well"
            ),
        ),
        (
            "การปฏิบัติหน้าที่ 97.40\nตัวชี้วัดที่ 1 97.41",
            "line 2: indicator 1 is given twice, as 97.40 and as 97.41 — keep the right one",
        ),
        (
            "รวม 90.00\nรวม 91.00",
            "line 2: the total is given twice, as 90.00 and as 91.00 — keep the right one",
        ),
        (
            "ระดับ ผ่าน\nระดับ ผ่านดี",
            "line 2: the level is given twice, as ผ่าน and as ผ่านดี — keep the right one",
        ),
        ("IIT 90.00\nIIT 91.00", "line 2: IIT is given twice, as 90.00 and as 91.00 — keep the right one"),
        (
            "1\t97,40",
            (
                "line 1: “97,40” is not a number — "
                "write the number without commas, with a full stop before the decimals"
            ),
        ),
        (
            "i1\ti2\ti3\n1.00\tx\t3.00",
            (
                "line 2: “x” is not a number — "
                "write a number such as 93.00, or leave the place empty where there is no score"
            ),
        ),
        (
            "i1\ti2\ti3\n1.00\t2.00\t3.00\n4.00\t5.00\t6.00",
            (
                "line 3: there are several rows of scores for one year — "
                "paste your own agency's row only, with the fiscal year where there are several"
            ),
        ),
        (
            f"{NUMBERED}\nปี 2567\t2568\tคะแนนรวม\t89.50",
            (
                "line 11: this line names 2567, 2568, so that it cannot be told whose score it is — "
                "keep the year of the score only"
            ),
        ),
        (
            "2566\n2567\nการปฏิบัติหน้าที่\n90.00",
            (
                "line 2: 2566 and 2567 stand one below the other, so that their scores cannot be told apart — "
                "copy the table with its columns, or one year only"
            ),
        ),
        (
            "",
            (
                "no scores were found in what was pasted — "
                "paste the ten scores of the indicators, or rows with a label and a score each"
            ),
        ),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(text, told):
    assert faults(text) == [told]


def test_more_lines_than_any_agency_has_are_refused():
    assert faults("\n" * LINE_LIMIT) == [
        f"more than {LINE_LIMIT} lines were pasted — paste your own agency's scores and remarks only"
    ]


def test_every_fault_is_told():
    assert [each.split(":")[0] for each in faults("1 185\n2 97,4\n3 97.401")] == [
        "line 1",
        "line 2",
        "line 3",
    ]
