"""What the pages of follow-up show of each measure, and what comes up by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prongsai.planning import model
from prongsai.planning.progress import Standing, state_of
from prongsai.planning.reporting import Mark, marks_of
from prongsai.site.agencies.models import Division
from prongsai.site.permissions import Actor
from prongsai.site.progress.actions.guarding import may_speak_for
from prongsai.site.progress.models import Entry, State
from prongsai.site.progress.queries import Owed, in_full, reports_due
from prongsai.site.progress.values import Followed, PlainEntry
from prongsai.site.progress.words import ENTRY_LOOKS, KIND_LOOKS, KINDS, LOOKS, MARKS, STATES, WHY


@dataclass(frozen=True, slots=True)
class Line:
    """A measure as lists show it: its number in the plan, where it stands, why it comes up, who reports and who may.

    `owed` are the reports that are owed, `mine` the divisions for which the reader may report, `waiting` how many
    entries await confirmation.
    """

    number: int
    measure: model.Measure
    standing: Standing
    marks: tuple[Mark, ...]
    owners: tuple[Division, ...]
    owed: tuple[Owed, ...]
    mine: tuple[Division, ...]
    own: bool
    waiting: int

    @property
    def state(self) -> tuple[str, str]:
        """Give the state in words, and the look of its tag."""
        return str(STATES[self.standing.state]), LOOKS[self.standing.state]

    @property
    def told(self) -> list[tuple[str, str]]:
        """Give why the measure comes up: in a word or two, and in a sentence."""
        return [(str(MARKS[mark]), str(WHY[mark])) for mark in self.marks]

    @property
    def lead(self) -> Division | None:
        """Give the leading division, None where nobody owns the measure."""
        return next(iter(self.owners), None)


def lines_of(followed: Followed, actor: Actor, day: date) -> list[Line]:
    """Give the measures of a followed plan as they stand on a day."""
    owed: dict[str, list[Owed]] = {each.id: [] for each in followed.plan.measures}
    for each in reports_due(followed, day):
        owed[each.measure.id].append(each)
    waiting = Counter(each.measure for each in followed.rows.entries if each.state == State.REPORTED)
    year = followed.plan.plan_year
    lines = []
    for number, measure in enumerate(followed.plan.measures, start=1):
        owners = followed.owners[measure.id]
        lines.append(
            Line(
                number,
                measure,
                state_of(measure, year, day),
                marks_of(measure, year, day),
                owners,
                tuple(owed[measure.id]),
                tuple(one for one in owners if may_speak_for(actor, one)),
                any(one.pk in actor.divisions for one in owners),
                waiting[measure.id],
            )
        )
    return lines


def counted(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Give how many measures stand in each state, in words, those that there are."""
    states = Counter(line.standing.state for line in lines)
    return [(str(words), states[state]) for state, words in STATES.items() if states[state]]


def coming_up(lines: Sequence[Line]) -> list[tuple[str, str, list[Line]]]:
    """Give the measures that come up by themselves, by why they do: in a word or two, in a sentence, which ones."""
    found = [(mark, [line for line in lines if mark in line.marks]) for mark in MARKS]
    return [(str(MARKS[mark]), str(WHY[mark]), marked) for mark, marked in found if marked]


@dataclass(frozen=True, slots=True)
class Call:
    """A report that is owed, as the page of what is due shows it; `may`: the reader may make it."""

    owed: Owed
    may: bool
    own: bool

    @property
    def words(self) -> str:
        """Give what is said before its day."""
        return str(KINDS[self.owed.due.kind])

    @property
    def look(self) -> str:
        """Give the look of its tag."""
        return KIND_LOOKS[self.owed.due.kind]


def calls(plans: Sequence[Followed], actor: Actor, day: date) -> tuple[list[Call], list[Call]]:
    """Give the reports that are owed in some plans: those of the reader's own divisions, and those of all others."""
    found = [
        Call(each, may_speak_for(actor, each.division), each.division.pk in actor.divisions)
        for followed in plans
        for each in reports_due(followed, day)
    ]
    found.sort(key=lambda call: call.owed.due.day)
    return [each for each in found if each.own], [each for each in found if not each.own]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the page of its measure shows it, with what the reader may do about it."""

    entry: Entry
    measure: model.Measure | None
    leading: bool
    may_change: bool
    may_prove: bool
    may_decide: bool

    @property
    def look(self) -> str:
        """Give the look of its state."""
        return ENTRY_LOOKS[self.entry.state]


def told_entry(followed: Followed, actor: Actor, entry: Entry) -> Told:
    """Give an entry with what the reader may do about it."""
    own = may_speak_for(actor, entry.division)
    decides = actor.may("progress.confirm")
    confirmed = entry.state == State.CONFIRMED
    return Told(
        entry,
        followed.measure(entry.measure),
        entry.division == followed.lead(entry.measure),
        own and not confirmed,
        own and (decides or not confirmed),
        decides,
    )


def told_entries(followed: Followed, actor: Actor, numbers: Sequence[int]) -> list[Told]:
    """Give entries by their numbers, with all that stands on them, and what the reader may do about each."""
    return [told_entry(followed, actor, each) for each in in_full(followed, numbers)]


def entries_on(followed: Followed, key: str) -> list[PlainEntry]:
    """Give the entries on a measure, the newest first."""
    return [each for each in followed.rows.entries if each.measure == key][::-1]
