from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.numbers import clip, read_score, read_whole, read_year
from prongsai.language.digits import thai
from prongsai.language.problems import InputError


@given(st.integers(min_value=0, max_value=10_000), st.booleans())
def test_score_is_read_as_written(hundredths, in_thai):
    score = Decimal(hundredths).scaleb(-2)
    text = thai(str(score)) if in_thai else f" {score} "
    assert read_score(text, "here") == score


def test_empty_score_is_none_not_zero():
    assert [read_score(text, "here") for text in ("", "  ")] == [None, None]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "185",
            (
                "a:1: 185 is not a score: scores lie between 0 and 100 — "
                "write the score as it was published, or leave the place empty where there is none"
            ),
        ),
        (
            "-0.01",
            (
                "a:1: -0.01 is not a score: scores lie between 0 and 100 — "
                "write the score as it was published, or leave the place empty where there is none"
            ),
        ),
        (
            "99.125",
            "a:1: 99.125 has more than two decimals — write it as it was published, with two decimals: 99.13",
        ),
        (
            "9" * 24,
            (
                f"a:1: {'9' * 24} is not a score: scores lie between 0 and 100 — "
                "write the score as it was published, or leave the place empty where there is none"
            ),
        ),
        ("95%", "a:1: “95%” is not a number — write the number without the per cent sign"),
        (
            "1,000",
            (
                "a:1: “1,000” is not a number — "
                "write the number without commas, with a full stop before the decimals"
            ),
        ),
        (
            "-",
            (
                "a:1: “-” is not a number — "
                "write a number such as 93.00, or leave the place empty where there is no score"
            ),
        ),
        (
            "nan",
            (
                "a:1: “nan” is not a number — "
                "write a number such as 93.00, or leave the place empty where there is no score"
            ),
        ),
    ],
)
def test_score_that_is_none_is_refused_with_its_mend(text, line):
    with pytest.raises(InputError) as caught:
        read_score(text, "a:1")
    assert str(caught.value) == line


def test_score_with_more_zeros_is_taken():
    assert read_score("95.500", "here") == Decimal("95.5")


@pytest.mark.parametrize(("text", "year"), [("2568", 2568), ("๒๕๖๘", 2568), (" 2569 ", 2569)])
def test_year_is_read(text, year):
    assert read_year(text, "here") == year


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2025", "a:1: “2025” is not a fiscal year — write the year of the Buddhist Era: 2568"),
        ("68", "a:1: “68” is not a fiscal year — write the year of the Buddhist Era with four digits: 2568"),
        (
            "x",
            "a:1: “x” is not a fiscal year — write the year of the Buddhist Era with four digits, such as 2568",
        ),
        (
            "",
            "a:1: there is no fiscal year — write the year of the Buddhist Era with four digits, such as 2568",
        ),
    ],
)
def test_year_that_is_none_is_refused_with_its_mend(text, line):
    with pytest.raises(InputError) as caught:
        read_year(text, "a:1")
    assert str(caught.value) == line


def test_whole_number_is_read_in_thai_digits_and_refused_otherwise():
    assert read_whole("๑๒", "here") == 12
    with pytest.raises(InputError, match=r"“1\.5” is not a whole number"):
        read_whole("1.5", "here")


def test_long_text_is_cut_for_messages():
    assert clip("ก\n" * 100) == "ก " * 19 + "ก…"
