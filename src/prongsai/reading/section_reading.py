"""What a report says of each indicator, and which it lists as weak points to mend and as points to develop."""

import re
from collections.abc import Iterable, Iterator, Sequence

from prongsai.intake.indicator_names import MENTION, indicator_of, mentioned
from prongsai.language.digits import arabic
from prongsai.reading.layout import Grid, Piece, cell, place_of
from prongsai.reading.model import Place, RawParagraph, RawRow

_SHORT = 120
_LINE_NUMBER = r"^\s*(?:[\d.]+[.)]?\s*|\(\d+\)\s*|[-–•]\s*)?"
_MEND = re.compile(r"แก้ไขโดยเร่งด่วน|แก้ไขเร่งด่วน|จุดอ่อน|ข้อบกพร่อง")
_DEVELOP = re.compile(r"(?:ต้อง|ควร|จะ)พัฒนา|พัฒนาให้ดีขึ้น")
_KEEP = re.compile(r"รักษาระดับ|รักษามาตรฐาน|จุดแข็ง")
_LIST_HEAD = re.compile(rf"{_LINE_NUMBER}(?:รายการ)?(?:ประเด็น|ตัวชี้วัด|จุดอ่อน|ข้อบกพร่อง|เรื่อง)(?:ที่|หรือ|\s)")
_AN_INDICATOR = re.compile(_LINE_NUMBER + r"ตัวชี้วัด(?:ที่)?\s*(?:10|[1-9])(?![\d.])")
_NEW_SECTION = re.compile(r"^\s*(?:แบบวัด|แบบตรวจ|บทที่\s*\d|ส่วนที่\s*\d|[1-9]\d?(?:\.\d+)*\.?\s+\S)")
_QUESTIONS = re.compile(r"ประเด็นการประเมิน|ข้อคำถาม|ประเด็นคำถาม")

Section = tuple[str, Place]


def read_sections(pieces: Sequence[Piece], measures: Iterable[int]) -> dict[int, Section]:
    """Give each indicator's paragraph of analysis: from a table beside its name, or below it as a heading.

    A cell that goes on over the page, with its name repeated or left empty, is one text. The pieces at `measures`
    are tables of measures and are passed over.
    """
    skipped = set(measures)
    found: dict[int, list[str]] = {}
    places: dict[int, Place] = {}
    for number, text, place in _told([piece for n, piece in enumerate(pieces) if n not in skipped]):
        words = " ".join(text.split())
        if words not in found.setdefault(number, []):  # a workbook has each table on a sheet of its own again
            found[number].append(words)
        places.setdefault(number, place)
    return {number: (" ".join(found[number]), places[number]) for number in sorted(found)}


def _told(pieces: Iterable[Piece]) -> Iterator[tuple[int, str, Place]]:
    """Give (indicator, text, place) of all that is said under an indicator's name."""
    heading: int | None = None
    row_of: int | None = None
    for piece in pieces:
        if isinstance(piece, Grid):
            heading = None
            row_of = row_of if piece.continued else None
            for row, words in _analysis_rows(piece):
                name = cell(row, 0)
                row_of = indicator_of(name) if name.strip() else row_of
                if row_of is not None and words:
                    yield row_of, words, place_of(row, words)
            continue
        label = indicator_of(piece.text) if len(piece.text) < _SHORT else None
        if label is not None:
            heading = label
        elif piece.heading or _NEW_SECTION.match(arabic(piece.text)) or _listing(piece.text):
            heading = None
        elif heading is not None:
            yield heading, piece.text, piece.place
        elif len(piece.text) > _SHORT and (begins := MENTION.match(arabic(piece.text))):
            yield int(begins["number"]), piece.text, piece.place


def _analysis_rows(grid: Grid) -> Iterator[tuple[RawRow, str]]:
    """Give each row of a table of analysis with its text, lists of questions left out; none of other tables."""
    if "analysis" not in grid.columns or "score" in grid.columns:
        return
    heads = ["".join(words.split()) for words in grid.heads()]
    told = [place for place, words in enumerate(heads) if place and not _QUESTIONS.search(words)]
    for row in grid.rows:
        yield row, " ".join(filter(None, (cell(row, place).strip() for place in told)))


def _listing(text: str) -> str:
    """Give which list a paragraph is the head of: ``mend``, ``develop``, ``keep``, or nothing.

    A paragraph that speaks of both weak points and points to develop tells what is required, and heads neither.
    """
    plain = arabic(text)
    if not _LIST_HEAD.match(plain) or _AN_INDICATOR.match(plain):
        return ""
    kinds = [
        name
        for name, words in (("mend", _MEND), ("develop", _DEVELOP), ("keep", _KEEP))
        if words.search(text)
    ]
    return kinds[0] if len(kinds) == 1 else ""


def read_lists(pieces: Sequence[Piece], measures: Iterable[int]) -> dict[str, tuple[tuple[int, ...], Place]]:
    """Give the indicators that are listed as ``mend`` and as ``develop``, each list with its place."""
    skipped = set(measures)
    found: dict[str, list[int]] = {}
    places: dict[str, Place] = {}
    current = ""
    for number, piece in enumerate(pieces):
        if number in skipped:
            current = ""
        elif isinstance(piece, Grid):
            if current and not any(map(_QUESTIONS.search, piece.heads())):
                found[current] += [each for row in piece.rows if (each := indicator_of(cell(row, 0)))]
        elif kind := _listing(piece.text):
            current = kind
            found.setdefault(kind, []).extend(mentioned(piece.text))
            places.setdefault(kind, piece.place)
        elif current:
            if _ends(piece):
                current = ""
            elif match := _AN_INDICATOR.match(arabic(piece.text)):
                found[current] += mentioned(match[0])
            elif (named := indicator_of(piece.text)) is not None:
                found[current].append(named)
    return {
        kind: (tuple(sorted(set(found[kind]))), places[kind])
        for kind in ("mend", "develop")
        if found.get(kind)
    }


def _ends(piece: RawParagraph) -> bool:
    """Tell whether a paragraph ends a list: it opens another part of the report."""
    text = arabic(piece.text)
    if _AN_INDICATOR.match(text) or indicator_of(text) is not None:
        return False
    return (
        piece.heading > 0 or (bool(_NEW_SECTION.match(text)) and len(text) < _SHORT) or len(text) > 2 * _SHORT
    )
