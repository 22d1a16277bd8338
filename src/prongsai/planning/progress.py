"""Where each measure stands on a day, from its dated entries, its period and its follow-up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from prongsai.planning.follow_up import due_dates
from prongsai.planning.model import Measure, Plan, Progress

State = Literal["not_begun", "under_way", "done", "overdue", "no_report"]

_WORDS: dict[State, str] = {
    "not_begun": "ยังไม่เริ่มดำเนินการ",
    "under_way": "อยู่ระหว่างดำเนินการ",
    "done": "ดำเนินการแล้วเสร็จ",
    "overdue": "เกินกำหนด",
    "no_report": "ยังไม่รายงานผล",
}
DONE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure stands on a day: its state, the latest entry and its per cent, and the next report.

    `percent` is 0–100, None where nothing was reported; it is that of the leading owner. `next_due` is the day by
    which the next report is due that did not come yet, None where none is left; `missed` the latest day by which a
    report was due that did not come.
    """

    measure: str
    state: State
    percent: Decimal | None
    latest: Progress | None
    next_due: date | None
    missed: date | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many measures a plan has, on how many anything was reported, and how many are overdue."""

    measures: int = 0
    reported: int = 0
    overdue: int = 0


def state_words(state: State) -> str:
    """Give a state as the papers print it (``อยู่ระหว่างดำเนินการ``)."""
    return _WORDS[state]


def reports_due(measure: Measure, plan_year: int) -> tuple[date, ...]:
    """Give the days by which a measure is reported on: from its begin up to the first one at or after its end."""
    coming = [day for day in due_dates(measure.follow_up, plan_year) if day >= measure.period.start]
    last = next((place for place, day in enumerate(coming) if day >= measure.period.end), len(coming))
    return tuple(coming[: last + 1])


def answered(due: Sequence[date], days: Iterable[date]) -> frozenset[date]:
    """Give those of the days by which reports are `due`, in order, that were answered by reports of some `days`.

    The rule is ours. A report answers the day at the end of the time in which it was made, from the due day before on.
    Where no report had come by the due day before, the first one made in the first half of that time is that late
    report, and the next is still due. After the last due day any report answers it.
    """
    reported, met = sorted(days), set[date]()
    before = date.min
    for day in due:
        within = [each for each in reported if before < each <= day]
        late = before in due and before not in met
        if late and within and within[0] - before <= (day - before) / 2:
            met.add(before)
            within = within[1:]
        if within:
            met.add(day)
        before = day
    if due and any(each > before for each in reported):
        met.add(before)
    return frozenset(met)


def latest_entry(measure: Measure, day: date) -> Progress | None:
    """Give the newest entry up to a day that speaks for the whole measure, the last written where several bear one date.

    None where there is none.
    """
    entries = [entry for entry in measure.progress if entry.leading and entry.day <= day]
    return max(reversed(entries), key=lambda entry: entry.day, default=None)


def state_of(measure: Measure, plan_year: int, day: date) -> Standing:
    """Give where a measure stands on a day.

    Done: 100 per cent was reported. Overdue: its period is over and it is not done. No report: the latest report
    that was due by now did not come (`answered`). Not begun: nothing done and no report missing.
    """
    latest = latest_entry(measure, day)
    percent = latest.percent if latest else None
    due = reports_due(measure, plan_year)
    met = answered(due, [entry.day for entry in measure.progress if entry.leading and entry.day <= day])
    passed = [each for each in due if each < day]
    missed = passed[-1] if passed and passed[-1] not in met else None
    next_due = next((each for each in due if each >= day and each not in met), None)
    if percent is not None and percent >= DONE:
        return Standing(measure.id, "done", percent, latest, None, None)
    if day > measure.period.end:
        state: State = "overdue"
    elif missed:
        state = "no_report"
    else:
        state = "under_way" if percent else "not_begun"
    return Standing(measure.id, state, percent, latest, next_due, missed)


def count_measures(plan: Plan, day: date) -> Count:
    """Count the measures of a plan as they stand on a day."""
    return Count(
        len(plan.measures),
        sum(any(entry.day <= day for entry in each.progress) for each in plan.measures),
        sum(state_of(each, plan.plan_year, day).state == "overdue" for each in plan.measures),
    )
