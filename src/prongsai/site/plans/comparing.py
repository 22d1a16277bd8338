"""What differs between two states of a plan: measure by measure, field by field, with the words that came and went."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.translation import gettext as _

from prongsai.planning.model import Measure, Plan, Step
from prongsai.reports.thai_words import words
from prongsai.site.plans.forms import aim_word
from prongsai.site.shell.speech import say_score, spell

Kind = Literal["same", "gone", "new"]
Cut = Callable[[str], Sequence[str]]
"""Cuts a text into what is compared: words, lines, or the text as a whole."""

Said = dict[str, tuple[Callable[[Measure], str], Cut]]
"""For each field of a measure, by its name, how it is said and how it is cut."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field that differs: its name, and its text with what went and what came."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A measure (or the texts of a plan) that differs.

    `kind`: ``new``, ``gone``, ``changed`` or ``moved``. `before` and `after` are its printed numbers, 0 where it is not
    there.
    """

    kind: Literal["new", "gone", "changed", "moved"]
    title: str
    before: int
    after: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two plans."""

    texts: tuple[Field, ...]
    measures: tuple[Changed, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.texts or self.measures)


Refer = Callable[[Sequence[str]], str]
"""Gives the items of a step as they are printed."""


def compare(before: Plan, after: Plan, titles: Mapping[str, str], refer: Refer) -> Comparison:
    """Give what differs between two states of a plan; measures are told from each other by their ids.

    `titles` says what each finding speaks of, `refer` how the items of a step are printed.
    """
    said = _said(titles, refer)
    return Comparison(tuple(_texts(before, after)), tuple(_measures(before, after, said)))


def pieces(before: str, after: str, cut: Cut = words) -> tuple[Piece, ...]:
    """Give a text with what went and came, in order; neighbours of one kind as one piece."""
    old, new = cut(before), cut(after)
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(new[k:m])))
            continue
        if j > i:
            found.append(Piece("gone", "".join(old[i:j])))
        if m > k:
            found.append(Piece("new", "".join(new[k:m])))
    return tuple(found)


def _lines(text: str) -> Sequence[str]:
    return text.splitlines(keepends=True)


def _whole(text: str) -> Sequence[str]:
    return [text] if text else []


def _field(name: str, before: str, after: str, cut: Cut = words) -> Iterator[Field]:
    if before != after:
        yield Field(name, pieces(before, after, cut))


def _texts(before: Plan, after: Plan) -> Iterator[Field]:
    names = {
        "introduction": _("Introduction"),
        "rationale": _("Rationale"),
        "conclusion": _("Conclusion"),
    }
    for key, name in names.items():
        yield from _field(name, before.texts.get(key, ""), after.texts.get(key, ""))
    for number in sorted({*before.paragraphs, *after.paragraphs}):
        name = _("Analysis of indicator {number}").format(number=spell(number))
        yield from _field(name, before.paragraphs.get(number, ""), after.paragraphs.get(number, ""))


def _measures(before: Plan, after: Plan, said: Said) -> Iterator[Changed]:
    old = {each.id: (number, each) for number, each in enumerate(before.measures, start=1)}
    new = {each.id: (number, each) for number, each in enumerate(after.measures, start=1)}
    for key, (number, measure) in new.items():
        if key not in old:
            yield Changed("new", measure.title, 0, number, tuple(_fields(said, None, measure)))
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    for key, (number, measure) in new.items():
        if key in old:
            place, earlier = old[key]
            fields = tuple(_fields(said, earlier, measure))
            if fields or key in moved:
                yield Changed("changed" if fields else "moved", measure.title, place, number, fields)
    for key, (number, measure) in old.items():
        if key not in new:
            yield Changed("gone", measure.title, number, 0, tuple(_fields(said, measure, None)))


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Give the fewest keys whose order differs; those that stayed in order are not said to have moved."""
    stayed = {
        key
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        for key in after[block.b : block.b + block.size]
    }
    return set(after) - stayed


def _fields(said: Said, before: Measure | None, after: Measure | None) -> Iterator[Field]:
    for name, (text, cut) in said.items():
        yield from _field(name, text(before) if before else "", text(after) if after else "", cut)


def _said(titles: Mapping[str, str], refer: Refer) -> Said:
    """Give for each field of a measure its name, and how it is said."""

    def step_said(step: Step) -> str:
        items = refer(step.refs)
        return f"{step.text} ({items})" if items else step.text

    def answered(measure: Measure) -> str:
        told = (titles.get(answer, answer) for step in measure.steps for answer in step.answers)
        return "\n".join(dict.fromkeys(told))

    return {
        _("Name of the measure"): (lambda each: each.title, words),
        _("What it is for"): (lambda each: aim_word(each.aim), _whole),
        _("Indicators"): (lambda each: spell(", ".join(map(str, each.indicators))), _whole),
        _("Responsible"): (lambda each: "\n".join(each.owners), _lines),
        _("Steps"): (lambda each: "\n".join(map(step_said, each.steps)), words),
        _("Points of the result that the steps answer"): (answered, _lines),
        _("Period"): (lambda each: each.period.words, _whole),
        _("Follow-up"): (lambda each: each.follow_up.words, words),
        _("Budget"): (lambda each: each.budget, words),
        _("Expected gain in points"): (lambda each: say_score(each.expected_gain, ""), _whole),
    }
