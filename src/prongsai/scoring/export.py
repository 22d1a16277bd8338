"""Scores as plain data for JSON (strings with two decimals, or null), and as CSV."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from prongsai.intake.model import Row
from prongsai.language.digits import half_up
from prongsai.method.library import load_method
from prongsai.scoring.model import Decided, NoLevel, Score, Scores, Undecided, Value, value_of
from prongsai.scoring.score import score

Plain = dict[str, object]


def as_json(scores: Scores) -> Plain:
    """Give the scores of one result as a dictionary that JSON can hold.

    `iit`, `eit`, `oit`, `total` and all other scores are strings with two decimals, or None; `level` is the
    year's Thai name or None, with `possible_levels` and `needs` where it is open and `no_level` where there is
    none; `published` holds the figures as they were printed; `confidence` is the weakest that the total rests on.
    """
    result, level = scores.result, scores.level
    return {
        "id": result.id,
        "unit": result.unit,
        "fiscal_year": result.fiscal_year,
        "kind": result.kind,
        "depth": result.depth,
        **{code.lower(): _text(scores.instruments.get(code)) for code in ("IIT", "EIT", "OIT")},
        "total": _text(scores.total),
        "level": level.name if isinstance(level, Decided) else None,
        "possible_levels": list(level.possible) if isinstance(level, Undecided) else [],
        "needs": level.needs if isinstance(level, Undecided) else "",
        "no_level": level.reason if isinstance(level, NoLevel) else "",
        "indicators": {str(number): _text(value) for number, value in scores.indicators.items()},
        "parts": {
            part: _text(scores.instruments[part])
            for instrument in scores.method.instruments
            for part in instrument.parts
            if len(instrument.parts) > 1
        },
        "confidence": _confidence(scores.total),
        "estimate": isinstance(scores.total, Score) and scores.total.estimate,
        "published": _published(scores),
        "method_hash": scores.method.hash,
        "problems": [str(problem) for problem in scores.problems],
    }


def _text(value: Value | None) -> str | None:
    figure = value_of(value)
    return None if figure is None else str(figure)


def _confidence(total: Value) -> Plain | None:
    if not isinstance(total, Score):
        return None
    return {"word": total.confidence.value, "because": total.because}


def _published(scores: Scores) -> Plain:
    printed = scores.result.printed
    figures: Mapping[str, Decimal] = printed.instruments
    return {
        **{code.lower(): str(half_up(figure)) for code, figure in figures.items()},
        "total": None if printed.total is None else str(half_up(printed.total)),
        "level": printed.level or None,
        "recomputed": not scores.published,
    }


_COLUMNS = ("id", "unit", "fiscal_year", "iit", "eit", "oit", "total", "level", "problems")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: Iterable[Plain]) -> str:
    """Give scored rows as CSV with a header. A text that a spreadsheet would take for a formula stays text.

    It gets an apostrophe before it, which spreadsheets take as the mark of text.
    """
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_COLUMNS)
    for each in found:
        problems = each["problems"]
        told = {**each, "problems": " | ".join(map(str, problems)) if isinstance(problems, list) else ""}
        writer.writerow([text_cell(told[column]) for column in _COLUMNS])
    return target.getvalue()


def text_cell(value: object) -> str:
    """Give a value as the text of a CSV's cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def score_row(row: Row) -> Plain:
    """Give one row of a list scored, as `as_json` does, its own problems first; nulls where it has no result."""
    if row.result is None:
        problems = [str(problem) for problem in row.problems]
        missing = dict.fromkeys(("iit", "eit", "oit", "total", "level"))
        return {
            "id": row.id,
            "unit": row.unit,
            "fiscal_year": row.fiscal_year,
            **missing,
            "problems": problems,
        }
    scores = score(row.result, load_method(row.result.fiscal_year))
    return as_json(replace(scores, problems=row.problems + scores.problems))
