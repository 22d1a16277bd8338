"""Results of every kind, for the pages of findings: by indicator, by question and item, announced only, with holes."""

from decimal import Decimal
from random import Random
from typing import Any

from django_scopes import scope

from houses import INDICATORS, House
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.intake.model import Result
from prongsai.method.library import load_method
from prongsai.method.model import Unpublished
from prongsai.scoring.model import Scores
from prongsai.scoring.score import score
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.models import Round
from prongsai.site.rounds.queries import the_round

FIGURES = " ".join(INDICATORS.values())
BEFORE = "95.10 90.40 94.75 88.90 91.65 90.05 87.10 84.60 85.00 93.75"
ANNOUNCED: dict[str, Any] = {
    "fiscal_year": "2569",
    "depth": "indicators",
    "indicators": INDICATORS,
    "instruments": {"IIT": "94.18", "EIT": "88.03", "OIT": "94.25"},
    "total": "92.36",
    "level": "ผ่านดี",
}
"""A result of a year whose rules are not published."""


def scored(words: str, year: int = 2568, **more: Any) -> Scores:
    """Score ten indicators, given as words (``-`` for none)."""
    known = {number: Decimal(word) for number, word in enumerate(words.split(), start=1) if word != "-"}
    return score(Result(year, "indicators", indicators=known, **more), load_method(year))


def analysed(words: str = FIGURES, *earlier: Scores, year: int = 2568, **more: Any) -> Analysis:
    """Analyse ten indicators of a year beside earlier years."""
    return analyse(scored(words, year, **more), earlier)


def deep_inputs(year: int, low: int = 70, seed: int = 1) -> dict[str, Any]:
    """Give a result by question and item as it is entered, with scores from `low` up."""
    method, chance = load_method(year), Random(seed)
    rule = method.rules.items
    steps = ("0", "100") if not isinstance(rule, Unpublished) and rule.scores else ("50", "100")
    return {
        "fiscal_year": str(year),
        "depth": "questions",
        "questions": {
            part: {each.code: f"{chance.randint(low * 100, 10_000) / 100:.2f}" for each in method.asked(part)}
            for part in method.parts()
        },
        "items": {each.code: chance.choice(steps) for each in method.items},
    }


def deep_scores(year: int = 2568, low: int = 70, **more: Any) -> Scores:
    """Score a result by question and item."""
    inputs = deep_inputs(year, low)
    result = Result(
        year,
        "questions",
        questions={
            (part, code): Decimal(text)
            for part, asked in inputs["questions"].items()
            for code, text in asked.items()
        },
        items={code: Decimal(text) for code, text in inputs["items"].items()},
        **more,
    )
    return score(result, load_method(year))


def put(house: House, year: int, inputs: dict[str, Any], kind: str = "published") -> Round:
    """Enter a result into an agency's round, which is started where there is none."""
    with scope(agency=house.agency):
        each = start_round(house.actor(), year)
        enter_result(house.actor(), each, inputs, kind=kind, way="form", source="หนังสือแจ้งผล")
        return the_round(house.agency, year)


def by_indicators(year: int, figures: str = FIGURES, **more: Any) -> dict[str, Any]:
    """Give ten indicators of a year as they are entered (``-`` for none)."""
    known = {str(n): word for n, word in enumerate(figures.split(), start=1) if word != "-"}
    return {"fiscal_year": str(year), "depth": "indicators", "indicators": known, **more}
