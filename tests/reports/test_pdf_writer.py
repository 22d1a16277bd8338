"""A PDF holds all of its document: on the right pages, tagged, searchable, the same each time."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.language.digits import thai
from prongsai.language.problems import InputError
from prongsai.reports.charts import chart_png
from prongsai.reports.document import (
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
from prongsai.reports.pdf_writer import write_pdf
from prongsai.reports.text_pieces import printable
from prongsai.reports.thai_words import words

AGENCY = "เทศบาลตำบลหนองบัวฟ้าคราม"
SENTENCES = (
    (
        f"{AGENCY}เข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. 2568 "
        "ผลคะแนนรวมเท่ากับ 92.45 คะแนน ซึ่งสูงกว่าค่าเป้าหมาย แต่ยังมีตัวชี้วัดที่ต้องปรับปรุงโดยเร็ว"
    ),
    (
        "จุดที่ต้องแก้ไขคือการเปิดเผยข้อมูลให้ครบถ้วน (เช่น แผนการใช้จ่ายงบประมาณ รายงานการจัดซื้อจัดจ้าง และคู่มือการปฏิบัติงาน) "
        "โดยมอบหมายสำนักปลัดเทศบาลเป็นผู้รับผิดชอบหลัก ร่วมกับกองคลัง กองช่าง และกองการศึกษา ศาสนาและวัฒนธรรม"
    ),
    (
        "ให้ทุกส่วนราชการกำชับเจ้าหน้าที่ปฏิบัติงานด้วยความซื่อสัตย์สุจริต ให้บริการแก่ผู้มาติดต่ออย่างเท่าเทียม ไม่เรียกรับสินน้ำใจ "
        "และชี้แจงขั้นตอน ระยะเวลา ค่าธรรมเนียม ณ จุดบริการ พร้อมทั้งติดตามผลในที่ประชุมหัวหน้าส่วนราชการประจำเดือนทุกครั้ง"
    ),
    (
        "ทั้งนี้ ผู้บริหารให้ความสำคัญกับการฟื้นฟูความเชื่อมั่น การใช้ทรัพย์สินของราชการ น้ำประปา ที่ดิน ป่าชุมชน และสิ่งแวดล้อม "
        'ตลอดจนเรื่องอื่น ๆ ที่ประชาชนร้องเรียนผ่านช่องทาง "รับฟังความคิดเห็น" ฯลฯ อย่างต่อเนื่อง'
    ),
)
LABELS = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ")
VALUES = (Decimal("97.21"), Decimal("84.10"), None, Decimal(100))
CHART = Chart("bars", "คะแนนรายตัวชี้วัด", LABELS, VALUES, "คะแนน 4 ตัวชี้วัด", Decimal(85))
PICTURE = chart_png(CHART)


def measures(count: int) -> Table:
    header = (
        (
            cell("ตัวชี้วัด", bold=True, align="center", down=2, shade=True),
            cell("มาตรการ", bold=True, align="center", across=2, shade=True),
        ),
        (cell("วิธีการ", bold=True, shade=True), cell("ผู้รับผิดชอบ", bold=True, shade=True)),
    )
    rows = []
    for number in range(count):
        rows += [
            (cell(LABELS[number % 4], down=2), cell(SENTENCES[number % 4]), cell("สำนักปลัดเทศบาล")),
            (cell(SENTENCES[(number + 1) % 4]), cell("กองการศึกษา\nกองสาธารณสุขและสิ่งแวดล้อม")),
        ]
    return Table(header, tuple(rows), (2, 5, 2.4), "มาตรการและผู้รับผิดชอบ")


SAMPLE = Document(
    title="รายงานผลการวิเคราะห์ ปี 2568",
    author=AGENCY,
    subject="การประเมินคุณธรรมและความโปร่งใส",
    watermark="ตัวอย่าง",
    footer="รายงานตัวอย่าง",
    properties={"names": AGENCY, "date": "2025-08-15"},
    blocks=(
        Garuda("บันทึกข้อความ", PICTURE),
        Paragraph((Run("ส่วนราชการ ", bold=True), Run("สำนักปลัดเทศบาล "), Run("ด่วน", italic=True))),
        Space(1),
        Picture(PICTURE, 3, "ตราของหน่วยงาน"),
        Heading("1. หลักการและเหตุผล"),
        *(text(sentence, indent=True) for sentence in SENTENCES * 2),
        Heading("1.1.1 รายละเอียด", level=3),
        text("", keep_with_next=True),
        text(SENTENCES[0], left=1.5, align="right"),
        CHART,
        replace(CHART, kind="line", labels=("2565", "2566", "2567", "2568"), notes=("ผ่าน",) * 4),
        replace(CHART, kind="radar", title="", alt=""),
        PageBreak(landscape=True),
        Heading("2. มาตรการ"),
        measures(10),
        PageBreak(landscape=False),
        text("หน้าสุดท้าย"),
        PageBreak(),
        Table((), ((cell("ซ้าย"), cell("ขวา")),), (1, 1), "ลายมือชื่อ", borders=False),
        Signature("ผู้จัดทำ", "นายตัวอย่าง ทดสอบ", "นักวิเคราะห์นโยบายและแผน", "15 สิงหาคม 2568"),
        Signature("ผู้อนุมัติ"),
    ),
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    return write_pdf(SAMPLE)


@pytest.fixture(scope="module")
def pages(sample: bytes) -> list[str]:
    return read(sample)


def read(pdf: bytes) -> list[str]:
    """Give the text of every page, as readers see it."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in file]
    finally:
        file.close()


def source(document: Document) -> Iterator[str]:
    """Give the texts of a document in order."""
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Garuda() | Chart():
                yield block.title
                if isinstance(block, Chart):
                    yield from block.labels
            case Signature():
                yield from block.lines
            case Table():
                for row in (*block.header, *block.rows):
                    for entry in row:
                        yield from (paragraph.text for paragraph in entry.paragraphs)


def runs(text: str) -> list[str]:
    bare = re.sub(r"\s", "", text)
    return [bare[start : start + 6] for start in range(len(bare) - 5)]


def share_found(document: Document, pages: list[str]) -> float:
    found = set(runs("".join(pages)))
    wanted = [run for part in source(document) for run in runs(part)]
    assert len(wanted) > 1500
    return sum(run in found for run in wanted) / len(wanted)


def test_write_pdf_can_be_searched_in_thai(pages: list[str]) -> None:
    assert share_found(SAMPLE, pages) >= 0.995


def test_write_pdf_can_be_searched_with_thai_digits() -> None:
    document = replace(SAMPLE, thai_digits=True)
    wanted = replace(document, blocks=tuple(in_thai(block) for block in SAMPLE.blocks))
    assert share_found(wanted, read(write_pdf(document))) >= 0.995


def in_thai(block: Any) -> Any:
    match block:
        case Heading():
            return replace(block, text=thai(block.text))
        case Paragraph():
            return text(thai(block.text))
        case _:
            return Space()


def test_write_pdf_breaks_no_line_inside_a_word(pages: list[str]) -> None:
    """Compare the ends of lines with the places between words of the source."""
    ends = 0
    lines = [line.strip() for page in pages for line in page.splitlines()]
    for before, after in itertools.pairwise(lines):
        for whole in SENTENCES:
            bare = whole.replace(" ", "")
            tail, start = before.replace(" ", "")[-8:], after.replace(" ", "")[:8]
            place = bare.find(tail + start)
            if len(tail) < 8 or len(start) < 8 or place < 0:
                continue
            ends += 1
            assert place + 8 in word_ends(whole), f"{tail}|{start}"
    assert ends > 30


def word_ends(text: str) -> set[int]:
    """Give the places between words, counted without spaces."""
    ends, count = set(), 0
    for word in words(text, (AGENCY,)):
        count += len(word.replace(" ", ""))
        ends.add(count)
    return ends


def test_write_pdf_turns_pages_and_numbers_them(sample: bytes, pages: list[str]) -> None:
    with pikepdf.open(BytesIO(sample)) as file:
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in file.pages]
    turned = [number for number, size in enumerate(sizes) if size == (842, 595)]
    assert {sizes[number] for number in range(len(sizes)) if number not in turned} == {(595, 842)}
    assert turned == list(range(turned[0], len(sizes) - 2))
    for number, page in enumerate(pages, start=1):
        assert f"หน้า {number} จาก {len(pages)}" in page
        assert "รายงานตัวอย่าง" in page
        assert "ตัวอย่าง" in page


def test_write_pdf_repeats_the_head_of_a_table(pages: list[str]) -> None:
    landscape = [page for page in pages if "มาตรการ" in page and "ผู้รับผิดชอบ" in page and "วิธีการ" in page]
    assert len(landscape) > 2


def test_write_pdf_leaves_out_footer_numbers_and_watermark_where_not_wanted() -> None:
    assert read(write_pdf(Document("ว่าง", (text("ข้อความ"),), page_numbers=False))) == ["ข้อความ"]
    assert read(write_pdf(Document("", ()))) == ["หน้า 1 จาก 1"]


def elements(element: Any) -> Iterator[Any]:
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from elements(child)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from elements(element.get("/K"))


def test_write_pdf_is_tagged_with_language_outline_and_names(sample: bytes) -> None:
    with pikepdf.open(BytesIO(sample)) as file:
        root = file.Root
        assert str(root.Lang) == "th-TH"
        assert bool(root.MarkInfo.Marked)
        assert {
            key: str(file.docinfo[key]) for key in ("/Title", "/Author", "/Subject", "/CreationDate")
        } == {
            "/Title": SAMPLE.title,
            "/Author": AGENCY,
            "/Subject": SAMPLE.subject,
            "/CreationDate": "D:20250815000000Z",
        }
        with file.open_outline() as outline:
            titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
        found = list(elements(root.StructTreeRoot.K))
        kinds = {str(element.S) for element in found}
        headings = [str(element.S) for element in found if re.fullmatch(r"/H\d", str(element.S))]
        summaries = [str(element.A.Summary) for element in found if element.S == "/Table"]
        alts = [str(element.Alt) for element in found if "/Alt" in element]
        metadata = root.Metadata.read_bytes().decode()
    assert titles == [
        ("บันทึกข้อความ", []),
        ("1. หลักการและเหตุผล", ["1.1.1 รายละเอียด"]),
        ("2. มาตรการ", []),
    ]
    assert {"/P", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Figure"} <= kinds
    assert headings == ["/H1", "/H1", "/H2", "/H1"]
    assert summaries == ["มาตรการและผู้รับผิดชอบ"]
    assert alts == ["ตราครุฑ", "ตราของหน่วยงาน", CHART.alt, CHART.alt, "แผนภูมิ"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_write_pdf_is_the_same_each_time(sample: bytes) -> None:
    assert write_pdf(SAMPLE) == sample


def test_write_pdf_loses_nothing_of_a_row_higher_than_a_page() -> None:
    long = " ".join(SENTENCES * 14)
    table = Table((), ((cell(long), cell("ท้าย", down=2)), (cell(long),)), (3, 1), "ตาราง")
    pages = read(write_pdf(Document("ตาราง", (table,))))
    bare = re.sub(r"\s", "", "".join(pages))
    assert bare.count("สินน้ำใจและชี้แจงขั้นตอน") == 28


def test_write_pdf_shows_a_memo_without_emblem_and_an_emblem_without_title() -> None:
    pages = read(write_pdf(Document("บันทึก", (Garuda("บันทึกข้อความ"), Garuda("", PICTURE)), page_numbers=False)))
    assert pages == ["บันทึกข้อความ"]


def test_write_pdf_makes_a_picture_fit_the_page() -> None:
    pages = read(write_pdf(Document("ภาพ", (Picture(PICTURE, 90, ""), text("ใต้ภาพ")), page_numbers=False)))
    assert pages == ["ใต้ภาพ"]


@pytest.mark.parametrize("data", [b"GIF89a", b"\x89PNG\r\n\x1a\n broken"])
def test_write_pdf_says_that_a_picture_cannot_be_read(data: bytes) -> None:
    with pytest.raises(InputError, match="a picture cannot be read") as caught:
        write_pdf(Document("ภาพ", (Picture(data, 3, "ตรา"),)))
    assert [problem.code for problem in caught.value.problems] == ["bad-picture"]


def test_write_pdf_refuses_a_row_of_too_many_cells() -> None:
    table = Table((), ((cell("ก"), cell("ข")),), (1,), "ตาราง")
    with pytest.raises(ValueError, match="row 1 has more cells than the table has columns"):
        write_pdf(Document("ตาราง", (table,)))


@pytest.mark.parametrize(
    "mark", ["#", "$", "*", "_", "`", "@", "<", "=", "-", "+", "/", "\\", "[", "]", "//", "/*", "~"]
)
def test_write_pdf_shows_markup_as_it_is(mark: str) -> None:
    line = f"{mark} ก{mark}ข {mark}let x{mark} 1{mark}2"
    document = Document("เครื่องหมาย", (text(line), Heading(line)), page_numbers=False)
    assert read(write_pdf(document)) == [f"{line}\r\n{line}"]


@settings(max_examples=25)
@given(st.text(max_size=80), st.text(max_size=80))
def test_write_pdf_takes_any_text(first: str, second: str) -> None:
    table = Table(((cell(first),),), ((cell(second),),), (1,), second)
    signature = Signature(first, second, first, second)
    blocks = (Heading(first), text(second), table, signature, replace(CHART, title=second, alt=first))
    document = Document(first, blocks, author=second, subject=first, watermark=second, footer=first)
    pdf = write_pdf(document)
    assert pdf.startswith(b"%PDF-1.7")


def test_write_pdf_shows_latin_text_and_signs_whole() -> None:
    line = "Integrity & Transparency 100% (ITA) → ☑ ≥ 85 ครบ"
    assert read(write_pdf(Document("x", (text(line),), page_numbers=False))) == [printable(line)]
