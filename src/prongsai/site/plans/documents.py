"""A plan as a document to be read from top to bottom: as it is worked on, or as a version holds it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from prongsai.analysis.model import Analysis
from prongsai.method.model import Indicator, Method
from prongsai.planning.model import Measure, Plan
from prongsai.planning.references import reference_text
from prongsai.site.plans.comparing import Comparison, compare
from prongsai.site.plans.desk import Desk
from prongsai.site.plans.holes import GRAVE, said, titles_of
from prongsai.site.plans.models import Version
from prongsai.site.plans.queries import names_of
from prongsai.site.plans.values import version_method, version_value


@dataclass(frozen=True, slots=True)
class MeasureRead:
    """A measure as it is read: its number, its indicators, its steps with their items, its persons by name."""

    number: int
    value: Measure
    indicators: tuple[Indicator, ...]
    steps: tuple[tuple[str, str], ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan as it is read. `paragraphs` are those of the analysis, each with its indicator."""

    plan: Plan
    measures: tuple[MeasureRead, ...]
    paragraphs: tuple[tuple[Indicator, str], ...]


def reading_of_desk(desk: Desk) -> Reading:
    """Give the plan as it is worked on, to be read."""
    persons = {each.key: [str(person) for person in each.persons.all()] for each in desk.measures}
    return _reading(desk.value, desk.result_method, desk.method, persons)


def reading_of_version(version: Version, analysis: Analysis | None) -> Reading:
    """Give a version of a plan, to be read."""
    method = version_method(version)
    kept: Mapping[str, Sequence[int]] = version.content["persons"]
    names = names_of([number for numbers in kept.values() for number in numbers])
    persons = {key: [str(names[number]) for number in numbers] for key, numbers in kept.items()}
    return _reading(version_value(version), _result_method(analysis, method), method, persons)


def left_open(version: Version, analysis: Analysis | None) -> tuple[str, ...]:
    """Give what was open in a version when it was submitted, in words, the grave first."""
    value, titles = version_value(version), titles_of(analysis)
    holes = sorted(version.content["holes"], key=lambda hole: hole[0] not in GRAVE)
    return tuple(said(*hole, value=value, titles=titles) for hole in holes)


def compared(before: Version, after: Version, analysis: Analysis | None) -> Comparison:
    """Give what differs between two versions; items by the numbers of the later one."""
    method = version_method(after)
    return compare(version_value(before), version_value(after), titles_of(analysis), refer(analysis, method))


def refer(analysis: Analysis | None, method: Method) -> Callable[[Sequence[str]], str]:
    """Give how the items of a step are printed, in the numbers of a method."""
    result_method = _result_method(analysis, method)
    return lambda concepts: reference_text(concepts, result_method, method)


def _result_method(analysis: Analysis | None, method: Method) -> Method:
    return method if analysis is None else analysis.scores.method


def _reading(
    plan: Plan, result_method: Method, method: Method, persons: Mapping[str, Sequence[str]]
) -> Reading:
    return Reading(
        plan,
        tuple(
            MeasureRead(
                number,
                each,
                tuple(result_method.indicator(indicator) for indicator in each.indicators),
                tuple((step.text, reference_text(step.refs, result_method, method)) for step in each.steps),
                tuple(persons.get(each.id, ())),
            )
            for number, each in enumerate(plan.measures, start=1)
        ),
        tuple(
            (result_method.indicator(number), text)
            for number, text in sorted(plan.paragraphs.items())
            if text
        ),
    )
