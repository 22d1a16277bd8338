"""The plan: measures with steps, owners, period and follow-up, and what was done on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from prongsai.intake.model import Agency

Aim = Literal["mend", "develop", "keep", "general"]
Cadence = Literal["monthly_meeting", "quarter", "april_october", "month", "end_of_year"]


@dataclass(frozen=True, slots=True)
class Period:
    """When a measure is carried out: the words as officials write them, and the days they stand for."""

    words: str
    start: date
    end: date


NO_PERIOD = Period("", date.min, date.max)
"""The period of a measure whose period nobody has said yet: without words."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How a measure is followed up: how often, to whom it is reported, and the words that are printed.

    `months` holds the calendar months (1–12) of the cadence ``month``; empty otherwise.
    """

    cadence: Cadence
    to: str
    words: str
    months: tuple[int, ...] = ()


NO_FOLLOW_UP = FollowUp("end_of_year", "", "")
"""The follow-up of a measure of which nobody has said yet how it is followed up: without words, never due."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a measure; `answers` are ids of findings, `refs` concepts of the OIT items it touches."""

    text: str
    answers: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """A dated entry on a measure: what came of it, per cent done (0–100), proof, obstacles, suggestions.

    `owner` is the division that reports, empty where nobody is named; `leading` tells whether it speaks for the whole
    measure, as the leading owner does, or for its own part of it. `proof_days` are the days that the proof bears, as
    far as they are known; `spent` is the budget spent so far in baht, None where nobody said.
    """

    day: date
    result: str
    percent: Decimal
    proof: tuple[str, ...] = ()
    obstacles: str = ""
    suggestions: str = ""
    owner: str = ""
    leading: bool = True
    proof_days: tuple[date, ...] = ()
    spent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the plan. It belongs to any number of indicators (or none) and owners; the first owner leads.

    `id` is stable over edits (``m1``); the printed number is the place in the plan. `budget` is words (``ไม่ใช้
    งบประมาณ``); `expected_gain` the points of the total that it could bring back, where that is known.
    """

    id: str
    title: str
    aim: Aim
    indicators: tuple[int, ...]
    owners: tuple[str, ...]
    steps: tuple[Step, ...]
    period: Period
    follow_up: FollowUp
    budget: str = ""
    expected_gain: Decimal | None = None
    progress: tuple[Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that speaks of measures, by their ids; one that names none speaks of all of the plan."""

    title: str
    day: date
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """An agency's plan: made from the result of `result_year`, carried out in `plan_year` (B.E.).

    `paragraphs` holds the analysis paragraph of each indicator as it will be printed, `texts` further editable
    texts (``rationale``, ``introduction``, ``conclusion``). `divisions` are the agency's own divisions, the first
    being the office that looks after ITA. `item_year` is the year whose item numbers the plan uses: the plan year,
    unless its method is not published yet and people chose another.
    """

    agency: Agency
    result_year: int
    plan_year: int
    item_year: int
    measures: tuple[Measure, ...]
    divisions: tuple[str, ...]
    paragraphs: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    method_hash: str = ""
