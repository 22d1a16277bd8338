"""Word files are read as they are shown: headings, lists, merged cells, boxes, charts, tracked changes."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest

from prongsai.language.problems import InputError
from prongsai.reading.docx_reading import read_docx
from prongsai.reading.model import Block, RawParagraph, RawTable
from prongsai.reading.opening import open_report_bytes
from prongsai.reports.document import Document, Heading, Table, cell, text
from prongsai.reports.docx_writer import write_docx

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """Give a Word file of this markup; further parts by name, ``__`` for a slash."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types>wordprocessingml</Types>")
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            ending = ".rels" if name.startswith("rels") else ".xml"
            path = "_rels/document.xml" if ending == ".rels" else name.replace("__", "/")
            file.writestr(f"word/{path}{ending}", content)
    return out.getvalue()


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{content}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def read(body: str, **parts: str) -> list[Block]:
    return read_docx(docx(body, **parts), "report.docx")


def paragraphs(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    return [(block.text, block.heading) for block in blocks if isinstance(block, RawParagraph)]


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, RawTable)
    return [row.cells for row in block.rows]


STYLES = f"""<w:styles {NAMES}>
<w:style w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="5"/></w:pPr></w:style>
<w:style w:styleId="b"><w:name w:val="หัวข้อ 2"/></w:style>
<w:style w:styleId="c"><w:name w:val="เฉพาะ"/><w:basedOn w:val="a"/></w:style>
<w:style w:styleId="d"><w:name w:val="ลำดับ"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="e"><w:name w:val="Title"/></w:style>
<w:style w:styleId="f"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="g"><w:name w:val="ย่อย"/><w:basedOn w:val="f"/></w:style>
<w:style w:styleId="h"><w:name w:val="วน"/><w:basedOn w:val="i"/></w:style>
<w:style w:styleId="i"><w:name w:val="เวียน"/><w:basedOn w:val="h"/></w:style>
<w:style w:styleId="j"><w:name w:val="รายการ"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def test_headings_are_told_by_their_styles_and_outline() -> None:
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in "abcdefghi")
    body += p("k", '<w:outlineLvl w:val="1"/>') + p("l", '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>')
    body += p("m", '<w:pStyle w:val="missing"/>')
    assert paragraphs(read(body, styles=STYLES)) == [
        ("a", 1),
        ("b", 2),
        ("c", 1),
        ("d", 3),
        ("e", 1),
        ("h", 0),
        ("i", 0),
        ("k", 2),
        ("l", 0),
        ("m", 0),
    ]


def level(number: int, form: str, shown: str, start: str = '<w:start w:val="1"/>') -> str:
    form = f'<w:numFmt w:val="{form}"/>' if form else ""
    return f'<w:lvl w:ilvl="{number}">{start}{form}<w:lvlText w:val="{shown}"/></w:lvl>'


def listed(number: str, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


NUMBERING = f"""<w:numbering {NAMES}>
<w:abstractNum w:abstractNumId="0">{level(0, "thaiNumbers", "%1.")}{level(1, "", "%1.%2", "")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "•")}{level(1, "thaiLetters", "(%2)")}
{level(2, "lowerRoman", "%3)")}{level(3, "upperRoman", "%4)", '<w:start w:val="40"/>')}
{level(4, "lowerLetter", "%5")}{level(5, "upperLetter", "%6")}{level(6, "decimal", "%6%9%7")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>
<w:lvlOverride w:ilvl="1">{level(1, "decimal", "ข้อ %2")}</w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>
</w:numbering>"""


def test_numbers_of_lists_are_read_as_they_are_shown() -> None:
    body = (
        p("หนึ่ง", listed("1"))
        + p("ย่อย", listed("1", 1))
        + p("", listed("1", 1))
        + p("ย่อยสาม", listed("1", 1))
        + p("สอง", '<w:pStyle w:val="j"/>')
        + p("ย่อยใหม่", listed("1", 1))
        + p("จุด", listed("2"))
        + "".join(p("ชั้น", listed("2", depth)) for depth in (1, 1, 2, 2, 2, 2, 3, 4, 5, 6))
        + p("ห้า", listed("3"))
        + p("แทน", listed("3", 1))
        + p("สืบ", listed("4"))
        + p("ไม่มี", listed("9"))
        + p("ลึกไป", listed("1", 20))
        + p("ว่าง", listed("5"))
        + p("ไม่นับ", listed("0"))
    )
    assert [text for text, _level in paragraphs(read(body, styles=STYLES, numbering=NUMBERING))] == [
        "๑. หนึ่ง",
        "๑.1 ย่อย",
        "๑.3 ย่อยสาม",
        "๒. สอง",
        "๒.1 ย่อยใหม่",
        "จุด",
        "(ก) ชั้น",
        "(ข) ชั้น",
        "i) ชั้น",
        "ii) ชั้น",
        "iii) ชั้น",
        "iv) ชั้น",
        "40) ชั้น",
        "a ชั้น",
        "A ชั้น",
        "A11 ชั้น",
        "๕. ห้า",
        "ข้อ 1 แทน",
        "๓. สืบ",
        "ไม่มี",
        "ลึกไป",
        "ว่าง",
        "ไม่นับ",
    ]


def test_text_is_read_as_shown_with_changes_taken_over() -> None:
    body = (
        "<w:p><w:r><w:t>ก่อน</w:t><w:tab/><w:t>หลัง</w:t><w:br/><w:t>บรรทัดใหม่</w:t><w:cr/></w:r>"
        "<w:del><w:r><w:t>ลบ</w:t></w:r></w:del><w:ins><w:r><w:t>เพิ่ม</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>ย้ายจาก</w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t>ลิงก์</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t/></w:r>"
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("ในกรอบ") + "</w:sdtContent></w:sdt>"
        "<w:p/><w:sectPr/>"
    )
    assert paragraphs(read(body)) == [("ก่อน\tหลัง\nบรรทัดใหม่\nเพิ่มลิงก์-x+1", 0), ("ในกรอบ", 0)]


def test_merged_cells_stand_once() -> None:
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + tr(tc(p("หัว"), '<w:gridSpan w:val="2"/>'), tc(p("คะแนน")))
        + tr(tc(p("IIT"), '<w:vMerge w:val="restart"/>'), tc(p("1")), tc(p("99.14") + p("ดี")))
        + tr(tc(p("IIT"), "<w:vMerge/>"), tc(p("2")), tc(p("98.60"), '<w:vMerge w:val="continue"/>'))
        + tr(tc(p("ลบ")), properties="<w:del/>")
        + tr(tc(p("กลาง")), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
        + "<w:sdt><w:sdtContent>"
        + tr("<w:sdt><w:sdtContent>" + tc(p("ก")) + "</w:sdtContent></w:sdt>", tc(p("ข")))
        + "</w:sdtContent></w:sdt></w:tbl>"
    )
    (block,) = read(table)
    assert rows(block) == [
        ("หัว", "", "คะแนน"),
        ("IIT", "1", "99.14\nดี"),
        ("", "2", ""),
        ("", "กลาง", ""),
        ("ก", "ข"),
    ]
    assert isinstance(block, RawTable)
    assert [row.place.line for row in block.rows] == [1, 2, 3, 4, 5]


def test_table_in_a_cell_is_flattened_and_a_frame_opened() -> None:
    inner = "<w:tbl>" + tr(tc(p("ใน 1")), tc(p("ใน 2"))) + "</w:tbl>"
    nested = read("<w:tbl>" + tr(tc(p("นอก") + inner + p("ท้าย")), tc(p("ข้าง"))) + "</w:tbl>")
    assert rows(nested[0]) == [("นอก\nใน 1\nใน 2\nท้าย", "ข้าง")]
    framed = read("<w:tbl>" + tr(tc(p("กรอบ") + inner)) + "</w:tbl>")
    assert paragraphs(framed) == [("กรอบ", 0)]
    assert rows(framed[1]) == [("ใน 1", "ใน 2")]


def box(content: str) -> str:
    drawing = f"<w:drawing><a:graphic><w:txbxContent>{content}</w:txbxContent></a:graphic></w:drawing>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice>{drawing}</mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    inner = "<w:tbl>" + tr(tc(p("ก")), tc(p("ข"))) + "</w:tbl>"
    body = f"<w:p>{box(p('ในกล่อง'))}<w:r><w:t>หลัก</w:t></w:r></w:p>"
    cell = tc(f"<w:p>{box(p('กล่อง') + inner)}<w:r><w:t>ช่อง</w:t></w:r></w:p>")
    blocks = read(body + "<w:tbl>" + tr(cell, tc(p("อื่น"))) + "</w:tbl>")
    assert paragraphs(blocks) == [("หลัก", 0), ("ในกล่อง", 0)]
    assert rows(blocks[2]) == [("ช่อง\nกล่อง\nก ข", "อื่น")]
    odd = f"<w:p><w:r><mc:AlternateContent>{'<w:t>ก</w:t>'}</mc:AlternateContent></w:r></w:p>"
    assert paragraphs(read(odd)) == [("ก", 0)]


def chart(series: str, title: str = "") -> str:
    return f"<c:chartSpace {NAMES}><c:chart>{title}<c:plotArea>{series}</c:plotArea></c:chart></c:chartSpace>"


def points(name: str, *values: str) -> str:
    held = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return f"<c:{name}><c:strRef><c:strCache>{held}</c:strCache></c:strRef></c:{name}>"


def test_numbers_behind_a_chart_are_a_table() -> None:
    drawn = '<w:p><w:r><w:drawing><a:graphicData><c:chart r:id="{}"/></a:graphicData></w:drawing></w:r></w:p>'
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>ผลย้อนหลัง</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    values = points("cat", "2567", "2568") + points("val", "94.149999999999991", "93", "n.a.")
    series = f"<c:ser>{points('tx', 'คะแนน')}{values}</c:ser>".replace(
        "<c:strCache>", "<c:strCache><c:pt idx='x'/>"
    )
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Target="charts/one.xml"/>'
        '<Relationship Id="r2" Target="/word/charts/two.xml"/></Relationships>'
    )
    blocks = read(
        "".join(drawn.format(name) for name in ("r1", "r2", "r3")),
        rels=relations,
        charts__one=chart(series, title),
        charts__two=chart("<c:ser/>" + series.replace("94.1", "x.1")),
    )
    assert paragraphs(blocks) == [("ผลย้อนหลัง", 0)]
    assert rows(blocks[1]) == [("", "คะแนน"), ("2567", "94.15"), ("2568", "93"), ("", "n.a.")]
    assert rows(blocks[2])[1] == ("2567", "", "x.149999999999991")
    assert read(drawn.format("r1"), rels=relations, charts__one=chart("")) == []


def test_pages_are_told_where_word_noted_them() -> None:
    broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>สอง</w:t></w:r></w:p>"
    table = "<w:tbl>" + tr(tc("<w:p/>"), tc(broken)) + tr(tc(p("ก")), tc(p("ข"))) + "</w:tbl>"
    blocks = read(p("หนึ่ง") + broken + p("ยังสอง") + table)
    first, second, third, last = blocks
    assert [block.place.page for block in (first, second, third) if isinstance(block, RawParagraph)] == [
        1,
        2,
        2,
    ]
    assert isinstance(last, RawTable)
    assert [row.place.page for row in last.rows] == [3, 3]
    (only,) = read(p("ไม่รู้หน้า"))
    assert isinstance(only, RawParagraph)
    assert (only.place.page, only.place.line, only.place.text) == (None, 1, "ไม่รู้หน้า")


def test_document_may_lie_elsewhere_and_in_the_strict_form() -> None:
    strict = f"<w:document {NAMES}><w:body>{p('ก')}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Type="x/other" Target="a"/>'
            f'<Relationship Type="{kind}" Target="/main.xml"/></Relationships>',
        )
        file.writestr("main.xml", strict)
    assert paragraphs(read_docx(out.getvalue(), "x")) == [("ก", 0)]
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"/>')
        file.writestr("word/document.xml", f"<w:document {NAMES}/>")
    with pytest.raises(InputError, match="not a sound DOCX"):
        read_docx(out.getvalue(), "x")


def test_file_of_our_own_comes_back_as_written() -> None:
    header = ((cell("ตัวชี้วัด", across=2), cell("คะแนน")),)
    body = (
        (cell("IIT", down=2), cell("1. การปฏิบัติหน้าที่"), cell("99.14\n(ดีเยี่ยม)")),
        (cell("2. การใช้งบประมาณ"), cell("98.60")),
    )
    paper = Document("ชื่อ", (Heading("1. ผล"), text("ข้อความ"), Table(header, body, (1, 2, 1), "ตาราง")))
    report = open_report_bytes(write_docx(paper), "report.docx")
    assert report.kind == "docx"
    assert paragraphs(report.blocks) == [("1. ผล", 1), ("ข้อความ", 0)]
    assert rows(report.blocks[-1]) == [
        ("ตัวชี้วัด", "", "คะแนน"),
        ("IIT", "1. การปฏิบัติหน้าที่", "99.14\n(ดีเยี่ยม)"),
        ("", "2. การใช้งบประมาณ", "98.60"),
    ]
