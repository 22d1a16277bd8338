"""PDFs are read by their tags, else by where the text stands: ruled tables, columns, paragraphs, turned pages."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from prongsai.language.problems import InputError
from prongsai.reading import ocr, pdf_characters, pdf_reading, pdf_rules, pdf_tags
from prongsai.reading.model import Block, RawParagraph, RawReport, RawTable
from prongsai.reading.opening import open_report_bytes
from prongsai.reports.document import Document, Heading, Table, cell, text
from prongsai.reports.docx_writer import write_docx
from prongsai.reports.pdf_writer import write_pdf

LETTERS = {
    letter: chr(0xC0 + number)
    for number, letter in enumerate("กขคงตวดทมนยรสหาเะ\u0e31\u0e35\u0e37\u0e48\u0e49\u0e47")
}
"""The codes of Thai letters in the font of hand-made pages."""

HEADER = ((cell("ตัวชี้วัด"), cell("มาตรการ"), cell("ช่วงระยะเวลา")),)
BODY = (
    (
        cell("1. การปฏิบัติหน้าที่", down=2),
        cell("1) ทบทวนคู่มือปฏิบัติงาน\n2) อบรมบุคลากร"),
        cell("ต.ค. 2568 – มี.ค. 2569"),
    ),
    (cell("ประกาศนโยบาย"), cell("ตลอดปีงบประมาณ")),
    (
        cell("2. การใช้งบประมาณ"),
        cell("เผยแพร่แผนการใช้จ่ายงบประมาณประจำปีให้บุคลากรทราบโดยทั่วถึง"),
        cell("ไตรมาส 1–2"),
    ),
)
PAPER = Document(
    "รายงาน",
    (
        Heading("1. ผลการประเมิน"),
        text("เทศบาลตำบลตัวอย่าง ได้คะแนน 93.00 คะแนน อยู่ในระดับผ่านดี และกำหนดมาตรการดังต่อไปนี้"),
        Table(HEADER, BODY, (2, 3, 2), "มาตรการ"),
        text("จบรายงาน"),
    ),
    footer="รายงานตัวอย่าง",
)


def content(report: RawReport, *, headings: bool = True) -> list[object]:
    return [
        (block.text, block.heading if headings else 0) if isinstance(block, RawParagraph) else rows(block)
        for block in report.blocks
    ]


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, RawTable)
    return [row.cells for row in block.rows]


def changed(data: bytes, *, drop: Iterable[str] = (), rotate: int = 0) -> bytes:
    """Give a PDF without some entries of its catalogue, and turned."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        for name in drop:
            del file.Root[name]
        for page in file.pages:
            page.rotate(rotate, relative=True)
        file.save(out)
    return out.getvalue()


def test_our_own_pdf_says_the_same_as_our_word_file() -> None:
    expected = content(open_report_bytes(write_docx(PAPER), "a.docx"))
    report = open_report_bytes(write_pdf(PAPER), "a.pdf")
    assert (report.kind, content(report), report.doubts, report.recognised) == ("pdf", expected, (), False)
    assert {block.place.page for block in report.blocks if isinstance(block, RawParagraph)} == {1}


def test_pdf_without_tags_says_the_same_but_for_headings() -> None:
    data = changed(write_pdf(PAPER), drop=["/StructTreeRoot", "/MarkInfo"])
    expected = content(open_report_bytes(write_docx(PAPER), "a.docx"), headings=False)
    assert content(open_report_bytes(data, "a.pdf")) == expected
    marked = changed(write_pdf(PAPER), drop=["/StructTreeRoot"])
    assert content(open_report_bytes(marked, "a.pdf")) == expected


def pdf(
    *pages: str, sizes: tuple[int, int] = (600, 400), rotate: int = 0, tags: pikepdf.Object | None = None
) -> bytes:
    """Give a PDF of these pages' drawing operators, with a font for Latin and some Thai letters."""
    file = pikepdf.new()
    entries = "\n".join(f"<{ord(code):02X}> <{ord(letter):04X}>" for letter, code in LETTERS.items())
    entries += "\n" + "\n".join(f"<{code:02X}> <{code:04X}>" for code in range(32, 127))
    count = entries.count("\n") + 1
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        f"endcodespacerange {count} beginbfchar\n{entries}\nendbfchar endcmap end end"
    )
    widths = [
        0 if chr(code) in [LETTERS[mark] for mark in "\u0e31\u0e35\u0e37\u0e48\u0e49\u0e47"] else 500
        for code in range(256)
    ]
    font = file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Courier,
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=0,
            LastChar=255,
            Widths=pikepdf.Array(widths),
            ToUnicode=file.make_stream(unicode.encode()),
        )
    )
    for number, drawing in enumerate(pages):
        file.add_blank_page(page_size=sizes)
        page = file.pages[number]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = file.make_stream(drawing.encode("latin-1"))
        page.Rotate = rotate
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def at(x: float, y: float, words: str, size: float = 10) -> str:
    coded = "".join(LETTERS.get(letter, letter) for letter in words).replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf {x} {y} Td ({coded}) Tj ET\n"


def lines(x: float, y: float, *words: str) -> str:
    return "".join(at(x, y - 14 * number, line) for number, line in enumerate(words))


def read(*pages: str, **options: object) -> list[object]:
    return content(open_report_bytes(pdf(*pages, **options), "a.pdf"))  # type: ignore[arg-type]


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


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {y1} m {x2} {y2} l S\n"


def grid(columns: Sequence[float], rows_: Sequence[float]) -> str:
    across = "".join(rule(columns[0], y, columns[-1], y) for y in rows_)
    return across + "".join(rule(x, rows_[0], x, rows_[-1]) for x in columns)


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


def tagged(drawing: str, *tree: object, roles: dict[str, str] | None = None) -> bytes:
    """Give a PDF whose tags are `tree`: each (role, children…), marks as numbers, further entries as a dict."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf(drawing))) as file:
        page = file.pages[0].obj

        def element(part: object) -> object:
            if not isinstance(part, tuple):
                return part
            role, *held = part
            entries = {name: value for each in held if isinstance(each, dict) for name, value in each.items()}
            children = [element(each) for each in held if not isinstance(each, dict)]
            made = pikepdf.Dictionary(S=pikepdf.Name(f"/{role}"), K=pikepdf.Array(children), Pg=page)
            for name, value in entries.items():
                made[name] = value
            return file.make_indirect(made)

        root = pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([element(each) for each in tree])
        )
        if roles:
            root.RoleMap = pikepdf.Dictionary(
                {f"/{name}": pikepdf.Name(f"/{role}") for name, role in roles.items()}
            )
        file.Root.StructTreeRoot = file.make_indirect(root)
        file.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        file.save(out)
    return out.getvalue()


def marks(*words: str) -> str:
    """Give words one below the other, each marked with its number."""
    return "".join(f"/P <</MCID {n}>> BDC {at(50, 380 - 14 * n, word)}EMC\n" for n, word in enumerate(words))


WORDS = [f"word{letter} " for letter in "abcdefghijkl"]


def read_tags(*tree: object, roles: dict[str, str] | None = None) -> list[object]:
    return content(open_report_bytes(tagged(marks(*WORDS), *tree, roles=roles), "a.pdf"))


def test_tags_tell_headings_lists_and_what_is_left_out() -> None:
    held = pikepdf.Dictionary(Type=pikepdf.Name.MCR, MCID=3)
    assert read_tags(
        ("Kopf", 0),
        ("Sect", ("P", 1, ("Span", ("Link", 2), ("Note", 9)), held), {}),
        ("L", ("LI", ("Lbl", 4), ("LBody", ("P", 5), ("P", 6))), ("LI", ("Lbl", 7), ("LBody", 8))),
        ("TOC", ("TOCI", 9)),
        ("Figure", 10, ("H2", 11)),
        ("P", 77),
        ("P", pikepdf.Dictionary(Type=pikepdf.Name.OBJR)),
        roles={"Kopf": "H1"},
    ) == [
        ("worda", 1),
        ("wordb wordc wordd", 0),
        ("worde wordf", 0),
        ("wordg", 0),
        ("wordh wordi", 0),
        ("wordl", 2),
    ]


def test_tags_tell_tables_with_spans_captions_and_tables_inside() -> None:
    def spans(**entries: int) -> dict[str, object]:
        return {"/A": pikepdf.Dictionary(O=pikepdf.Name.Table, **entries)}

    inner = ("Table", ("TR", ("TD", 8), ("TD", 9)))
    table = (
        "Table",
        0,
        ("Caption", ("P", 1)),
        ("THead", ("TR", ("TH", 2, spans(ColSpan=2)), ("TH", 3))),
        (
            "TBody",
            4,
            (
                "TR",
                ("TD", ("P", 5), ("P", 6), {"/A": pikepdf.Array([spans(RowSpan=2)["/A"], 0])}),
                7,
                ("TD", inner),
            ),
        ),
        ("TR", ("TD", 10)),
        ("Other", 11),
    )
    listed = ("L", ("LI", ("Lbl", 7), ("Table", ("TR", ("TD", 4), ("TD", 11)))))
    assert read_tags(table, listed) == [
        ("wordb", 0),
        [("wordc", "", "wordd"), ("wordf\nwordg", "wordi wordj", ""), ("", "wordk", "")],
        ("wordh", 0),
        [("worde", "wordl")],
    ]
    assert read_tags(("Figure", ("Table", ("TR", ("TD", *range(9)), ("TD", 9)))))[0] == [
        (" ".join(word.strip() for word in WORDS[:9]), "wordj")
    ]


def plain() -> list[object]:
    return content(open_report_bytes(pdf(marks(*WORDS)), "a.pdf"))


def deep(part: object, role: str, times: int) -> object:
    for _level in range(times):
        part = (role, part)
    return part


@pytest.mark.parametrize(
    "tree",
    [
        deep(0, "Sect", 110),
        deep(0, "Span", 110),
        ("Table", deep(0, "TBody", 110)),
        ("Table", ("TR", ("TD", 0, {"/A": pikepdf.Dictionary(O=pikepdf.Name.Table, RowSpan=9999)}))),
        ("P", "a string"),
        ("P", 3.5),
    ],
)
def test_broken_tags_are_not_trusted(tree: object) -> None:
    assert read_tags(tree) == plain()


def test_tags_without_end_or_beyond_bounds_are_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_tags, "_ELEMENTS_LIMIT", 4096)
    assert read_tags(("P", *[0] * 5000)) == plain()
    wide = ("Table", *[("TR", *[("TD", 0)] * 600)])
    with pytest.raises(InputError, match="columns"):
        read_tags(wide)


def test_tags_that_hold_little_of_the_text_are_not_trusted() -> None:
    drawing = (
        "/P <</MCID 0>> BDC "
        + at(50, 300, "marked")
        + "EMC\n"
        + at(50, 200, "much more text that is not marked")
    )
    assert content(open_report_bytes(tagged(drawing, ("P", 0)), "a.pdf"))[1] == (
        "much more text that is not marked",
        0,
    )


def test_pdf_with_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(at(50, 300, "some words"), at(50, 300, "some words"))
    for module, name, words in (
        (pdf_reading, "PAGE_LIMIT", "no pages, or more than 1"),
        (pdf_reading, "CHARACTER_LIMIT", "it has more than 1 characters"),
        (pdf_characters, "CHARACTER_LIMIT", "a page has more than 1 characters"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 1)
            with pytest.raises(InputError, match=words):
                open_report_bytes(data, "a.pdf")


def test_page_that_is_not_there_makes_the_file_broken() -> None:
    data = pdf(*[at(50, 300, "words enough to be no scan")] * 2).replace(b"/Count 2", b"/Count 9")
    with pytest.raises(InputError, match="not a sound PDF"):
        open_report_bytes(data, "a.pdf")


HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which programs are looked for; it is empty."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, script: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_scan_is_refused_with_advice_where_it_cannot_be_recognised(programs: Path) -> None:
    with pytest.raises(InputError, match=r"there is no text in this PDF.*ask whoever looks after the system"):
        open_report_bytes(pdf("0 0 m 9 9 l S"), "scan.pdf")


def test_scan_is_read_by_the_program_for_it(programs: Path) -> None:
    words = (
        ("1", "1", "100", "score"),
        ("1", "1", "160", "99.14"),
        ("1", "2", "100", "next line"),
        ("1", "3", "100", " "),
    )
    table = "\n".join(
        f"5\t1\t{block}\t1\t{line}\t1\t{left}\t{100 * int(line)}\t50\t40\t90\t{word}"
        for block, line, left, word in words
    )
    install(
        programs,
        f"read -r head\n[ \"$head\" = 'P5 2500 1667 255' ] || exit 1\nprintf '%s\\n' '{HEAD}\n{table}'",
    )
    report = open_report_bytes(pdf("0 0 m 9 9 l S"), "scan.pdf")
    assert (report.kind, report.recognised, content(report)) == (
        "pdf",
        True,
        [("score 99.14 next line", 0)],
    )


@pytest.mark.parametrize("script", ["exit 3", "while :; do :; done"])
def test_program_that_fails_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 1)
    install(programs, script)
    with pytest.raises(InputError, match="page 1 is a picture that could not be read"):
        open_report_bytes(pdf(""), "scan.pdf")


def test_scan_of_many_pages_is_refused(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PAGE_LIMIT", 1)
    install(programs, "exit 0")
    with pytest.raises(InputError, match="more than 1 pages"):
        open_report_bytes(pdf("", ""), "scan.pdf")
