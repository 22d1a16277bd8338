from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.language.problems import InputError
from prongsai.planning.periods import fiscal_year_of, period_from, period_problems, read_period, write_period

WHOLE = (date(2025, 10, 1), date(2026, 9, 30))
FIRST_HALF = (date(2025, 10, 1), date(2026, 3, 31))
SECOND_HALF = (date(2026, 4, 1), date(2026, 9, 30))
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("ต.ค. ๖๓ – ม.ค. ๖๔", (date(2020, 10, 1), date(2021, 1, 31))),
        ("ม.ค. - ก.ย.๖๙", (date(2026, 1, 1), date(2026, 9, 30))),
        ("ต.ค. – ม.ค. 64", (date(2020, 10, 1), date(2021, 1, 31))),
        ("ต.ค. ๒๕๖๘ – ก.ย. ๒๕๖๙", WHOLE),
        ("ต.ค.68-ก.ย.69", WHOLE),
        ("ต.ค.-ก.ย.", WHOLE),
        ("ตค 68 - กย 69", WHOLE),
        ("ต. ค. 2568 - ก. ย. 2569", WHOLE),
        ("ต.ค. 2568 ถึง ก.ย.", WHOLE),
        ("ต.ค. 2025 — ก.ย. 2026", WHOLE),
        ("ตุลาคม 2568&nbsp;&amp;ndash; กันยายน 2569", WHOLE),
        ("<p>ต.ค. 2568 – ก.ย. 2569</p>", WHOLE),
        ("ตั้งแต่เดือนตุลาคม 2568 จนถึงเดือนกันยายน พ.ศ. 2569", WHOLE),
        ("1 ตุลาคม 2568 - 30 กันยายน 2569", WHOLE),
        ("1/10/2568 - 30/9/2569", WHOLE),
        ("ก.ย. - ต.ค.", (date(2026, 9, 1), date(2026, 10, 31))),
        ("15 ต.ค. - 1 ต.ค. 2569", (date(2025, 10, 15), date(2026, 10, 1))),
        ("ระหว่างวันที่ 1-15 มีนาคม 2569", (date(2026, 3, 1), date(2026, 3, 15))),
        ("15 มกราคม 2569", (date(2026, 1, 15), date(2026, 1, 15))),
        ("มีนาคม 2569", MARCH),
        ("เดือนมีนาคม", MARCH),
        ("กุมภาพันธ์ 2567", (date(2024, 2, 1), date(2024, 2, 29))),
        ("ธันวาคม", (date(2025, 12, 1), date(2025, 12, 31))),
        ("ภายในเดือนมีนาคม 2569", FIRST_HALF),
        ("ภายใน 31 มี.ค. 69", FIRST_HALF),
        ("ภายในวันที่ ๓๑ มีนาคม พ.ศ. ๒๕๖๙", FIRST_HALF),
        ("ภายในไตรมาสที่ 2", FIRST_HALF),
        ("ภายใน 15 พ.ย. 67", (date(2024, 10, 1), date(2024, 11, 15))),
        ("ตั้งแต่ เม.ย. 69 เป็นต้นไป", SECOND_HALF),
        ("ไตรมาส 1-2", FIRST_HALF),
        ("ไตรมาสที่ 1-4", WHOLE),
        ("ไตรมาสที่ ๓ – ๔", SECOND_HALF),
        ("ไตรมาส 1 และ 3", (date(2025, 10, 1), date(2026, 6, 30))),
        ("ไตรมาสที่ 1 และไตรมาสที่ 3", (date(2025, 10, 1), date(2026, 6, 30))),
        ("ไตรมาส 2/69", (date(2026, 1, 1), date(2026, 3, 31))),
        ("ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2568", (date(2024, 10, 1), date(2024, 12, 31))),
        ("ครึ่งปีแรก", FIRST_HALF),
        ("ครึ่งปีหลัง", SECOND_HALF),
        ("6 เดือนแรก", FIRST_HALF),
        ("รอบ ๖ เดือนหลัง ของปีงบประมาณ พ.ศ. 2569", SECOND_HALF),
        ("ตลอดปีงบประมาณ พ.ศ. 2566", (date(2022, 10, 1), date(2023, 9, 30))),
        ("ตลอดปีงบประมาณ", WHOLE),
        ("ตลอดปี", WHOLE),
        ("ตลอดทั้งปี", WHOLE),
        ("ปีงบประมาณ พ.ศ.๒๕๖๙", WHOLE),
    ],
)
def test_read_period_of_a_form_that_officials_use(words: str, span: tuple[date, date]) -> None:
    period = read_period(words, 2569)
    assert (period.start, period.end) == span


def test_read_period_keeps_the_words_without_remains_of_a_page() -> None:
    assert read_period("<p>ม.ค. –&nbsp; ก.ย.๖๙</p>", 2569).words == "ม.ค. – ก.ย.๖๙"


@pytest.mark.parametrize(
    "words",
    ["", "เมื่อไรก็ได้", "ไตรมาส 5", "ไตรมาส 12", "31 ก.พ. 2569", "ม.ค. - ก.พ. - มี.ค.", "ม.ค. 256", "ภายในเร็ววัน",
     "เร็ววันเป็นต้นไป", "1 - 15 มีนาคม 2569 เช้า", "ครึ่งปี", "ตลอดปีนี้", "13/13/2569"],
)  # fmt: skip
def test_read_period_of_something_else_shows_the_forms(words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_period(words, 2569)
    assert [(each.code, "ไตรมาส 1-2" in each.mend) for each in caught.value.problems] == [
        ("bad-period", True)
    ]


@pytest.mark.parametrize("words", ["ต.ค. 2568 – ก.ย. 2567", "15 - 1 มีนาคม 2569"])
def test_read_period_that_ends_before_it_begins(words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_period(words, 2569)
    assert [each.code for each in caught.value.problems] == ["period-backwards"]


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31))


def _first(day: date) -> date:
    return day.replace(day=1)


def _last(day: date) -> date:
    return _first(_first(day) + timedelta(days=31)) - timedelta(days=1)


@given(DAYS, DAYS, st.booleans(), st.integers(2540, 2590))
def test_write_period_is_read_back_as_the_same_days(one: date, other: date, whole: bool, year: int) -> None:
    start, end = sorted((one, other))
    if whole:
        start, end = _first(start), _last(end)
    period = read_period(write_period(start, end), year)
    assert (period.start, period.end) == (start, end)
    assert period == period_from(start, end)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (WHOLE, "ต.ค. 2568 – ก.ย. 2569"),
        (MARCH, "มีนาคม 2569"),
        ((date(2025, 10, 1), date(2026, 1, 15)), "1 ตุลาคม 2568 – 15 มกราคม 2569"),
        ((date(2026, 1, 1), date(2026, 1, 15)), "1 – 15 มกราคม 2569"),
        ((date(2026, 1, 15), date(2026, 1, 15)), "15 มกราคม 2569"),
    ],
)
def test_write_period_in_official_form(span: tuple[date, date], words: str) -> None:
    assert write_period(*span) == words


@pytest.mark.parametrize(("day", "year"), [(date(2025, 9, 30), 2568), (date(2025, 10, 1), 2569)])
def test_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_period_problems_within_the_plan_year_are_none() -> None:
    assert period_problems(read_period("ตลอดปี", 2569), 2569) == ()


@pytest.mark.parametrize("words", ["ก.ย. 2568 – มี.ค. 2569", "ก.ย. – ต.ค. 2569"])
def test_period_problems_outside_the_plan_year(words: str) -> None:
    (problem,) = period_problems(read_period(words, 2569), 2569, "m7")
    assert (problem.code, problem.where, problem.mend) == (
        "period-outside-plan-year",
        "m7",
        "choose days from 1 ตุลาคม 2568 to 30 กันยายน 2569",
    )
