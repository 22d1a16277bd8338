"""Scores as they come from the clipboard: copied in Excel, from a web page, a PDF or a message, and pasted as text.

Taken are ten numbers in a row or in a column; rows of label and number in any order, with instruments, EIT parts, total
and level among them; tables whose columns or rows are fiscal years; Thai digits and signs of per cent. What else stands
there is left out, and lines with numbers among it are named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from prongsai.intake.numbers import clip
from prongsai.intake.pasted_reader import PastedReader, line_of
from prongsai.intake.pasted_rows import INDICATORS, PastedRow, is_number, pasted_rows
from prongsai.intake.remarks import holds_remarks
from prongsai.intake.results import PRINTED
from prongsai.intake.trees import Tree
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

LINE_LIMIT = 2000
"""The most lines that are read: more than any letter or table of one agency has."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PastedScores:
    """Scores of one year that were pasted; `fiscal_year` is None where the text does not say whose they are."""

    fiscal_year: int | None
    indicators: Mapping[int, Decimal]
    instruments: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    level: str = ""

    def entry(self, fiscal_year: int) -> dict[str, Tree]:
        """Give the scores as an entry of `results:` of that year (docs/input.md)."""
        tree: dict[str, Tree] = {
            "fiscal_year": str(fiscal_year),
            "depth": "indicators",
            "indicators": {str(number): str(score) for number, score in self.indicators.items()},
        }
        if self.instruments:
            tree["instruments"] = {code: str(score) for code, score in self.instruments.items()}
        if self.total is not None:
            tree["total"] = str(self.total)
        if self.level:
            tree["level"] = self.level
        return tree


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood of a pasted text: scores by year, newest first, and the assessor's letter if it is there.

    `notes` name lines with numbers that were not taken; nothing is wrong by them.
    """

    scores: tuple[PastedScores, ...]
    letter: str = ""
    notes: tuple[Problem, ...] = ()


def read_pasted(text: str) -> Pasted:
    """Read scores and remarks from a pasted text.

    Raises InputError, each fault with its line and mend: a number that is no score, two different scores for one
    indicator, several numbers where one is expected, numbers without labels that are not ten, nothing understood,
    more than `LINE_LIMIT` lines.
    """
    rows = list(pasted_rows(text))
    if len(rows) > LINE_LIMIT:
        what = _("more than {limit} lines were pasted").format(limit=LINE_LIMIT)
        mend = _("paste your own agency's scores and remarks only")
        raise InputError(Problem("too-many-lines", what, mend=mend))
    reader = PastedReader()
    for row in rows:
        reader.take(row)
    reader.finish()
    letter = "\n".join(row.text for row in reader.rest).strip("\n")
    letter = letter if holds_remarks(letter) else ""
    if not reader.problems and not reader.found and not letter:
        what = _("no scores were found in what was pasted")
        mend = _("paste the ten scores of the indicators, or rows with a label and a score each")
        reader.problems.append(Problem("no-scores", what, mend=mend))
    if reader.problems:
        raise InputError(reader.problems)
    years = sorted(reader.found, key=lambda year: -(year or 0))
    scores = tuple(_scores(year, reader.found[year]) for year in years)
    return Pasted(scores, letter, tuple(_not_taken(reader.rest, letter)))


def _scores(fiscal_year: int | None, found: Mapping[str, str | Decimal]) -> PastedScores:
    numbers = {key: value for key, value in found.items() if isinstance(value, Decimal)}
    return PastedScores(
        fiscal_year,
        {number: numbers[str(number)] for number in range(1, INDICATORS + 1) if str(number) in numbers},
        {key: score for key, score in numbers.items() if key in PRINTED},
        numbers.get("total"),
        str(found.get("level", "")),
    )


def _not_taken(rest: Iterable[PastedRow], letter: str) -> Iterator[Problem]:
    """Name the lines with numbers that were not taken, unless they are the assessor's letter."""
    left = [row for row in rest if any(map(is_number, row.filled))]
    if left and not letter:
        lines = "; ".join(f"{line_of(row)} “{clip(row.text)}”" for row in left[:_SHOWN])
        more = " …" if len(left) > _SHOWN else ""
        what = _("these lines were not taken for scores: {lines}").format(lines=lines + more)
        yield Problem("lines-left-out", what, mend=_("compare the scores with what was pasted"))
