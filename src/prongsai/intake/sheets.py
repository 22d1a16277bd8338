"""The XLSX template as a file to fill in: Thai guidance, drop-downs, and cells that refuse wrong scores."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from prongsai.intake.model import Agency
from prongsai.intake.template import (
    AGENCY_HEADER,
    AGENCY_ROWS,
    AGENCY_SHEET,
    DEPTH_WORDS,
    EARLIER_COLUMNS,
    EARLIER_SHEET,
    GUIDE_SHEET,
    INDICATOR_HEADER,
    INDICATOR_SHEET,
    INSTRUMENT_ROWS,
    ITEM_HEADER,
    ITEM_SHEET,
    KIND_WORDS,
    QUESTION_HEADER,
    QUESTION_SHEET,
    REMARK_HEADER,
    REMARK_SHEET,
)
from prongsai.method.model import Method, Unpublished

_FONT = {"font_name": "TH Sarabun New", "font_size": 16, "valign": "top"}
_GUIDE = (
    "แบบกรอกผลการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. {year}",
    "กรอกเฉพาะช่องสีเหลือง ช่องที่ไม่มีคะแนนให้เว้นว่างไว้ ไม่ต้องใส่ 0 หรือเครื่องหมายขีด",
    "คะแนนอยู่ระหว่าง 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง ตามที่ประกาศ",
    "1. แผ่น “หน่วยงาน” กรอกชื่อหน่วยงาน และเลือกความละเอียดของคะแนนที่จะกรอก",
    (
        "2. แผ่น “ตัวชี้วัด” กรอกคะแนนตัวชี้วัดทั้ง 10 ตัว ส่วนคะแนนรายเครื่องมือใช้เพื่อตรวจทานเท่านั้น ยกเว้นคะแนน EIT "
        "แต่ละส่วน ซึ่งใช้พิจารณาระดับผลการประเมินด้วย"
    ),
    "3. แผ่น “ข้อคำถาม” และ “ข้อ OIT” กรอกเมื่อเลือกความละเอียดเป็น “คะแนนรายข้อคำถามและข้อ OIT”",
    "4. แผ่น “ข้อสังเกตของผู้ประเมิน” วางข้อความจากหนังสือของผู้ประเมินได้ทั้งฉบับในคอลัมน์แรก หรือกรอกทีละข้อพร้อมรหัสข้อ",
    "5. แผ่น “ผลปีก่อน” กรอกผลของปีก่อน ๆ ปีละหนึ่งแถว",
    "บันทึกเป็นไฟล์ XLSX แล้วส่งกลับเข้าระบบในหน้าที่ดาวน์โหลด หรือสั่ง prongsai score ตามด้วยชื่อไฟล์",
)
_CHOICES = {"ชนิดของผล": tuple(KIND_WORDS), "ความละเอียดของคะแนน": tuple(DEPTH_WORDS)}
_SCORE_ROWS = {"คะแนนรวมตามประกาศ"}
_REMARK_LINES = 200
_EARLIER_LINES = 10


def write_template(method: Method, agency: Agency | None = None) -> bytes:
    """Give the XLSX to fill in for a fiscal year; `read_intake` reads the filled-in file.

    Where the agency is known, what is known of it stands there already.
    Score cells refuse what lies outside 0–100 (or is not 0 or 100 where items are all or nothing); text cells stay
    text.
    """
    import xlsxwriter  # noqa: PLC0415 (only where a template is written)

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    writer = _Writer(book)
    writer.guide(method.fiscal_year)
    writer.agency(method, agency)
    indicators = [(str(each.number), each.name_th) for each in method.indicators]
    parts = {part for part in method.parts() if part not in INSTRUMENT_ROWS or len(part) > 3}
    printed = [(code, label) for code, label in INSTRUMENT_ROWS.items() if len(code) == 3 or code in parts]
    writer.scores(INDICATOR_SHEET, INDICATOR_HEADER, [*indicators, *printed])
    writer.scores(QUESTION_SHEET, QUESTION_HEADER, _questions(method))
    rule = method.rules.items
    allowed = [] if isinstance(rule, Unpublished) else [str(each) for each in rule.scores]
    writer.scores(ITEM_SHEET, ITEM_HEADER, [(item.code, item.title_th) for item in method.items], allowed)
    writer.remarks()
    writer.earlier()
    book.close()
    return target.getvalue()


def _questions(method: Method) -> list[tuple[str, str, str]]:
    """Give part, code and subject of each question, and of each line of those that have several."""
    rows: list[tuple[str, str, str]] = []
    for part in method.parts():
        for question in method.asked(part):
            rows.append((part, question.code, question.subject_th))
            if len(question.sub_questions) > 1:
                rows += [
                    (part, f"{question.code}.{line.number}", f"{question.subject_th} (ข้อย่อยที่ {line.number})")
                    for line in question.sub_questions
                ]
    return rows


def _preset(label: str, method: Method, agency: Agency | None) -> str:
    """Give what stands beside a row of the first sheet before anything is filled in."""
    if label in _CHOICES:
        return _CHOICES[label][0]
    way = AGENCY_ROWS[label]
    if way[0] == "agency":
        return "" if agency is None else str(getattr(agency, str(way[-1])))
    return str(method.fiscal_year) if way[-1] == "fiscal_year" else ""


class _Writer:
    """Writes the sheets with one set of formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.text = book.add_format({**_FONT, "num_format": "@", "text_wrap": True})
        self.heading = book.add_format({**_FONT, "bold": True, "bottom": 1, "bg_color": "#D9E2F3"})
        self.fill_text = book.add_format(
            {**_FONT, "num_format": "@", "text_wrap": True, "bg_color": "#FFF2CC", "border": 1}
        )
        self.fill_score = book.add_format({**_FONT, "num_format": "0.00", "bg_color": "#FFF2CC", "border": 1})

    def _sheet(self, title: str, header: Iterable[str], widths: Sequence[int]) -> Any:
        sheet = self.book.add_worksheet(title)
        for column, (name, width) in enumerate(zip(header, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, self.heading)
        sheet.freeze_panes(1, 0)
        return sheet

    def guide(self, year: int) -> None:
        sheet = self.book.add_worksheet(GUIDE_SHEET)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(_GUIDE):
            sheet.write_string(row, 0, line.format(year=year), self.heading if row == 0 else self.text)

    def agency(self, method: Method, agency: Agency | None) -> None:
        sheet = self._sheet(AGENCY_SHEET, AGENCY_HEADER, (40, 60))
        shown = [
            label for label, way in AGENCY_ROWS.items() if "responses" not in way or way[-1] in method.parts()
        ]
        for row, label in enumerate(shown, start=1):
            sheet.write_string(row, 0, label, self.text)
            if label in _SCORE_ROWS:
                sheet.write_blank(row, 1, None, self.fill_score)
                _validate_score(sheet, row, 1, row, 1)
                continue
            if label in _CHOICES:
                sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(_CHOICES[label])})
            sheet.write_string(row, 1, _preset(label, method, agency), self.fill_text)

    def scores(
        self,
        title: str,
        header: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        allowed: Sequence[str] = (),
    ) -> None:
        """Write rows of text with an empty score beside each."""
        sheet = self._sheet(title, header, (*[10] * (len(header) - 2), 80, 14))
        last = len(header) - 1
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, self.text)
            sheet.write_blank(row, last, None, self.fill_score)
        if rows and allowed:
            sheet.data_validation(1, last, len(rows), last, {"validate": "list", "source": list(allowed)})
        elif rows:
            _validate_score(sheet, 1, last, len(rows), last)

    def remarks(self) -> None:
        sheet = self._sheet(REMARK_SHEET, REMARK_HEADER, (100, 10, 10, 40))
        for row in range(1, _REMARK_LINES + 1):
            for column in range(len(REMARK_HEADER)):
                sheet.write_blank(row, column, None, self.fill_text)

    def earlier(self) -> None:
        sheet = self._sheet(EARLIER_SHEET, EARLIER_COLUMNS, [16] * len(EARLIER_COLUMNS))
        for row in range(1, _EARLIER_LINES + 1):
            for column, way in enumerate(EARLIER_COLUMNS.values()):
                worded = way[0] in {"fiscal_year", "level", "announced"}
                sheet.write_blank(row, column, None, self.fill_text if worded else self.fill_score)
        scores = [
            number
            for number, way in enumerate(EARLIER_COLUMNS.values())
            if way[0] not in {"fiscal_year", "level", "announced"}
        ]
        _validate_score(sheet, 1, scores[0], _EARLIER_LINES, scores[-2])


def _validate_score(sheet: Any, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
    sheet.data_validation(
        first_row,
        first_column,
        last_row,
        last_column,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            "error_title": "คะแนนไม่ถูกต้อง",
            "error_message": "กรอกคะแนนระหว่าง 0 ถึง 100 หรือเว้นว่างไว้หากไม่มีคะแนน",
        },
    )
