"""Plain text and CSV: lines are paragraphs, lines with tabs are rows, empty rows divide tables."""

import re
from pathlib import Path

import pytest

from prongsai.language.problems import InputError
from prongsai.reading.limits import COLUMN_LIMIT
from prongsai.reading.model import Block, Place, RawParagraph, RawRow, RawTable
from prongsai.reading.opening import open_report
from prongsai.reading.text_reading import read_csv, read_text

REPORTS = Path(__file__).parents[3] / "shared" / "reference" / "reports"


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, RawTable)
    return [row.cells for row in block.rows]


def test_lines_with_tabs_are_tables_and_others_paragraphs() -> None:
    text = "หัวเรื่อง\r\n\r\n\tย่อหน้าเยื้อง\nลำดับ\tคะแนน\n\tต่อ\n1\t99.14\n## ข้อ 2\n"
    assert read_text(text, "a.txt") == [
        RawParagraph("หัวเรื่อง", Place("หัวเรื่อง", line=1)),
        RawTable(
            (
                RawRow(("", "ย่อหน้าเยื้อง"), Place("ย่อหน้าเยื้อง", line=3)),
                RawRow(("ลำดับ", "คะแนน"), Place("ลำดับ คะแนน", line=4)),
                RawRow(("", "ต่อ"), Place("ต่อ", line=5)),
                RawRow(("1", "99.14"), Place("1 99.14", line=6)),
            )
        ),
        RawParagraph("ข้อ 2", Place("## ข้อ 2", line=7), 2),
    ]


def test_indented_line_alone_is_a_paragraph_and_last_table_is_kept() -> None:
    blocks = read_text("\tการประเมิน\nข้อความ\nก\tข", "a.txt")
    assert [type(block) for block in blocks] == [RawParagraph, RawParagraph, RawTable]
    assert isinstance(blocks[0], RawParagraph)
    assert blocks[0].text.strip() == "การประเมิน"


def test_form_feeds_count_pages() -> None:
    blocks = read_text("ก\n\fข\nค\tง\n\fจ", "a.txt")
    pages = [block.place.page for block in blocks if isinstance(block, RawParagraph)]
    assert pages == [1, 2, 3]
    assert rows(blocks[2]) == [("ค", "ง")]


def test_table_with_too_many_columns_is_refused() -> None:
    with pytest.raises(InputError, match="columns"):
        read_text("\t".join("ก" * (COLUMN_LIMIT + 1)), "a.txt")


def test_csv_gives_titles_and_tables() -> None:
    text = "ผลการประเมิน,\nตัวชี้วัด,คะแนน,หมายเหตุ\n1,99.14,\n,ต่อ,\n\nท้าย\n"
    assert read_csv(text, "a.csv") == [
        RawParagraph("ผลการประเมิน", Place("ผลการประเมิน", line=1)),
        RawTable(
            (
                RawRow(("ตัวชี้วัด", "คะแนน", "หมายเหตุ"), Place("ตัวชี้วัด คะแนน หมายเหตุ", line=2)),
                RawRow(("1", "99.14", ""), Place("1 99.14", line=3)),
                RawRow(("", "ต่อ", ""), Place("ต่อ", line=4)),
            )
        ),
        RawParagraph("ท้าย", Place("ท้าย", line=6)),
    ]


def table(*cells: tuple[str, ...]) -> RawTable:
    return RawTable(tuple(RawRow(each, Place("")) for each in cells))


HEAD = ("มาตรการ", "ระยะเวลาดำเนินการ")


@pytest.mark.parametrize(("name", "columns"), [("A", 5), ("B", 5), ("C", 6)])
def test_text_of_real_reports_is_clean_and_in_tables(name: str, columns: int) -> None:
    found = list(REPORTS.glob(f"report-{name}-*.txt"))
    if not found:
        pytest.skip("the reports are not at hand")
    report = open_report(found[0])
    assert report.kind == "text"
    texts = [block.text if isinstance(block, RawParagraph) else "" for block in report.blocks]
    texts += [
        cell
        for block in report.blocks
        if isinstance(block, RawTable)
        for row in block.rows
        for cell in row.cells
    ]
    assert not [text for text in texts if re.search(r"</?p>|&nbsp;|\*\*|  ", text)]
    assert len(rows(report.blocks[-1])[0]) == columns
