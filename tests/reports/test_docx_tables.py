"""Tables in Word files: widths, headers, rows, merged cells."""

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.reports.document import Cell, Document, Table, cell, text
from prongsai.reports.docx_tables import column_widths, placed
from prongsai.reports.docx_writer import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PORTRAIT, LANDSCAPE = 9071, 14003

SCORES = Table(
    (
        (cell("ตัวชี้วัด", down=2, shade=True), cell("คะแนน", across=2, shade=True)),
        (cell("2567", shade=True), cell("2568", shade=True)),
    ),
    (
        (cell("เครื่องมือ IIT", across=3),),
        (cell("ก", down=2), cell("80.00"), cell("90.00", align="right")),
        (cell("81.00\nปรับแล้ว"), cell("91.00", down=2)),
        (cell("ข"),),
    ),
    (3, 1, 1),
    "คะแนน & ผล",
)


def read(*tables: Table, landscape: bool = False) -> list["docx.table.Table"]:
    data = write_docx(Document("ตาราง", tables, landscape=landscape))
    return list(docx.Document(BytesIO(data)).tables)


def test_merged_cells_cover_their_columns_and_rows() -> None:
    (table,) = read(SCORES)

    assert [[table.cell(row, column).text for column in range(3)] for row in range(6)] == [
        ["ตัวชี้วัด", "คะแนน", "คะแนน"],
        ["ตัวชี้วัด", "2567", "2568"],
        ["เครื่องมือ IIT"] * 3,
        ["ก", "80.00", "90.00"],
        ["ก", "81.00\nปรับแล้ว", "91.00"],
        ["ข", "", "91.00"],
    ]


def test_header_rows_repeat_and_no_row_splits() -> None:
    (table,) = read(SCORES)
    marks = [[e.tag.removeprefix(W) for e in row._tr.trPr] for row in table.rows]

    assert marks == [["cantSplit", "tblHeader"]] * 2 + [["cantSplit"]] * 4


@pytest.mark.parametrize(("steps", "whole"), [(10, True), (40, False)])
def test_row_that_no_page_can_hold_may_split(steps: int, whole: bool) -> None:
    """LibreOffice would cut off what such a row has beyond the page."""
    high = cell("\n".join(["ปรับปรุงคู่มือ"] * steps))
    (table,) = read(Table((), ((cell("ก"), high),), (1.0, 1.0), "มาตรการ"))
    (row,) = table.rows

    assert (row._tr.find(f"{W}trPr/{W}cantSplit") is not None) == whole


def test_row_beside_merged_cells_is_measured_by_its_own() -> None:
    long = cell("\n".join(["ปรับปรุงคู่มือ"] * 40), down=2)
    (table,) = read(Table((), ((long, cell("ก")), (cell("ข"),)), (1.0, 1.0), "มาตรการ"))

    assert [row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows] == [True, True]


def test_header_stays_with_the_first_row_below_it() -> None:
    (table,) = read(SCORES)
    kept = [
        [
            p.paragraph_format.keep_with_next
            for c in row._tr.tc_lst
            for p in docx.table._Cell(c, table).paragraphs
        ]
        for row in table.rows
    ]

    assert kept == [[True] * 2, [True] * 3, [None], [None] * 3, [None] * 4, [None] * 3]


@pytest.mark.parametrize(("landscape", "total"), [(False, PORTRAIT), (True, LANDSCAPE)])
def test_widths_are_fixed_on_grid_and_cells_alike(landscape: bool, total: int) -> None:
    (table,) = read(SCORES, landscape=landscape)
    element = table._tbl
    grid = [int(column.get(f"{W}w")) for column in element.tblGrid]

    assert element.tblPr.find(f"{W}tblLayout").get(f"{W}type") == "fixed"
    assert sum(grid) == int(element.tblPr.find(f"{W}tblW").get(f"{W}w")) == total
    for row in element.tr_lst:
        start = 0
        for each in row.tc_lst:
            width = int(each.tcPr.find(f"{W}tcW").get(f"{W}w"))
            assert width == sum(grid[start : start + each.grid_span])
            start += each.grid_span
        assert start == 3


def test_shading_and_alignment_are_those_of_the_cells() -> None:
    (table,) = read(SCORES)
    fills = [[c.tcPr.find(f"{W}shd") is not None for c in row.tc_lst] for row in table._tbl.tr_lst]

    assert fills == [[True] * 2, [True] * 3, [False], [False] * 3, [False] * 3, [False] * 3]
    assert table.cell(3, 2).paragraphs[0].alignment == 2
    assert table.cell(3, 1).paragraphs[0].alignment is None


def test_table_with_borders_is_a_grid_in_smaller_text() -> None:
    grid, layout = read(SCORES, Table((), ((cell("ก"),),), (1,), "ที่ว่าง", borders=False))

    assert [table.style.name for table in (grid, layout)] == ["Table Grid", "Normal Table"]
    assert [table.cell(0, 0).paragraphs[0].style.name for table in (grid, layout)] == ["Table Text", "Normal"]
    assert [table.cell(0, 0).paragraphs[0].runs[0].font.size.pt for table in (grid, layout)] == [14, 16]


def test_caption_is_there_for_screen_readers() -> None:
    captions = [table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") for table in read(SCORES)]

    assert captions == ["คะแนน & ผล"]


def test_tables_that_follow_each_other_stay_apart() -> None:
    document = Document("ตาราง", (SCORES, SCORES, text("จบ")))
    body = docx.Document(BytesIO(write_docx(document))).element.body

    assert [e.tag.removeprefix(W) for e in body] == ["tbl", "p", "tbl", "p", "p", "sectPr"]


def test_cell_without_paragraphs_is_an_empty_one() -> None:
    (table,) = read(Table((), ((Cell(()),),), (1,), "ว่าง"))

    assert [p.text for p in table.cell(0, 0).paragraphs] == [""]


@pytest.mark.parametrize(
    "rows",
    [
        ((cell("ก"), cell("ข"), cell("ค")),),
        ((cell("ก", across=3),),),
        ((cell("ก"), cell("ข", down=2)), (cell("ค", across=2),)),
    ],
)
def test_cells_that_do_not_fit_are_an_error(rows: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(ValueError, match="column"):
        list(placed(rows, 2))


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[Cell]], list[list[str]]]:
    """Give rows of cells that fit, and the name of the cell that covers each place of each row."""
    columns, height = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    names = [[""] * columns for _ in range(height)]
    rows: list[list[Cell]] = []
    for number in range(height):
        rows.append([])
        for column in range(columns):
            if names[number][column]:
                continue
            free = next((n for n in range(column, columns) if names[number][n]), columns) - column
            name, across, down = f"{number}-{column}", draw(st.integers(1, free)), draw(st.integers(1, 3))
            rows[-1].append(cell(name, across=across, down=down))
            for below in names[number : number + down]:
                below[column : column + across] = [name] * across
    return rows, names


@given(grids())
def test_every_place_belongs_to_the_cell_that_covers_it(
    grid: tuple[list[list[Cell]], list[list[str]]],
) -> None:
    rows, names = grid
    found = list(placed(rows, len(names[0])))

    assert [[p.cell.text for p in places for _ in range(p.cell.across)] for places in found] == names
    assert [[p.cell for p in places if p.merge != "continue"] for places in found] == rows


def test_short_row_is_filled_with_empty_cells() -> None:
    assert [[p.cell.text for p in places] for places in placed(((cell("ก"),), ()), 2)] == [
        ["ก", ""],
        ["", ""],
    ]


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=12), st.integers(1000, 20000))
def test_column_widths_share_the_whole_width(relative: list[float], total: int) -> None:
    widths = column_widths(relative, total)

    assert sum(widths) == total
    assert all(abs(w - total * r / sum(relative)) <= 1 for w, r in zip(widths, relative, strict=True))
