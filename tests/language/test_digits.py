from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.language.digits import arabic, half_up, score_text, thai


@given(st.text())
def test_arabic_undoes_thai_digits(text):
    assert arabic(thai(text)) == arabic(text)


def test_thai_digits_of_a_date():
    assert thai("15 สิงหาคม 2568") == "๑๕ สิงหาคม ๒๕๖๘"


def test_thai_digits_leave_codes_of_questions_and_items():
    assert thai("ข้อ o13, i7 และ EIT2 ได้ 99.50 ใน 2568") == "ข้อ o13, i7 และ EIT2 ได้ ๙๙.๕๐ ใน ๒๕๖๘"


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("94.145", 2, "94.15"), ("94.144999", 2, "94.14"), ("2.5", 0, "3"), ("0.05", 1, "0.1")],
)
def test_half_up_rounds_away_from_zero_at_the_half(value, places, rounded):
    assert str(half_up(Decimal(value), places)) == rounded


def test_score_text_of_score_and_of_none():
    assert (score_text(Decimal(100)), score_text(None), score_text(None, "")) == ("100.00", "–", "")
