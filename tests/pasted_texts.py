"""Ten scores as a person copies them, and what is understood of a text."""

from decimal import Decimal

import pytest

from prongsai.intake.pasted import PastedScores, read_pasted
from prongsai.language.problems import InputError
from prongsai.method.library import load_method

SCORES = ("97.40", "92.85", "96.10", "90.25", "94.30", "91.75", "88.40", "83.95", "88.50", "100.00")
NAMES = tuple(each.name_th for each in load_method(2568).indicators)
TEN = {number: Decimal(score) for number, score in enumerate(SCORES, start=1)}
NUMBERED = "\n".join(
    f"{number} {name} {score}" for number, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
)


def one(text: str) -> PastedScores:
    """Give the scores of a text that holds those of one year and no letter."""
    found = read_pasted(text)
    assert (len(found.scores), found.letter) == (1, "")
    return found.scores[0]


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_pasted(text)
    return [str(problem) for problem in caught.value.problems]
