"""From rows to what the rooms below know of a plan, and back: the plan as it is worked on, and submitted versions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prongsai.method.library import load_method, years
from prongsai.method.model import Method
from prongsai.planning import model
from prongsai.planning.divisions import KEYS
from prongsai.planning.export import from_json
from prongsai.site.agencies.models import Division
from prongsai.site.agencies.queries import EVERYBODY, divisions_of
from prongsai.site.plans.models import Measure, Plan, Version
from prongsai.site.plans.queries import measures_of
from prongsai.site.rounds.packs import method_of

PARTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "aim", "indicators"),
    "owners": ("owners", "persons"),
    "period": ("period_words", "start", "end"),
    "follow_up": ("follow_up_words", "cadence", "follow_up_to", "follow_up_months"),
    "money": ("budget", "expected_gain"),
    "steps": ("steps",),
}
"""The parts of a measure that are edited each for itself, and the fields that each is made of."""


def plan_value(
    plan: Plan, measures: Sequence[Measure] | None = None, divisions: Sequence[Division] | None = None
) -> model.Plan:
    """Give the plan as it is worked on, measures with holes included.

    `measures` and `divisions` are its rows, where they are at hand.
    """
    rows = measures_of(plan) if measures is None else measures
    known = divisions_of(plan.agency) if divisions is None else divisions
    return model.Plan(
        agency=plan.agency.facts,
        result_year=plan.round.fiscal_year,
        plan_year=plan.plan_year,
        item_year=plan_method(plan).fiscal_year,
        measures=tuple(measure_value(each) for each in rows),
        divisions=division_names(known),
        paragraphs={int(number): text for number, text in plan.paragraphs.items()},
        texts=dict(plan.texts),
        method_hash=plan.method_hash,
    )


def measure_value(measure: Measure) -> model.Measure:
    """Give a measure as the rooms know it; what nobody filled in is a hole there."""
    period, follow_up = model.NO_PERIOD, model.NO_FOLLOW_UP
    if measure.period_words and measure.start and measure.end:
        period = model.Period(measure.period_words, measure.start, measure.end)
    if measure.follow_up_words:
        follow_up = model.FollowUp(
            measure.cadence, measure.follow_up_to, measure.follow_up_words, tuple(measure.follow_up_months)
        )
    return model.Measure(
        id=measure.key,
        title=measure.title,
        aim=measure.aim,
        indicators=tuple(measure.indicators),
        owners=tuple(str(each.division) for each in measure.owners.all()),
        steps=tuple(
            model.Step(each["text"], tuple(each["answers"]), tuple(each["refs"])) for each in measure.steps
        ),
        period=period,
        follow_up=follow_up,
        budget=measure.budget,
        expected_gain=measure.expected_gain,
    )


def fields_of(value: model.Measure) -> dict[str, Any]:
    """Give the fields of a measure's row from its value; steps without keys, owners left aside."""
    said = bool(value.period.words)
    follow_up = value.follow_up if value.follow_up.words else None
    return {
        "title": value.title,
        "aim": value.aim,
        "indicators": list(value.indicators),
        "steps": [
            {"text": each.text, "answers": list(each.answers), "refs": list(each.refs)}
            for each in value.steps
        ],
        "period_words": value.period.words,
        "start": value.period.start if said else None,
        "end": value.period.end if said else None,
        "follow_up_words": follow_up.words if follow_up else "",
        "cadence": follow_up.cadence if follow_up else "",
        "follow_up_to": follow_up.to if follow_up else "",
        "follow_up_months": list(follow_up.months) if follow_up else [],
        "budget": value.budget,
        "expected_gain": value.expected_gain,
    }


def with_keys(
    steps: Iterable[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Give steps each with a key: the one that a step of the same text had before, else a new one."""
    known = {each["text"]: each["key"] for each in before}
    taken = {each["key"] for each in before}
    keyed: list[dict[str, Any]] = []
    for step in steps:
        key = known.pop(step["text"], None) or new_key("s", taken)
        taken.add(key)
        keyed.append({"key": key, **step})
    return keyed


def new_key(letter: str, taken: Iterable[str]) -> str:
    """Give a key that is not taken: the letter and a number above all those in use with it."""
    numbers = [int(each[1:]) for each in taken if each[:1] == letter and each[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


def division_names(divisions: Iterable[Division]) -> tuple[str, ...]:
    """Give the names of divisions, the office that looks after ITA first, without the one that stands for all."""
    own = [each for each in divisions if each.key != EVERYBODY]
    return tuple(each.name for each in sorted(own, key=lambda each: each.key != KEYS[0]))


def plan_method(plan: Plan) -> Method:
    """Give the method whose item numbers, contents and layout a plan follows."""
    return _method(plan.item_pack_id, plan.plan_year)


def version_value(version: Version) -> model.Plan:
    """Give the plan as it was submitted."""
    return from_json(version.content)


def version_method(version: Version) -> Method:
    """Give the method whose item numbers a version follows, as it was when the version was submitted."""
    return _method(version.content["item_pack"], version.content["item_year"])


def _method(pack: str, likely: int) -> Method:
    """Give the method of a kept pack, without a query where it is one that is shipped; `likely` is looked at first."""
    for year in sorted(years(), key=lambda year: abs(year - likely)):
        if (method := load_method(year)).hash == pack:
            return method
    return method_of(pack, 0)
