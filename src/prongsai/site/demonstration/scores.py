"""Made-up scores in the pattern of published ones: what is high and what is low in most agencies, year after year."""

import random
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from prongsai.method.model import Method, Unpublished

_USUAL = {1: 96.5, 2: 91.5, 3: 95.0, 4: 90.0, 5: 93.5, 6: 91.0, 7: 89.0, 8: 86.5, 9: 88.0, 10: 90.0}
_STEPS_OF_ITEMS = (50.0, 62.5, 75.0, 77.5, 80.0, 87.5, 92.5, 95.0, 100.0, 100.0, 100.0)
_PLACES = Decimal("0.01")


def made_up(
    chance: random.Random,
    method: Method,
    *,
    lean: float = 0.0,
    most: Mapping[int, Decimal] = MappingProxyType({}),
) -> dict[str, Any]:
    """Give an entry of `results:` for a year: surveys spread about what is usual, items in steps.

    `lean` moves all of it up or down; `most` is the highest that some indicators have, by their numbers. Where the year's rules are unpublished, total and instruments stand as announced.
    """
    scores = {
        each.number: _survey(chance, _USUAL[each.number] + lean)
        if method.instrument(each.instrument).parts
        else Decimal(str(chance.choice(_STEPS_OF_ITEMS)))
        for each in method.indicators
    }
    scores |= {number: min(score, scores[number]) for number, score in most.items()}
    inputs: dict[str, Any] = {
        "fiscal_year": str(method.fiscal_year),
        "depth": "indicators",
        "indicators": {str(number): f"{score:.2f}" for number, score in scores.items()},
    }
    parts = {part for each in method.instruments for part in each.parts if len(each.parts) > 1}
    if parts:
        eit = sum(scores[number] for number in (6, 7, 8)) / 3
        apart = Decimal(str(round(chance.uniform(-2.5, 2.5), 2)))
        inputs["instruments"] = {
            "EIT1": f"{min(eit + apart, Decimal(100)):.2f}",
            "EIT2": f"{min(eit - apart, Decimal(100)):.2f}",
        }
    if isinstance(method.rules.total, Unpublished):
        inputs["total"] = f"{_announced(method, scores):.2f}"
    return inputs


def _survey(chance: random.Random, middle: float) -> Decimal:
    return Decimal(str(min(100.0, max(40.0, chance.gauss(middle, 3.0))))).quantize(_PLACES)


def _announced(method: Method, scores: dict[int, Decimal]) -> Decimal:
    weighed = sum(
        each.weight * sum(scores[number] for number in each.indicators) / len(each.indicators)
        for each in method.instruments
    )
    return (weighed / 100).quantize(_PLACES)
