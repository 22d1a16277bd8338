"""Scores in tables: rows of indicators or years, columns of years, parts or nothing, scores within labels."""

import re
from collections.abc import Iterator
from decimal import Decimal

from prongsai.intake.score_labels import label_key, level_of
from prongsai.language.digits import arabic
from prongsai.reading.headings import years_in
from prongsai.reading.layout import Grid, cell, place_of, score_text
from prongsai.reading.model import Printing, RawRow

_YEAR_CELL = re.compile(r"(?:ประจำ)?(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(25[5-9]\d|(?<=ปี )[5-9]\d)")
_WITHIN = re.compile(
    r"[\s(:=]*(?:ได้)?\s*(100(?:\.00?)?|\d{1,2}\.\d{1,2}|\d{1,2}(?=\s*คะแนน))\s*(?:คะแนน)?[\s)]*$"
)
_RANK_CELL = re.compile(r"([\d,]{1,6})(?:\s*/.*)?")
_INDICATORS = {str(number) for number in range(1, 11)}


def table_scores(grid: Grid, default: int) -> Iterator[Printing]:
    """Give the printings of scores and levels in a table; `default` is the year where its columns name none."""
    heads = grid.heads()
    across = _keys_across(grid, heads)
    for row in grid.rows:
        year = _year_of_row(row)
        if year is not None and across:
            yield from _year_row(row, year, across)
        elif len(set(across.values()) - {"score"}) >= 3 and _single(grid):
            yield from _year_row(row, default, across)
        else:
            yield from _key_row(row, grid, heads, default)


def _keys_across(grid: Grid, heads: tuple[str, ...]) -> dict[int, str]:
    """Give what each column holds where its head is a label itself: IIT, the total, an indicator."""
    found = {}
    for place, words in enumerate(heads):
        key = "" if grid.columns[place] == "aside" else label_key(words)
        if key:
            found[place] = key
    return found


def _single(grid: Grid) -> bool:
    """Tell whether the table has one row of scores only, so that no other agency's can be among them."""
    return sum(any(map(score_text, row.cells)) for row in grid.rows) == 1


def _year_of_row(row: RawRow) -> int | None:
    for words in row.cells[:2]:
        if match := _YEAR_CELL.fullmatch(arabic(words).strip()):
            return int(match[1]) if len(match[1]) == 4 else 2500 + int(match[1])
    return None


def _year_row(row: RawRow, year: int, across: dict[int, str]) -> Iterator[Printing]:
    """Give the printings of a row that is one year's result."""
    for place, key in across.items():
        yield from _printing("total" if key == "score" else key, year, cell(row, place), row)


def _key_row(row: RawRow, grid: Grid, heads: tuple[str, ...], default: int) -> Iterator[Printing]:
    """Give the printings of a row with a label: each score belongs to the nearest label on its left."""
    key = sheet = ""
    told: set[tuple[str, int]] = set()
    for words, kind, head in zip(row.cells, grid.columns, heads, strict=False):
        found = "" if level_of(words) else label_key(words)
        if found:
            key = _meant(found, heads)
            sheet = key if key[:3] in {"IIT", "EIT", "OIT"} else sheet
            yield from _within(key, default, words, row)
        elif kind == "indicator" and words.strip() and arabic(words.strip()) in _INDICATORS:
            key = arabic(words.strip())
        elif not words.strip() or kind == "aside" or (kind == "number" and not key):
            continue
        elif key == "rank" or score_text(words) or level_of(words):
            for printing in _printing(_of_column(key, sheet, head), _year(head, default), words, row):
                if (printing.key, printing.year) not in told:
                    told.add((printing.key, printing.year))
                    yield printing
        else:
            key = ""  # other words stand between the label and what follows: a question, a measure


def _within(key: str, year: int, words: str, row: RawRow) -> Iterator[Printing]:
    """Give the score that stands within an indicator's own label: `4. การใช้ทรัพย์สินของราชการ 87.92 คะแนน`."""
    if key in _INDICATORS and (match := _WITHIN.search(arabic(words))):
        shown = words[match.start(1) : match.end(1)]
        yield Printing(key, year, Decimal(match[1]), shown, place_of(row, words), table=True)


def _year(head: str, default: int) -> int:
    """Give the year that the head of a column names, 0 where it names several, else the default."""
    named = years_in(head)
    return default if not named else named[0] if len(named) == 1 else 0


def _meant(key: str, heads: tuple[str, ...]) -> str:
    """Take a bare “score” for the total where the columns are years."""
    return "total" if key == "score" and any(map(years_in, heads)) else key


def _of_column(key: str, sheet: str, head: str) -> str:
    """Give what a score is of, the words at the head of its column considered: an instrument, an EIT part."""
    above = label_key(head)
    if key in _INDICATORS:
        if above in {"EIT1", "EIT2"}:
            return f"{above}:{key}"
        if "เครื่องมือ" in head and "คะแนน" in head and sheet:
            return sheet
    if key == "EIT" and above in {"EIT1", "EIT2"}:
        return above
    return key


def _printing(key: str, year: int, words: str, row: RawRow) -> Iterator[Printing]:
    """Give the printing of a cell: a score, a level beside the total, a rank; nothing for other words."""
    place = place_of(row, words)
    level, number = level_of(words), score_text(words)
    if not year or key in {"", "score"}:
        return
    if level:
        if key in {"level", "total"}:
            yield Printing("level", year, None, level, place, table=True)
    elif key == "rank":
        if match := _RANK_CELL.fullmatch(arabic(words).strip()):
            yield Printing(key, year, Decimal(match[1].replace(",", "")), words, place, table=True)
    elif key != "level" and number:
        yield Printing(key, year, Decimal(number), words, place, table=True)
