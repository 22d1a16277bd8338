"""Hand-made results for the analysis: at the depth of indicators, and of questions and items."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from prongsai.intake.model import Result
from prongsai.method.library import load_method
from prongsai.scoring.model import Scores
from prongsai.scoring.score import score

Make = Callable[..., Scores]


@pytest.fixture(scope="session")
def shallow() -> Make:
    """Score ten indicators, given as words (``-`` for none), of a year."""

    def make(words: str, year: int = 2568, **more: object) -> Scores:
        known = {number: Decimal(word) for number, word in enumerate(words.split(), start=1) if word != "-"}
        return score(Result(year, "indicators", indicators=known, **more), load_method(year))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def deep() -> Make:
    """Score questions and items of a year: all at `base`, those named in `changes` otherwise (None: no score)."""

    def make(
        changes: Mapping[str, str | None] | None = None, year: int = 2568, base: str = "96", **more: object
    ) -> Scores:
        method = load_method(year)
        questions = {
            (part, each.code): Decimal(base) for part in method.parts() for each in method.asked(part)
        }
        items = {each.code: Decimal(100) for each in method.items}
        for key, value in (changes or {}).items():
            part, slash, code = key.partition("/")
            where, place = (questions, (part, code)) if slash else (items, key)
            where.pop(place)  # type: ignore[call-overload]
            if value is not None:
                where[place] = Decimal(value)  # type: ignore[index]
        result = Result(year, "questions", questions=questions, items=items, **more)  # type: ignore[arg-type]
        return score(result, method)

    return make
