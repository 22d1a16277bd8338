"""Where each measure stands on a day, from its dated entries, its period and its follow-up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from prongsai.planning.follow_up import due_dates
from prongsai.planning.model import Measure, Progress

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

    `percent` is 0–100, None where nothing was reported. `next_due` is the day by which the next report is due,
    None where none is left; `missed` the latest day by which a report was due that did not come.
    """

    measure: str
    state: State
    percent: Decimal | None
    latest: Progress | None
    next_due: date | None
    missed: date | None


def state_words(state: State) -> str:
    """Give a state as the papers print it (``อยู่ระหว่างดำเนินการ``)."""
    return _WORDS[state]


def reports_due(measure: Measure, plan_year: int) -> tuple[date, ...]:
    """Give the days by which a measure is reported on: from its begin up to the first one at or after its end."""
    coming = [day for day in due_dates(measure.follow_up, plan_year) if day >= measure.period.start]
    last = next((place for place, day in enumerate(coming) if day >= measure.period.end), len(coming))
    return tuple(coming[: last + 1])


def latest_entry(measure: Measure, day: date) -> Progress | None:
    """Give the newest entry up to a day, the last written where several bear one date; None where there is none."""
    entries = [entry for entry in measure.progress if entry.day <= day]
    return max(reversed(entries), key=lambda entry: entry.day, default=None)


def state_of(measure: Measure, plan_year: int, day: date) -> Standing:
    """Give where a measure stands on a day.

    Done: 100 per cent was reported. Overdue: its period is over and it is not done. No report: a report was due
    by now and no entry was made since the one due before. Not begun: nothing done and no report due yet.
    """
    latest = latest_entry(measure, day)
    percent = latest.percent if latest else None
    due = reports_due(measure, plan_year)
    passed = [each for each in due if each < day]
    since = passed[-2] if len(passed) > 1 else date.min
    missed = passed[-1] if passed and (latest is None or latest.day <= since) else None
    next_due = next((each for each in due if each >= day), None)
    if percent is not None and percent >= DONE:
        return Standing(measure.id, "done", percent, latest, None, None)
    if day > measure.period.end:
        state: State = "overdue"
    elif missed:
        state = "no_report"
    else:
        state = "under_way" if percent else "not_begun"
    return Standing(measure.id, state, percent, latest, next_due, missed)
