"""Pages and single blocks in Word files: footers, watermark, breaks, pictures, paragraphs."""

import struct
import zlib
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from prongsai.language.problems import InputError
from prongsai.reports.document import (
    Block,
    Chart,
    Document,
    PageBreak,
    Picture,
    Signature,
    Space,
    text,
)
from prongsai.reports.docx_writer import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
CM = 360000


def png(width: int, height: int) -> bytes:
    """Give a grey picture of so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def written(*blocks: Block, **options: object) -> bytes:
    return write_docx(Document("ชื่อเรื่อง", blocks, **options))  # type: ignore[arg-type]


def opened(data: bytes) -> "docx.document.Document":
    return docx.Document(BytesIO(data))


def parts(data: bytes) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def test_watermark_stays_behind_the_text_and_on_the_page() -> None:
    for watermark in ("ร่าง", "ตัวอย่าง", "ตัวอย่างเอกสารเพื่อการทดสอบระบบเท่านั้น", "ั"):
        header = parts(written(text("ก"), watermark=watermark))["word/header1.xml"]
        shape = next(header.iter("{urn:schemas-microsoft-com:vml}shape"))
        style = dict(pair.split(":") for pair in shape.get("style", "").split(";"))

        assert int(style["z-index"]) < 0
        diagonal = (float(style["width"][:-2]) + float(style["height"][:-2])) / 2**0.5
        assert diagonal < 16 / 2.54 * 72


def test_document_without_watermark_and_footer_has_neither() -> None:
    files = parts(written(text("ก"), page_numbers=False))

    assert not [name for name in files if "header" in name or "footer" in name]


@pytest.mark.parametrize(
    ("options", "shown", "fields"),
    [
        ({}, "1", [" PAGE "]),
        ({"footer": "ท้าย"}, "ท้าย\t1", [" PAGE "]),
        ({"footer": "ท้าย", "page_numbers": False}, "ท้าย", []),
    ],
)
def test_footer_shows_text_and_page_number(options: dict[str, object], shown: str, fields: list[str]) -> None:
    data = written(text("ก"), **options)

    assert opened(data).sections[0].footer.paragraphs[0].text == shown
    assert [e.text for e in parts(data)["word/footer1.xml"].iter(f"{W}instrText")] == fields


@pytest.mark.parametrize(
    ("blocks", "styles", "turned"),
    [
        ((PageBreak(), text("ก"), PageBreak()), ["Normal"], [0]),
        ((text("ก"), PageBreak(), text("ข")), ["Normal", "Page Start", "Normal"], [0]),
        ((PageBreak(landscape=True), text("ก")), ["Normal"], [1]),
        ((text("ก"), PageBreak(landscape=False), text("ข")), ["Normal", "Page Start", "Normal"], [0]),
        (
            (text("ก"), PageBreak(), PageBreak(landscape=True), text("ข")),
            ["Normal", "Section End", "Normal"],
            [0, 1],
        ),
        ((), [], [0]),
    ],
)
def test_page_breaks_leave_no_empty_page(
    blocks: tuple[Block, ...], styles: list[str], turned: list[int]
) -> None:
    document = opened(written(*blocks))

    assert [p.style.name for p in document.paragraphs] == styles
    assert [s.orientation for s in document.sections] == turned


def test_chart_stays_with_its_title_below() -> None:
    chart = Chart("radar", "เรดาร์", ("ก", "ข", "ค"), (Decimal(90),) * 3, "แผนภูมิเรดาร์")
    document = opened(written(chart))

    assert [round(shape.width / CM, 1) for shape in document.inline_shapes] == [15.0]
    assert [(p.style.name, p.text, p.paragraph_format.keep_with_next) for p in document.paragraphs] == [
        ("Figure", "", True),
        ("Caption", "เรดาร์", None),
    ]


@pytest.mark.parametrize(("width", "size"), [(40.0, (16.0, 16.0)), (5.0, (5.0, 5.0))])
def test_picture_larger_than_the_page_is_made_to_fit(width: float, size: tuple[float, float]) -> None:
    (shape,) = opened(written(Picture(png(8, 8), width, "ตรา"))).inline_shapes

    assert (round(shape.width / CM, 1), round(shape.height / CM, 1)) == size


def test_picture_that_stands_twice_is_stored_once() -> None:
    seal = Picture(png(8, 8), 2, "ตรา")
    with ZipFile(BytesIO(written(seal, seal, Picture(png(9, 9), 2, "อื่น")))) as archive:
        media = [entry.filename for entry in archive.infolist() if "media" in entry.filename]

    assert media == ["word/media/image1.png", "word/media/image2.png"]


def test_picture_that_is_none_is_a_problem_with_a_way_to_mend_it() -> None:
    with pytest.raises(InputError) as caught:
        written(Picture(b"GIF89a", 2, "ตราหน่วยงาน"))

    assert [problem.code for problem in caught.value.problems] == ["picture-unreadable"]
    assert "“ตราหน่วยงาน”" in str(caught.value)


def test_long_title_is_cut_to_what_word_allows_in_properties() -> None:
    assert len(opened(write_docx(Document("ก" * 300, ()))).core_properties.title) == 255


def test_language_of_the_document_is_that_of_its_latin_text() -> None:
    data = write_docx(Document("Report", (text("Report"),), language="en-GB"))
    (run,) = parts(data)["word/document.xml"].iter(f"{W}r")

    assert (value(run, "rPr/lang"), value(run, "rPr/lang", "bidi")) == ("en-GB", "th-TH")
    assert opened(data).core_properties.language == "en-GB"


def test_paragraph_keeps_alignment_indents_and_company() -> None:
    block = text("ข้อความ", align="center", indent=True, left=1.0, keep_with_next=True)
    plain, shaped = (opened(written(b)).paragraphs[0].paragraph_format for b in (text("ก"), block))

    assert (plain.alignment, plain.first_line_indent, plain.left_indent, plain.keep_with_next) == (
        None, None, None, None,
    )  # fmt: skip
    assert shaped.first_line_indent.cm == pytest.approx(2.5, abs=0.01)
    assert shaped.left_indent.cm == pytest.approx(1.0, abs=0.01)
    assert (shaped.alignment, shaped.keep_with_next) == (1, True)


def test_signature_stands_in_the_right_half_on_one_page() -> None:
    lines = [p.paragraph_format for p in opened(written(Signature("ผู้อนุมัติ"))).paragraphs]

    assert [line.keep_with_next for line in lines] == [True, True, True, None]
    assert {round(line.left_indent.cm, 1) for line in lines} == {8.0}


def test_space_is_as_high_as_its_lines() -> None:
    assert [p.paragraph_format.line_spacing for p in opened(written(Space(2.5), text("ก"))).paragraphs] == [
        2.5, None,
    ]  # fmt: skip
