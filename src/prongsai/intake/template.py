"""The XLSX template: its words, and how a filled-in one becomes the same document as YAML."""

from collections.abc import Iterator, Mapping

from prongsai.intake.model import Depth, Kind
from prongsai.intake.tables import Line
from prongsai.intake.trees import Document, Path, Tree
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

AGENCY_SHEET = "หน่วยงาน"
GUIDE_SHEET = "คำแนะนำ"
INDICATOR_SHEET = "ตัวชี้วัด"
QUESTION_SHEET = "ข้อคำถาม"
ITEM_SHEET = "ข้อ OIT"
REMARK_SHEET = "ข้อสังเกตของผู้ประเมิน"
EARLIER_SHEET = "ผลปีก่อน"

KIND_WORDS: Mapping[str, Kind] = {
    "ผลที่ประกาศแล้ว": "published",
    "ผลทดลองประเมินของหน่วยงาน": "rehearsal",
    "ผลประมาณการ": "estimate",
    "ผลเบื้องต้น": "preliminary",
    "ผลสุดท้าย": "final",
    "ค่าเฉลี่ยของหลายหน่วยงาน": "average_of_agencies",
    "การประเมินภายในก่อนการประเมินจริง": "internal_pre_assessment",
}
DEPTH_WORDS: Mapping[str, Depth] = {
    "คะแนนรายตัวชี้วัด": "indicators",
    "คะแนนรายข้อคำถามและข้อ OIT": "questions",
    "แบบตอบรายบุคคล (แนบไฟล์ CSV)": "responses",
}

AGENCY_ROWS: Mapping[str, Path] = {
    "ชื่อหน่วยงาน": ("agency", "name"),
    "ประเภทหน่วยงาน": ("agency", "type"),
    "อำเภอ": ("agency", "district"),
    "จังหวัด": ("agency", "province"),
    "ส่วนราชการผู้รับผิดชอบงาน ITA": ("agency", "office"),
    "ตำแหน่งผู้อนุมัติ": ("agency", "head"),
    "ปีงบประมาณของผลการประเมิน": ("results", 0, "fiscal_year"),
    "ชนิดของผล": ("results", 0, "kind"),
    "ความละเอียดของคะแนน": ("results", 0, "depth"),
    "คะแนนรวมตามประกาศ": ("results", 0, "total"),
    "ระดับผลการประเมินตามประกาศ": ("results", 0, "level"),
    "วันที่ประกาศผล": ("results", 0, "announced"),
    "ลำดับที่": ("results", 0, "rank", "place"),
    "จากจำนวนหน่วยงาน": ("results", 0, "rank", "of"),
    "กลุ่มที่จัดลำดับ": ("results", 0, "rank", "among"),
    "ปีงบประมาณของแผน": ("plan_year",),
    "ปี พ.ศ. ที่พิมพ์บนปก": ("printed_year",),
    "ไฟล์แบบตอบ IIT": ("results", 0, "responses", "IIT"),
    "ไฟล์แบบตอบ EIT": ("results", 0, "responses", "EIT"),
    "ไฟล์แบบตอบ EIT ส่วนที่ 1": ("results", 0, "responses", "EIT1"),
    "ไฟล์แบบตอบ EIT ส่วนที่ 2": ("results", 0, "responses", "EIT2"),
}
"""The rows of the first sheet by their label, and where each value goes; `results 0` is the result to be analysed."""

INSTRUMENT_ROWS = {
    "IIT": "IIT",
    "EIT": "EIT",
    "EIT1": "EIT ส่วนที่ 1",
    "EIT2": "EIT ส่วนที่ 2",
    "OIT": "OIT",
}
QUESTION_HEADER = ("ส่วน", "รหัส", "เรื่อง", "คะแนน")
ITEM_HEADER = ("รหัส", "ชื่อข้อ", "คะแนน")
AGENCY_HEADER = ("รายการ", "กรอกที่ช่องนี้")
INDICATOR_HEADER = ("รหัส", "ชื่อ", "คะแนน")
REMARK_HEADER = ("ข้อความ", "รหัสข้อ", "ส่วน", "องค์ประกอบที่ขาด")

EARLIER_COLUMNS: Mapping[str, Path] = (
    {"ปีงบประมาณ": ("fiscal_year",)}
    | {f"ตัวชี้วัดที่ {number}": ("indicators", str(number)) for number in range(1, 11)}
    | {label: ("instruments", code) for code, label in INSTRUMENT_ROWS.items()}
    | {"คะแนนรวม": ("total",), "ระดับ": ("level",), "วันที่ประกาศผล": ("announced",)}
)
"""The columns of earlier results by their title, and where each value goes."""


SHEETS = (AGENCY_SHEET, INDICATOR_SHEET, QUESTION_SHEET, ITEM_SHEET, REMARK_SHEET, EARLIER_SHEET)
"""The sheets that are read; every template has them all."""


def sheets_document(sheets: Mapping[str, list[Line]], name: str) -> Document:
    """Turn the sheets of a filled-in template into the document that YAML would give, with the place of each row.

    A label or column that the template does not have is put under its own name, so that it is refused as a key.
    Raises InputError where a sheet of the template is gone: a renamed one would pass for an empty one.
    """
    if gone := [title for title in SHEETS if title not in sheets]:
        what = _("these sheets are missing: {sheets}").format(sheets=", ".join(gone))
        mend = _("give them their names back, or fill in a new template")
        raise InputError(Problem("missing-sheets", what, name, mend))
    earlier = sheets.get(EARLIER_SHEET, [])
    results: list[Tree] = [{} for _line in earlier[1:]]
    document = Document({"results": [{}, *results]}, name)
    for place, (label, value) in _rows(sheets, AGENCY_SHEET, AGENCY_HEADER):
        _put(document, AGENCY_ROWS.get(label, (label,)), _in_english(value), place)
    for place, (code, _title, score) in _rows(sheets, INDICATOR_SHEET, INDICATOR_HEADER):
        kind = "instruments" if code in INSTRUMENT_ROWS else "indicators"
        _put(document, ("results", 0, kind, code), score, place)
    for place, (part, code, _title, score) in _rows(sheets, QUESTION_SHEET, QUESTION_HEADER):
        _put(document, ("results", 0, "questions", part, code), score, place)
    for place, (code, _title, score) in _rows(sheets, ITEM_SHEET, ITEM_HEADER):
        _put(document, ("results", 0, "items", code), score, place)
    _put_remarks(document, list(_rows(sheets, REMARK_SHEET, REMARK_HEADER)))
    for number, (place, cells) in enumerate(earlier[1:], start=1):
        _put(document, ("results", number, "depth"), "indicators", place)
        for title, cell in zip(earlier[0][1], cells, strict=False):
            _put(document, ("results", number, *EARLIER_COLUMNS.get(title, (title,))), cell, place)
    return document


def _in_english(word: str) -> str:
    """Give the word of `kind` or `depth` that a choice of the drop-down stands for, any other text as it is."""
    return KIND_WORDS.get(word) or DEPTH_WORDS.get(word) or word


def _rows(sheets: Mapping[str, list[Line]], title: str, header: tuple[str, ...]) -> Iterator[Line]:
    """Give the rows of a sheet below its header, each with as many cells as the header has."""
    for place, cells in sheets.get(title, []):
        row = [*cells, *[""] * len(header)][: len(header)]
        if tuple(row) != header:
            yield place, row


def _put(document: Document, way: Path, value: Tree, place: str) -> None:
    """Put a value at a way of keys, making what lies between; an empty value is left out."""
    if not value:
        return
    node: Tree = document.root
    for step in way[:-1]:
        node = node[step] if isinstance(node, list) else node.setdefault(step, {})  # type: ignore[index, union-attr, arg-type]
    node[way[-1]] = value  # type: ignore[index]
    document.places[way] = place


def _put_remarks(document: Document, rows: list[Line]) -> None:
    """Put the remarks: each row with a code is one of its own, the rows without are the lines of a pasted letter."""
    way: Path = ("results", 0, "remarks")
    entries: list[Tree] = []
    for place, cells in rows:
        if cells[1]:
            document.places[*way, len(entries)] = place
            entries.append(dict(zip(("text", "code", "part", "missing"), cells, strict=True)))
    if letter := "\n".join(cells[0] for _place, cells in rows if not cells[1]):
        entries.append(letter)
    _put(document, way, entries, rows[0][0] if rows else "")
