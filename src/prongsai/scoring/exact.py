"""Exact numbers of scores: means, half-up rounding of fractions, and the weakest thing that a score rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from prongsai.language.digits import half_up
from prongsai.language.messages import _
from prongsai.method.export import confidence_word
from prongsai.method.model import Basis, Confidence, Method
from prongsai.scoring.model import NoScore, Score


def round_half_up(exact: Fraction, places: int | None) -> Fraction:
    """Round a number from 0 up half-up to `places` decimals; give it as it is where `places` is None."""
    if places is None:
        return exact
    unit = 10**places
    return Fraction((2 * exact.numerator * unit + exact.denominator) // (2 * exact.denominator), unit)


def two_decimals(exact: Fraction) -> Decimal:
    """Give a number from 0 up as the two-decimal figure that is printed, rounded half-up."""
    hundredths = (200 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Decimal(hundredths).scaleb(-2)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Give the plain mean of one or more numbers, exactly."""
    common = lcm(*(each.denominator for each in values))
    return Fraction(
        sum(each.numerator * (common // each.denominator) for each in values), common * len(values)
    )


@dataclass(frozen=True, slots=True)
class Support:
    """One thing that a score rests on: how firm it is, in words what it is, and whether it only estimates."""

    confidence: Confidence
    because: str = ""
    estimate: bool = False


FIRM = Support(Confidence.VERIFIED)


def support_of(basis: Basis, subject: str) -> Support:
    """Give what a basis of the method lends to a score; `subject` names what it is the basis of."""
    if basis.confidence is Confidence.VERIFIED:
        return FIRM
    because = f"{subject}: {confidence_word(basis.confidence)}"
    note = basis.told_note()
    return Support(basis.confidence, f"{because} ({note})" if note else because)


def make_score(exact: Fraction, supports: Iterable[Support | Score]) -> Score:
    """Give the score with the weakest of all that it rests on; the first of the weakest gives the reason."""
    weakest: Support | Score = FIRM
    estimate = False
    for each in supports:
        estimate = estimate or each.estimate
        if each.confidence.rank > weakest.confidence.rank:
            weakest = each
    return Score(exact, two_decimals(exact), weakest.confidence, weakest.because, estimate)


@lru_cache(maxsize=10_001)  # as many as there are two-decimal scores; a score never changes
def given_score(value: Decimal) -> Score:
    """Give the score that was published as it stands: it is firm."""
    return Score(Fraction(value), half_up(value), Confidence.VERIFIED)


def no_rules(method: Method) -> NoScore:
    """Give the “no score” of a year whose rules are not published."""
    return NoScore(_("the rules of {year} are not published").format(year=method.fiscal_year))
