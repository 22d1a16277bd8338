"""All printings of scores in a report, and the results that they make."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from prongsai.intake.indicator_names import indicator_of
from prongsai.language.dates import parse_date
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError
from prongsai.planning.periods import MONTH_PATTERN
from prongsai.reading.headings import years_in
from prongsai.reading.layout import Grid, Piece
from prongsai.reading.model import Doubt, Place, Printing, RawParagraph, ReadResult
from prongsai.reading.score_sentences import sentence_scores
from prongsai.reading.score_tables import table_scores

_CAPTION = 4
_CAPTION_LIMIT = 200
_OF_SCORES = re.compile(r"ผลการประเมิน|คะแนน|ผลประเมิน")
_DAY = re.compile(rf"วันที่\s*(\d{{1,2}}\s*(?:{MONTH_PATTERN})\s*(?:พ\.?\s?ศ\.?\s*)?\d{{4}})")
_ANNOUNCED = re.compile(r"ประกาศ.{0,400}?ผลการประเมิน|ผลการประเมิน.{0,400}?ประกาศ", re.DOTALL)


def read_printings(
    pieces: Sequence[Piece], measures: Iterable[int], result_year: int | None
) -> tuple[Printing, ...]:
    """Give all printings of scores, levels and rank in reading order; none where no year of a result is known.

    A table belongs to the years at the head of its columns, else to the one year in the lines above it, else to the
    result's. The pieces at `measures` are tables of measures and are passed over.
    """
    if result_year is None:
        return ()
    skipped = set(measures)
    found: list[Printing] = []
    of_indicator = False
    for number, piece in enumerate(pieces):
        if number in skipped:
            continue
        default = _caption_year(pieces, number) or result_year
        if isinstance(piece, Grid):
            found += table_scores(piece, default)
            found += [
                each for each in _cells(piece, result_year) if each.key not in {"total", "level", "rank"}
            ]
            of_indicator = False
        else:
            of_indicator = _about_indicator(piece, of_indicator=of_indicator)
            found += sentence_scores(piece.text, piece.place, default, of_indicator=of_indicator)
    return tuple(found)


def _cells(grid: Grid, default: int) -> list[Printing]:
    """Give the scores in sentences of a table's long cells, such as an indicator's analysis."""
    return [
        each
        for row in grid.rows
        for words in row.cells[1:]
        if len(words) > 40
        for each in sentence_scores(words, row.place, default, of_indicator=True)
    ]


def _about_indicator(piece: RawParagraph, *, of_indicator: bool) -> bool:
    """Tell whether a paragraph is about one indicator: below its name as a heading, until another heading."""
    if len(piece.text) < _CAPTION_LIMIT and indicator_of(piece.text) is not None:
        return True
    return of_indicator and not piece.heading and not re.match(r"\s*[\d.]+\s+\S", arabic(piece.text))


def _caption_year(pieces: Sequence[Piece], number: int) -> int | None:
    """Give the year that the nearest lines above a piece name for scores, where they name just one."""
    for piece in reversed(pieces[max(0, number - _CAPTION) : number]):
        if isinstance(piece, Grid):
            return None
        named = years_in(piece.text)
        if named and len(piece.text) < _CAPTION_LIMIT and _OF_SCORES.search(piece.text):
            return named[0] if len(named) == 1 else None
    return None


@dataclass
class _Found:
    """A result while its printings are gathered: key → the printing that counts."""

    kept: dict[str, Printing] = field(default_factory=dict)

    def take(self, printing: Printing) -> None:
        if printing.key not in self.kept or (printing.table and not self.kept[printing.key].table):
            self.kept[printing.key] = printing


def read_results(
    printings: Sequence[Printing], result_year: int | None
) -> tuple[tuple[ReadResult, ...], dict[str, Place], list[Doubt]]:
    """Give the results, that of the result's year first, then from the newest; their places; and what is doubtful.

    Of printings that differ the first in a table counts, else the first. A total that a sentence gives for another
    year, though it is the result's own, is a year that was left over: it is no result of that year.
    """
    gathered: dict[int, _Found] = {}
    for printing in printings:
        gathered.setdefault(printing.year, _Found()).take(printing)
    doubts = [
        doubt
        for year in list(gathered)
        if (doubt := _left_over(year, gathered, result_year)) and gathered.pop(year)
    ]
    order = sorted(gathered, key=lambda year: (year != result_year, -year))
    order = [year for year in order if set(gathered[year].kept) - {"rank", "level"} or year == result_year]
    places: dict[str, Place] = {}
    results = []
    for number, year in enumerate(order):
        kept = gathered[year].kept
        results.append(_result(year, kept))
        places |= {
            f"/results/{number}{_pointer(key)}": each.place for key, each in kept.items() if ":" not in key
        }
    return tuple(results), places, doubts


def _left_over(year: int, gathered: dict[int, _Found], result_year: int | None) -> Doubt | None:
    """Give the doubt about a year that only sentences name, with no figure but the result year's own total."""
    own = gathered.get(result_year or 0)
    kept = gathered[year].kept
    if year == result_year or own is None or "total" not in kept or set(kept) - {"total", "level", "rank"}:
        return None
    total = own.kept.get("total")
    if kept["total"].table or total is None or total.value != kept["total"].value:
        return None
    why = _("the sentence gives the result's own score for another year")
    return Doubt(str(year), str(result_year), "likely", kept["total"].place, why)


def _pointer(key: str) -> str:
    if key.isdecimal():
        return f"/indicators/{key}"
    return f"/{key}" if key in {"total", "level", "rank"} else f"/instruments/{key}"


def _result(year: int, kept: dict[str, Printing]) -> ReadResult:
    scores: dict[str, Decimal] = {key: each.value for key, each in kept.items() if each.value is not None}
    return ReadResult(
        fiscal_year=year,
        indicators={number: scores[str(number)] for number in range(1, 11) if str(number) in scores},
        instruments={key: scores[key] for key in ("IIT", "EIT", "EIT1", "EIT2", "OIT") if key in scores},
        total=scores.get("total"),
        level=kept["level"].words if "level" in kept else "",
        rank=int(scores["rank"]) if "rank" in scores else None,
    )


def announcement(pieces: Sequence[Piece]) -> tuple[date | None, Place | None]:
    """Give the day on which the result was announced, and where the report says so."""
    for piece in pieces:
        if isinstance(piece, Grid) or not _ANNOUNCED.search(piece.text):
            continue
        for match in _DAY.finditer(arabic(piece.text)):
            try:
                return parse_date(match[1]), piece.place
            except InputError:
                continue
    return None, None
