"""PDFs of our own are read as their Word files are, with tags and without; too much or a broken one is refused."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf
import pytest

from drawn_pdfs import at, content, pdf
from prongsai.language.problems import InputError
from prongsai.reading import pdf_characters, pdf_reading
from prongsai.reading.model import RawParagraph
from prongsai.reading.opening import open_report_bytes
from prongsai.reports.document import Document, Heading, Table, cell, text
from prongsai.reports.docx_writer import write_docx
from prongsai.reports.pdf_writer import write_pdf

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
