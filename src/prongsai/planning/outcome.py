"""What came after the measures: the scores of their indicators before and after. That it came of them is not claimed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.language.digits import half_up
from prongsai.planning.model import Measure, Plan


@dataclass(frozen=True, slots=True)
class Shift:
    """The score of an indicator (0–100) before and after; None where one is missing.

    `worth` is how many points of the total one point of it was worth, None where that is not published; `shared` the
    other measures of the plan that have it, too, by their numbers.
    """

    indicator: int
    before: Decimal | None
    after: Decimal | None
    worth: Fraction | None
    shared: tuple[int, ...] = ()

    @property
    def change(self) -> Decimal | None:
        """Give the points by which the score rose (negative: fell)."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def gain(self) -> Fraction | None:
        """Give the points of the total that its change made, exactly; None where that is not known."""
        return None if self.change is None or self.worth is None else Fraction(self.change) * self.worth


@dataclass(frozen=True, slots=True)
class Outcome:
    """The shifts of a measure's indicators, beside what was expected of it in points of the total."""

    measure: Measure
    shifts: tuple[Shift, ...]

    @property
    def gain(self) -> Decimal | None:
        """Give the points of the total that the changes of its indicators made, as `gain_of` does."""
        return gain_of(self.shifts)

    @property
    def scored(self) -> bool:
        """Tell whether each of its indicators has a score before and after."""
        return all(each.change is not None for each in self.shifts)


def outcomes(
    plan: Plan,
    before: Mapping[int, Decimal | None],
    after: Mapping[int, Decimal | None],
    worth: Mapping[str, Fraction],
) -> tuple[Outcome, ...]:
    """Give the outcome of each measure of a plan, from the indicators' scores of its result and of the one after it.

    `worth` is what a point of each was worth in the year of the plan's result, by which expected gains are reckoned,
    too (`prongsai.analysis.costs.shares`). A measure without indicators has no shifts.
    """
    having: dict[int, list[int]] = {}
    for place, each in enumerate(plan.measures, start=1):
        for number in each.indicators:
            having.setdefault(number, []).append(place)

    def shift(number: int, place: int) -> Shift:
        others = tuple(other for other in having[number] if other != place)
        return Shift(number, before.get(number), after.get(number), worth.get(str(number)), others)

    return tuple(
        Outcome(each, tuple(shift(number, place) for number in each.indicators))
        for place, each in enumerate(plan.measures, start=1)
    )


def gain_of(shifts: Iterable[Shift]) -> Decimal | None:
    """Give the points of the total that the changes of indicators made, each indicator counted once.

    Exact until it is rounded to two decimals. None where there are no indicators, or one's is not known.
    """
    gains = list({each.indicator: each.gain for each in shifts}.values())
    known = [each for each in gains if each is not None]
    if not known or len(known) < len(gains):
        return None
    exact = sum(known, Fraction(0))
    return half_up(Decimal(exact.numerator) / Decimal(exact.denominator))
