"""The HTML writer: one file that asks for nothing outside itself, and says what the document says."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from html_reading import CHART, PNG, Reader, body
from prongsai.reports.charts import chart_svg
from prongsai.reports.document import (
    Document,
    Garuda,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signature,
    Space,
    Table,
    cell,
    text,
)
from prongsai.reports.html_writer import write_html

TABLE = Table(
    header=((cell("ที่", bold=True, down=2), cell("ปี 2568", align="center", across=2)), (cell("ก"), cell("ข"))),
    rows=((cell("1"), cell("99.14", align="right", shade=True), cell("บรรทัดหนึ่ง\nบรรทัดสอง")),),
    widths=(1, 2, 1),
    caption="ผล & คะแนน",
)


LAYOUT = Table(
    header=((cell("ซ้าย"), cell("ขวา")),),
    rows=((cell("ก"), cell("ข")),),
    widths=(1, 1),
    caption="",
    borders=False,
)


def sheet(content: str, kind: str = "sheet") -> str:
    return f'<div class="{kind}">\n{content}\n</div>\n'


def test_small_document_is_written_whole() -> None:
    page = write_html(
        Document(
            "รายงาน <2568>",
            (Heading("1. เหตุผล"), text("ก & ข", indent=True)),
            author="เทศบาลตำบลตัวอย่าง",
            subject="ผล",
            watermark="ร่าง",
            footer="หน้า",
            properties={"hash": 'a"b'},
        )
    )
    style = page.partition("<style>\n")[2].partition("\n</style>")[0]
    assert page.replace(style, "STYLE") == (
        "<!DOCTYPE html>\n"
        '<html lang="th-TH">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\">\n"
        '<meta name="author" content="เทศบาลตำบลตัวอย่าง">\n'
        '<meta name="description" content="ผล">\n'
        '<meta name="hash" content="a&quot;b">\n'
        "<title>รายงาน &lt;2568&gt;</title>\n"
        "<style>\nSTYLE\n</style>\n"
        "</head>\n"
        "<body>\n"
        '<div class="watermark" style="--letters:4" aria-hidden="true">ร่าง</div>\n'
        '<header class="masthead">\n'
        '<p class="author">เทศบาลตำบลตัวอย่าง</p>\n'
        "<h1>รายงาน &lt;2568&gt;</h1>\n"
        '<p class="mark">ร่าง</p>\n'
        "</header>\n"
        "<main>\n"
        '<div class="sheet">\n'
        '<h2 id="part-0">1. เหตุผล</h2>\n'
        '<p class="indent">ก &amp; ข</p>\n'
        "</div>\n"
        "</main>\n"
        "<footer>หน้า</footer>\n"
        "</body>\n"
        "</html>\n"
    )


def test_bare_document_has_no_empty_parts() -> None:
    page = write_html(Document("ชื่อ", (), language="en"))
    assert '<html lang="en">' in page
    assert page.partition("</style>")[2] == (
        '\n</head>\n<body>\n<header class="masthead">\n<h1>ชื่อ</h1>\n</header>\n<main>\n</main>\n</body>\n</html>\n'
    )


@pytest.mark.parametrize(
    ("paragraph", "written"),
    [
        (text("ก"), "<p>ก</p>"),
        (text("ก", bold=True, align="center"), '<p class="center"><strong>ก</strong></p>'),
        (text("ก", align="right", keep_with_next=True), '<p class="right keep">ก</p>'),
        (text("ก", left=1.5), '<p style="--left:1.5">ก</p>'),
        (
            Paragraph((Run("ก"), Run("ข", italic=True), Run("ค", bold=True, italic=True))),
            "<p>ก<em>ข</em><strong><em>ค</em></strong></p>",
        ),
    ],
)
def test_paragraph_keeps_its_style(paragraph: Paragraph, written: str) -> None:
    assert body(paragraph) == sheet(written)


def test_table_tells_its_header_from_its_body() -> None:
    assert body(TABLE) == sheet(
        '<div class="scroll" role="region" tabindex="0" aria-label="ผล &amp; คะแนน">\n'
        '<table style="--columns:3">\n<caption>ผล &amp; คะแนน</caption>\n'
        '<colgroup><col style="width:25.00%"><col style="width:50.00%"><col style="width:25.00%"></colgroup>\n'
        '<thead>\n<tr><th scope="col" rowspan="2"><p><strong>ที่</strong></p></th>'
        '<th scope="colgroup" colspan="2"><p class="center">ปี 2568</p></th></tr>\n'
        '<tr><th scope="col"><p>ก</p></th><th scope="col"><p>ข</p></th></tr>\n</thead>\n'
        '<tbody>\n<tr><td><p>1</p></td><td class="shade"><p class="right">99.14</p></td>'
        "<td><p>บรรทัดหนึ่ง</p><p>บรรทัดสอง</p></td></tr>\n</tbody>\n</table>\n</div>"
    )


def test_table_without_header_or_caption_still_has_a_name() -> None:
    assert body(Table((), ((cell("ก"),),), (1,), "")) == sheet(
        '<div class="scroll" role="region" tabindex="0" aria-label="ตาราง">\n'
        '<table style="--columns:1">\n<caption>ตาราง</caption>\n'
        '<colgroup><col style="width:100.00%"></colgroup>\n'
        "<tbody>\n<tr><td><p>ก</p></td></tr>\n</tbody>\n</table>\n</div>"
    )


def test_layout_table_is_no_table_to_a_screen_reader() -> None:
    assert body(LAYOUT) == sheet(
        '<table class="layout" role="presentation">'
        '<colgroup><col style="width:50.00%"><col style="width:50.00%"></colgroup>\n'
        "<tbody>\n<tr><td><p>ซ้าย</p></td><td><p>ขวา</p></td></tr>\n"
        "<tr><td><p>ก</p></td><td><p>ข</p></td></tr>\n</tbody>\n</table>"
    )


def test_pictures_garuda_signature_and_space_are_written() -> None:
    blocks = (
        Picture(PNG, 3, 'ตรา "ก"', "right"),
        Picture(b"\xff\xd8\xff", 2.5, ""),
        Garuda("บันทึกข้อความ", PNG),
        Garuda("บันทึกข้อความ"),
        Signature("ผู้อนุมัติ", "นายตัวอย่าง สมมุติ", "นายก", "วันที่ 1 ตุลาคม 2568"),
        Space(2),
    )
    png = "data:image/png;base64,iVBORw0KGgox"
    assert body(*blocks) == sheet(
        f'<div class="right"><img src="{png}" alt="ตรา &quot;ก&quot;" style="width:3cm"></div>\n'
        '<div class="center"><img src="data:image/jpeg;base64,/9j/" alt="" style="width:2.5cm"></div>\n'
        f'<div class="garuda"><img src="{png}" alt="ตราครุฑ" style="width:1.5cm"><h2>บันทึกข้อความ</h2></div>\n'
        '<div class="garuda"><h2>บันทึกข้อความ</h2></div>\n'
        f'<div class="signature"><p>(ลงชื่อ){"." * 32}ผู้อนุมัติ</p><p>(นายตัวอย่าง สมมุติ)</p><p>นายก</p>'
        "<p>วันที่ 1 ตุลาคม 2568</p></div>\n"
        '<div class="space" style="--lines:2"></div>'
    )


def test_signature_without_names_leaves_dotted_lines() -> None:
    dots = "." * 32
    assert Signature("ผู้เสนอ", "ก", "ข", dated=False).lines == (f"(ลงชื่อ){dots}ผู้เสนอ", "(ก)", "ข")
    assert Signature("ผู้เสนอ").lines == (f"(ลงชื่อ){dots}ผู้เสนอ", f"({dots})", f"ตำแหน่ง{dots}", f"วันที่{dots}")


def test_page_breaks_part_sheets_and_turn_them() -> None:
    blocks = (
        PageBreak(),
        text("ก"),
        PageBreak(landscape=True),
        text("ข"),
        PageBreak(),
        PageBreak(),
        text("ค"),
        PageBreak(landscape=False),
        text("ง"),
    )
    turned = "sheet landscape"
    assert body(*blocks) == (
        sheet("<p>ก</p>") + sheet("<p>ข</p>", turned) + sheet("<p>ค</p>", turned) + sheet("<p>ง</p>")
    )
    assert body(text("ก"), landscape=True) == sheet("<p>ก</p>", turned)


def test_contents_list_the_chapters_of_longer_papers_only() -> None:
    chapters = (Heading("1. ก"), Heading("1.1 ข", 2), Heading("2. ค"), Heading("3. ง"))
    assert "<nav" not in write_html(Document("ชื่อ", chapters[:3]))
    assert (
        '<nav class="contents" aria-label="สารบัญ"><details><summary>สารบัญ</summary>\n'
        '<ul><li><a href="#part-0">1. ก</a></li><li><a href="#part-2">2. ค</a></li>'
        '<li><a href="#part-3">3. ง</a></li></ul></details></nav>\n'
    ) in write_html(Document("ชื่อ", chapters))


@given(st.lists(st.one_of(st.integers(1, 3), st.none()), max_size=8))
def test_no_heading_level_is_skipped(levels: list[int | None]) -> None:
    blocks = tuple(Garuda("ก") if level is None else Heading("ก", level) for level in levels)
    tags = [tag for tag, _ in Reader(write_html(Document("ชื่อ", blocks))).tags]
    written = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert written[0] == 1
    assert len(written) == len(levels) + 1
    assert 1 not in written[1:]
    assert all(after <= before + 1 for before, after in pairwise(written))
    wanted = [2 if level is None else level + 1 for level in levels]
    assert all(level <= most for level, most in zip(written[1:], wanted, strict=True))


def test_chart_is_drawn_inline_with_its_alt_text() -> None:
    drawing = chart_svg(CHART)
    names = {f"c0-{name}" for name in re.findall(r' id="([^"]+)"', drawing)}
    page = write_html(Document("ชื่อ", (CHART, CHART)))
    reader = Reader(page)
    figures = re.findall(
        r'<figure><div class="chart" role="region" tabindex="0" aria-label="คะแนน 2 ตัวชี้วัด">(.*?)</div>'
        r"<figcaption>(.*?)</figcaption></figure>",
        page,
        re.DOTALL,
    )
    assert figures[0][0].replace("c0-", "") == drawing
    assert [caption for _, caption in figures] == ["คะแนน 2 ตัวชี้วัด"] * 2
    assert [a["aria-label"] for tag, a in reader.tags if tag == "svg"] == ["แผนภูมิ 2 แท่ง"] * 2
    found = Counter(attributes["id"] for _, attributes in reader.tags if "id" in attributes)
    assert set(found.values()) == {1}
    assert names < set(found)
    used = {a[key] for _, a in reader.tags for key in ("href", "xlink:href") if key in a}
    assert used <= {f"#{name}" for name in found}
