"""The rows of instruments and indicators: score, target, change, class, and why there is no score."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from prongsai.analysis.figures import figure, nearest_figure, target
from prongsai.analysis.model import Analysis, Change, FindingClass
from prongsai.reports.results_part import instrument_rows
from prongsai.scoring.model import NoScore, Score, Value
from prongsai.site.findings.words import figure_title

Order = Literal["number", "score"]
ORDERS: tuple[Order, ...] = ("number", "score")


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with what stands beside it. `reckoned`: it follows from others; `why_none`: why there is no score.

    `weight` is the share of an instrument in the total, in per cent; `klass`, `place` are those of an indicator.
    """

    key: str
    title: str
    score: Decimal | None
    target: Decimal | None
    change: Change | None
    why_none: str = ""
    reckoned: bool = False
    estimate: bool = False
    weight: Decimal | None = None
    part: bool = False
    klass: FindingClass | None = None
    place: int | None = None
    instrument: str = ""

    @property
    def against(self) -> Decimal | None:
        """Give the score less the target."""
        return None if self.score is None or self.target is None else self.score - self.target

    @property
    def bar(self) -> str:
        """Give how the bar is filled: by the class, else by whether the target is missed."""
        if self.klass is not None:
            return self.klass
        return "plain" if self.against is None or self.against >= 0 else "mend"


def instruments(analysis: Analysis) -> tuple[Row, ...]:
    """Give the instruments in order, EIT followed by its parts where the year has them."""
    scores, wanted = analysis.scores, target(analysis.scores)
    changes = nearest_changes(analysis)
    rows = []
    for key, _words in instrument_rows(scores):
        known, part = figure(scores, key), bool(key[3:])
        score = nearest_figure(scores, key)
        rows.append(
            Row(
                key,
                figure_title(scores.method, key),
                score,
                wanted,
                changes.get(key),
                why_none="" if score is not None else reason(scores.instruments[key]),
                reckoned=known is None and score is not None,
                weight=None if part else scores.method.instrument(key).weight,
                part=part,
            )
        )
    return tuple(rows)


def indicators(analysis: Analysis, order: Order = "number") -> tuple[Row, ...]:
    """Give the ten indicators, by number or from the highest score to the lowest."""
    scores, wanted = analysis.scores, target(analysis.scores)
    changes = nearest_changes(analysis)
    classes = {each.id: each.klass for each in analysis.findings if each.subject == "indicator"}
    numbers = [number for number, _score in analysis.ranking]
    rows = []
    for number in numbers if order == "score" else sorted(numbers):
        value, key = scores.indicators[number], str(number)
        rows.append(
            Row(
                key,
                figure_title(scores.method, key),
                figure(scores, key),
                wanted,
                changes.get(key),
                why_none=reason(value),
                estimate=isinstance(value, Score) and value.estimate,
                klass=classes.get(key),
                place=analysis.places.get(number),
                instrument=scores.method.indicator(number).instrument,
            )
        )
    return tuple(rows)


def nearest_changes(analysis: Analysis) -> dict[str, Change]:
    """Give, by figure, the change against the nearest earlier year in which it has a score."""
    found: dict[str, Change] = {}
    for change in analysis.changes:
        if change.difference is not None:
            found.setdefault(change.key, change)
    return found


def compared_years(rows: Sequence[Row]) -> str:
    """Give the earlier years that rows are compared with, as they are listed; empty where there is nothing."""
    return ", ".join(str(year) for year in sorted({each.change.earlier_year for each in rows if each.change}))


def broken(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give in Thai, each once, how the method changed between the years that rows are compared with."""
    told = (each.change.broken for each in rows if each.change is not None)
    return tuple(dict.fromkeys(each for each in told if each))


def reason(value: Value) -> str:
    """Give why there is no score; nothing where there is one."""
    return value.reason if isinstance(value, NoScore) else ""
