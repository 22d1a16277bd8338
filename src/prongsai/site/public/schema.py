"""The JSON Schema (2020-12) of what public pages give as JSON; documented in docs/public-data.md.

Version 1 only ever gains fields; what would break a reader becomes version 2 at an address of its own.
"""

from collections.abc import Mapping
from typing import Any

from prongsai.site.public.models import Part
from prongsai.site.public.reports import PUBLISHED

Plain = dict[str, Any]
VERSION = 1


def schema(address: str) -> Plain:
    """Give the schema as it is served at its address."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Prongsai: what an agency publishes of its Integrity and Transparency Assessment",
        "description": (
            "Scores and per cents are strings with two decimals, null where there is none. Fiscal years are of the "
            "Buddhist era (B.E. = C.E. + 543), days are ISO dates (C.E.). A part that the agency does not show is null."
        ),
        **_whole(
            {
                "schema": _address("Where this schema lies."),
                "address": _address(
                    "The page of the agency, for people. It stays when the agency gets a new name."
                ),
                "as_of": _day("The day of which the states of measures are."),
                "agency": _whole(
                    {
                        "name": _text(),
                        "former_names": _list(_text(), "The last one first."),
                        "type": _text(),
                        "district": _text(),
                        "province": _text(),
                    }
                ),
                "shown": _list({"enum": list(Part.values)}, "The parts that the agency shows."),
                "results": _or_null(_list(_RESULT, "The newest year first.")),
                "plan": _or_null(_PLAN),
                "progress": _or_null(_PROGRESS),
                "reports": _or_null(_list(_REPORT, "The newest first.")),
            }
        ),
    }


def _whole(fields: Mapping[str, Plain], description: str = "") -> Plain:
    """Give an object of which every field is there; more may come."""
    said: Plain = {"description": description} if description else {}
    return {**said, "type": "object", "properties": dict(fields), "required": list(fields)}


def _list(items: Plain, description: str = "") -> Plain:
    said: Plain = {"description": description} if description else {}
    return {**said, "type": "array", "items": items}


def _text(description: str = "") -> Plain:
    said: Plain = {"description": description} if description else {}
    return {**said, "type": "string"}


def _or_null(shape: Plain) -> Plain:
    return {"oneOf": [shape, {"type": "null"}]}


def _address(description: str) -> Plain:
    return {"description": description, "type": "string", "pattern": "^https?://"}


def _day(description: str = "") -> Plain:
    said: Plain = {"description": description} if description else {}
    return {**said, "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


_YEAR: Plain = {"description": "A fiscal year (B.E.).", "type": "integer", "minimum": 2400, "maximum": 2700}
_COUNT: Plain = {"type": "integer", "minimum": 1}
_SCORE: Plain = {"type": ["string", "null"], "pattern": r"^\d{1,3}\.\d{2}$"}
_RESULT = _whole(
    {
        "fiscal_year": _YEAR,
        "kind": {"enum": [each.value for each in PUBLISHED]},
        "source": _text("Where the result comes from, as the agency wrote it; empty where it did not."),
        "total": _SCORE,
        "level": _text("The level as the year calls it, in Thai; empty where there is none."),
        "indicators": _list(
            _whole({"number": _COUNT, "name_th": _text(), "name_en": _text(), "score": _SCORE})
        ),
        "method_changed": _list(
            _text(),
            "How the method differs from the year shown before, in Thai: then the two compare with care.",
        ),
    }
)
_MEASURE = {
    "key": _text("The same in plan and progress."),
    "number": {**_COUNT, "description": "The place in the plan."},
    "title": _text(),
}
_PLAN = _whole(
    {
        "plan_year": _YEAR,
        "result_year": _YEAR,
        "version": _COUNT,
        "published_on": _day(),
        "measures": _list(
            _whole(
                {
                    **_MEASURE,
                    "indicators": _list(_COUNT, "Numbers of indicators."),
                    "steps": _list(_whole({"text": _text(), "items": _text("OIT items that it touches.")})),
                    "divisions": _list(_text(), "Responsible divisions; the first leads."),
                    "period": _or_null(_whole({"words": _text(), "start": _day(), "end": _day()})),
                    "follow_up": _text(),
                    "budget": _text(),
                }
            )
        ),
    },
    "The newest version that was published.",
)
_EVIDENCE = _whole(
    {
        "title": _text(),
        "dated_on": _or_null(_day("The day that it bears.")),
        "link": _or_null(_address("Where it lies on the web.")),
    }
)
_PROGRESS = _whole(
    {
        "plan_year": _YEAR,
        "measures": _list(
            _whole(
                {
                    **_MEASURE,
                    "state": {"enum": ["not_begun", "under_way", "done", "overdue", "no_report"]},
                    "percent": {
                        **_SCORE,
                        "description": "Per cent done, as the leading division reported it.",
                    },
                    "entries": _list(
                        _whole(
                            {
                                "day": _day(),
                                "division": _text(),
                                "leading": {"type": "boolean"},
                                "percent": _SCORE,
                                "result": _text("What was done."),
                                "evidence": _list(_EVIDENCE),
                            }
                        ),
                        "The oldest first.",
                    ),
                }
            )
        ),
    },
    "What divisions reported on the measures of the published plan and the officer confirmed.",
)
_REPORT = _whole(
    {
        "title": _text(),
        "fiscal_year": _YEAR,
        "signed": {"type": "boolean"},
        "media_type": _text(),
        "size": {"description": "In bytes.", "type": "integer", "minimum": 0},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "address": _address("Where the file is had."),
    }
)
