"""From rows to what the rooms below know of follow-up: the plan that counts, with what was reported on its measures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from prongsai.language.dates import full_date
from prongsai.planning import model
from prongsai.planning.reporting import reporters
from prongsai.site.agencies.models import Division
from prongsai.site.plans.models import Version
from prongsai.site.plans.values import division_names, version_value
from prongsai.site.progress.models import Entry, Evidence, Meeting, State
from prongsai.site.rounds.models import Round

COUNTS = frozenset({State.CONFIRMED})
"""The state of entries that count, in papers and for others."""

CAME_IN = frozenset({State.CONFIRMED, State.REPORTED})
"""The states of entries by which a division has reported, whether that is confirmed yet or not."""

Owners = Mapping[str, tuple[Division, ...]]
"""The divisions that report on each measure, the leading one first, by the measure's key."""


class Proof(NamedTuple):
    """What evidence shows, the date that it bears (None: not known), and its address, empty for a file."""

    title: str
    dated_on: date | None
    link: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a plan's follow-up: entries, what proves them, and meetings with minutes at hand, none of them removed.

    `proofs` are those of each entry that has any, by its number; `divisions` all of the agency's, removed ones too, by
    number.
    """

    entries: Sequence[Entry]
    proofs: Mapping[int, Sequence[Proof]]
    meetings: Sequence[Meeting]
    divisions: Mapping[int, Division]

    def __post_init__(self) -> None:
        """Let what a division had reported belong to the one that took over its work."""
        for each in self.entries:
            each.division = self.division(each.division_id)

    def division(self, number: int) -> Division:
        """Give a division, or the one that took over its work."""
        found, seen = self.divisions[number], set[int]()
        while found.removed_at is not None and found.merged_into_id is not None and found.pk not in seen:
            seen.add(found.pk)
            found = self.divisions[found.merged_into_id]
        return found

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


@dataclass(frozen=True, slots=True)
class Followed:
    """The plan of a round that is followed up: its newest version that was approved.

    `plan` has its divisions by the names that they bear now, and the confirmed entries; `reported` those that await
    confirmation, too.
    """

    round: Round
    version: Version
    plan: model.Plan
    reported: model.Plan
    rows: Rows
    owners: Owners

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
    told = told_of(rows, owners)
    return Followed(
        each,
        version,
        with_entries(named, rows, told, COUNTS),
        with_entries(named, rows, told, CAME_IN),
        rows,
        owners,
    )


def told_of(rows: Rows, owners: Owners) -> Mapping[int, model.Progress]:
    """Give each entry, by its number, as the rooms below know it, without what only meetings tell."""
    leading = {key: {each.pk for each in divisions[:1]} for key, divisions in owners.items()}
    return {
        each.pk: _told(
            each, rows.proofs.get(each.pk, ()), leading=each.division_id in leading.get(each.measure, ())
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
    on: dict[str, list[Entry]] = {measure.id: [] for measure in value.measures}
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
    on: Mapping[str, Sequence[Entry]], meetings: Sequence[Meeting]
) -> Mapping[int, Sequence[Evidence]]:
    """Give for entries, by number, the minutes that prove them: a meeting proves what each division had last reported."""
    found: dict[int, list[Evidence]] = {}
    for meeting in meetings:
        minutes = meeting.minutes.all()
        for key in set(meeting.measures):
            newest = {each.division_id: each.pk for each in on.get(key, ()) if each.day <= meeting.day}
            for number in newest.values():
                found.setdefault(number, []).extend(minutes)
    return found


def _completed(told: model.Progress, minutes: Sequence[Evidence]) -> model.Progress:
    if not minutes:
        return told
    return replace(
        told,
        proof=(*told.proof, *map(evidence_words, minutes)),
        proof_days=(*told.proof_days, *_days(minutes)),
    )


def _told(entry: Entry, proofs: Sequence[Proof], *, leading: bool) -> model.Progress:
    return model.Progress(
        day=entry.day,
        result=entry.result,
        percent=entry.percent,
        proof=tuple(map(evidence_words, proofs)),
        obstacles=entry.obstacles,
        suggestions=entry.suggestions,
        owner=str(entry.division),
        leading=leading,
        proof_days=_days(proofs),
        spent=entry.spent,
    )


def _days(evidence: Sequence[Evidence | Proof]) -> tuple[date, ...]:
    """Give the days that evidence bears, as far as they are known."""
    return tuple(each.dated_on for each in evidence if each.dated_on is not None)


def evidence_words(evidence: Evidence | Proof) -> str:
    """Give evidence as papers name it: what it shows, its date, its address; an address without a title stands once."""
    day = "ไม่ระบุวันที่" if evidence.dated_on is None else full_date(evidence.dated_on)
    if is_untitled(evidence.title, evidence.link):
        return f"{evidence.link} ({day})"
    return " ".join(filter(None, (f"{evidence.title} ({day})", evidence.link)))


def is_untitled(title: str, link: str) -> bool:
    """Tell whether nobody said what a link shows: its title is its own address, as far as a title is long."""
    return bool(link) and link.startswith(title)
