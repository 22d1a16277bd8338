"""An act for people: who, what, to what, and what changed, with names that can be erased."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prongsai.site.accounts.models import Name
from prongsai.site.audit.models import Act
from prongsai.site.audit.queries import measures_in
from prongsai.site.audit.values import NOTHING, Known, is_person, leaves, say_field, say_name, say_value
from prongsai.site.audit.words import ACTS, THINGS

MOST_CHANGES = 40
"""How many changed values of one act are shown; a whole result is more than anybody reads in a log."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changed: what it is, and before and after in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """An act in words."""

    at: datetime
    who: str
    did: str
    thing: str
    name: str
    changes: tuple[Change, ...]
    more: int


def tell(acts: Iterable[Act]) -> list[Told]:
    """Give acts in words; all the people and measures in them are read at once."""
    acts = list(acts)
    names = Name.objects.in_bulk({number for act in acts for number in _people_in(act)})
    people = {number: str(name) for number, name in names.items()}
    measures = measures_in(acts)
    return [_told(act, Known(people, measures.get((act.object_kind, act.object_id), {}))) for act in acts]


def _told(act: Act, known: Known) -> Told:
    # Not every database keeps the order of fields.
    changes = sorted(_changes(act, known), key=_in_order)
    return Told(
        at=act.at,
        who=str(act.actor),
        did=str(ACTS.get(act.code, act.code)),
        thing=str(THINGS.get(act.object_kind, "")),
        name=_name(act, known),
        changes=tuple(changes[:MOST_CHANGES]),
        more=max(0, len(changes) - MOST_CHANGES),
    )


def _name(act: Act, known: Known) -> str:
    """Give what an act was done to; a person, also one who was invited, by the name of today."""
    if act.object_kind == "accounts.name":
        return known.people.get(int(act.object_id), NOTHING)
    invited = act.after.get("person") or act.before.get("person")
    if act.object_kind == "agencies.invitation" and is_person(invited):
        return known.people.get(invited["name"], NOTHING)
    return say_name(act.object_kind, act.object_name, known)


def _people_in(act: Act) -> Iterator[int]:
    if act.object_kind == "accounts.name":
        yield int(act.object_id)
    for facts in (act.before, act.after):
        yield from _names_in(facts)


def _names_in(value: Any) -> Iterator[int]:
    if is_person(value):
        yield value["name"]
    elif isinstance(value, dict):
        for each in value.values():
            yield from _names_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _names_in(each)


def _changes(act: Act, known: Known) -> Iterator[Change]:
    """Give every value that changed; values within values are told apart by their path."""
    before, after = (dict(leaves((), facts)) for facts in (act.before, act.after))
    for path in dict.fromkeys((*before, *after)):
        old, new = before.get(path), after.get(path)
        if old != new:
            said = (say_value(act.object_kind, path, each, known) for each in (old, new))
            yield Change(say_field(act.object_kind, path), *said)


def _in_order(change: Change) -> list[tuple[int, str]]:
    """Give what changes are put in order by: their words, numbers in them by their value."""
    parts = re.split(r"(\d+)", change.field)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
