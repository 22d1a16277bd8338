import io
import re
from dataclasses import replace

import docx
import openpyxl
import pypdfium2
import pytest

from prongsai.reports.analysis_report import analysis_report
from prongsai.reports.document import Document, text
from prongsai.reports.picture import summary_of
from prongsai.reports.writing import FORMATS, write

SCORE = re.compile(r"(?<![\d.])\d{1,3}\.\d\d(?![\d.])")
SMALL = Document("ทดสอบ", (text("คะแนน 99.14"),))


def docx_text(content):
    document = docx.Document(io.BytesIO(content))
    cells = [
        cell.text for table in document.tables for row in table.rows for cell in dict.fromkeys(row.cells)
    ]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def pdf_text(content):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def html_text(content):
    body = re.sub(r"<(style|svg|title)\b.*?</\1>", " ", content.decode(), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body)


def xlsx_text(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    values = [value for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    return "\n".join(f"{value:.2f}" if isinstance(value, float) else str(value) for value in values)


READERS = {"docx": docx_text, "pdf": pdf_text, "html": html_text, "xlsx": xlsx_text}


def test_the_same_numbers_stand_in_all_formats(by_indicators):
    papers = by_indicators
    document = analysis_report(papers.analysis, papers.plan, papers.plan_method, papers.details)
    written = replace(
        document, blocks=tuple(each for each in document.blocks if type(each).__name__ != "Chart")
    )
    found = {name: sorted(SCORE.findall(READERS[name](write(written, name)))) for name in FORMATS}
    assert len(found["docx"]) > 100
    assert found == dict.fromkeys(FORMATS, found["docx"])


def test_format_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="odt"):
        write(SMALL, "odt")


def test_picture_has_the_reports_figures(by_indicators, alone):
    summary = summary_of(by_indicators.analysis, by_indicators.plan, by_indicators.details)
    assert (summary.agency, summary.fiscal_year, str(summary.total), summary.level, summary.announced) == (
        "เทศบาลตำบลตัวอย่าง", 2568, "92.36", "ผ่านดี", "15 สิงหาคม 2568",
    )  # fmt: skip
    assert [(year, str(total), level) for year, total, level in summary.history] == [
        (2567, "89.57", "ผ่านดี หรือ ผ่าน"), (2568, "92.36", "ผ่านดี"),
    ]  # fmt: skip
    assert [str(value) for _name, value in summary.instruments] == ["94.18", "88.03", "94.25"]
    other = summary_of(alone.analysis, alone.plan, alone.details)
    assert (other.history, other.announced) == ((), "")
