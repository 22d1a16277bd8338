from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.language.problems import InputError
from prongsai.planning.follow_up import due_dates, follow_up_of, read_follow_up
from prongsai.planning.model import NO_FOLLOW_UP, FollowUp


@pytest.mark.parametrize(
    ("words", "cadence", "to", "months"),
    [
        ("รายงานผลในการประชุมประจำเดือนหรือประชุมหัวหน้าส่วนราชการ", "monthly_meeting", "", ()),
        ("รายงานผลต่อที่ประชุมหัวหน้าส่วนราชการทุกเดือน", "monthly_meeting", "ที่ประชุมหัวหน้าส่วนราชการ", ()),
        ("ติดตามอย่างต่อเนื่องทุกเดือน", "monthly_meeting", "", ()),
        ("รายงานผลรายไตรมาสต่อนายกเทศมนตรี", "quarter", "นายกเทศมนตรี", ()),
        ("เสนอแนะและติดตามทุก ๓ เดือน", "quarter", "", ()),
        ("รายงานผลภายในเดือนเมษายน และ เดือนตุลาคม 2567", "april_october", "", ()),
        ("รายงานผลรอบ 6 เดือน และ 12 เดือน", "april_october", "", ()),
        ("รายงานผลการดำเนินงานเดือนมีนาคม 2567", "month", "", (3,)),
        ("รายงาน ธ.ค. ๖๖ และ ก.ค. ๖๗ เสนอปลัดเทศบาล ทราบ", "month", "ปลัดเทศบาล", (7, 12)),
        ("รายงานเดือนเมษายนและเมื่อสิ้นปีงบประมาณ", "month", "", (4, 9)),
        ("รายงานความก้าวหน้าและเมื่อสิ้นสุดปีงบประมาณ", "end_of_year", "", ()),
        ("สิ้นปีงบประมาณ (30 กันยายน 2569)", "end_of_year", "", ()),
    ],
)
def test_read_follow_up_of_words_that_officials_use(
    words: str, cadence: str, to: str, months: tuple[int, ...]
) -> None:
    assert read_follow_up(words) == FollowUp(cadence, to, words, months)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["", "ติดตามต่อไป", "มอบหมายผู้รับผิดชอบ"])
def test_read_follow_up_without_a_time_shows_the_forms(words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_follow_up(words)
    assert [(each.code, "ทุกไตรมาส" in each.mend) for each in caught.value.problems] == [
        ("bad-follow-up", True)
    ]


HEADS = st.sampled_from(
    ["", "นายกเทศมนตรี", "นายกเทศมนตรีตำบลตัวอย่าง", "นายกองค์การบริหารส่วนตำบล", "ปลัดเทศบาล", "หัวหน้าหน่วยงาน"]
)
PLAIN = st.sampled_from(["monthly_meeting", "quarter", "april_october", "end_of_year"])
MONTHS = st.sets(st.integers(1, 12), min_size=1).filter(lambda months: months != {4, 10})


@given(HEADS, st.one_of(st.tuples(PLAIN, st.just(frozenset[int]())), st.tuples(st.just("month"), MONTHS)))
def test_follow_up_written_is_read_back_the_same(to: str, when: tuple[str, set[int]]) -> None:
    made = follow_up_of(when[0], to, tuple(sorted(when[1])))  # type: ignore[arg-type]
    assert read_follow_up(made.words) == made


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("ทุกไตรมาส", [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]),
        ("เมษายนและตุลาคม", [date(2026, 4, 30), date(2026, 10, 31)]),
        ("เดือนมีนาคมและเดือนธันวาคม", [date(2025, 12, 31), date(2026, 3, 31)]),
        ("เดือนตุลาคม", [date(2026, 10, 31)]),
        ("เดือนตุลาคม ๒๕๖๘", [date(2025, 10, 31)]),
        ("สิ้นปีงบประมาณ", [date(2026, 9, 30)]),
    ],
)
def test_due_dates_of_a_cadence(words: str, days: list[date]) -> None:
    assert list(due_dates(read_follow_up(words), 2569)) == days


def test_follow_up_that_nobody_said_is_never_due() -> None:
    assert due_dates(NO_FOLLOW_UP, 2567) == ()


def test_due_dates_of_the_monthly_meeting_are_the_ends_of_twelve_months() -> None:
    days = due_dates(follow_up_of("monthly_meeting"), 2567)
    assert (len(days), days[0], days[4], days[-1]) == (
        12,
        date(2023, 10, 31),
        date(2024, 2, 29),
        date(2024, 9, 30),
    )
