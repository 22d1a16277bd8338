"""A report as the rules look at it: its facts, the methods of its years, and all its texts with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from prongsai.intake.model import Result
from prongsai.language.digits import arabic
from prongsai.method.library import load_method, years
from prongsai.method.model import Method
from prongsai.reading.layout import Grid, Piece, pieces, place_of
from prongsai.reading.measure_reading import measure_tables
from prongsai.reading.model import Facts, Place, Printing, RawParagraph, ReadResult
from prongsai.scoring.model import value_of
from prongsai.scoring.score import score


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a cell with Arabic digits, and where it stands; `measures`: it is in a table of measures."""

    words: str
    place: Place
    piece: int
    measures: bool = False
    cell: bool = False


@dataclass(frozen=True)
class Report:
    """The facts of one report with what the rules need besides, each worked out once."""

    facts: Facts

    @cached_property
    def method(self) -> Method | None:
        """The method of the result's year, None where it is not known."""
        return method_of(self.facts.result_year)

    @cached_property
    def plan_method(self) -> Method | None:
        """The method of the plan's year, None where it is not known."""
        return method_of(self.facts.plan_year)

    @cached_property
    def result(self) -> ReadResult | None:
        """The result that the report analyses, None where no score of that year was found."""
        return next((each for each in self.facts.results if each.fiscal_year == self.facts.result_year), None)

    @cached_property
    def scores(self) -> dict[int, Decimal]:
        """The indicators' scores of the result."""
        return dict(self.result.indicators) if self.result else {}

    @cached_property
    def lowest(self) -> tuple[int, ...]:
        """The indicators with the lowest score; none where fewer than ten scores are known or all are full."""
        if len(self.scores) < 10 or (least := min(self.scores.values())) == 100:
            return ()
        return tuple(number for number, score in self.scores.items() if score == least)

    @cached_property
    def left_over(self) -> tuple[Printing, ...]:
        """The printings of the result's own total that a sentence gives for a year without any other score."""
        if self.result is None or self.method is None:
            return ()
        plain = Result(self.result.fiscal_year, "indicators", indicators=self.result.indicators)
        own = {self.result.total, value_of(score(plain, self.method).total)} - {None}
        others = {each.year for each in self.facts.printings if each.key not in {"total", "level", "rank"}}
        return tuple(
            each
            for each in self.facts.printings
            if each.key == "total"
            and not each.table
            and each.value in own
            and each.year != self.facts.result_year
            and each.year not in others
        )

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The report's paragraphs and tables in reading order."""
        return pieces(self.facts.raw)

    @cached_property
    def tables(self) -> frozenset[int]:
        """The numbers of the pieces that are tables of measures."""
        return frozenset(measure_tables(self.pieces))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All paragraphs and cells in reading order."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[Text]:
        for number, piece in enumerate(self.pieces):
            if isinstance(piece, RawParagraph):
                yield Text(arabic(piece.text), piece.place, number)
                continue
            for row in piece.rows:
                for words in row.cells:
                    if words.strip():
                        yield Text(
                            arabic(words), place_of(row, words), number, number in self.tables, cell=True
                        )

    def grids(self) -> Iterator[tuple[int, Grid]]:
        """Give the tables with their numbers among the pieces."""
        for number, piece in enumerate(self.pieces):
            if isinstance(piece, Grid):
                yield number, piece

    def place(self, pointer: str) -> Place | None:
        """Give where a fact stands, or the fact that it is part of; None where that is not known."""
        while pointer:
            if pointer in self.facts.places:
                return self.facts.places[pointer]
            pointer = pointer.rpartition("/")[0]
        return None


def method_of(year: int | None) -> Method | None:
    """Give the method of a year, None where it is not known."""
    return load_method(year) if year is not None and year in years() else None
