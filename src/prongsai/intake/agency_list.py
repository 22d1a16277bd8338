"""A list of agencies from XLSX: one a row, under heads that may stand in any order; and the template of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from prongsai.intake.tables import Line, read_sheets
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

LIST_SHEET = "รายชื่อหน่วยงาน"
MOST_ROWS = 50_000
"""The longest list that is taken; Thailand has some 8,300 assessed agencies."""

LONGEST: Mapping[str, int] = {"code": 40, "name": 200, "type": 100, "district": 100, "province": 100}
"""The fields of a listed agency, and how many characters each may have."""

HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("รหัสหน่วยงาน", "รหัส", "code"),
    "name": ("ชื่อหน่วยงาน", "หน่วยงาน", "name"),
    "type": ("ประเภทหน่วยงาน", "ประเภท", "type"),
    "district": ("อำเภอ", "อำเภอ/เขต", "district"),
    "province": ("จังหวัด", "province"),
}
"""How the head of each column may be written, the template's own way first."""

_NEEDED = frozenset({"name", "province"})
_PREFIXES: Mapping[str, tuple[str, ...]] = {"province": ("จังหวัด", "จ."), "district": ("อำเภอ", "อ.")}
_GUIDE = (
    "กรอกหน่วยงานละหนึ่งแถว ต้องมีชื่อหน่วยงานและจังหวัด ส่วนคอลัมน์อื่นเว้นว่างได้",
    "ชื่อหน่วยงานให้กรอกชื่อเต็มตามที่ใช้ในเอกสารราชการ",
    "รหัสหน่วยงานเป็นรหัสทางการ (ถ้ามี) ใช้ระบุหน่วยงานเมื่อชื่อเปลี่ยน ถ้าไม่มีรหัสจะใช้ชื่อกับจังหวัด",
    "นำเข้ารายการเดิมซ้ำได้ หน่วยงานที่มีอยู่แล้วจะไม่ถูกเพิ่มซ้ำ และช่องที่เว้นว่างจะไม่ลบข้อมูลเดิม",
)


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency as one row of a list has it; empty where a cell is. `sheet` and `row` say where it stands."""

    sheet: str
    row: int
    name: str
    province: str
    code: str = ""
    type: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class AgencyList:
    """The sound rows of a list, in order, and what is wrong with the others."""

    rows: tuple[ListedAgency, ...]
    problems: tuple[Problem, ...]


def read_agency_list(data: bytes, name: str) -> AgencyList:
    """Read every sheet of an XLSX that has the heads of name and province.

    Raises InputError where the file is no sound XLSX, no sheet has these heads, or the list is too long.
    """
    rows: list[ListedAgency] = []
    problems: list[Problem] = []
    found = False
    for sheet, lines in read_sheets(data, name).items():
        if (heads := _heads(lines)) is None:
            continue
        found = True
        start, columns = heads
        for line in lines[start + 1 :]:
            row = _row(sheet, line, columns)
            faults = list(_faults(row))
            problems.extend(faults)
            if not faults:
                rows.append(row)
    if not found:
        what = _("no sheet has the heads “ชื่อหน่วยงาน” and “จังหวัด”")
        raise InputError(Problem("no-heads", what, name, _("fill in the template of the list")))
    if len(rows) > MOST_ROWS:
        what = _("the list has more than {count} rows").format(count=MOST_ROWS)
        raise InputError(Problem("long-list", what, name, _("divide it into several files")))
    return AgencyList(tuple(rows), tuple(problems))


def place_of(sheet: str, row: int) -> str:
    """Give where a row stands, in words."""
    return _("sheet “{sheet}”, row {row}").format(sheet=sheet, row=row)


def _heads(lines: Sequence[Line]) -> tuple[int, dict[str, int]] | None:
    """Give the first line that has the needed heads, and the column of each field; None where there is none."""
    fields = {head: field for field, heads in HEADS.items() for head in heads}
    for place, (_where, cells) in enumerate(lines):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            if field := fields.get("".join(cell.split()).casefold()):
                columns.setdefault(field, column)
        if columns.keys() >= _NEEDED:
            return place, columns
    return None


def _row(sheet: str, line: Line, columns: Mapping[str, int]) -> ListedAgency:
    where, cells = line
    texts = {field: _text(field, cells[column]) for field, column in columns.items() if column < len(cells)}
    return ListedAgency(sheet, int(where.rpartition(":")[2]), **{"name": "", "province": "", **texts})


def _text(field: str, cell: str) -> str:
    """Give a cell's text with single spaces, provinces and districts without that word."""
    text = " ".join(cell.split())
    for prefix in _PREFIXES.get(field, ()):
        text = text.removeprefix(prefix).strip()
    return text


def _faults(row: ListedAgency) -> Iterator[Problem]:
    place = place_of(row.sheet, row.row)
    if not row.name:
        yield Problem("no-name", _("the agency has no name"), place, _("write its full name"))
    if not row.province:
        yield Problem("no-province", _("the agency has no province"), place, _("write its province"))
    for field, most in LONGEST.items():
        if len(getattr(row, field)) > most:
            what = _("{head} is longer than {count} characters").format(head=HEADS[field][0], count=most)
            yield Problem("long-cell", what, place, _("shorten it"))


def write_list_template() -> bytes:
    """Give the XLSX to fill in: a sheet with the heads, where codes stay text, and one that says how."""
    import xlsxwriter  # noqa: PLC0415 (only where a template is written)

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    font = {"font_name": "TH Sarabun New", "font_size": 16}
    head, text = book.add_format({**font, "bold": True}), book.add_format({**font, "num_format": "@"})
    sheet = book.add_worksheet(LIST_SHEET)
    sheet.freeze_panes(1, 0)
    for column, (field, heads) in enumerate(HEADS.items()):
        sheet.set_column(column, column, 50 if field == "name" else 24, text)
        sheet.write_string(0, column, heads[0], head)
    guide = book.add_worksheet("คำแนะนำ")
    guide.set_column(0, 0, 110, text)
    for row, line in enumerate(_GUIDE):
        guide.write_string(row, 0, line, text)
    book.close()
    return target.getvalue()
