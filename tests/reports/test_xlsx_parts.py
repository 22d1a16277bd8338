"""The parts of the XLSX writer, one by one: scores, names of sheets, spelling, columns, places and heights of cells."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.language.digits import thai
from prongsai.reports.document import Table, cell
from prongsai.reports.xlsx_cells import place, score, spell, text_height
from prongsai.reports.xlsx_page import UNITS, _edges
from prongsai.reports.xlsx_writer import sheet_name


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("99.14", (99.14, "0.00")),
        ("0.00", (0.0, "0.00")),
        ("100.00", (100.0, "0.00")),
        ("+1.25", (1.25, "+0.00")),
        ("-1.25", (-1.25, "0.00")),
        ("−1.25", (-1.25, '0.00;"−"0.00')),
        ("−0.00", None),
        ("099.14", None),
        ("99.141", None),
        ("99.14 ", None),
        ("99.14\n", None),
        ("๙๙.๑๔", None),
        ("1234567890123.00", None),
        ("", None),
    ],
)
def test_score_is_a_number_only_where_it_looks_like_one(
    content: str, number: tuple[float, str] | None
) -> None:
    assert score(content) == number


@given(st.decimals(min_value=-100, max_value=100, places=2))
def test_score_keeps_every_digit(value: Decimal) -> None:
    found = score(str(value))
    assert (found is None) == (value.is_zero() and value.is_signed())
    assert found is None or (f"{found[0]:.2f}", found[1]) == (str(value), "0.00")


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("ผลคะแนน", [], "ผลคะแนน"),
        ("ก/ข: [ค]*?\\'ง'", [], "ก ข ค ง"),
        ("", [], "ตาราง"),
        ("History", [], "History (1)"),
        ("Ab", ["aB", "ab (2)"], "Ab (3)"),
        ("เปรียบเทียบผลการประเมินกับปีก่อนหน้า", [], "เปรียบเทียบผลการประเมินกับปี"),
        ("การวิเคราะห์ผลการประเมินรายตัวชี้วัด", ["การวิเคราะห์ผลการประเมินราย"], "การวิเคราะห์ผลการประเมินราย (2)"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["X" * 31], "x" * 27 + " (2)"),
        ("ก" * 20 + " " + "ข" * 20, [], "ก" * 20),
        ("ก" * 30 + "ที่", [], "ก" * 30),
        ("ก" * 30 + "เท", [], "ก" * 30),
        ("ก" + "่" * 40, [], "ก"),
        ("เ" * 40, [], "เ"),
        ("😀" * 20, [], "😀" * 15),
    ],
)
def test_sheet_name_is_safe(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name


@given(st.text())
def test_spelling_drops_only_what_xml_cannot_hold(content: str) -> None:
    written = spell(content, thai_digits=False)
    assert written.isprintable() or all(letter in "\t\n" or ord(letter) >= 0x20 for letter in written)
    assert spell("ก\r\nข\rค\x00\x1b\ufffe1", thai_digits=True) == "ก\nข\nค๑"
    assert spell(content, thai_digits=True) == thai(written)


@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=UNITS))
def test_columns_of_any_widths_fit_the_grid(widths: list[float]) -> None:
    edges = _edges(Table((), (), tuple(widths), "ตาราง"))
    assert (edges[0], edges[-1], len(edges)) == (0, UNITS, len(widths) + 1)
    assert all(before < after for before, after in pairwise(edges))


def test_cells_are_placed_past_those_that_span_down() -> None:
    grid = (
        (cell("ก", down=2), cell("ข", across=2), cell("ค", down=9)),
        (cell("ง"), cell("จ")),
    )
    assert [(each.cell.text, each.top, each.left, each.bottom, each.right) for each in place(grid)] == [
        ("ก", 0, 0, 1, 0),
        ("ข", 0, 1, 0, 2),
        ("ค", 0, 3, 1, 3),
        ("ง", 1, 1, 1, 1),
        ("จ", 1, 2, 1, 2),
    ]


def test_text_height_counts_lines_and_not_marks() -> None:
    line = 16 * 1.65
    assert text_height("", 600, 16) == pytest.approx(line)
    assert text_height("ก\nข\n", 600, 16) == pytest.approx(3 * line)
    assert text_height("ก" * 57, 600, 16) == pytest.approx(line)
    assert text_height("ก" * 58, 600, 16) == pytest.approx(2 * line)
    assert text_height("ก่" * 57, 600, 16) == pytest.approx(line)
    assert text_height("ก" * 3, 1, 16) == pytest.approx(2 * line)
