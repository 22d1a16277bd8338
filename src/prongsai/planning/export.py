"""A plan as JSON: the same content as its file, with days as ISO dates beside the words."""

from typing import Any

from prongsai.planning.model import Measure, Plan, Progress


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
    }
