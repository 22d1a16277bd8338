"""From rows to what the rooms below know of follow-up: the plan that counts, with what was reported on its measures."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from prongsai.language.dates import full_date
from prongsai.planning import model
from prongsai.planning.reporting import reporters
from prongsai.site.agencies.models import Division
from prongsai.site.plans.models import Version
from prongsai.site.plans.values import division_names, version_value
from prongsai.site.progress.models import Evidence, Meeting, State
from prongsai.site.rounds.models import Round

COUNTS = frozenset({State.CONFIRMED})
"""The state of entries that count, in papers and for others."""

CAME_IN = frozenset({State.CONFIRMED, State.REPORTED})
"""The states of entries by which a division has reported, whether that is confirmed yet or not."""

Words = tuple[tuple[str, ...], tuple[date, ...]]
"""Evidence as papers name it, and the days that it bears, as far as they are known."""

Owners = Mapping[str, tuple[Division, ...]]
"""The divisions that report on each measure, the leading one first, by the measure's key."""


class Proof(NamedTuple):
    """What evidence shows, the date that it bears (None: not known), and its address, empty for a file."""

    title: str
    dated_on: date | None
    link: str


def taken_over(divisions: Mapping[int, Division], number: int) -> Division:
    """Give a division of an agency, or the one that took over its work."""
    found, seen = divisions[number], set[int]()
    while found.removed_at is not None and found.merged_into_id is not None and found.pk not in seen:
        seen.add(found.pk)
        found = divisions[found.merged_into_id]
    return found


class PlainEntry(NamedTuple):
    """An entry as plain values, since there are many; `division` is the one that took over the work, where one did."""

    pk: int
    plan: int
    division: Division
    measure: str
    state: str
    day: date
    percent: Decimal
    result: str
    spent: Decimal | None
    obstacles: str
    suggestions: str
    entered_at: datetime
    decided_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a plan's follow-up: entries, what proves them, and meetings with minutes at hand, none of them removed.

    The entries are in the order of their days. `proofs` are those of each entry that has any, by its number; `divisions`
    all of the agency's, removed ones too, by number.
    """

    entries: Sequence[PlainEntry]
    proofs: Mapping[int, Sequence[Proof]]
    meetings: Sequence[Meeting]
    divisions: Mapping[int, Division]

    def division(self, number: int) -> Division:
        """Give a division, or the one that took over its work."""
        return taken_over(self.divisions, number)

    def owners(self, numbers: Mapping[str, Sequence[int]]) -> Owners:
        """Give who reports on each measure, from the numbers of its owners."""
        own = [each for each in self.divisions.values() if each.removed_at is None]
        everybody = division_names(own)
        named = {str(each): each for each in own}
        found = {}
        for key, owners in numbers.items():
            known = {str(each): each for each in map(self.division, owners)}
            found[key] = tuple((named | known)[name] for name in reporters(list(known), everybody))
        return found


@dataclass(frozen=True)
class Followed:
    """The plan of a round that is followed up: its newest version that was approved.

    `named` is that version with its divisions by the names that they bear now; `told` each entry, by its number, as the
    rooms below know it.
    """

    round: Round
    version: Version
    named: model.Plan
    told: Mapping[int, model.Progress]
    rows: Rows
    owners: Owners

    @cached_property
    def plan(self) -> model.Plan:
        """Give the plan with the entries that were confirmed."""
        return with_entries(self.named, self.rows, self.told, COUNTS)

    @cached_property
    def reported(self) -> model.Plan:
        """Give the plan with the entries that were confirmed and those that await it, for what is owed: without minutes."""
        return with_entries(self.named, replace(self.rows, meetings=()), self.told, CAME_IN)

    def lead(self, key: str) -> Division | None:
        """Give the leading division of a measure, None where the plan has none of the key, or nobody owns it."""
        return next(iter(self.owners.get(key, ())), None)

    def measure(self, key: str) -> model.Measure | None:
        """Give a measure with its confirmed entries, None where the plan has none of the key."""
        return next((each for each in self.plan.measures if each.id == key), None)


def follow(each: Round, version: Version, rows: Rows) -> Followed:
    """Give the follow-up of a round from its rows."""
    numbers: Mapping[str, Sequence[int]] = version.content["owners"]
    value = version_value(version)
    own = [one for one in rows.divisions.values() if one.removed_at is None]
    named = replace(
        value,
        divisions=division_names(own),
        measures=tuple(
            replace(
                measure, owners=tuple(dict.fromkeys(str(rows.division(one)) for one in numbers[measure.id]))
            )
            for measure in value.measures
        ),
    )
    owners = rows.owners(numbers)
    return Followed(each, version, named, told_of(rows, owners), rows, owners)


def told_of(rows: Rows, owners: Owners) -> Mapping[int, model.Progress]:
    """Give each entry, by its number, as the rooms below know it, without what only meetings tell."""
    leading = {key: {each.pk for each in divisions[:1]} for key, divisions in owners.items()}
    return {
        each.pk: _told(
            each, rows.proofs.get(each.pk, ()), leading=each.division.pk in leading.get(each.measure, ())
        )
        for each in rows.entries
    }


def with_entries(
    value: model.Plan,
    rows: Rows,
    told: Mapping[int, model.Progress],
    states: Collection[str],
) -> model.Plan:
    """Give a plan with what was reported on its measures, of the entries in some states; `told` is that of `told_of`."""
    on: dict[str, list[PlainEntry]] = {measure.id: [] for measure in value.measures}
    for each in rows.entries:
        if each.state in states and each.measure in on:
            on[each.measure].append(each)
    minutes = _minutes(on, rows.meetings)
    measures = []
    for measure in value.measures:
        progress = (_completed(told[each.pk], minutes.get(each.pk, ())) for each in on[measure.id])
        measures.append(replace(measure, progress=tuple(progress)))
    return replace(value, measures=tuple(measures))


def _minutes(
    on: Mapping[str, Sequence[PlainEntry]], meetings: Sequence[Meeting]
) -> Mapping[int, list[Words]]:
    """Give for entries, by number, the minutes that prove them: a meeting proves what each division had last reported."""
    by_division = {key: _by_division(entries) for key, entries in on.items()}
    found: dict[int, list[Words]] = {}
    for meeting in meetings:
        minutes = meeting.minutes.all()
        if not minutes:
            continue
        words = _words(minutes)
        for key in on.keys() & set(meeting.measures):
            for entries in by_division[key]:
                before = bisect_right(entries, meeting.day, key=attrgetter("day"))
                if before:
                    found.setdefault(entries[before - 1].pk, []).append(words)
    return found


def _by_division(entries: Sequence[PlainEntry]) -> list[list[PlainEntry]]:
    """Give entries, which are in the order of their days, apart by the division that reported them."""
    found: dict[int, list[PlainEntry]] = {}
    for each in entries:
        found.setdefault(each.division.pk, []).append(each)
    return list(found.values())


def _completed(told: model.Progress, minutes: Sequence[Words]) -> model.Progress:
    if not minutes:
        return told
    words, days = zip(*minutes, strict=True)
    return replace(told, proof=(*told.proof, *chain(*words)), proof_days=(*told.proof_days, *chain(*days)))


def _told(entry: PlainEntry, proofs: Sequence[Proof], *, leading: bool) -> model.Progress:
    words, days = _words(proofs)
    return model.Progress(
        day=entry.day,
        result=entry.result,
        percent=entry.percent,
        proof=words,
        obstacles=entry.obstacles,
        suggestions=entry.suggestions,
        owner=str(entry.division),
        leading=leading,
        proof_days=days,
        spent=entry.spent,
    )


def _words(evidence: Sequence[Evidence | Proof]) -> Words:
    days = tuple(each.dated_on for each in evidence if each.dated_on is not None)
    return tuple(map(evidence_words, evidence)), days


def evidence_words(evidence: Evidence | Proof) -> str:
    """Give evidence as papers name it: what it shows, its date, its address; an address without a title stands once."""
    day = "ไม่ระบุวันที่" if evidence.dated_on is None else full_date(evidence.dated_on)
    if is_untitled(evidence.title, evidence.link):
        return f"{evidence.link} ({day})"
    return " ".join(filter(None, (f"{evidence.title} ({day})", evidence.link)))


def is_untitled(title: str, link: str) -> bool:
    """Tell whether nobody said what a link shows: its title is its own address, as far as a title is long."""
    return bool(link) and link.startswith(title)
