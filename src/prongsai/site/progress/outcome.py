"""What came after the measures of a plan: scores before and after, as the page of the year's end shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prongsai.analysis.changes import broken
from prongsai.analysis.costs import shares
from prongsai.method.library import load_method
from prongsai.planning.outcome import Outcome, gain_of, outcomes
from prongsai.planning.progress import latest_entry
from prongsai.site.agencies.models import Agency
from prongsai.site.progress.values import Followed
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.packs import is_shipped, method_of
from prongsai.site.rounds.reckoning import figures


@dataclass(frozen=True, slots=True)
class Brought:
    """A measure with the per cent that was confirmed last (None: nothing), and its outcome."""

    number: int
    percent: Decimal | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ending:
    """The result before and the one after, what each measure brought, and which indicators do not compare.

    `expected` is what all measures were expected to bring in points of the total, `gain` what the changes of all their
    indicators made, each counted once, None where that is not known; `broken` says (in Thai) why an indicator or the
    total does not compare like with like.
    """

    before: Round
    after: Round
    total: tuple[Decimal | None, Decimal | None]
    expected: Decimal
    gain: Decimal | None
    brought: tuple[Brought, ...]
    broken: tuple[tuple[str, str], ...]

    @property
    def change(self) -> Decimal | None:
        """Give the points by which the total rose (negative: fell)."""
        before, after = self.total
        return None if before is None or after is None else after - before


def year_after(followed: Followed) -> int:
    """Give the fiscal year whose result shows what came after the measures: that in which they were carried out."""
    return max(followed.plan.plan_year, followed.plan.result_year + 1)


def ending_of(agency: Agency, followed: Followed) -> Ending | None:
    """Give what came after the measures, None while the year's result is not there."""
    year = year_after(followed)
    after = Round.objects.filter(agency=agency, fiscal_year=year).select_related("decisive").first()
    before = followed.round
    if after is None or after.decisive is None or before.decisive is None:
        return None
    then, now = figures(before.decisive.figures), figures(after.decisive.figures)
    plan = followed.plan
    worth = shares(method_of(before.decisive.pack_id, before.fiscal_year))
    found = outcomes(plan, then.indicators, now.indicators, worth)
    last = [
        latest_entry(each, max((one.day for one in each.progress), default=each.period.end))
        for each in plan.measures
    ]
    return Ending(
        before,
        after,
        (then.total, now.total),
        sum((each.expected_gain for each in plan.measures if each.expected_gain is not None), Decimal(0)),
        gain_of(shift for each in found for shift in each.shifts),
        tuple(
            Brought(number, entry.percent if entry else None, outcome)
            for number, (entry, outcome) in enumerate(zip(last, found, strict=True), start=1)
        ),
        _broken(before, after, sorted({number for each in plan.measures for number in each.indicators})),
    )


def _broken(before: Round, after: Round, indicators: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Say how the method of indicators and of the total changed between two years, where both packs are at hand."""
    if not all(is_shipped(each.decisive.pack_id, each.fiscal_year) for each in (before, after)):
        return ()
    now, then = load_method(after.fiscal_year), load_method(before.fiscal_year)
    keys = [*map(str, indicators), "total"]
    return tuple((key, words) for key in keys if (words := broken(now, then, key)))
