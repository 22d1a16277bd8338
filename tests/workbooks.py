"""Blocks written as workbooks, and what these say."""

import struct
import zlib
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from prongsai.reports.document import Chart, Document, Table, cell
from prongsai.reports.xlsx_writer import write_xlsx

RESULTS = Table(
    header=(
        (cell("เครื่องมือ", bold=True, down=2), cell("ตัวชี้วัด", down=2), cell("ปี 2568", across=2)),
        (cell("คะแนน"), cell("เปลี่ยน")),
    ),
    rows=(
        (cell("IIT", down=2), cell("1. หน้าที่"), cell("99.14", bold=True, align="center"), cell("+0.12")),
        (cell("2. งบประมาณ"), cell("98.60"), cell("−0.30")),
        (cell("รวม", across=2, shade=True), cell("–"), cell("-1.50")),
    ),
    widths=(2, 3, 1, 1),
    caption="ผลคะแนน ปี 2568",
)
CHART = Chart("bars", "แผนภูมิ", ("ก", "ข", "ค"), (Decimal("99.14"), None, Decimal("84.99")), "คำบรรยาย 3 แท่ง")


def png(width: int, height: int, *, per_metre: int = 0) -> bytes:
    """Give a picture of one colour; `per_metre` writes its resolution into it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    resolution = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) if per_metre else b""
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + b"\0" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + header + resolution + pixels + chunk(b"IEND", b"")


def book(*blocks: object, **options: object) -> bytes:
    return write_xlsx(Document("ชื่อ", blocks, **options))


def rows(data: bytes, sheet: int) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet).to_python()


def told(data: bytes) -> list[object]:
    """Give the texts of the first sheet in reading order, without the title's row."""
    return [value for row in rows(data, 0)[1:] for value in row if value != ""]


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data), rich_text=True)


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as file:
        return file.read(name).decode()


def merged(sheet: Worksheet) -> list[str]:
    return sorted(str(area) for area in sheet.merged_cells.ranges)
