"""The tables that show a whole result: indicators by instrument, questions and items, remarks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from prongsai.intake.model import Remark
from prongsai.method.model import Method
from prongsai.scoring.model import NoScore, Scores, value_of
from prongsai.site.findings.words import figure_title
from prongsai.site.rounds.words import codes_titled


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A score: the key by which it is traced, what it is of, the figure, why there is none, and its field in forms."""

    key: str
    title: str
    value: Decimal | None
    why_none: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Scores under one heading."""

    key: str
    title: str
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark as it was understood."""

    title: str
    problem: str
    advice: str
    missing: tuple[str, ...]
    refs: tuple[str, ...]


def score_rows(scores: Scores) -> list[ScoreGroup]:
    """Give the ten indicators by instrument, and the parts of an instrument that has two."""
    method = scores.method
    return [
        ScoreGroup(
            each.code,
            figure_title(method, each.code),
            (
                *(_row(scores.indicators[number], str(number), method) for number in each.indicators),
                *(_part(scores, part) for part in each.parts if len(each.parts) > 1),
            ),
        )
        for each in method.instruments
    ]


def _row(value: Any, key: str, method: Method) -> ScoreRow:
    reason = value.reason if isinstance(value, NoScore) else ""
    return ScoreRow(key, figure_title(method, key), value_of(value), reason, f"indicators.{key}")


def _part(scores: Scores, part: str) -> ScoreRow:
    value = scores.instruments[part]
    reason = value.reason if isinstance(value, NoScore) else ""
    return ScoreRow(part, figure_title(scores.method, part), value_of(value), reason, f"instruments.{part}")


def deeper_rows(scores: Scores) -> list[ScoreGroup]:
    """Give the scores of questions by part and of items, where the result has them."""
    method = scores.method
    groups = []
    for instrument in method.instruments:
        for part in instrument.parts:
            rows = tuple(
                _deep(f"{part}/{code}" if len(instrument.parts) > 1 else code, value, method)
                for (group, code), value in scores.questions.items()
                if group == part
            )
            groups.append(ScoreGroup(part, figure_title(method, part), rows))
    items = tuple(_deep(code, value, method) for code, value in scores.items.items())
    groups.append(ScoreGroup("items", "OIT", items))
    return [
        group
        for group in groups
        if scores.result.depth == "questions" and any(row.value is not None for row in group.rows)
    ]


def _deep(key: str, value: Any, method: Method) -> ScoreRow:
    reason = value.reason if isinstance(value, NoScore) else ""
    return ScoreRow(key, figure_title(method, key), value_of(value), reason)


def remark_rows(remarks: Iterable[Remark], method: Method) -> list[RemarkRow]:
    """Give remarks as they were understood."""
    return [
        RemarkRow(
            codes_titled(each.codes, each.part, method), each.problem, each.advice, each.missing, each.refs
        )
        for each in remarks
    ]
