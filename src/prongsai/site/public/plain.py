"""What a public page shows as JSON, by the schema `prongsai.site.public.schema` (docs/public-data.md)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from prongsai.site.public.values import (
    EntryShown,
    MeasureProgress,
    MeasureShown,
    PlanShown,
    ProgressShown,
    Shown,
    YearShown,
)

Plain = dict[str, Any]
Address = Callable[..., str]
"""Gives the whole address of a view of public pages, by its name and the fields of its address."""


def as_plain(seen: Shown, slug: str, address: Address) -> Plain:
    """Give all that a page shows as values that JSON can hold."""
    agency = seen.agency
    return {
        "schema": address("public-schema"),
        "address": address("public-page", slug=slug, language="th"),
        "as_of": seen.as_of.isoformat(),
        "agency": {
            "name": agency.name,
            "former_names": list(seen.former_names),
            "type": agency.type,
            "district": agency.district,
            "province": agency.province,
        },
        "shown": [each.value for each in seen.parts],
        "results": None if seen.results is None else [_year(each) for each in seen.results],
        "plan": None if seen.plan is None else _plan(seen.plan),
        "progress": None if seen.progress is None else _progress(seen.progress),
        "reports": None
        if seen.reports is None
        else [
            {
                "title": each.title,
                "fiscal_year": each.fiscal_year,
                "signed": each.signed,
                "media_type": each.file.media_type,
                "size": each.file.size,
                "sha256": each.file.sha256,
                "address": address("public-report", slug=slug, number=each.number),
            }
            for each in seen.reports
        ],
    }


def score_words(value: Decimal | None) -> str | None:
    """Give a score or per cent as text with two decimals, None where there is none."""
    return None if value is None else f"{value:.2f}"


def _year(year: YearShown) -> Plain:
    return {
        "fiscal_year": year.fiscal_year,
        "kind": year.kind,
        "source": year.source,
        "total": score_words(year.total),
        "level": year.level,
        "indicators": [
            {
                "number": each.number,
                "name_th": each.name_th,
                "name_en": each.name_en,
                "score": score_words(value),
            }
            for each, value in year.indicators
        ],
        "method_changed": list(year.broken),
    }


def _plan(plan: PlanShown) -> Plain:
    return {
        "plan_year": plan.plan_year,
        "result_year": plan.result_year,
        "version": plan.version,
        "published_on": plan.published_on.isoformat(),
        "measures": [_measure(each) for each in plan.measures],
    }


def _measure(measure: MeasureShown) -> Plain:
    period = measure.period
    return {
        "key": measure.key,
        "number": measure.number,
        "title": measure.title,
        "indicators": [each.number for each in measure.indicators],
        "steps": [{"text": text, "items": items} for text, items in measure.steps],
        "divisions": list(measure.divisions),
        "period": period
        and {
            "words": period.words,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
        },
        "follow_up": measure.follow_up,
        "budget": measure.budget,
    }


def _progress(progress: ProgressShown) -> Plain:
    return {
        "plan_year": progress.plan_year,
        "measures": [_measure_progress(each) for each in progress.measures],
    }


def _measure_progress(measure: MeasureProgress) -> Plain:
    return {
        "key": measure.key,
        "number": measure.number,
        "title": measure.title,
        "state": measure.state,
        "percent": score_words(measure.percent),
        "entries": [_entry(each) for each in measure.entries],
    }


def _entry(entry: EntryShown) -> Plain:
    return {
        "day": entry.day.isoformat(),
        "division": entry.division,
        "leading": entry.leading,
        "percent": score_words(entry.percent),
        "result": entry.result,
        "evidence": [
            {
                "title": each.title,
                "dated_on": each.dated_on and each.dated_on.isoformat(),
                "link": each.link or None,
            }
            for each in entry.evidence
        ],
    }
