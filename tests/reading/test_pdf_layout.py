"""PDFs without tags are read by where the text stands: ruled tables, columns, paragraphs, turned pages."""

from io import BytesIO

import pikepdf
import pytest

from drawn_pdfs import at, content, grid, lines, pdf, read, rule
from prongsai.reading import pdf_rules
from prongsai.reading.model import RawParagraph
from prongsai.reading.opening import open_report_bytes


def test_marks_drawn_last_are_put_upon_their_letters() -> None:
    # ตวทหนา, then the marks of ตัว ที่ หน้า each where it belongs; and one far from any letter.
    page = (
        at(50, 300, "ตวทหนา")
        + at(55, 300, "\u0e31")
        + at(65, 300, "\u0e35")
        + at(65, 300, "\u0e48")
        + at(75, 300, "\u0e49")
    )
    assert read(page + at(300, 100, "\u0e47") + at(50, 250, "กขคงตวดทมน")) == [
        ("ตัวที่หน้า", 0),
        ("กขคงตวดทมน", 0),
        ("\u0e47", 0),
    ]


def test_lines_are_joined_to_paragraphs() -> None:
    page = (
        lines(50, 300, "1.1 aaaa bbbb cccc dddd", "eeee ffff gggg hhhh", "iiii.")
        + lines(
            50,
            240,
            "8.80 xxxx yyyy zzzz 2566",
            "- 2567 zzzz yyyy xxxx a",
            "- item one two three aa",
        )
        + lines(80, 170, "indented line begin")
        + lines(50, 156, "goes on กข", "คง here and there, and ", ".more")
        + at(50, 60, "a large title", 16)
    )
    assert read(page) == [
        ("1.1 aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii.", 0),
        ("8.80 xxxx yyyy zzzz 2566 - 2567 zzzz yyyy xxxx a", 0),
        ("- item one two three aa", 0),
        ("indented line begin goes on กข", 0),
        ("คง here and there, and .more", 0),
        ("a large title", 0),
    ]


def test_ruled_table_is_read_with_merged_cells_and_wrapped_lines() -> None:
    page = (
        at(50, 380, "before the table here")
        + "".join(rule(50, y, 450, y) for y in (350, 320, 200))
        + rule(150, 260, 450, 260)
        + rule(50, 350, 50, 200)
        + rule(450, 350, 450, 200)
        + rule(150, 320, 150, 200)
        + rule(300, 350, 300, 200)
        + lines(55, 330, "head over two")
        + lines(305, 330, "score")
        + lines(55, 300, "(1) one", "(2) two", "end")
        + lines(155, 300, "wide words in a cell goo", "on and on")
        + lines(305, 300, "99.14")
        + lines(155, 240, "low")
        + at(50, 150, "after the table, words")
    )
    assert read(page) == [
        ("before the table here", 0),
        [
            ("head over two", "", "score"),
            ("(1) one\n(2) two\nend", "wide words in a cell goo on and on", "99.14"),
            ("", "low", ""),
        ],
        ("after the table, words", 0),
    ]


def test_rules_as_thin_boxes_and_open_sides_are_rules_too() -> None:
    boxes = "".join(f"50 {y} 300 1 re f\n" for y in (300, 270, 240)) + "199.5 240 1 60 re f\n"
    page = (
        boxes
        + lines(60, 280, "a")
        + lines(210, 280, "b")
        + lines(60, 250, "c")
        + lines(210, 250, "dddddddddddddd")
    )
    assert read(page) == [[("a", "b"), ("c", "dddddddddddddd")]]
    closed = (
        "50 240 m 50 300 l 350 300 l 350 240 l h S\n"
        + rule(200, 240, 200, 300)
        + rule(50, 270, 120, 270)
        + rule(122, 270, 350, 270)
    )
    top = (
        rule(50, 310, 50, 240) + rule(200, 320, 200, 240) + rule(50, 300, 350, 300) + rule(50, 270, 350, 270)
    )
    words = (
        lines(60, 280, "a") + lines(210, 280, "b") + lines(60, 250, "c") + lines(210, 250, "dddddddddddddd")
    )
    assert read(closed + words) == [[("a", "b"), ("c", "dddddddddddddd")]]
    assert read(top + words) == [[("a", "b"), ("c", "dddddddddddddd")]]


def test_frames_lone_rules_and_drawings_are_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    words = lines(60, 280, "words in a frame of rules")
    curve = "0 0 m 10 10 20 20 30 0 c 5 5 l S\n"
    assert read(grid((50, 350), (300, 240)) + rule(20, 20, 90, 20) + curve + words) == [
        ("words in a frame of rules", 0)
    ]
    table = grid((50, 200, 350), (300, 240)) + words
    assert [type(each) for each in read(table)] == [list]
    monkeypatch.setattr(pdf_rules, "_RULES_LIMIT", 1)
    assert read(table) == [("words in a frame of rules", 0)]
    monkeypatch.setattr(pdf_rules, "_POINTS_LIMIT", 2)
    assert read(table) == [("words in a frame of rules", 0)]


def test_rules_apart_on_one_line_leave_a_merged_cell_between() -> None:
    page = grid((50, 450), (300, 240)) + rule(50, 270, 150, 270) + rule(250, 270, 450, 270)
    page += rule(150, 300, 150, 240) + rule(250, 300, 250, 240)
    words = (
        lines(60, 280, "first") + lines(160, 280, "between") + lines(260, 280, "last") + lines(60, 250, "c")
    )
    assert read(page + words) == [[("first", "between", "last"), ("c", "", "")]]


def test_rules_in_a_drawing_of_its_own_are_placed_where_it_stands() -> None:
    out = BytesIO()
    words = lines(160, 280, "one cell") + lines(310, 280, "another")
    with pikepdf.open(BytesIO(pdf("q 1 0 0 1 100 0 cm /X Do Q\n" + words))) as file:
        form = file.make_stream(grid((50, 200, 350), (300, 260)).encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 600, 400])
        file.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
        file.save(out)
    assert content(open_report_bytes(out.getvalue(), "a.pdf")) == [[("one cell", "another")]]


def test_columns_without_rules_are_a_table() -> None:
    page = (
        at(50, 350, "a title that goes over the page")
        + "".join(
            at(50, y, name) + at(250, y, value)
            for y, name, value in (
                (320, "indicator", "score"),
                (306, "one", "99.14"),
                (292, "two", "98.60 and"),
            )
        )
        + at(250, 278, "more")
        + at(50, 264, "three")
        + at(250, 264, "1")
        + at(270, 264, "2")
        + at(50, 100, "left")
        + at(300, 100, "right")
        + at(50, 40, "words after it")
    )
    assert read(page) == [
        ("a title that goes over the page", 0),
        [("indicator", "score"), ("one", "99.14"), ("two", "98.60 and more"), ("three", "1 2")],
        ("left right", 0),
        ("words after it", 0),
    ]


def test_columns_at_the_end_of_a_page_are_a_table() -> None:
    page = "".join(
        at(50, y, name) + at(250, y, value)
        for y, name, value in ((90, "one", "1"), (76, "two", "2"), (62, "three", "3.5"))
    )
    assert read(page) == [[("one", "1"), ("two", "2"), ("three", "3.5")]]


def test_page_numbers_and_repeated_lines_are_left_out() -> None:
    pages = [
        at(50, 380, f"agency {n} report")
        + at(50, 200, f"text of page {n} {'abc'[n - 1]}.")
        + at(300, 20, f"- {n} -")
        for n in (1, 2, 3)
    ]
    report = open_report_bytes(pdf(*pages), "a.pdf")
    assert content(report) == [(f"text of page {n} {'abc'[n - 1]}.", 0) for n in (1, 2, 3)]
    assert [block.place.page for block in report.blocks if isinstance(block, RawParagraph)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [(90, "0 1 -1 0 400 0 cm"), (180, "-1 0 0 -1 600 400 cm"), (270, "0 -1 1 0 0 600 cm")],
)
def test_turned_page_is_read_as_it_is_seen(rotate: int, matrix: str) -> None:
    drawing = at(50, 360, "words above the table") + grid((50, 200, 350), (340, 300, 260))
    drawing += lines(60, 320, "a") + lines(210, 320, "b") + lines(60, 280, "c") + lines(210, 280, "d")
    sizes = (400, 600) if rotate != 180 else (600, 400)
    assert read(f"{matrix}\n{drawing}", sizes=sizes, rotate=rotate) == [
        ("words above the table", 0),
        [("a", "b"), ("c", "d")],
    ]


def test_slanted_text_is_left_out() -> None:
    slanted = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 50 Tm (watermark) Tj ET\n"
    assert read(slanted + at(50, 300, "words that are upright")) == [("words that are upright", 0)]
