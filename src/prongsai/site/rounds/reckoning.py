"""From rows to what the rooms below know: a row's inputs → result → scores → analysis."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from prongsai.analysis.figures import figure
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.intake.model import Result
from prongsai.intake.nodes import Node
from prongsai.intake.results import PRINTED, read_result
from prongsai.intake.trees import Document, Tree
from prongsai.language.messages import current_language
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Method
from prongsai.reports.figures import level
from prongsai.scoring.model import Scores
from prongsai.scoring.score import score
from prongsai.site.rounds import models
from prongsai.site.rounds.packs import method_of

KEPT = 32
"""How many analyses a process remembers by all that they are made from, since every page of a round needs its one."""

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


class _Reckoned(NamedTuple):
    """All that scores are made from: a row's values, and the language in which checks speak."""

    inputs: str
    unit: str
    id: str
    where: str
    pack: str
    fiscal_year: int
    language: str


def _reckoned(row: models.Result, unit: str) -> _Reckoned:
    inputs = json.dumps(row.inputs, ensure_ascii=False)
    year = row.round.fiscal_year
    return _Reckoned(inputs, unit, str(row.pk or ""), row.source, row.pack_id, year, current_language())


def scores_of(row: models.Result, unit: str) -> Scores:
    """Give the scores of a row by its own pack. `row.round` must be at hand."""
    return _scores(_reckoned(row, unit))


@lru_cache(maxsize=5 * KEPT)
def _scores(made_from: _Reckoned) -> Scores:
    method = method_of(made_from.pack, made_from.fiscal_year)
    result, _notes = read_inputs(json.loads(made_from.inputs), made_from.unit, method)
    return score(replace(result, id=made_from.id, where=made_from.where), method)


def analysis_of(newest: models.Result, earlier: Sequence[models.Result], unit: str) -> Analysis:
    """Give the analysis of a row beside those of earlier years, newest first."""
    return _analysis(_reckoned(newest, unit), tuple(_reckoned(each, unit) for each in earlier))


@lru_cache(maxsize=KEPT)
def _analysis(newest: _Reckoned, earlier: tuple[_Reckoned, ...]) -> Analysis:
    return analyse(_scores(newest), [_scores(each) for each in earlier])


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
