from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.language.dates import (
    era_year,
    fiscal_end,
    fiscal_start,
    full_date,
    month_number,
    parse_date,
)
from prongsai.language.digits import thai
from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem

DAYS = st.dates(date(1960, 1, 1), date(2050, 12, 31))


def test_fiscal_year_from_october_to_september():
    assert (fiscal_start(2569), fiscal_end(2569)) == (date(2025, 10, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    "words",
    [
        "15 สิงหาคม 2568",
        "๑๕ สิงหาคม ๒๕๖๘",
        "วันที่ 15 ส.ค. 2568",
        "15 สิงหาคม พ.ศ. 2568",
        "15 ส.ค. 68",
        "15ส.ค.68",
        "15/8/2568",
        "15/08/2025",
        "2568-08-15",
        "2025-08-15",
        " 15 ส.ค 68 ",
    ],
)
def test_parse_date_in_forms_that_people_write(words):
    assert parse_date(words) == date(2025, 8, 15)


@pytest.mark.parametrize(
    "words", ["", "สิงหาคม 2568", "31 กุมภาพันธ์ 2568", "15 สงหาคม 2568", "2568-13-01", "0/1/2568"]
)
def test_parse_date_refuses_what_is_no_day(words):
    with language("en"), pytest.raises(InputError) as raised:
        parse_date(words)
    assert raised.value.problems == (
        Problem("bad-date", f"“{words}” is not a date", "", "write it like 15 สิงหาคม 2568 or 2568-08-15"),
    )


@given(DAYS)
def test_full_date_is_read_back(day):
    assert parse_date(full_date(day)) == day
    assert parse_date(thai(full_date(day))) == day


def test_date_as_officials_write_it():
    assert full_date(date(2025, 8, 5)) == "5 สิงหาคม 2568"


@pytest.mark.parametrize(("printed", "year"), [(2568, 2025), (68, 2025), (2025, 2025), (3, 1960)])
def test_era_year_of_printed_forms(printed, year):
    assert era_year(printed) == year


@pytest.mark.parametrize(
    ("name", "number"), [("ม.ค.", 1), ("มค", 1), ("มกราคม", 1), ("ธ.ค", 12), ("เดือน", None)]
)
def test_month_number_of_names(name, number):
    assert month_number(name) == number
