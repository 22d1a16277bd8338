"""An act for people: who, what, to what, and what changed, with names that can be erased."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from prongsai.site.accounts.models import Name
from prongsai.site.agencies.divisions.words import WORK
from prongsai.site.audit.models import Act
from prongsai.site.audit.words import ACTS, FIELDS, THINGS
from prongsai.site.permissions import Role

MOST_CHANGES = 40
"""How many changed values of one act are shown; a whole result is more than anybody reads in a log."""

_NOTHING = "–"


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
    """Give acts in words; the names of all the people in them are read at once."""
    acts = list(acts)
    names = Name.objects.in_bulk({number for act in acts for number in _people_in(act)})
    return [_told(act, {number: str(name) for number, name in names.items()}) for act in acts]


def _told(act: Act, names: Mapping[int, str]) -> Told:
    # Not every database keeps the order of fields.
    changes = sorted(_changes(act, names), key=_in_order)
    is_person = act.object_kind == "accounts.name"
    return Told(
        at=act.at,
        who=str(act.actor),
        did=str(ACTS.get(act.code, act.code)),
        thing=str(THINGS.get(act.object_kind, "")),
        name=names.get(int(act.object_id), _NOTHING) if is_person else act.object_name,
        changes=tuple(changes[:MOST_CHANGES]),
        more=max(0, len(changes) - MOST_CHANGES),
    )


def _people_in(act: Act) -> Iterator[int]:
    if act.object_kind == "accounts.name":
        yield int(act.object_id)
    for facts in (act.before, act.after):
        yield from _names_in(facts)


def _names_in(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        if _is_person(value):
            yield value["name"]
        else:
            for each in value.values():
                yield from _names_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _names_in(each)


def _is_person(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"name"} and isinstance(value["name"], int)


def _changes(act: Act, names: Mapping[int, str]) -> Iterator[Change]:
    """Give every value that changed; values within values are told apart by their path."""
    for key in dict.fromkeys((*act.before, *act.after)):
        before, after = (dict(_leaves((), facts.get(key))) for facts in (act.before, act.after))
        for path in dict.fromkeys((*before, *after)):
            old, new = before.get(path), after.get(path)
            if old != new:
                words = " › ".join((_field(act.object_kind, key), *path))
                yield Change(words, _value(act, key, old, names), _value(act, key, new, names))


def _in_order(change: Change) -> list[tuple[int, str]]:
    """Give what changes are put in order by: their words, numbers in them by their value."""
    parts = re.split(r"(\d+)", change.field)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give the values within a value, each with its path; people and lists of plain values stay whole."""
    if isinstance(value, dict) and not _is_person(value):
        for key, each in value.items():
            yield from _leaves((*path, str(key)), each)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for number, each in enumerate(value, 1):
            yield from _leaves((*path, str(number)), each)
    elif value not in (None, "", [], {}):
        yield path, value


def _field(kind: str, key: str) -> str:
    """Give a field in words: ours, else those that the model was given, else its name."""
    if key in FIELDS:
        return str(FIELDS[key])
    words = getattr(_model_field(kind, key), "verbose_name", None)
    return str(words) if isinstance(words, Promise) else key


def _value(act: Act, key: str, value: Any, names: Mapping[int, str]) -> str:
    """Give a value in words: people by their names, lists with commas."""
    if _is_person(value):
        return names.get(value["name"], _NOTHING)
    if isinstance(value, list):
        return ", ".join(_value(act, key, each, names) for each in value)
    return _NOTHING if value is None else _plain(act.object_kind, key, value)


def _plain(kind: str, key: str, value: bool | int | str) -> str:  # noqa: FBT001  it is what is said
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key == "roles" and value in Role.values:
        return str(Role(value).label)
    if key == "key" and value in WORK:
        return str(WORK[value])
    return _choice(kind, key, value)


def _choice(kind: str, key: str, value: Any) -> str:
    """Give the words of a choice, where the field is one; else the value itself."""
    choices = dict(getattr(_model_field(kind, key), "flatchoices", ()))
    return str(choices.get(value, value))


def _model_field(kind: str, key: str) -> Any:
    """Give a field of the model of a kind of thing, None where there is no such model or field any more."""
    try:
        return apps.get_model(kind)._meta.get_field(key)
    except (LookupError, FieldDoesNotExist):
        return None
