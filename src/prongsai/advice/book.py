"""The advice that is shipped, read once: by concept of a question or item, and by indicator."""

from functools import cache
from pathlib import Path

from prongsai.advice.model import Advice, IndicatorAdvice
from prongsai.advice.reading import Book, read_book
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

TEXTS = Path(__file__).parent / "texts"


def advice(concept: str) -> Advice:
    """Give the advice on a concept of a question or item.

    Raises InputError where there is none: a year's pack may ask what no advice was written for yet.
    """
    found = _book().concepts.get(concept)
    if found is None:
        raise InputError(
            Problem(
                "no-advice",
                _("there is no advice on {concept}").format(concept=concept),
                mend=_("write it in a file of {directory}").format(directory=TEXTS),
            )
        )
    return found


def indicator_advice(number: int) -> IndicatorAdvice:
    """Give what an indicator (1–10) looks at, with measures for it; raises InputError for another number."""
    found = _book().indicators.get(number)
    if found is None:
        raise InputError(
            Problem(
                "no-indicator",
                _("there is no indicator {number}").format(number=number),
                mend=_("indicators are numbered 1–10"),
            )
        )
    return found


def concepts() -> frozenset[str]:
    """Give every concept that there is advice on."""
    return frozenset(_book().concepts)


@cache
def _book() -> Book:
    return read_book(TEXTS)
