"""The three years of a report: printed in its title, of its result, and of its plan."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from prongsai.language.dates import month_number
from prongsai.language.digits import arabic
from prongsai.language.problems import InputError
from prongsai.planning.periods import MONTH_PATTERN, fiscal_year_of, read_period
from prongsai.reading.headings import FISCAL, years_in
from prongsai.reading.layout import Grid, Piece, score_text
from prongsai.reading.model import Place, RawParagraph

_YEAR = r"(25[5-9]\d)(?!\d)(?!\s*(?:[-–—]|ถึง)\s*25)"
_OF_RESULT = re.compile(
    rf"(?:ผลการประเมิน|ผลคะแนน|วิเคราะห์ผล|ได้คะแนน)(?:(?!มาตรการ|25\d\d)[^\n]){{0,170}}?{FISCAL}{_YEAR}"
)
_SCORED = re.compile(rf"{FISCAL}{_YEAR}(?:(?!25\d\d)[^\n]){{0,160}}?คะแนน\s*(?:\d{{2}}\.\d\d|100)")
_OF_PLAN = re.compile(
    rf"(?:มาตรการ|แนวทาง|ข้อเสนอแนะในการพัฒนา|แผน)(?:(?!ผลการประเมิน|25\d\d)[^\n]){{0,150}}?{FISCAL}{_YEAR}"
)
_TITLE = re.compile(rf"{FISCAL}{_YEAR}")
_COMPARED = re.compile(r"ย้อนหลัง|เปรียบเทียบ|เทียบกับ|ตั้งแต่ปี")
_LATE = re.compile(rf"({MONTH_PATTERN})\s*(?:พ\.?\s?ศ\.?\s*)?(25\d\d|\d\d)(?!\d)")
_COVER = 20


def document_year(pieces: Sequence[Piece]) -> tuple[int | None, Place | None]:
    """Give the year printed in the title, and where: the first fiscal year before the first table."""
    for piece in pieces[:_COVER]:
        if isinstance(piece, Grid):
            break
        if match := _TITLE.search(arabic(piece.text)):
            return int(match[1]), piece.place
    return None, None


def result_year(pieces: Sequence[Piece], printed: int | None) -> tuple[int | None, Place | None]:
    """Give the year whose scores the report analyses: the one that most headings, sentences and tables name."""
    votes: Counter[int] = Counter()
    places: dict[int, Place] = {}
    seen: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Grid):
            scored = any(score_text(words) for row in piece.rows for words in row.cells[1:])
            if scored and (newest := max(years_in(" ".join(piece.heads())), default=None)):
                votes[newest] += 3 if len(piece.rows) >= 5 else 1
                places.setdefault(newest, piece.header[0].place)
            continue
        text = arabic(piece.text)
        if text in seen or _COMPARED.search(text):
            continue
        seen.add(text)
        for match in (*_OF_RESULT.finditer(text), *_SCORED.finditer(text)):
            votes[int(match[1])] += 1
            places.setdefault(int(match[1]), piece.place)
    if not votes:
        return None, None
    likely = {} if printed is None else {printed: 2, printed - 1: 1}
    year = max(votes, key=lambda each: (votes[each], likely.get(each, 0), each))
    return year, places[year]


def plan_year(
    result: int | None, periods: Iterable[str], follow_ups: Iterable[str], headings: Iterable[str]
) -> int | None:
    """Give the year of the plan: that after the result's where anything speaks for it, else what most speaks for.

    Looked at are the years written in the periods, in the follow-ups, and in the headings about measures. Where
    nothing speaks for a later year than the result's, the next year is meant; None where no year is known at all.
    """
    ways = [
        Counter(year for words in periods if (year := _year_of_period(words))),
        Counter(year for words in follow_ups for year in _years_of_follow_up(words)),
        Counter(int(match[1]) for words in headings for match in _OF_PLAN.finditer(arabic(words))),
    ]
    named = [way.most_common(1)[0][0] for way in ways if way]
    if result is None:
        return named[0] if named else None
    if any(result + 1 in way for way in ways):
        return result + 1
    return next((year for year in named if year > result), result + 1)


def _year_of_period(words: str) -> int | None:
    """Give the fiscal year in which a period ends, where its words name a year themselves."""
    try:
        first, second = (read_period(words, year).end for year in (2560, 2570))
    except InputError:
        return None
    return fiscal_year_of(first) if first == second else None


def _years_of_follow_up(words: str) -> list[int]:
    """Give the fiscal years of the months named in a follow-up; October reports on the year that ended before it."""
    found = []
    for match in _LATE.finditer(arabic(words)):
        month = month_number(re.sub(r"\s", "", match[1])) or 0
        year = int(match[2]) + (2500 if len(match[2]) == 2 else 0)
        found.append(year + (month > 10))
    return found


def headings_before(pieces: Sequence[Piece], tables: Iterable[int]) -> list[str]:
    """Give the text of the paragraphs just before the pieces at `tables`."""
    return [
        piece.text
        for table in tables
        for piece in pieces[max(0, table - 3) : table]
        if isinstance(piece, RawParagraph)
    ]
