"""What came after the measures of a plan: scores before and after, once the result of the year is there."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from prongsai.site.api.answering import gives, points
from prongsai.site.api.doors import Number, Year, within
from prongsai.site.progress.outcome import Brought, Ending, ending_of, year_after
from prongsai.site.progress.views.common import followed_of

router = Router(tags=["progress"])


class ShiftShape(Schema):
    """The score of an indicator before and after, the difference in points, and the numbers of other measures that have it."""

    indicator: int
    before: str | None
    after: str | None
    change: str | None
    shared: list[int]


class BroughtShape(Schema):
    """A measure: the per cent that was confirmed last, the shifts of its indicators, what was expected of it.

    `gain` is what the changes of its indicators made in points of the total, null where that is not known, to be held
    against `expected_gain`; an indicator that several measures have is in the gain of each. That a score changed because
    of the measure is not claimed.
    """

    number: int
    measure: str
    title: str
    percent: str | None
    indicators: list[ShiftShape]
    gain: str | None
    expected_gain: str | None


class Unlike(Schema):
    """A figure (the number of an indicator, or ``total``) that does not compare like with like, and why (in Thai)."""

    key: str
    words: str


class EndingShape(Schema):
    """The totals before and after, each measure, and all of them together in points of the total.

    `expected` is what was expected of them, `gain` what the changes of their indicators made, each counted once.
    """

    total_before: str | None
    total_after: str | None
    change: str | None
    expected: str
    gain: str | None
    measures: list[BroughtShape]
    broken: list[Unlike]


class OutcomeShape(Schema):
    """The fiscal year whose result shows what came of the plan; `ending` is null until that result is there."""

    year_after: int
    ending: EndingShape | None


def _brought(brought: Brought) -> dict[str, Any]:
    measure = brought.outcome.measure
    return {
        "number": brought.number,
        "measure": measure.id,
        "title": measure.title,
        "percent": points(brought.percent),
        "indicators": [
            {
                "indicator": each.indicator,
                "before": points(each.before),
                "after": points(each.after),
                "change": points(each.change),
                "shared": list(each.shared),
            }
            for each in brought.outcome.shifts
        ],
        "gain": points(brought.outcome.gain),
        "expected_gain": points(measure.expected_gain),
    }


def _ending(ending: Ending) -> dict[str, Any]:
    before, after = ending.total
    return {
        "total_before": points(before),
        "total_after": points(after),
        "change": points(ending.change),
        "expected": points(ending.expected),
        "gain": points(ending.gain),
        "measures": list(map(_brought, ending.brought)),
        "broken": [{"key": key, "words": words} for key, words in ending.broken],
    }


@router.get("/agencies/{agency_id}/rounds/{year}/progress/outcome", **gives(OutcomeShape))
@within("progress.view")
def outcome(request: HttpRequest, agency_id: Number, year: Year) -> Any:
    """Give what each measure brought at the year's end: the scores of its indicators before and after."""
    followed = followed_of(request, year, None)
    ending = ending_of(request.actor.agency, followed)
    return {"year_after": year_after(followed), "ending": ending and _ending(ending)}
