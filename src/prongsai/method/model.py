"""The method of one fiscal year as typed values: what is asked, how it counts, and how firmly that is known.

Everything here is read from a pack (`packs/<year>.yaml`) by `prongsai.method.loading`; nothing is a default.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from prongsai.language.messages import current_language

InstrumentCode = Literal["IIT", "EIT", "OIT"]
PartCode = Literal["IIT", "EIT", "EIT1", "EIT2"]
Polarity = Literal["positive", "negative"]


class Confidence(StrEnum):
    """How firmly a value of the method is known, from firm to weak.

    `verified`: two or more independent sources, or one and arithmetic; `one_source`; `inferred`; `unconfirmed`.
    """

    VERIFIED = "verified"
    ONE_SOURCE = "one_source"
    INFERRED = "inferred"
    UNCONFIRMED = "unconfirmed"

    @property
    def rank(self) -> int:
        """Give 0 for the firmest word up to 3 for the weakest."""
        return _RANKS[self]


_RANKS = {word: rank for rank, word in enumerate(Confidence)}


def weakest(*words: Confidence) -> Confidence:
    """Give the weakest of one or more confidence words."""
    return max(words, key=lambda word: word.rank)


def _told(english: str, thai: str) -> str:
    return thai if thai and current_language() == "th" else english


@dataclass(frozen=True, slots=True)
class Basis:
    """What a value of the method rests on: how sure it is, where it comes from, what else to know.

    `source_th` and `note_th` are the same in Thai; a source that is a bare name (a newspaper) has no Thai form.
    """

    confidence: Confidence
    source: str = ""
    note: str = ""
    source_th: str = ""
    note_th: str = ""

    def told_source(self) -> str:
        """Give the source in the language in use."""
        return _told(self.source, self.source_th)

    def told_note(self) -> str:
        """Give the note in the language in use."""
        return _told(self.note, self.note_th)


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A value of the method that was not published (or not seen): said, never guessed."""

    note: str = ""
    source: str = ""
    note_th: str = ""
    source_th: str = ""

    def told_source(self) -> str:
        """Give the source in the language in use."""
        return _told(self.source, self.source_th)

    def told_note(self) -> str:
        """Give the note in the language in use."""
        return _told(self.note, self.note_th)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One of the three instruments, its weight in the total (per cent) and, for EIT from 2566, its parts.

    `parts` are the respondent groups that are counted apart: (`EIT1`, `EIT2`), or the instrument alone;
    empty for OIT, which asks nobody.
    """

    code: InstrumentCode
    name_th: str
    name_en: str
    weight: Decimal
    indicators: tuple[int, ...]
    parts: tuple[PartCode, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the ten indicators. `other_names` are forms that agencies print for the same indicator."""

    number: int
    instrument: InstrumentCode
    name_th: str
    name_en: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubIndicator:
    """A sub-indicator of OIT such as 9.3, with the items that it holds, in order."""

    code: str
    indicator: int
    name_th: str
    items: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Scale:
    """An answer scale: the points (0–100) of option 1, 2, … for a positive question, in the order shown.

    `labels_th` are the options' words where one wording serves all questions, else empty.
    """

    code: str
    labels_th: tuple[str, ...]
    points: tuple[Decimal, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One answered line of a question: its number from 1 and the direction in which it is asked."""

    number: int
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Question:
    """A survey question: its code in that year (`i7`, `e3`), subject in our own words, scale and lines.

    `concept` is its identity across years. Every question has at least one sub-question.
    """

    code: str
    instrument: InstrumentCode
    indicator: int
    concept: str
    subject_th: str
    subject_en: str
    scale: str
    sub_questions: tuple[SubQuestion, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Element:
    """A required element of an OIT item, with an identity of its own (`procyear.recommendations`)."""

    code: str
    text_th: str


@dataclass(frozen=True, slots=True)
class Item:
    """An OIT item: its code in that year (`o13`), the concept it is, its title, and what must be in it."""

    code: str
    sub_indicator: str
    indicator: int
    concept: str
    title_th: str
    elements: tuple[Element, ...]
    title_basis: Basis
    elements_basis: Basis


@dataclass(frozen=True, slots=True)
class MeanRule:
    """A rule of the form “the plain mean of …”, rounded half-up to `places` decimals (None: not rounded)."""

    places: int | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class ItemRule:
    """How item scores make indicators 9 and 10.

    `scores`: the scores that an item can have (0 and 100 where it is all or nothing), empty for any of 0–100.
    `through_sub_indicators`: the indicator is the mean of its sub-indicators, each the mean of its items.
    """

    scores: tuple[Decimal, ...]
    through_sub_indicators: bool
    places: int | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class TotalRule:
    """The total: instruments' unrounded means times their weights, rounded once to `places` decimals."""

    places: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """How answers become scores; each may be unpublished on its own.

    `sub_questions`: a question from its sub-questions; `question`: from its respondents' points;
    `indicator`: 1–8 from their questions; `parts`: an EIT indicator from the EIT parts (None: the year has
    one pooled set); `items`: 9 and 10 from items, `items_estimate` True where that only gives an estimate;
    `instrument`: an instrument from its indicators (`places` is for printing); `total`.
    `reversal`: ``mirror`` when a negative question counts the scale's points in reverse.
    """

    question: MeanRule | Unpublished
    sub_questions: MeanRule | Unpublished
    indicator: MeanRule | Unpublished
    parts: MeanRule | Unpublished | None
    items: ItemRule | Unpublished
    items_estimate: bool
    instrument: MeanRule | Unpublished
    total: TotalRule | Unpublished
    reversal: Literal["mirror"] | Unpublished


@dataclass(frozen=True, slots=True)
class Level:
    """One level: reached when the total is at least `total_min` and each measured figure at least `each_min`."""

    name_th: str
    name_en: str
    total_min: Decimal
    each_min: Decimal | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class LevelRule:
    """The levels of a year, best first: a result has the first whose conditions it meets.

    `measured_on` names the figures that `each_min` speaks of: IIT, EIT or EIT1 and EIT2, OIT. All comparisons
    are of two-decimal figures.
    """

    levels: tuple[Level, ...]
    measured_on: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class ReportRule:
    """What the agency's own report must be in a plan year, and its twin that reports what was done.

    `plan_item` and `progress_item` are codes of this year's items; `layout` is the way such reports are laid
    out: ``lists`` (weak points to mend and to develop, then measures with follow-up) or ``indicators`` (each
    indicator analysed and given a measure); `requires` names the contents that are checked.
    """

    plan_item: str
    progress_item: str
    layout: Literal["lists", "indicators"]
    requires: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Fact:
    """A named figure or text about the year (national mean, announcement, calendar, sampling), with its basis.

    `value` is a number, a date or span of dates (C.E., ISO 8601), the word ``unpublished``, or English words, whose
    Thai form is `value_th`.
    """

    name: str
    value: str
    basis: Basis
    value_th: str = ""

    def told_value(self) -> str:
        """Give the value in the language in use."""
        return _told(self.value, self.value_th)


LinkKind = Literal["continues", "merged", "split", "new", "gone", "doubtful"]


@dataclass(frozen=True, slots=True)
class Link:
    """How concepts of the year before became concepts of this year.

    `merged`: several before, one now; `split`: one before, several now; `new`: none before; `gone`: none now;
    `doubtful`: they may be one subject but stay separate, and `basis.note` says why. Plain continuation under
    the same concept needs no link.
    """

    kind: LinkKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True)
class Method:
    """All that one fiscal year asks and counts, with the hash of the pack that it was read from.

    `questions` is Unpublished where the year's questions are not known; so are `levels`.
    """

    fiscal_year: int
    hash: str
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    sub_indicators: tuple[SubIndicator, ...]
    scales: tuple[Scale, ...] | Unpublished
    questions: tuple[Question, ...] | Unpublished
    items: tuple[Item, ...]
    rules: Rules
    levels: LevelRule | Unpublished
    target: Fact | Unpublished
    report: ReportRule
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]

    def __hash__(self) -> int:
        """Give the same for equal methods: what the pack's own hash tells, since hashing every value takes long."""
        return hash(self.hash)

    def indicator(self, number: int) -> Indicator:
        """Give indicator 1–10; raises KeyError for another number."""
        return {each.number: each for each in self.indicators}[number]

    def instrument(self, code: str) -> Instrument:
        """Give the instrument IIT, EIT or OIT; raises KeyError for another code."""
        return {each.code: each for each in self.instruments}[code]  # type: ignore[index]

    def instrument_of(self, indicator: int) -> Instrument:
        """Give the instrument to which an indicator belongs."""
        return self.instrument(self.indicator(indicator).instrument)

    def asked(self, part: str) -> tuple[Question, ...]:
        """Give the questions put to the respondents of a part (`IIT`, `EIT`, `EIT1`, `EIT2`); none if unpublished."""
        if isinstance(self.questions, Unpublished):
            return ()
        return tuple(each for each in self.questions if each.instrument == part[:3])

    def parts(self) -> tuple[PartCode, ...]:
        """Give all respondent groups of the year, in order: IIT and EIT, or IIT, EIT1 and EIT2."""
        return tuple(part for instrument in self.instruments for part in instrument.parts)

    @cached_property
    def subjects(self) -> dict[str, Question | Item]:
        """Every question and item of the year by its code, in the pack's order."""
        questions = () if isinstance(self.questions, Unpublished) else self.questions
        both: tuple[Question | Item, ...] = (*questions, *self.items)
        return {each.code: each for each in both}

    def find(self, code: str) -> Question | Item | None:
        """Give the question or item with a code of this year (`i7`, `o13`), or None."""
        return self.subjects.get(code)

    def codes_of(self, concept: str) -> tuple[str, ...]:
        """Give the year's codes of a concept: usually one, several where it was split over items, or none."""
        return tuple(code for code, each in self.subjects.items() if each.concept == concept)

    def scale(self, code: str) -> Scale:
        """Give a scale by its code; raises KeyError where there is none."""
        scales = () if isinstance(self.scales, Unpublished) else self.scales
        return {each.code: each for each in scales}[code]
