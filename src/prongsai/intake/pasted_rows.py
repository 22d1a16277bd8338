"""Pasted text as rows: what Excel, a web page or a PDF leaves on the clipboard, cut into labels, numbers and years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.intake.indicator_names import indicator_of
from prongsai.intake.score_labels import label_key, level_of
from prongsai.language.digits import arabic

INDICATORS = 10
"""How many indicators there are."""

_QUOTED = re.compile(r'(?:^|(?<=\t))"((?:[^"]|"")*)"(?=\t|\n|$)', re.MULTILINE)
_WORDS_OF_SCORES = r"(?:%|คะแนน|ร้อยละ)"
_NUMBER = re.compile(rf"(?:ร้อยละ\s*)?([+-]?\d+(?:[.,]\d+)*)\s*{_WORDS_OF_SCORES}?")
_NUMBERS_AFTER = re.compile(rf"(?:^|(?<=[\s:=]))(?:ร้อยละ\s*)?[+-]?\d+(?:[.,]\d+)*\s*{_WORDS_OF_SCORES}?$")
_YEAR = re.compile(r"(?:ปี|งบประมาณ|พ\.?\s?ศ\.?|คะแนน|ผลการประเมิน|ITA|FY|[\s().:])*(25[5-9]\d)[)\s]*")
_YEAR_TITLE = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s*พ\.?\s?ศ\.?)?|fiscal[ _]year|year", re.IGNORECASE)
_CODE = re.compile(r"(?:i|ตชว\.?|indicator)(?:ที่)?\s*\.?\s*(\d{1,2})(?!\d|\.\d)[\s.):-]*(.*)", re.IGNORECASE)
_A_YEAR = re.compile(r"(?<!\d)25[5-9]\d(?!\d)")
_LONGEST_TITLE = 40
_ORDINAL = re.compile(r"(\d{1,2})[.)]?")
_QUESTION = re.compile(r"(?:i\s?(?:1[1-9]|[2-9]\d)|[eo]\s?\d{1,2})(?!\d)(?:(?!ประเด็น).)*", re.IGNORECASE)
_SCORE = re.compile(rf"(?:\d{{1,2}}\.\d{{1,2}}|100(?:\.0+)?|0(?:\.0+)?)\s*{_WORDS_OF_SCORES}?")
_NOTHING = frozenset({"-", "–", "—", "n/a"})


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A line that was pasted: its number from 1, its cells with Arabic digits, and the text as it stood.

    `tabbed` tells that the cells stood in columns (Excel, a web table), so that an empty one keeps its place.
    """

    number: int
    cells: tuple[str, ...]
    text: str
    tabbed: bool

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell)


def pasted_rows(text: str) -> Iterator[PastedRow]:
    """Give the lines of a pasted text as rows; a cell that holds line breaks, as Excel quotes it, stays one cell."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\u200b", "")
    number = 1
    # Breaks within a cell become carriage returns for the while, so that lines can still be counted.
    for line in _QUOTED.sub(_unquoted, plain).split("\n"):
        yield _row(number, line)
        number += 1 + line.count("\r")


def _unquoted(found: re.Match[str]) -> str:
    return found[1].replace('""', '"').replace("\n", "\r")


def _row(number: int, line: str) -> PastedRow:
    tabbed = "\t" in line.strip()
    found = line.split("\t") if tabbed else _pieces(" ".join(arabic(line).split()))
    cells = tuple(" ".join(arabic(cell).split()) for cell in found)
    return PastedRow(number, cells, line.replace("\r", "\n"), tabbed)


def _pieces(line: str) -> list[str]:
    """Divide a line without columns: the label, then the numbers and the level that end it."""
    words = line.split()
    keys = [word for word in words if key_of(word)]
    if len(keys) >= 3 and all(key_of(word) or is_number(word) for word in words):
        return words
    ends: list[str] = []
    rest = line
    if level := _level_at_the_end(rest):
        rest = rest.removesuffix(level).rstrip()
        ends.append(level)
    while match := _NUMBERS_AFTER.search(rest):
        ends.insert(0, match[0].strip())
        rest = rest[: match.start()].rstrip(" :=")
    # “ตัวชี้วัดที่ 1 97.40” and “EIT ส่วนที่ 1 86.20”: the first number belongs to the label.
    while ends and rest and _belongs(rest, ends):
        rest = f"{rest} {ends.pop(0)}"
    return [rest, *ends] if rest else ends


def _level_at_the_end(line: str) -> str:
    head, _space, tail = line.rpartition(" ")
    return tail if head and level_of(tail) else ""


def _belongs(label: str, ends: list[str]) -> bool:
    if not ends[0].isdecimal():
        return False
    longer = key_of(f"{label} {ends[0]}")
    return bool(longer) and longer != key_of(label) and (len(ends) > 1 or not key_of(label))


def key_of(label: str) -> str:
    """Give what a label names: ``1``–``10``, ``IIT``, ``EIT``, ``EIT1``, ``EIT2``, ``OIT``, ``total``, ``level``.

    Also ``year`` for the title of a column of years; nothing for any other label. A name counts before a number,
    since lists in order of score are numbered too.
    """
    plain = arabic(label).strip(" :=")
    if not plain:
        return ""
    if _YEAR_TITLE.fullmatch(plain):
        return "year"
    if match := _CODE.fullmatch(plain):
        named = indicator_of(match[2])
        number = int(match[1])
        return str(named or number) if named or (1 <= number <= 10 and not match[2]) else ""
    key = label_key(plain)
    return "" if key in {"score", "rank"} else key


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number and nothing else, a sign of per cent or the word for points aside."""
    return _NUMBER.fullmatch(cell) is not None


def number_text(cell: str) -> str:
    """Give the number of a cell that holds one as it is to be read."""
    match = _NUMBER.fullmatch(cell)
    return match[1] if match else cell


def year_of(cell: str) -> int | None:
    """Give the fiscal year that a cell names and nothing else, or None."""
    match = _YEAR.fullmatch(cell)
    return int(match[1]) if match else None


def is_level(cell: str) -> bool:
    """Tell whether a cell holds the name of a level and nothing else."""
    return bool(level_of(cell))


def is_nothing(cell: str) -> bool:
    """Tell whether a cell says that there is no score."""
    return not cell or cell.casefold() in _NOTHING


def ordinal(cell: str) -> str:
    """Give the number of an indicator that stands alone in a cell (``7``, ``7.``), else nothing."""
    match = _ORDINAL.fullmatch(cell)
    return str(int(match[1])) if match and 1 <= int(match[1]) <= INDICATORS else ""


def is_question_score(row: PastedRow) -> bool:
    """Tell whether a row gives the score of a question or item (``i12``, ``e3``, ``o13``), which is no indicator's."""
    return (
        len(row.filled) > 1
        and _QUESTION.fullmatch(row.filled[0]) is not None
        and _SCORE.fullmatch(row.filled[-1]) is not None
    )


def year_alone(row: PastedRow) -> int | None:
    """Give the fiscal year that a line of its own names, or None."""
    return year_of(" ".join(row.filled))


def years_named(row: PastedRow) -> set[int]:
    """Give the fiscal years that a row names in cells of their own, else among its words (``ผลปี 2567 รวม``)."""
    alone = {year for cell in row.cells if (year := year_of(cell))}
    words = (cell for cell in row.cells if not is_number(cell))
    return alone or {int(year) for cell in words for year in _A_YEAR.findall(cell)}


def header_of(row: PastedRow) -> dict[int, str | int]:
    """Give the columns of a header, each a year or what it holds; nothing for a row that is none."""
    numbers = [cell for cell in row.cells if is_number(cell)]
    years: dict[int, str | int] = {
        place: year for place, cell in enumerate(row.cells) if (year := year_of(cell))
    }
    if not row.tabbed:
        years = _years_of_line(" ".join(row.cells)) or years
    others = [number for number in numbers if not year_of(number)]
    scored = any("." in number for number in others) or (others and labelled_at(row.cells)[1])
    if years and len(numbers) <= len(years) and not scored:
        return years
    counted = numbers == [str(number) for number in range(1, INDICATORS + 1)]
    keys: dict[int, str | int] = {
        place: key
        for place, cell in enumerate(row.cells)
        if (key := cell if counted and is_number(cell) else key_of(cell))
    }
    return keys if counted or (len(set(keys.values())) >= 3 and not numbers) else {}


def _years_of_line(line: str) -> dict[int, str | int]:
    """Give the years of a line that names several and hardly anything else, as columns after the first."""
    found = _A_YEAR.findall(line)
    rest = "".join(_A_YEAR.sub("", line).split())
    if len(found) < 2 or len(rest) > _LONGEST_TITLE:
        return {}
    return {place: int(year) for place, year in enumerate(found, start=1)}


def labelled_at(cells: tuple[str, ...]) -> tuple[int, str]:
    """Give the place of the cell that labels a row, the last one that can, and what it names; nothing without one."""
    for place in range(len(cells) - 1, -1, -1):
        key = "" if is_number(cells[place]) else key_of(cells[place])
        if key and key != "year":
            return place, key
    return 0, ""


def key_of_row(cells: tuple[str, ...]) -> str:
    """Give what the label before a row's scores names; a number alone is an indicator's."""
    return labelled_at(cells)[1] or next(filter(None, map(ordinal, cells)), "")
