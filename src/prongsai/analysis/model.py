"""What the analysis says: findings in three classes, each with its reasons and its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from prongsai.intake.model import Remark
from prongsai.scoring.model import Scores

FindingClass = Literal["mend", "develop", "keep"]
Subject = Literal["indicator", "question", "item", "remark"]


@dataclass(frozen=True, slots=True)
class FindingRule:
    """When something is mended at once, developed or kept (our own rule, not the official method).

    `mend_below`: a score below it is mended at once; `survey_lowest_below`: the lowest indicator of IIT and of
    EIT is mended below it, else developed; `low_question`: a question below it is low; `full`: the score at
    which an item, or an indicator without remark, leaves nothing to do; `next_lowest`: whether the next lowest
    of each survey instrument is developed. `source` says whose rule it is.
    """

    mend_below: Decimal
    survey_lowest_below: Decimal
    low_question: Decimal
    full: Decimal
    next_lowest: bool
    source: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a finding has its class: a code for machines and a clause in Thai with its numbers."""

    code: Literal[
        "below-mend", "lowest-of-instrument", "next-lowest-of-instrument", "lowest-of-all",
        "item-short", "remark", "low-question", "below-it", "sound",
    ]  # fmt: skip
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the analysis says of an indicator, question, item or remark.

    `id` is stable and is what a step answers: ``7``, ``EIT1/e4``, ``o13``, ``remark/EIT1/e9``. `codes` are codes of
    the result year, `concepts` their identities; `costs` the points of the total that are missing (None where
    the method cannot tell), rounding in between left aside. `indicator` is 0 for a remark on a code that the year's
    method cannot place.
    """

    id: str
    subject: Subject
    indicator: int
    klass: FindingClass
    reasons: tuple[Reason, ...]
    score: Decimal | None = None
    part: str = ""
    codes: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    costs: Fraction | None = None
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator's, instrument's or total's change against an earlier year.

    `difference` is None where either year has no score. `broken` says (in Thai) how the method changed between
    the years so that the figures do not compare like with like, as a sentence that names both years; empty where
    nothing changed.
    """

    key: str
    earlier_year: int
    earlier: Decimal | None
    now: Decimal | None
    difference: Decimal | None
    broken: str


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a figure (``total``, ``IIT``, ``EIT1`` …) is from what is wanted: 0 where it is reached.

    `to` is ``target`` or the Thai name of the level; a figure that is not known has no distance.
    """

    key: str
    to: str
    wanted: Decimal
    missing: Decimal


@dataclass(frozen=True)
class Analysis:
    """All that is said of one result, with earlier results beside it.

    `ranking` holds (indicator, score) from high to low, ties in the order of numbers, unscored last; `places`
    the place of each indicator (ties share one). `findings`: indicators by number, each followed by what stands
    under it. `costs`: points of the total that each indicator, question (``EIT1/e4``) and item costs, exact;
    empty where the method's rules are unpublished. `next_level` names the level the distances speak of (empty
    where the best is reached or the levels are not known). `unscored`: the indicators without a score; such a one
    has no finding of its own unless something that stands under it makes one.
    """

    scores: Scores
    earlier: tuple[Scores, ...]
    rule: FindingRule
    ranking: tuple[tuple[int, Decimal | None], ...]
    places: Mapping[int, int]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    distances: tuple[Distance, ...]
    costs: Mapping[str, Fraction]
    next_level: str
    unscored: tuple[int, ...] = ()

    def of_indicator(self, number: int) -> Finding:
        """Give the finding on an indicator itself; raises KeyError where an unscored indicator has none."""
        return {each.id: each for each in self.findings}[str(number)]

    def has_finding(self, number: int) -> bool:
        """Tell whether there is a finding on an indicator itself: always, unless it has no score."""
        return any(each.id == str(number) for each in self.findings)

    def under(self, number: int) -> tuple[Finding, ...]:
        """Give the findings on the questions, items and remarks of an indicator."""
        return tuple(
            each for each in self.findings if each.indicator == number and each.subject != "indicator"
        )

    def of_class(self, klass: FindingClass) -> tuple[Finding, ...]:
        """Give the findings of one class, in order."""
        return tuple(each for each in self.findings if each.klass == klass)


@dataclass(frozen=True, slots=True)
class Raise:
    """One change of a what-if: what is raised (``7``, ``EIT1/e4``, ``o13``), from where, to where."""

    key: str
    before: Decimal
    after: Decimal

    @property
    def points(self) -> Decimal:
        """Give how many points are added."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure that must itself reach a score, beside the raises: an EIT part that no indicator tells apart.

    `now` is None where the part is not known.
    """

    key: str
    now: Decimal | None
    wanted: Decimal


@dataclass(frozen=True)
class LeastChange:
    """The least that brings a result to a level: fewest raises, then fewest points, each to at most 100.

    `raises` are in the method's order (none where only conditions are open); `conditions` are further conditions on
    parts of EIT; `after` is the result with all of it, scored anew. `exact`: whether the points are proved least to
    the last hundredth (else rounding between question and total was left out of the search).
    """

    level: str
    raises: tuple[Raise, ...]
    conditions: tuple[Condition, ...]
    after: Scores
    exact: bool

    @property
    def points(self) -> Decimal:
        """Give how many points are added over all raises."""
        return sum((each.points for each in self.raises), Decimal(0))


@dataclass(frozen=True, slots=True)
class NoChange:
    """There is no least change to tell, and why (the best level is reached, a score or a rule is missing)."""

    reason: str
