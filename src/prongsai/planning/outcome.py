"""What came after the measures: the scores of their indicators before and after. That it came of them is not claimed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from prongsai.planning.model import Measure, Plan


@dataclass(frozen=True, slots=True)
class Shift:
    """The score of an indicator (0–100) before and after, and the difference in points; None where one is missing."""

    indicator: int
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Give the points by which the score rose (negative: fell)."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Outcome:
    """The shifts of a measure's indicators, beside what was expected of it in points of the total."""

    measure: Measure
    shifts: tuple[Shift, ...]


def outcomes(
    plan: Plan, before: Mapping[int, Decimal | None], after: Mapping[int, Decimal | None]
) -> tuple[Outcome, ...]:
    """Give the outcome of each measure of a plan, from the indicators' scores of its result and of the one after it.

    A measure without indicators has no shifts.
    """
    return tuple(
        Outcome(
            each, tuple(Shift(number, before.get(number), after.get(number)) for number in each.indicators)
        )
        for each in plan.measures
    )
