"""What follows from the scores that were typed so far: instruments, total, level, and what does not agree."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from prongsai.analysis.figures import figure
from prongsai.language.problems import Problem
from prongsai.method.model import Method
from prongsai.scoring.model import NoScore, Score, Scores
from prongsai.scoring.score import score
from prongsai.site.findings.headline import Level, level_said
from prongsai.site.findings.words import figure_title, firmness
from prongsai.site.rounds.reckoning import read_as_far


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: as it was counted, as it was printed, and why there is none."""

    key: str
    title: str
    value: Decimal | None
    printed: Decimal | None
    why_none: str = ""

    @property
    def short(self) -> str:
        """Give the code of an instrument, the title of anything else."""
        return self.key if len(self.key) == 3 else self.title

    @property
    def differs(self) -> bool:
        """Tell whether it was printed otherwise than it was counted."""
        return None not in {self.value, self.printed} and self.value != self.printed


@dataclass(frozen=True, slots=True)
class Sums:
    """What is counted from a result: `basis` says how firmly the way to the total is known, `because` why.

    `announced` tells that nothing could be counted, since the year's rules are not published.
    """

    total: Figure
    instruments: tuple[Figure, ...]
    indicators: tuple[Figure, ...]
    level: Level
    announced_level: str
    basis: str
    because: str
    announced: bool
    problems: tuple[Problem, ...]

    @property
    def announced_figures(self) -> list[Figure]:
        """Give the instruments and the total that were printed."""
        return [each for each in (*self.instruments, self.total) if each.printed is not None]

    @property
    def has_announced(self) -> bool:
        """Tell whether anything was printed beside the scores."""
        return bool(self.announced_figures or self.announced_level)


def sums(scores: Scores) -> Sums:
    """Give what pages show of scores."""
    method, total = scores.method, scores.total
    codes = [code for each in method.instruments for code in dict.fromkeys((each.code, *each.parts))]
    return Sums(
        total=_figure(scores, "total", scores.result.printed.total),
        instruments=tuple(
            _figure(scores, code, scores.result.printed.instruments.get(code)) for code in codes
        ),
        indicators=tuple(
            _figure(scores, str(number), scores.result.indicators.get(number)) for number in scores.indicators
        ),
        level=level_said(scores),
        announced_level=scores.result.printed.level,
        basis=firmness(scores.confidence),
        because=total.because if isinstance(total, Score) else "",
        announced=scores.published,
        problems=scores.problems,
    )


def sums_so_far(inputs: dict[str, Any], unit: str, method: Method) -> tuple[Sums, tuple[Problem, ...]]:
    """Give what follows from all that can be read of an entry (which names its depth), and the faults of the rest."""
    result, faults, _notes = read_as_far(inputs, unit, method)
    return sums(score(result, method)), tuple(each for each in faults if each.where)


def _figure(scores: Scores, key: str, printed: Decimal | None) -> Figure:
    held = scores.total if key == "total" else scores.instruments.get(key)
    value = scores.indicators[int(key)] if key.isdecimal() else held
    reason = value.reason if isinstance(value, NoScore) else ""
    found = figure(scores, key)
    return Figure(key, figure_title(scores.method, key), found, printed, "" if found is not None else reason)
