"""Up to five years side by side: total, level, instruments and indicators, and where the method changed between."""

from dataclasses import dataclass
from decimal import Decimal

from prongsai.analysis.changes import breaks
from prongsai.analysis.figures import figure, target
from prongsai.analysis.model import Analysis
from prongsai.reports.results_part import all_years, history_chart
from prongsai.scoring.model import Scores
from prongsai.site.findings.headline import Level, level_said
from prongsai.site.findings.words import figure_title
from prongsai.site.shell.charts import LineChart, line_chart


@dataclass(frozen=True, slots=True)
class Year:
    """One year: total, level, the change of the total, and (in Thai) how the method differs from the year `before`."""

    year: int
    total: Decimal | None
    level: Level
    change: Decimal | None
    before: int | None
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure over the years, in the order of the years."""

    title: str
    figures: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """The years, oldest first, with the chart of the totals and its words for those who cannot see it.

    `lines` are instruments and indicators over the years; `absent` are years in between of which nothing is held.
    """

    rows: tuple[Year, ...]
    lines: tuple[Line, ...]
    chart: LineChart
    alt: str
    absent: tuple[int, ...]

    @property
    def absent_words(self) -> str:
        """Give the years of which nothing is held, as they are listed."""
        return ", ".join(map(str, self.absent))

    @property
    def broken(self) -> tuple[Year, ...]:
        """Give the years whose method differs from the year before."""
        return tuple(each for each in self.rows if each.broken)


def years(analysis: Analysis) -> Years:
    """Give the years of an analysis."""
    found = all_years(analysis)
    method = analysis.scores.method
    rows = tuple(_year(each, before) for each, before in zip(found, (None, *found[:-1]), strict=True))
    keys = [
        key
        for each in method.instruments
        for key in (each.code, *(str(number) for number in each.indicators))
    ]
    lines = tuple(
        Line(figure_title(method, key), tuple(figure(scores, key) for scores in found)) for key in keys
    )
    by_year = {each.year: each for each in rows}
    spanned = range(rows[0].year, rows[-1].year + 1)
    absent = tuple(year for year in spanned if year not in by_year)
    chart = line_chart(
        [str(year) for year in spanned],
        [by_year[year].total if year in by_year else None for year in spanned],
        target=target(analysis.scores),
        breaks=[place for place, year in enumerate(spanned) if year in by_year and by_year[year].broken],
    )
    return Years(rows, lines, chart, history_chart(analysis).alt, absent)


def _year(scores: Scores, before: Scores | None) -> Year:
    total = figure(scores, "total")
    earlier = None if before is None else figure(before, "total")
    return Year(
        scores.result.fiscal_year,
        total,
        level_said(scores),
        None if total is None or earlier is None else total - earlier,
        None if before is None else before.result.fiscal_year,
        () if before is None else tuple(breaks(scores.method, before.method, "total")),
    )
