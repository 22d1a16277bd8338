"""Pasted text of several years: each score, total and level is taken for its own year."""

from decimal import Decimal

import pytest

from pasted_texts import NAMES, NUMBERED, SCORES, TEN, one
from prongsai.intake.pasted import PastedScores, read_pasted


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัด\t2566\tปี 2567\tพ.ศ. ๒๕๖๘\n"
        + "\n".join(f"{name}\t{score}\t-\t{score}" for name, score in zip(NAMES, SCORES, strict=True))
        + "\nคะแนนรวม\t90.00\t\t92.00\nระดับ\tผ่าน\t\tผ่านดี",
        "ปีงบประมาณ\t" + "\t".join(map(str, range(1, 11))) + "\tคะแนนรวม\tระดับ\n"
        "2566\t" + "\t".join(SCORES) + "\t90.00\tผ่าน\n2568\t" + "\t".join(SCORES) + "\t92.00\tผ่านดี",
        f"ปี 2566\n{NUMBERED}\nรวม 90.00 ผ่าน\n\nปีงบประมาณ พ.ศ. ๒๕๖๘\n{NUMBERED}\nรวม 92.00 ผ่านดี",
    ],
)
def test_tables_of_several_years_are_told_apart(text):
    assert read_pasted(text).scores == (
        PastedScores(2568, TEN, {}, Decimal("92.00"), "ผ่านดี"),
        PastedScores(2566, TEN, {}, Decimal("90.00"), "ผ่าน"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัด 2566 2567\n"
        + "\n".join(f"{name} {score} {score}" for name, score in zip(NAMES, SCORES, strict=True)),
        "ตัวชี้วัด ปี 2566 ปี 2567\n" + "\n".join(f"{n}. {s} {s}" for n, s in enumerate(SCORES, 1)),
        "\t2566\t2567\n" + "\n".join(f"{number}\t{score}\t{score}" for number, score in enumerate(SCORES, 1)),
        "2566 " + " ".join(SCORES) + "\n2567 " + " ".join(SCORES),
        "2566\n" + "\n".join(SCORES) + "\n2567\n" + "\n".join(SCORES),
    ],
)
def test_years_without_more_than_the_ten_are_told_apart(text):
    assert read_pasted(text).scores == (PastedScores(2567, TEN), PastedScores(2566, TEN))


@pytest.mark.parametrize(
    "line",
    [
        "ผลปี 2567 รวม 89.50",
        "คะแนนรวมปี ๒๕๖๗: ๘๙.๕๐",
        "ผลปี 2567 รวม\n89.50",
        "ผลปี 2567\tคะแนนรวม\t89.50",
        "ปี 2567\tคะแนนรวม\t89.5",
        "คะแนนรวม\t2567\t89.50",
    ],
)
@pytest.mark.parametrize("ten", [NUMBERED, "\n".join(SCORES), f"ปีงบประมาณ พ.ศ. 2568\n{NUMBERED}"])
def test_line_that_names_another_year_is_of_that_year(ten, line):
    year = 2568 if "2568" in ten else None
    found = {each.fiscal_year: each for each in read_pasted(f"{ten}\n{line}").scores}
    assert found == {year: PastedScores(year, TEN), 2567: PastedScores(2567, {}, total=Decimal("89.50"))}


def test_level_beside_another_years_total_is_of_that_year():
    found = read_pasted(f"{NUMBERED}\nรวม 92.36 ผ่านดี\nผลปี 2567 รวม 89.50 ผ่าน").scores
    assert [(each.fiscal_year, each.total, each.level) for each in found] == [
        (2567, Decimal("89.50"), "ผ่าน"),
        (None, Decimal("92.36"), "ผ่านดี"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ผลปี 2567\t" + "\t".join(SCORES),
        "เทศบาลตำบลตัวอย่าง ผลปี 2567 " + " ".join(SCORES),
        "หน่วยงาน\t" + "\t".join(f"i{number}" for number in range(1, 11)) + "\nผลปี 2567\t" + "\t".join(SCORES),
    ],
)
def test_row_of_ten_that_names_its_year_is_of_that_year(text):
    assert one(text) == PastedScores(2567, TEN)


def test_name_beside_the_ten_of_a_year_above_may_repeat_the_year():
    assert one("ปี 2567\nเทศบาล ผลปี 2567\t" + "\t".join(SCORES)) == PastedScores(2567, TEN)


def test_same_year_named_twice_above_is_one():
    assert one("ปี 2568\nปีงบประมาณ พ.ศ. 2568\n" + "\n".join(SCORES)) == PastedScores(2568, TEN)
