"""Which weak point is answered by which steps of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.analysis.model import FindingClass
from prongsai.site.plans.desk import Desk
from prongsai.site.plans.forms import aim_word


@dataclass(frozen=True, slots=True)
class Answer:
    """The steps of a measure that answer a weak point: the measure's key and number, and the numbers of the steps."""

    measure: str
    number: int
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A weak point with the measures that answer it."""

    title: str
    klass: FindingClass
    word: str
    answers: tuple[Answer, ...]


def coverage(desk: Desk) -> Sequence[Covered]:
    """Give what is to be mended or developed, in the order of the findings, each with the steps that answer it."""
    answers: dict[str, list[Answer]] = {}
    for number, measure in enumerate(desk.value.measures, start=1):
        steps: dict[str, list[int]] = {}
        for place, step in enumerate(measure.steps, start=1):
            for finding in dict.fromkeys(step.answers):
                steps.setdefault(finding, []).append(place)
        for finding, places in steps.items():
            answers.setdefault(finding, []).append(Answer(measure.id, number, tuple(places)))
    return [
        Covered(desk.titles[each.id], each.klass, aim_word(each.klass), tuple(answers.get(each.id, ())))
        for each in desk.findings.values()
        if each.klass != "keep"
    ]
