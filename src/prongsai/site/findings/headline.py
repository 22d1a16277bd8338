"""The head of the dashboard: total, level, target, the way to the next level, the change, and what it all rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.analysis.changes import distances
from prongsai.analysis.figures import figure, measured_on, nearest_figure, next_level, target
from prongsai.analysis.model import Analysis, Change
from prongsai.analysis.summary import notes, summary
from prongsai.intake.model import Rank
from prongsai.language.problems import Problem
from prongsai.method.model import Unpublished
from prongsai.reports.figures import level
from prongsai.scoring.model import Decided, NoScore, Score, Scores, Undecided
from prongsai.site.findings.words import figure_title, firmness, level_name


@dataclass(frozen=True, slots=True)
class Level:
    """The level in words (empty where there is none), whether it is certain, and what there is to know of it."""

    words: str
    certain: bool
    note: str = ""
    firmness: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A figure on the way to a level: where it stands, what is asked, what is missing (0: reached, None: not known).

    `at_least` tells that it is only supposed to stand there or higher, so that no more than `missing` is missing.
    """

    key: str
    title: str
    now: Decimal | None
    wanted: Decimal
    missing: Decimal | None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a level: its name, and every figure that it asks for."""

    level: str
    steps: tuple[Step, ...]

    @property
    def open(self) -> tuple[Step, ...]:
        """Give what is not reached yet, or not known to be."""
        return tuple(each for each in self.steps if each.missing is None or each.missing)


@dataclass(frozen=True, slots=True)
class Headline:
    """What is said first of a result. `why_none` says why there is no total; `against` is the total less the target."""

    total: Decimal | None
    why_none: str
    announced_only: bool
    firmness: str
    because: str
    level: Level
    target: Decimal | None
    against: Decimal | None
    way: Way | None
    change: Change | None
    kind: str
    source: str
    announced: date | None
    rank: Rank | None
    summary: str
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def headline(analysis: Analysis) -> Headline:
    """Give the head of the dashboard of an analysis."""
    scores = analysis.scores
    total, wanted = figure(scores, "total"), target(scores)
    value = scores.total
    return Headline(
        total=total,
        why_none=value.reason if isinstance(value, NoScore) and total is None else "",
        announced_only=scores.published,
        firmness=firmness(scores.confidence),
        because=value.because if isinstance(value, Score) else "",
        level=level_said(scores),
        target=wanted,
        against=None if total is None or wanted is None else total - wanted,
        way=way(scores),
        change=next(
            (each for each in analysis.changes if each.key == "total" and each.difference is not None), None
        ),
        kind=scores.result.kind,
        source=scores.result.where,
        announced=scores.result.announced,
        rank=scores.result.rank,
        summary=summary(analysis),
        notes=notes(analysis),
        problems=scores.problems,
    )


def level_said(scores: Scores) -> Level:
    """Give the level of a result: decided, one of several that are possible, as announced, or none and why."""
    verdict, method = scores.level, scores.method
    if isinstance(verdict, Decided):
        words, sure = level_name(method, verdict.name), firmness(verdict.confidence)
        return Level(words, certain=True, note=verdict.because, firmness=sure)
    if isinstance(verdict, Undecided):
        named = [level_name(method, each) for each in verdict.possible]
        announced = scores.result.printed.level
        if announced in verdict.possible:
            return Level(
                level_name(method, announced),
                certain=False,
                note=_("As announced; the figures at hand do not settle it."),
            )
        return Level(_(" or ").join(named), certain=False, note=verdict.needs)
    return Level(level_name(method, level(scores)), certain=False, note=verdict.reason)


def way(scores: Scores, lows: Mapping[str, Decimal] | None = None) -> Way | None:
    """Give the way to the level that comes next; None where the best is reached, or the levels are not known.

    `lows` are what figures that are not known are supposed to be at least.
    """
    wanted, rule = next_level(scores), scores.method.levels
    if wanted is None or isinstance(rule, Unpublished):
        return None
    missing = {each.key: each.missing for each in distances(scores) if each.to == wanted.name_th}
    lows = {key: low for key, low in (lows or {}).items() if nearest_figure(scores, key) is None}
    asked = {"total": wanted.total_min, **dict.fromkeys(measured_on(rule, wanted), wanted.each_min)}
    return Way(
        level_name(scores.method, wanted.name_th),
        tuple(
            Step(
                key,
                figure_title(scores.method, key),
                lows.get(key, nearest_figure(scores, key)),
                least,
                max(least - lows[key], Decimal(0)) if key in lows else missing.get(key),
                key in lows,
            )
            for key, least in asked.items()
            if least is not None
        ),
    )
