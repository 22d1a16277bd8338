"""A plan as JSON and back: the same content as its file, with days as ISO dates beside the words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from prongsai.intake.model import Agency
from prongsai.planning.model import FollowUp, Measure, Period, Plan, Progress, Step


def as_json(plan: Plan) -> dict[str, Any]:
    """Give a plan as plain values: per cents and points as strings, days as ``2026-09-30`` (C.E.)."""
    agency = plan.agency
    return {
        "agency": {
            "name": agency.name,
            "type": agency.type,
            "district": agency.district,
            "province": agency.province,
            "office": agency.office,
            "head": agency.head,
        },
        "result_year": plan.result_year,
        "plan_year": plan.plan_year,
        "item_year": plan.item_year,
        "divisions": list(plan.divisions),
        "texts": dict(plan.texts),
        "paragraphs": {str(number): text for number, text in plan.paragraphs.items()},
        "measures": [_measure(each) for each in plan.measures],
        "method_hash": plan.method_hash,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    period, follow_up = measure.period, measure.follow_up
    return {
        "id": measure.id,
        "title": measure.title,
        "aim": measure.aim,
        "indicators": list(measure.indicators),
        "owners": list(measure.owners),
        "steps": [
            {"text": step.text, "answers": list(step.answers), "refs": list(step.refs)}
            for step in measure.steps
        ],
        "period": {
            "words": period.words,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
        },
        "follow_up": {
            "words": follow_up.words,
            "cadence": follow_up.cadence,
            "to": follow_up.to,
            "months": list(follow_up.months),
        },
        "budget": measure.budget,
        "expected_gain": None if measure.expected_gain is None else str(measure.expected_gain),
        "progress": [_progress(each) for each in measure.progress],
    }


def _progress(entry: Progress) -> dict[str, Any]:
    return {
        "day": entry.day.isoformat(),
        "result": entry.result,
        "percent": str(entry.percent),
        "proof": list(entry.proof),
        "obstacles": entry.obstacles,
        "suggestions": entry.suggestions,
        "owner": entry.owner,
        "leading": entry.leading,
        "proof_days": [each.isoformat() for each in entry.proof_days],
        "spent": None if entry.spent is None else str(entry.spent),
    }


def from_json(values: Mapping[str, Any]) -> Plan:
    """Give the plan that `as_json` gave as plain values; keys of others' beside it are left aside.

    Raises KeyError or ValueError for values that `as_json` does not give.
    """
    return Plan(
        agency=Agency(**values["agency"]),
        result_year=values["result_year"],
        plan_year=values["plan_year"],
        item_year=values["item_year"],
        measures=tuple(_read_measure(each) for each in values["measures"]),
        divisions=tuple(values["divisions"]),
        paragraphs={int(number): text for number, text in values["paragraphs"].items()},
        texts=dict(values["texts"]),
        method_hash=values["method_hash"],
    )


def _read_measure(values: Mapping[str, Any]) -> Measure:
    period, follow_up, gain = values["period"], values["follow_up"], values["expected_gain"]
    return Measure(
        id=values["id"],
        title=values["title"],
        aim=values["aim"],
        indicators=tuple(values["indicators"]),
        owners=tuple(values["owners"]),
        steps=tuple(
            Step(each["text"], tuple(each["answers"]), tuple(each["refs"])) for each in values["steps"]
        ),
        period=Period(
            period["words"], date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
        ),
        follow_up=FollowUp(
            follow_up["cadence"], follow_up["to"], follow_up["words"], tuple(follow_up["months"])
        ),
        budget=values["budget"],
        expected_gain=None if gain is None else Decimal(gain),
        progress=tuple(_read_progress(each) for each in values["progress"]),
    )


def _read_progress(values: Mapping[str, Any]) -> Progress:
    spent = values["spent"]
    return Progress(
        day=date.fromisoformat(values["day"]),
        result=values["result"],
        percent=Decimal(values["percent"]),
        proof=tuple(values["proof"]),
        obstacles=values["obstacles"],
        suggestions=values["suggestions"],
        owner=values["owner"],
        leading=values["leading"],
        proof_days=tuple(map(date.fromisoformat, values["proof_days"])),
        spent=None if spent is None else Decimal(spent),
    )
