"""What is held under stable names, said in the reader's language: keys, code words, days, people, measures.

The log speaks so, the records of the site, and the copy of one's data.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from prongsai.intake.results import PRINTED
from prongsai.language.dates import parse_date
from prongsai.language.messages import LANGUAGES
from prongsai.language.problems import InputError
from prongsai.method.library import load_method, years
from prongsai.scoring.levels import figure_name
from prongsai.site.audit.fields import CODES, DAYS, FIELDS, WITHIN
from prongsai.site.plans.notes import outcome_words, place_words
from prongsai.site.public.models import Part
from prongsai.site.rounds.models import ResultKind, Way
from prongsai.site.shell.speech import say_day, say_moment, spell

NOTHING = "–"
_MEASURE = re.compile(r"m\d+")
_FIGURE = re.compile(r"[\d.,]+")
_LABEL = re.compile(r"(.*?)( \d{4})?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Known:
    """What an act points to: people by the number of their names, measures of its plan by their keys."""

    people: Mapping[int, str]
    measures: Mapping[str, str]

    def measure(self, key: str) -> str:
        """Give the title of a measure; none has a key that people know."""
        return self.measures.get(key) or _("a measure without a name")


NOBODY = Known({}, {})
"""Where no person and no measure is pointed to."""


def is_person(value: Any) -> bool:
    """Tell whether a value of the log is a person, held by the number of the name."""
    return isinstance(value, dict) and set(value) == {"name"} and isinstance(value["name"], int)


def say_field(kind: str, path: tuple[str, ...]) -> str:
    """Give what a value is, in words: its field, and by which keys it stands within that."""
    first, *rest = path
    return " › ".join((_key(kind, first, {}), *(_key(kind, each, WITHIN) for each in rest)))


def _key(kind: str, key: str, within: Mapping[str, str | Promise]) -> str:
    """Give a key in words: ours, else those that the model was given, else as people know it (7, EIT1, o13)."""
    if (words := within.get(key) or FIELDS.get(key)) is not None:
        return str(words)
    words = getattr(_model_field(kind, key), "verbose_name", None)
    if isinstance(words, Promise):
        return str(words)
    return spell(figure_name(key) if key in PRINTED else key)


def say_value(kind: str, path: tuple[str, ...], value: Any, known: Known) -> str:
    """Give a value in words: people by their names, lists with commas, values within it a line each.

    What nobody knows any more stands as it is.
    """
    if value in (None, "", [], {}):
        return NOTHING
    if is_person(value):
        return known.people.get(value["name"], NOTHING)
    if isinstance(value, list):
        return ", ".join(say_value(kind, path, each, known) for each in value)
    if isinstance(value, dict):
        within = (
            f"{say_field(kind, way)}: {say_value(kind, way, each, known)}" for way, each in leaves((), value)
        )
        return "\n".join(within) or NOTHING
    return _one(kind, path, value, known)


def _one(kind: str, path: tuple[str, ...], value: Any, known: Known) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return say_moment(value) if isinstance(value, datetime) else say_day(value)
    if isinstance(value, int | float):
        return spell(value)
    return _text(kind, path, str(value), known)


def leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give the values within a value, each with its path; people and lists of plain values stay whole.

    Keys by which we tell the parts of a list apart (``"key": "s1"``) are left out: nobody else knows them.
    """
    if isinstance(value, dict) and (not path or not is_person(value)):
        for key, each in value.items():
            if len(path) < 2 or key != "key":
                yield from leaves((*path, str(key)), each)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for number, each in enumerate(value, 1):
            yield from leaves((*path, str(number)), each)
    elif value not in (None, "", [], {}):
        yield path, value


def _text(kind: str, path: tuple[str, ...], text: str, known: Known) -> str:
    """Give a text in words, by the last key on the way to it that is no place in a list."""
    key = next((each for each in reversed(path) if not each.isdecimal()), path[0])
    if key in {"measure", "measures"} and _MEASURE.fullmatch(text):
        return known.measure(text)
    return _note(text, known) if key == "notes" else _plain(kind, key, text)


def say_name(kind: str, name: str, known: Known) -> str:
    """Give what a thing is called, where it is kept under a number or key of ours."""
    if kind in {"plans.measure", "progress.entry"} and _MEASURE.fullmatch(name):
        return known.measure(name)
    if kind == "plans.version":
        return _("version {number}").format(number=spell(name))
    if kind == "public.publicpage":
        return ""  # an agency has one; its address says nothing beside
    if kind in {"rounds.result", "rounds.entry"}:
        return _label(name)
    return spell(name) if _FIGURE.fullmatch(name) else name


def _plain(kind: str, key: str, value: str) -> str:
    field = _model_field(kind, key)
    if key in DAYS or isinstance(field, DateField):
        return _day(value)
    choices = {**dict(getattr(field, "flatchoices", None) or ()), **CODES.get(key, {})}
    if value in choices:
        return str(choices[value])
    if key in _SAID:
        return _SAID[key](value)
    return spell(value) if _FIGURE.fullmatch(value) else value


def _day(text: str) -> str:
    """Give a day or moment as the reader writes it; what is none stays as it is.

    A moment at midnight stands for its day. Days may have been typed with a year of the Buddhist Era.
    """
    try:
        return say_day(parse_date(text))
    except InputError:
        return _moment(text)


def _moment(text: str) -> str:
    try:
        local = timezone.localtime(datetime.fromisoformat(text))
    except ValueError:
        return text
    return say_day(local) if local.time() == time.min else say_moment(local)


def _note(text: str, known: Known) -> str:
    """Give what became of a text of the plan, kept as ``refreshed measures/m7/title``."""
    outcome, _space, place = text.partition(" ")
    words = outcome_words().get(outcome)
    return text if words is None else f"{place_words(place, known.measure)}: {words}"


@cache
def _titles_of_items() -> Mapping[str, str]:
    """Give the title of every item by its concept, as the newest year that asks it calls it."""
    return {item.concept: item.title_th for year in years() for item in load_method(year).items}


def _item(concept: str) -> str:
    return _titles_of_items().get(concept, concept)


def _finding(pointer: str) -> str:
    """Give a finding that a step answers, kept as ``9``, ``EIT1/e9``, ``remark/EIT1/e9`` or ``remark/o13``."""
    *before, code = pointer.split("/")
    if code.isdecimal() and not before:
        return _("indicator {number}").format(number=spell(code))
    parts = "".join(f" ({figure_name(each)})" for each in before if each in PRINTED)
    return (_("remark on {code}") if "remark" in before else "{code}").format(code=f"{code}{parts}")


def _address(slug: str) -> str:
    return reverse("public-page", kwargs={"slug": slug, "language": "th"})


@cache
def _labels() -> Mapping[str, str | Promise]:
    labels: dict[str, str | Promise] = {}
    for language in LANGUAGES:
        with override(language):
            labels |= {str(each.label): each.label for kinds in (ResultKind, Way, Part) for each in kinds}
    return labels


def _label(text: str) -> str:
    """Give a label of ours, maybe with a year, that was kept in the language of whoever acted, in the reader's."""
    label, year = _LABEL.fullmatch(text).groups(default="")  # type: ignore[union-attr]  it fits any line
    return f"{_labels().get(label, label)}{spell(year)}"


_SAID: Mapping[str, Callable[[str], str]] = {
    "part": figure_name,
    "refs": _item,
    "answers": _finding,
    "slug": _address,
    "decisive": _label,
    "shown_parts": _label,
}
"""How the values of some keys are said that have no table."""


def _model_field(kind: str, key: str) -> Any:
    """Give a field of the model of a kind of thing, None where there is no such model or field any more."""
    try:
        return apps.get_model(kind)._meta.get_field(key)
    except (LookupError, FieldDoesNotExist):
        return None
