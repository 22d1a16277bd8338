"""Who reports on a measure and until when, and which measures come up by themselves. The rules are ours, and say so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from prongsai.planning.divisions import stands_for_all
from prongsai.planning.model import Measure, Progress
from prongsai.planning.progress import DONE, latest_entry, reports_due, state_of

Mark = Literal["overdue", "no_report", "stalled", "unproved"]
Kind = Literal["overdue", "missed", "next"]
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Due:
    """A report that a division owes on a measure by a day.

    ``overdue``: the period of the measure ended on that day, and its leading owner has not reported it done; ``missed``:
    the report was due on that day and did not come; ``next``: it is the next to come. `leading` tells whether the
    division speaks for the whole measure.
    """

    measure: str
    division: str
    leading: bool
    day: date
    kind: Kind


def reporters(owners: Sequence[str], divisions: Sequence[str]) -> tuple[str, ...]:
    """Give who must report on a measure of some owners: each of them, the leading one first.

    An owner that stands for all divisions (``ทุกส่วนราชการ``) means each of the agency's `divisions`. Where such an owner
    comes first, the first of those leads, the office that looks after ITA.
    """
    named: list[str] = []
    for owner in owners:
        named += divisions if stands_for_all(owner) else [owner]
    return tuple(dict.fromkeys(named))


def part_of(measure: Measure, division: str, *, leading: bool) -> Measure:
    """Give a measure with the entries of one division alone, as if they spoke for the whole of it.

    To the leading division belong the entries that speak for the measure, whoever made them.
    """
    own = [entry for entry in measure.progress if (entry.leading if leading else entry.owner == division)]
    speaking = (entry if entry.leading else replace(entry, leading=True) for entry in own)
    return replace(measure, progress=tuple(speaking))


def reports_owed(measure: Measure, plan_year: int, divisions: Sequence[str], day: date) -> tuple[Due, ...]:
    """Give what each division owes on a measure on a day: at most one report a division, the leading one first.

    What is overdue comes before a report that was missed, that before the next one to come. Who has reported 100 per
    cent owes nothing, and nobody does once the leading one has.
    """
    if _is_done(measure, day):
        return ()
    owed = []
    for place, division in enumerate(reporters(measure.owners, divisions)):
        leading = place == 0
        found = _owed(part_of(measure, division, leading=leading), plan_year, day, leading=leading)
        if found is not None:
            owed.append(Due(measure.id, division, leading, *found))
    return tuple(owed)


def _owed(part: Measure, plan_year: int, day: date, *, leading: bool) -> tuple[date, Kind] | None:
    if _is_done(part, day):
        return None
    if leading and day > part.period.end:
        return part.period.end, "overdue"
    standing = state_of(part, plan_year, day)
    if standing.missed is not None:
        return standing.missed, "missed"
    return None if standing.next_due is None else (standing.next_due, "next")


def _is_done(measure: Measure, day: date) -> bool:
    latest = latest_entry(measure, day)
    return latest is not None and latest.percent >= DONE


def marks_of(measure: Measure, plan_year: int, day: date) -> tuple[Mark, ...]:
    """Give why a measure comes up by itself on a day; nothing where all is as it should be."""
    state = state_of(measure, plan_year, day).state
    marks: list[Mark] = [each for each in ("overdue", "no_report") if each == state]
    if is_stalled(measure, plan_year, day):
        marks.append("stalled")
    latest = latest_entry(measure, day)
    if latest is not None and latest.percent > NOTHING and not is_proved(measure, latest):
        marks.append("unproved")
    return tuple(marks)


def is_stalled(measure: Measure, plan_year: int, day: date) -> bool:
    """Tell whether a measure is reported on but does not move: its per cent did not rise over two due days.

    What is known now is held against what was known on the second last day by which a report was due. A measure that
    is done, overdue or not reported on is not stalled: that is said of it instead.
    """
    if state_of(measure, plan_year, day).state not in {"not_begun", "under_way"}:
        return False
    passed = [each for each in reports_due(measure, plan_year) if each < day]
    then = latest_entry(measure, passed[-2]) if len(passed) > 1 else None
    now = latest_entry(measure, day)
    return then is not None and now is not None and now.percent <= then.percent


def is_proved(measure: Measure, entry: Progress) -> bool:
    """Tell whether an entry on a measure has proof, and not only such as bears a day before the measure's period.

    Proof whose day is not known bears none before it.
    """
    undated = len(entry.proof) > len(entry.proof_days)
    return undated or any(day >= measure.period.start for day in entry.proof_days)
