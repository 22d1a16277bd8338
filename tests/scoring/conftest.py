from collections.abc import Callable
from decimal import Decimal

import pytest

from prongsai.intake.model import Counts, Result
from prongsai.method.library import load_method

TEN = ("99.14", "98.60", "99.68", "97.74", "98.71", "95.61", "91.55", "91.49", "77.50", "100.00")


@pytest.fixture
def made() -> Callable[..., Result]:
    """Give a result at the depth of indicators from its scores, in order; empty ones have no score."""

    def make(year: int = 2568, scores: tuple[str, ...] = TEN, **rest: object) -> Result:
        indicators = {number: Decimal(each) for number, each in enumerate(scores, start=1) if each}
        return Result(year, "indicators", indicators=indicators, **rest)

    return make


@pytest.fixture
def answered() -> Callable[..., Counts]:
    """Give counts in which every line of a year got the same answers: option (from the best) → how many."""

    def make(year: int, answers: dict[int, int]) -> Counts:
        method = load_method(year)
        counts = {}
        for part in method.parts():
            for question in method.asked(part):
                points = method.scale(question.scale).points
                for line in question.sub_questions:
                    worth = points if line.polarity == "positive" else points[::-1]
                    order = sorted(range(len(worth)), key=lambda place: -worth[place])
                    for rank, count in answers.items():
                        option = order[min(rank, len(order)) - 1] + 1
                        key = (part, question.code, line.number, option)
                        counts[key] = counts.get(key, 0) + count
        return counts

    return make
