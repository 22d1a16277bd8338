"""A plan on the desk: its rows, its value, the analysis that it answers and the method of its item numbers, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from prongsai.analysis.model import Analysis, Finding
from prongsai.method.model import Indicator, Method
from prongsai.planning import model
from prongsai.planning.holes import Hole
from prongsai.planning.references import reference_text
from prongsai.site.agencies.models import Division
from prongsai.site.agencies.queries import EVERYBODY, divisions_of
from prongsai.site.permissions import Actor
from prongsai.site.plans.forms import aim_word
from prongsai.site.plans.holes import Open, holes_of, is_grave, opened, titles_of
from prongsai.site.plans.models import Measure, Plan
from prongsai.site.plans.queries import measures_of, the_plan
from prongsai.site.plans.renewing import is_in_line, newer_numbers
from prongsai.site.plans.values import plan_method, plan_value
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import analysis_for, the_round

FIRST_HOLES = 1
"""How much of what is missing in a measure stands on the plan's page; the measure's own page has all."""
LISTED_HOLES = 20
"""How much of what is missing is listed above the measures; a page of its own has all."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as it is shown: its items in the plan year's numbers, and what it answers in words."""

    key: str
    text: str
    references: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A measure as it is shown, with its printed number.

    `owners` are the divisions that are responsible, the leading one first; `own`: one of the reader's is among them.
    """

    desk: "Desk"
    number: int
    row: Measure
    value: model.Measure
    indicators: tuple[Indicator, ...]
    owners: tuple[Division, ...]
    holes: tuple[Open, ...]
    own: bool

    @property
    def key(self) -> str:
        """Give the measure's key."""
        return self.row.key

    @cached_property
    def steps(self) -> tuple[StepShown, ...]:
        """Give the steps as they are shown."""
        return tuple(
            StepShown(
                kept["key"],
                step.text,
                reference_text(step.refs, self.desk.result_method, self.desk.method),
                tuple(self.desk.titles.get(each, each) for each in step.answers),
            )
            for kept, step in zip(self.row.steps, self.value.steps, strict=True)
        )

    @cached_property
    def named_persons(self) -> str:
        """Give the people who are responsible, by name; empty where none is named."""
        return ", ".join(map(str, self.row.persons.all()))

    @cached_property
    def first_holes(self) -> tuple[Open, ...]:
        """Give what is missing in the measure as far as the plan's page shows it: what must be mended, else the first hint."""
        grave = tuple(each for each in self.holes if each.grave)
        return self.holes[: max(FIRST_HOLES, len(grave))]

    @property
    def more_holes(self) -> int:
        """Give how much more is missing in the measure than the plan's page shows."""
        return len(self.holes) - len(self.first_holes)

    @property
    def aim_word(self) -> str:
        """Give what the measure is for, in a word or two."""
        return aim_word(self.row.aim)


@dataclass(frozen=True)
class Desk:
    """A plan with all that its pages need."""

    actor: Actor
    round: Round
    plan: Plan
    measures: list[Measure]
    divisions: list[Division]
    analysis: Analysis | None

    @cached_property
    def value(self) -> model.Plan:
        """Give the plan as it is worked on."""
        return plan_value(self.plan, self.measures, self.divisions)

    @property
    def own_divisions(self) -> list[Division]:
        """Give the divisions that have work of their own, without the one that stands for all."""
        return [each for each in self.divisions if each.key != EVERYBODY]

    @cached_property
    def method(self) -> Method:
        """Give the method of the plan's item numbers."""
        return plan_method(self.plan)

    @cached_property
    def result_method(self) -> Method:
        """Give the method of the result's year; that of the plan where there is no result."""
        return self.method if self.analysis is None else self.analysis.scores.method

    @cached_property
    def found(self) -> tuple[Hole, ...]:
        """Give what is missing."""
        return holes_of(self.plan, self.value, self.analysis)

    @cached_property
    def holes(self) -> tuple[Open, ...]:
        """Give what is missing, in words."""
        return opened(self.found, self.plan, self.value, self.measures, self.analysis)

    @cached_property
    def listed(self) -> tuple[Open, ...]:
        """Give what is missing as far as it is listed above the measures: all but hints on a measure, which stand with it."""
        return tuple(each for each in self.holes if each.grave or not each.measure)

    @property
    def first_listed(self) -> tuple[Open, ...]:
        """Give the first of what is listed above the measures."""
        return self.listed[:LISTED_HOLES]

    @property
    def more_listed(self) -> int:
        """Give how much more is listed than the first."""
        return len(self.listed) - len(self.first_listed)

    @property
    def hints_of_measures(self) -> int:
        """Give how many hints stand with their measures."""
        return len(self.holes) - len(self.listed)

    @property
    def grave(self) -> bool:
        """Tell whether anything is missing that must be mended or explained before the plan is submitted."""
        return any(map(is_grave, self.found))

    @cached_property
    def titles(self) -> dict[str, str]:
        """Give what each finding speaks of, in words, by its id."""
        return titles_of(self.analysis)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Give the findings by their ids."""
        return {} if self.analysis is None else {each.id: each for each in self.analysis.findings}

    @property
    def in_line(self) -> bool:
        """Tell whether the plan follows the result as it is now (or there is none to follow)."""
        return self.analysis is None or is_in_line(self.plan, self.analysis)

    @property
    def newer_numbers(self) -> bool:
        """Tell whether the item numbers of the plan's own year are known now, and the plan has those of another."""
        return newer_numbers(self.plan)

    @property
    def gain(self) -> Decimal | None:
        """Give the points that the measures are expected to bring together, None where none tells any."""
        told = [each.expected_gain for each in self.measures if each.expected_gain is not None]
        return sum(told, Decimal(0)) if told else None

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Give the measures in the order in which they are printed."""
        return tuple(self.card(row, number) for number, row in enumerate(self.measures, start=1))

    def card(self, row: Measure, number: int) -> Card:
        """Give a measure as it is shown."""
        value = self.value.measures[number - 1]
        owners = tuple(each.division for each in row.owners.all())
        return Card(
            desk=self,
            number=number,
            row=row,
            value=value,
            indicators=tuple(self.result_method.indicator(each) for each in value.indicators),
            owners=owners,
            holes=tuple(each for each in self.holes if each.measure == row.key),
            own=any(_is_work_of(owners, division) for division in self.actor.divisions),
        )

    def card_of(self, key: str) -> Card | None:
        """Give the measure of a key as it is shown; None where it was deleted or never was."""
        return next((each for each in self.cards if each.key == key), None)


def belongs_to(card: Card, division: Division) -> bool:
    """Tell whether a measure is work of a division: its own, or that of all."""
    return _is_work_of(card.owners, division.pk)


def _is_work_of(owners: Sequence[Division], division: int) -> bool:
    return any(each.pk == division or each.key == EVERYBODY for each in owners)


def desk_of(actor: Actor, year: int) -> Desk:
    """Give the plan of an agency's round of a fiscal year; raises Http404 where there is no round or no plan."""
    return desk_on(actor, the_round(actor.agency, year))


def desk_on(actor: Actor, each: Round) -> Desk:
    """Give the plan of a round; raises Http404 where none was made."""
    plan = the_plan(each)
    return Desk(
        actor=actor,
        round=each,
        plan=plan,
        measures=measures_of(plan),
        divisions=divisions_of(actor.agency),
        analysis=analysis_for(each),
    )
