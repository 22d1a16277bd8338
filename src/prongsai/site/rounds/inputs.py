"""What a form of scores holds, and the entry of `results:` that it becomes (docs/input.md).

A field is named by its way in the entry, with dots: ``indicators.7``, ``questions.EIT1.e4``, ``total``. So a fault of the
entry finds its field by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prongsai.method.model import Method, Unpublished
from prongsai.site.findings.words import figure_title, subject_title

Inputs = dict[str, Any]
DEEPER = ("questions", "items")
"""The keys that only count at depth `questions`."""

_NESTED = {"indicators": 1, "instruments": 1, "questions": 2, "items": 1, "rank": 1}


@dataclass(frozen=True, slots=True)
class Box:
    """A score to be typed: its field, the code that people know it by, and what it is of."""

    name: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes under one heading."""

    key: str
    title: str
    boxes: tuple[Box, ...]

    @property
    def parts(self) -> bool:
        """Tell whether the two parts of an instrument stand among its indicators."""
        return any(box.name.startswith("instruments.") for box in self.boxes) and self.key != "printed"


def flat(inputs: Mapping[str, Any]) -> dict[str, str]:
    """Give the texts of an entry by the names of their fields; lists (remarks) are left out."""
    found: dict[str, str] = {}
    for key, value in inputs.items():
        if isinstance(value, Mapping):
            found |= {f"{key}.{name}": text for name, text in flat(value).items()}
        elif isinstance(value, str):
            found[key] = value
    return found


def nested(fields: Mapping[str, str]) -> Inputs:
    """Give the entry that fields make; empty ones are left out."""
    inputs: Inputs = {}
    for name, text in fields.items():
        if not text.strip():
            continue
        steps = name.split(".", _NESTED.get(name.split(".", 1)[0], 0))
        node = inputs
        for step in steps[:-1]:
            node = node.setdefault(step, {})
        node[steps[-1]] = text.strip()
    return inputs


def counted(inputs: Mapping[str, Any]) -> Inputs:
    """Give what counts of an entry at its own depth: what was typed at the other stays kept, but is left out here."""
    if inputs.get("depth") == "questions":
        return dict(inputs)
    return {key: value for key, value in inputs.items() if key not in DEEPER}


def has_scores(inputs: Mapping[str, Any]) -> bool:
    """Tell whether an entry holds any score, or a printed total."""
    return any(_filled(inputs.get(key)) for key in ("indicators", *DEEPER, "total"))


def _filled(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_filled, value.values()))
    return value is not None and bool(str(value).strip())


def can_go_deeper(method: Method) -> bool:
    """Tell whether a year's questions are known, so that scores can be typed by question and item."""
    return not isinstance(method.questions, Unpublished)


def indicator_groups(method: Method) -> tuple[Group, ...]:
    """Give the ten indicators by instrument; an instrument of two parts holds them too, since its level needs them."""
    return tuple(
        Group(
            each.code,
            figure_title(method, each.code),
            (
                *(_indicator(method, number) for number in each.indicators),
                *(_figure(method, part) for part in each.parts if len(each.parts) > 1),
            ),
        )
        for each in method.instruments
    )


def deeper_groups(method: Method, known: Mapping[str, str]) -> tuple[Group, ...]:
    """Give questions by part and items by sub-indicator; lines of a question only where they are `known` already."""
    return (
        *(
            Group(part, figure_title(method, part), _questions(method, part, known))
            for part in method.parts()
        ),
        *(
            Group(
                each.code,
                f"{each.code} {each.name_th}",
                tuple(
                    Box(f"items.{code}", code, item.title_th)
                    for code in each.items
                    if (item := method.find(code))
                ),
            )
            for each in method.sub_indicators
        ),
    )


def printed_group(method: Method) -> Group:
    """Give the figures that are printed with a result: they are held against what the indicators give."""
    boxes = [_figure(method, each.code) for each in method.instruments]
    return Group("printed", _("Figures as they were announced"), (*boxes, Box("total", "", _("Total score"))))


def _indicator(method: Method, number: int) -> Box:
    title = figure_title(method, str(number))
    return Box(f"indicators.{number}", str(number), title)


def _figure(method: Method, code: str) -> Box:
    return Box(f"instruments.{code}", code, figure_title(method, code))


def _questions(method: Method, part: str, known: Mapping[str, str]) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for question in method.asked(part):
        boxes.append(Box(f"questions.{part}.{question.code}", question.code, subject_title(question)))
        for line in question.sub_questions:
            code = f"{question.code}.{line.number}"
            if f"questions.{part}.{code}" in known:
                boxes.append(Box(f"questions.{part}.{code}", code, subject_title(question)))
    return tuple(boxes)
