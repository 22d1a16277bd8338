"""Scores as typed values: exact inside, two decimals outside, and “no score” as a type of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.intake.model import Result
from prongsai.language.problems import Problem
from prongsai.method.model import Confidence, Method


@dataclass(frozen=True, slots=True)
class Score:
    """A score 0–100: `exact` as the rules make it, `value` the two-decimal figure that is printed.

    `confidence` is the weakest of all that it rests on, `because` says what that is (empty when verified).
    `estimate` marks a score whose rule is not known for certain to give the published figure.
    """

    exact: Fraction
    value: Decimal
    confidence: Confidence
    because: str = ""
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class NoScore:
    """There is no score, and why; never 0."""

    reason: str


Value = Score | NoScore


@dataclass(frozen=True, slots=True)
class Decided:
    """The level by the year's rule: its Thai name and how firmly the rule is known."""

    name: str
    confidence: Confidence
    because: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """The levels that are still possible, best first, and in words what would decide between them."""

    possible: tuple[str, ...]
    needs: str


@dataclass(frozen=True, slots=True)
class NoLevel:
    """No level can be given, and why (an average of agencies, no total, an unpublished rule)."""

    reason: str


LevelVerdict = Decided | Undecided | NoLevel


@dataclass(frozen=True)
class Scores:
    """All scores of one result by its year's method, and what does not agree with the printed figures.

    `questions`: (part, code) → score, sub-questions as (part, ``i8.2``); `indicator_parts`: (number, part);
    `instruments`: IIT, EIT, OIT and, where the year has parts, EIT1 and EIT2. Every indicator and instrument of
    the method has an entry. `published` tells that nothing was recomputed: the year's rules are unpublished, and
    total, instruments and level (in `result.printed`) stand as they were announced.
    """

    result: Result
    method: Method
    questions: Mapping[tuple[str, str], Value]
    items: Mapping[str, Value]
    sub_indicators: Mapping[str, Value]
    indicator_parts: Mapping[tuple[int, str], Value]
    indicators: Mapping[int, Value]
    instruments: Mapping[str, Value]
    total: Value
    level: LevelVerdict
    published: bool
    problems: tuple[Problem, ...]

    @property
    def confidence(self) -> Confidence | None:
        """The weakest confidence of what the total rests on, or None where there is no total."""
        return self.total.confidence if isinstance(self.total, Score) else None


def value_of(value: Value | None) -> Decimal | None:
    """Give the two-decimal figure of a score, or None where there is none."""
    return value.value if isinstance(value, Score) else None


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one number comes from: its name, its value, the rule that made it, and what went in.

    `rule` is a sentence in the language in use; `basis` the confidence and source of the rule.
    """

    key: str
    name: str
    value: Value
    rule: str
    basis: str
    inputs: tuple["Trace", ...] = ()
