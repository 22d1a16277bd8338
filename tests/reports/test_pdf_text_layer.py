"""The text layer says letter by letter what is drawn."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from prongsai.reports.document import Chart, Document, Paragraph, Run, Table, cell, text
from prongsai.reports.pdf_data import document_data
from prongsai.reports.pdf_text_layer import repair_text
from prongsai.reports.pdf_writer import write_pdf
from prongsai.reports.searchable_fonts import STYLES, glyph_texts, outline
from prongsai.reports.typesetting import font_folder, typeset

# Letters with and without stems, each mark alone and in pairs, SARA AM in all its places, glyphs with lost feet.
LINES = (
    "ซึ่งดำเนินการน้ำ ที่ป่า กำหนด ฝำ ป่ำ ฟ้ำ",
    "ก่ก้ก๊ก๋ก์ก็กิกีกึกืกั ปิ่ปี่ปึ่ปื่ปั่ ปุปู่ ฝุ่นฟุ้ง",
    "ญุญู ฐุฐู ฎุฎู ฏุฏู ฤๅ ฦๅ ฬุฬู ฤทธิ์ กฎ",
    "ต่ำ ค้ำ จ๊ำ จ๋ำ ปั๊ม อ๊อด พุทฺธํ",
    "ABC fi fl 1/2 ½ (85.00%) “คำ” – — - ฿ ๆ ฯ ๙",
)


def read(pdf: bytes) -> str:
    file = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in file).replace("\r", "")
    finally:
        file.close()


def paper(*lines: str, **style: bool) -> Document:
    blocks = tuple(Paragraph((Run(line, **style),)) for line in lines)
    return Document("ทดสอบ", blocks, page_numbers=False)


@pytest.mark.parametrize("style", [{}, {"bold": True}, {"italic": True}], ids=["regular", "bold", "italic"])
def test_repair_text_gives_every_letter_and_space_back(style: dict[str, bool]) -> None:
    assert read(write_pdf(paper(*LINES, **style))) == "\n".join(LINES)


def test_repair_text_mends_the_order_of_marks_that_were_typed_apart() -> None:
    assert read(write_pdf(paper("น\u0e4d\u0e49า ด\u0e4dา"))) == "น้ำ ดำ"


def test_repair_text_leaves_no_replacement_texts_and_moves_nothing() -> None:
    raw = typeset("document.typ", document_data(paper(*LINES)), "pdf")
    repaired = repair_text(raw, font_folder())
    with pikepdf.open(BytesIO(raw)) as before, pikepdf.open(BytesIO(repaired)) as after:
        assert b"ActualText" in before.pages[0].Contents.read_bytes()
        assert b"ActualText" not in after.pages[0].Contents.read_bytes()
        assert len(before.Root.StructTreeRoot.ParentTree.Nums) == len(
            after.Root.StructTreeRoot.ParentTree.Nums
        )
    assert drawn(raw) == drawn(repaired)


def drawn(pdf: bytes) -> bytes:
    file = pypdfium2.PdfDocument(pdf)
    try:
        return bytes(file[0].render(scale=2).buffer)
    finally:
        file.close()


def test_repair_text_leaves_other_fonts_as_they_are() -> None:
    assert read(write_pdf(paper("กา ☑ กี"))) == "กา ☑ กี"


def test_repair_text_knows_no_space_where_there_is_none() -> None:
    assert read(write_pdf(paper("กี"))) == "กี"


def test_repair_text_summarises_tables_in_their_order() -> None:
    tables = tuple(Table((), ((cell("ก"),),), (1,), caption) for caption in ("หนึ่ง", "สอง"))
    pdf = write_pdf(Document("ตาราง", (tables[0], text("ระหว่าง"), tables[1])))
    with pikepdf.open(BytesIO(pdf)) as file:
        found = [
            str(item.A.Summary)
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Table"
        ]
    assert found == ["หนึ่ง", "สอง"]


def test_repair_text_refuses_summaries_that_do_not_match_the_tables() -> None:
    raw = typeset("document.typ", document_data(paper("ก")), "pdf")
    with pytest.raises(ValueError, match="zip"):
        repair_text(raw, font_folder(), ["ไม่มีตาราง"])


def test_repair_text_reaches_into_patterns() -> None:
    chart = Chart("bars", "", ("ก",), (None,), "")
    assert b"ActualText" not in write_pdf(Document("ภาพ", (chart,)))


@pytest.mark.parametrize("style", STYLES)
def test_glyph_texts_know_every_glyph_that_thai_needs(style: str) -> None:
    from fontTools.ttLib import TTFont

    path = Path(font_folder() / f"Sarabun-{style}.ttf")
    font = TTFont(path)
    texts = glyph_texts(path)
    unknown = {name for name in font.getGlyphOrder() if outline(font, name) not in texts}
    assert not {name for name in unknown if re.match(r"uni0E|.*thai", name)}
    assert {texts[outline(font, name)] for name in ("uni0E33", "uni0E33.tall", "uni0E33.toned")} == {"ำ"}
    assert texts[outline(font, "uni0E4D0E49")] == "้"
    assert texts[outline(font, "uni0E32")] == "า"
