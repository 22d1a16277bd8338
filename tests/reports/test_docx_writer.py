"""The Word file of a whole document: text, fonts, pages, pictures and properties."""

import re
import struct
import zlib
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from prongsai.reports.document import (
    Cell,
    Chart,
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
from prongsai.reports.docx_writer import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONT = "TH Sarabun New"
CM = 360000


def png(width: int, height: int) -> bytes:
    """Give a grey picture of so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


CHART = Chart(
    "bars",
    "คะแนนปี 2568",
    ("ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2"),
    (Decimal("91.25"), None),
    "แผนภูมิแท่ง 2 ตัวชี้วัด",
    Decimal(85),
)
SIGNATURES = (
    Signature("ผู้รายงาน", "นายตัวอย่าง ทดสอบ", "ปลัดเทศบาล", "15 สิงหาคม 2568"),
    Signature("ผู้อนุมัติ"),
)
EVERYTHING = Document(
    "รายงานปี 2568",
    (
        Heading("1. หลักการและเหตุผล"),
        Paragraph((Run("คะแนนรวม "), Run("87.45", bold=True), Run(" ผ่าน", italic=True)), indent=True),
        Heading("1.1 รายละเอียด", 2),
        Heading("ก. ย่อย", 3),
        text("ข้อความ\nบรรทัดที่ 2\tหลังแท็บ", align="right", left=1.5, keep_with_next=True),
        Table(
            ((cell("ที่", bold=True, shade=True), cell("ตัวชี้วัด 10 ข้อ", bold=True, shade=True)),),
            ((cell("1"), cell("การปฏิบัติหน้าที่")),),
            (1, 3),
            "ตารางที่ 1",
        ),
        PageBreak(landscape=True),
        CHART,
        Picture(png(20, 10), 4.0, "ตราหน่วยงาน 1", "left"),
        PageBreak(landscape=False),
        Garuda("บันทึกข้อความ", png(30, 30)),
        PageBreak(),
        Garuda("บันทึกข้อความ"),
        Space(2),
        *SIGNATURES,
        Table((), ((cell("ซ้าย"), cell("ขวา")),), (1, 1), "ที่ว่าง", borders=False),
    ),
    author="เทศบาลตำบลตัวอย่าง",
    subject="ITA 2568",
    watermark="ร่าง 1",
    footer="ปีงบประมาณ 2568",
    properties={"method": "ab12 <&>"},
)


def opened(data: bytes) -> "docx.document.Document":
    return docx.Document(BytesIO(data))


def parts(data: bytes) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def assert_complete(properties: etree._Element | None, latin: str = "th-TH") -> None:
    """Check that Latin and Thai text have the same font, size, weight, slant and language."""
    assert properties is not None
    fonts = properties.find(f"{W}rFonts")
    assert fonts is not None
    assert dict(fonts.attrib) == {f"{W}{script}": FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    language = properties.find(f"{W}lang")
    assert language is not None
    assert dict(language.attrib) == {f"{W}val": latin, f"{W}bidi": "th-TH"}
    assert value(properties, "sz") == value(properties, "szCs") is not None
    for upright, thai in (("b", "bCs"), ("i", "iCs")):
        assert (properties.find(W + upright) is None) == (properties.find(W + thai) is None)


def test_every_run_has_thai_font_size_and_language() -> None:
    runs = [run for part in parts(write_docx(EVERYTHING)).values() for run in part.iter(f"{W}r")]

    assert len(runs) > 30
    for run in runs:
        properties = run.find(f"{W}rPr")
        words = "".join(run.itertext(f"{W}t"))
        assert_complete(
            properties,
            "en-US" if re.fullmatch(r"[A-Za-z]+[0-9]|[A-Za-z]*[0-9][0-9.,]*[0-9]", words) else "th-TH",
        )
        assert properties is not None
        is_thai = re.search("[ก-๛]", words) is not None
        assert (properties.find(f"{W}cs") is not None) == is_thai


def test_numbers_are_runs_of_their_own_so_that_libreoffice_breaks_no_line_in_them() -> None:
    body = parts(write_docx(Document("", (text("ปี 2568 ข้อ o3 ได้ 91.55 คะแนน ที่ 7"),))))["word/document.xml"]

    runs = [("".join(run.itertext(f"{W}t")), value(run, "rPr/lang")) for run in body.iter(f"{W}r")]
    assert runs == [
        ("ปี ", "th-TH"), ("2568", "en-US"), (" ข้อ ", "th-TH"), ("o3", "en-US"),
        (" ได้ ", "th-TH"), ("91.55", "en-US"), (" คะแนน ที่ 7", "th-TH"),
    ]  # fmt: skip


def test_every_paragraph_style_has_thai_font_size_and_language() -> None:
    styles = parts(write_docx(EVERYTHING))["word/styles.xml"]

    assert_complete(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    paragraph_styles = [style for style in styles.iter(f"{W}style") if style.get(f"{W}type") == "paragraph"]
    for style in paragraph_styles:
        assert_complete(style.find(f"{W}rPr"))
    used = {
        element.get(f"{W}val")
        for part in parts(write_docx(EVERYTHING)).values()
        for element in part.iter(f"{W}pStyle")
    }
    assert used <= {style.get(f"{W}styleId") for style in paragraph_styles}


def test_sizes_are_those_of_official_papers() -> None:
    styles = opened(write_docx(EVERYTHING)).styles
    names = ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title", "Table Text")

    assert [styles[name].font.size.pt for name in names] == [16, 18, 16, 16, 29, 14]
    assert [styles[name].font.bold for name in names] == [None, True, True, True, True, None]


def test_no_theme_is_left_that_thai_text_could_fall_back_to() -> None:
    with ZipFile(BytesIO(write_docx(EVERYTHING))) as archive:
        assert not [name for name in archive.namelist() if "theme" in name]
        assert not [
            name for name in archive.namelist() if re.search(rb'[tT]heme="|cstheme', archive.read(name))
        ]


def test_text_and_styles_come_back_as_they_were() -> None:
    document = opened(write_docx(EVERYTHING))
    body = [(p.style.name, p.text) for p in document.paragraphs if p.text]

    assert body == [
        ("Heading 1", "1. หลักการและเหตุผล"),
        ("Body Text", "คะแนนรวม 87.45 ผ่าน"),
        ("Heading 2", "1.1 รายละเอียด"),
        ("Heading 3", "ก. ย่อย"),
        ("Normal", "ข้อความ\nบรรทัดที่ 2\tหลังแท็บ"),
        ("Caption", "คะแนนปี 2568"),
        ("Title", "\tบันทึกข้อความ"),
        ("Title", "บันทึกข้อความ"),
        *(("Signature", line) for signature in SIGNATURES for line in signature.lines),
    ]
    assert [[c.text for c in row.cells] for table in document.tables for row in table.rows] == [
        ["ที่", "ตัวชี้วัด 10 ข้อ"],
        ["1", "การปฏิบัติหน้าที่"],
        ["ซ้าย", "ขวา"],
    ]


def test_runs_keep_weight_and_slant() -> None:
    runs = opened(write_docx(EVERYTHING)).paragraphs[1].runs

    assert [(run.text, bool(run.bold), bool(run.italic)) for run in runs] == [
        ("คะแนนรวม ", False, False),
        ("87.45", True, False),
        (" ผ่าน", False, True),
    ]


def characters() -> st.SearchStrategy[str]:
    return st.text(
        st.characters(exclude_categories=()) | st.sampled_from("\x00\x0b\r\n\t<&>\"'\ufffe\ud800กำ๑1")
    )


def as_kept(content: str) -> str:
    """Give what a Word file can hold of a text: the characters of XML 1.0, with one kind of line end."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in lines if c in "\n\t" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


@settings(max_examples=60)
@given(characters(), characters())
def test_any_text_in_cells_and_paragraphs_comes_back(in_cell: str, in_paragraph: str) -> None:
    table = Table((), ((Cell((Paragraph((Run(in_cell),)),)),),), (1,), in_cell)
    document = opened(
        write_docx(
            Document(
                in_paragraph,
                (table, text(in_paragraph)),
                footer=in_cell,
                watermark=in_paragraph,
                properties={"x": in_cell},
            )
        )
    )

    assert document.tables[0].cell(0, 0).text == as_kept(in_cell)
    assert document.paragraphs[-1].text == as_kept(in_paragraph)
    assert document.core_properties.title == as_kept(in_paragraph)[:255]


def test_same_document_gives_same_bytes() -> None:
    first = write_docx(EVERYTHING)

    assert first == write_docx(EVERYTHING)
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    with ZipFile(BytesIO(first)) as archive:
        years = {str(datetime.now().astimezone().year), "2013"}
        assert not [y for y in years if y.encode() in archive.read("docProps/core.xml")]


def test_every_section_has_watermark_and_footer() -> None:
    data = write_docx(EVERYTHING)
    document, files = opened(data), parts(data)
    header = files["word/header1.xml"]
    drawn = [
        e.get("string") for e in header.iter("{urn:schemas-microsoft-com:vml}textpath") if e.get("string")
    ]

    assert drawn == ["ร่าง 1"]
    assert [section.header.part.partname for section in document.sections] == ["/word/header1.xml"] * 3
    assert [section.footer.paragraphs[0].text for section in document.sections] == ["ปีงบประมาณ 2568\t1"] * 3
    assert [section.header.is_linked_to_previous for section in document.sections] == [False] * 3


def test_thai_digits_stand_everywhere() -> None:
    data = write_docx(
        Document(**{f: getattr(EVERYTHING, f) for f in EVERYTHING.__slots__} | {"thai_digits": True})
    )
    files = parts(data)
    texts = [e.text or "" for part in files.values() for e in part.iter(f"{W}t")]
    spoken = [
        found
        for part in files.values()
        for found in part.xpath("//@descr | //@string | //*[local-name()='tblCaption']/@*")  # type: ignore[union-attr]
    ]
    core = opened(data).core_properties

    assert "๑. หลักการและเหตุผล" in texts
    assert not re.findall("[0-9]", "".join([*texts, *map(str, spoken), core.title, core.subject]))
    assert len(spoken) == 9
    assert [value(s, "pgNumType", "fmt") for s in files["word/document.xml"].iter(f"{W}sectPr")] == [
        "thaiNumbers"
    ] * 3


def test_pages_are_a4_with_official_margins_and_turn_where_asked() -> None:
    sections = opened(write_docx(EVERYTHING)).sections

    assert [(round(s.page_width.cm, 1), round(s.page_height.cm, 1), s.orientation) for s in sections] == [
        (21.0, 29.7, 0),
        (29.7, 21.0, 1),
        (21.0, 29.7, 0),
    ]
    assert {
        tuple(round(m.cm, 1) for m in (s.top_margin, s.right_margin, s.bottom_margin, s.left_margin))
        for s in sections
    } == {(2.5, 2.0, 2.0, 3.0)}


def test_pictures_have_alt_text_and_their_size() -> None:
    document = opened(write_docx(EVERYTHING))
    shapes = document.inline_shapes
    alts = [e.get("descr") for e in document.element.iter() if e.tag.endswith("}docPr")]

    assert alts == ["แผนภูมิแท่ง 2 ตัวชี้วัด", "ตราหน่วยงาน 1", "ตราครุฑ"]
    assert [round(shape.width / CM, 1) for shape in shapes] == [15.0, 4.0, 1.5]
    assert [round(shape.height / CM, 1) for shape in shapes][1:] == [2.0, 1.5]
    assert len({e.get("id") for e in document.element.iter() if e.tag.endswith("}docPr")}) == 3


def test_properties_tell_title_author_subject_and_language() -> None:
    data = write_docx(EVERYTHING)
    core = opened(data).core_properties

    assert (core.title, core.author, core.subject, core.language) == (
        "รายงานปี 2568", "เทศบาลตำบลตัวอย่าง", "ITA 2568", "th-TH",
    )  # fmt: skip
    assert (core.created, core.modified) == (None, None)
    custom = parts(data)["docProps/custom.xml"]
    assert [(e.get("name"), e.get("pid"), "".join(e.itertext())) for e in custom] == [
        ("method", "2", "ab12 <&>")
    ]
