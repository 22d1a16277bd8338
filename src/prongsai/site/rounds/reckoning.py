"""From rows to what the rooms below know: a row's inputs → result → scores → analysis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from prongsai.analysis.figures import figure
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.intake.model import Result
from prongsai.intake.nodes import Node
from prongsai.intake.results import PRINTED, read_result
from prongsai.intake.trees import Document, Tree
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Method
from prongsai.reports.figures import level
from prongsai.scoring.model import Scores
from prongsai.scoring.score import score
from prongsai.site.rounds import models
from prongsai.site.rounds.packs import method_of

NOWHERE = Path("/nonexistent")
"""The folder for files beside a result: there are none, since the site takes no files that name others."""


def read_inputs(inputs: Tree, unit: str, method: Method) -> tuple[Result, tuple[Problem, ...]]:
    """Give the result of an entry of `results:`, and what was guessed in its remarks.

    Raises InputError with every fault.
    """
    result, faults, notes = read_as_far(inputs, unit, method)
    if faults or result is None:
        raise InputError(faults)
    return result, notes


def read_as_far(
    inputs: Tree, unit: str, method: Method
) -> tuple[Result | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """Give what can be read of an entry of `results:` without its faults, the faults, and what was guessed.

    A fault is placed by the way to its value, with dots (``indicators.7``). Without a depth nothing can be read.
    """
    notes: list[Problem] = []
    node = Node.root(Document(inputs, ""))
    result = read_result(node, unit, NOWHERE, notes, method)
    faults = tuple(replace(each, where=each.where.strip()) for each in node.problems)
    return result, faults, tuple(notes)


def method_for(row: models.Result) -> Method:
    """Give the method by which a row is scored. `row.round` must be at hand."""
    return method_of(row.pack_id, row.round.fiscal_year)


def scores_of(row: models.Result, unit: str) -> Scores:
    """Give the scores of a row by its own pack. `row.round` must be at hand."""
    method = method_for(row)
    result, _notes = read_inputs(row.inputs, unit, method)
    return score(replace(result, id=str(row.pk or ""), where=row.source), method)


def analysis_of(newest: models.Result, earlier: Sequence[models.Result], unit: str) -> Analysis:
    """Give the analysis of a row beside those of earlier years, newest first."""
    return analyse(scores_of(newest, unit), [scores_of(each, unit) for each in earlier])


@dataclass(frozen=True, slots=True)
class Figures:
    """What lists show of a result, taken from its row: figures with two decimals, None where there is none."""

    indicators: dict[int, Decimal | None]
    instruments: dict[str, Decimal | None]
    total: Decimal | None
    level: str


def figures_of(scores: Scores) -> dict[str, Any]:
    """Give what lists show of a result as plain values, to be kept in its row."""
    method = scores.method
    codes = [
        code
        for each in method.instruments
        for code in (each.code, *(part for part in each.parts if part != each.code))
    ]
    return {
        "indicators": {
            str(each.number): _text(figure(scores, str(each.number))) for each in method.indicators
        },
        "instruments": {code: _text(figure(scores, code)) for code in codes},
        "total": _text(figure(scores, "total")),
        "level": level(scores),
    }


def figures(kept: dict[str, Any]) -> Figures:
    """Give the figures that `figures_of` made, as numbers again and in their order, which not every database keeps."""
    indicators = {int(number): _number(text) for number, text in kept.get("indicators", {}).items()}
    instruments = kept.get("instruments", {})
    return Figures(
        dict(sorted(indicators.items())),
        {code: _number(instruments[code]) for code in PRINTED if code in instruments},
        _number(kept.get("total")),
        kept.get("level", ""),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
