"""Who reports and until when, and what comes up by itself."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.intake.model import Agency
from prongsai.planning.follow_up import due_dates, follow_up_of
from prongsai.planning.model import NO_FOLLOW_UP, NO_PERIOD, Measure, Period, Plan, Progress
from prongsai.planning.outcome import Outcome, Shift, gain_of, outcomes
from prongsai.planning.progress import answered, latest_entry, reports_due, state_of
from prongsai.planning.reporting import Due, is_proved, is_stalled, marks_of, reporters, reports_owed

YEAR = 2569
DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
WHOLE = Period("ตลอดปี", date(2025, 10, 1), date(2026, 9, 30))
DECEMBER, MARCH, JUNE = date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)
MEASURE = Measure("m7", "มาตรการ", "mend", (7,), ("กองคลัง", "กองช่าง"), (), WHOLE, follow_up_of("quarter"))


def entry(day: date, percent: int = 10, owner: str = "กองคลัง", **more: object) -> Progress:
    return Progress(day, "ผล", Decimal(percent), owner=owner, leading=owner == "กองคลัง", **more)  # type: ignore[arg-type]


def owed(day: date, *entries: Progress, measure: Measure = MEASURE) -> list[tuple[str, bool, date, str]]:
    found = reports_owed(replace(measure, progress=entries), YEAR, DIVISIONS, day)
    assert {each.measure for each in found} <= {"m7"}
    return [(each.division, each.leading, each.day, each.kind) for each in found]


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        ((), ()),
        (("กองคลัง",), ("กองคลัง",)),
        (("กองคลัง", "กองช่าง", "กองคลัง"), ("กองคลัง", "กองช่าง")),
        (("กองช่าง", "ทุกส่วนราชการ"), ("กองช่าง", "สำนักปลัด", "กองคลัง")),
        (("ทุกกอง",), DIVISIONS),
    ],
)
def test_each_owner_reports_and_the_first_leads(owners: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert reporters(owners, DIVISIONS) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], set()),
        ([date(2025, 12, 20)], {DECEMBER}),
        ([DECEMBER], {DECEMBER}),
        ([date(2026, 1, 5)], {DECEMBER}),  # late: the next is still due
        ([date(2026, 1, 5), date(2026, 3, 20)], {DECEMBER, MARCH}),
        ([date(2025, 12, 20), date(2026, 1, 5)], {DECEMBER, MARCH}),
        ([date(2026, 3, 20)], {MARCH}),  # nearer to the next than to the one that was missed
        ([date(2026, 8, 1)], {JUNE}),  # after the last one
        ([date(2026, 6, 1), date(2026, 8, 1)], {JUNE}),
    ],
)
def test_which_due_days_are_answered_by_reports(days: list[date], expected: set[date]) -> None:
    assert answered((DECEMBER, MARCH, JUNE), days) == expected


def test_nothing_is_answered_where_nothing_is_due() -> None:
    assert answered((), [DECEMBER]) == frozenset()


def test_each_owner_owes_its_own_report() -> None:
    assert owed(date(2025, 11, 1)) == [
        ("กองคลัง", True, DECEMBER, "next"),
        ("กองช่าง", False, DECEMBER, "next"),
    ]


def test_a_report_is_owed_until_its_own_division_made_it() -> None:
    day = date(2025, 12, 21)
    first, second = entry(date(2025, 12, 20)), entry(date(2025, 12, 20), owner="กองช่าง")
    assert owed(day, first) == [("กองคลัง", True, MARCH, "next"), ("กองช่าง", False, DECEMBER, "next")]
    assert owed(day, second) == [("กองคลัง", True, DECEMBER, "next"), ("กองช่าง", False, MARCH, "next")]


def test_a_report_that_did_not_come_is_missed() -> None:
    assert owed(date(2026, 1, 1), entry(date(2025, 12, 20))) == [
        ("กองคลัง", True, MARCH, "next"),
        ("กองช่าง", False, DECEMBER, "missed"),
    ]


def test_what_is_overdue_is_owed_by_the_leading_division_and_missed_reports_by_the_others() -> None:
    assert owed(date(2026, 10, 1), entry(date(2026, 9, 20), 90)) == [
        ("กองคลัง", True, date(2026, 9, 30), "overdue"),
        ("กองช่าง", False, date(2026, 9, 30), "missed"),
    ]


def test_nobody_owes_once_the_leading_division_is_done_and_no_other_once_its_own_part_is() -> None:
    day = date(2026, 10, 1)
    assert owed(day, entry(date(2026, 2, 1), 100)) == []
    assert owed(day, entry(date(2026, 2, 1), 100, "กองช่าง")) == [
        ("กองคลัง", True, date(2026, 9, 30), "overdue")
    ]


def test_where_nothing_more_is_due_nothing_is_owed() -> None:
    measure = replace(MEASURE, period=NO_PERIOD, follow_up=NO_FOLLOW_UP)
    assert owed(date(2026, 1, 1), measure=measure) == []


@pytest.mark.parametrize(
    ("day", "entries", "stalled"),
    [
        (date(2026, 4, 1), [], False),
        (date(2026, 4, 1), [entry(date(2025, 12, 20), 30), entry(date(2026, 3, 20), 30)], True),
        (date(2026, 4, 1), [entry(date(2025, 12, 20), 30), entry(date(2026, 3, 20), 31)], False),
        (date(2026, 4, 1), [entry(date(2025, 12, 20), 0), entry(date(2026, 3, 20), 0)], True),
        (
            date(2026, 3, 31),
            [entry(date(2025, 12, 20), 30), entry(date(2026, 3, 20), 30)],
            False,
        ),  # one due day
        (date(2026, 4, 1), [entry(date(2025, 12, 20), 30)], False),  # not reported on: said instead
        (date(2026, 4, 1), [entry(date(2026, 1, 5), 30), entry(date(2026, 3, 20), 30)], False),
    ],
)
def test_stalled_is_what_did_not_rise_over_two_due_days(
    day: date, entries: list[Progress], stalled: bool
) -> None:
    assert is_stalled(replace(MEASURE, progress=tuple(entries)), YEAR, day) is stalled


@pytest.mark.parametrize(
    ("proof", "days", "proved"),
    [
        ((), (), False),
        (("ภาพ",), (), True),
        (("ภาพ",), (date(2025, 9, 30),), False),
        (("ภาพ",), (date(2025, 10, 1),), True),
        (("ภาพ", "ภาพ"), (date(2025, 9, 30), date(2026, 1, 1)), True),
        (("ภาพ", "ภาพ"), (date(2025, 9, 30), date(2025, 9, 1)), False),
        (("ภาพ", "ภาพ"), (date(2025, 9, 30),), True),  # of the other the day is not known
    ],
)
def test_proof_from_before_the_period_proves_nothing(
    proof: tuple[str, ...], days: tuple[date, ...], proved: bool
) -> None:
    assert is_proved(MEASURE, entry(DECEMBER, proof=proof, proof_days=days)) is proved


@pytest.mark.parametrize(
    ("day", "entries", "marks"),
    [
        (date(2025, 11, 1), [], ()),
        (date(2026, 1, 1), [], ("no_report",)),
        (date(2026, 10, 1), [], ("overdue",)),
        (date(2026, 1, 1), [entry(date(2025, 12, 20), 50)], ("unproved",)),
        (date(2026, 1, 1), [entry(date(2025, 12, 20), 50, proof=("ภาพ",))], ()),
        (date(2026, 1, 1), [entry(date(2025, 12, 20), 0)], ()),
        (date(2026, 1, 1), [entry(date(2025, 12, 20), 100)], ("unproved",)),
        (
            date(2026, 4, 1),
            [entry(date(2025, 12, 20), 30), entry(date(2026, 3, 20), 30)],
            ("stalled", "unproved"),
        ),
        (date(2026, 1, 1), [entry(date(2025, 12, 20), 50, "กองช่าง")], ("no_report",)),
    ],
)
def test_marks_say_why_a_measure_comes_up(day: date, entries: list[Progress], marks: tuple[str, ...]) -> None:
    assert marks_of(replace(MEASURE, progress=tuple(entries)), YEAR, day) == marks


DAYS = st.dates(date(2025, 9, 1), date(2026, 12, 31))
ENTRIES = st.lists(
    st.builds(entry, DAYS, st.integers(0, 100), st.sampled_from(["กองคลัง", "กองช่าง"])), max_size=6
)
CADENCES = st.sampled_from(["monthly_meeting", "quarter", "april_october", "end_of_year"])
MEASURES = st.builds(
    lambda cadence, entries, start, days: replace(
        MEASURE,
        follow_up=follow_up_of(cadence),
        progress=tuple(entries),
        period=Period("ก", start, start + timedelta(days)),
    ),
    CADENCES,
    ENTRIES,
    DAYS,
    st.integers(0, 365),
)


@given(CADENCES, st.lists(DAYS, max_size=6))
def test_a_due_day_is_answered_by_at_least_one_report_of_its_own(cadence: str, days: list[date]) -> None:
    due = due_dates(follow_up_of(cadence), YEAR)  # type: ignore[arg-type]
    met = answered(due, days)
    assert met <= set(due)
    assert len(met) <= len(days)
    assert answered(due, [*days, *due]) == set(due)


@given(MEASURES, DAYS)
def test_at_most_one_report_a_division_is_owed_and_never_by_one_that_is_done(
    measure: Measure, day: date
) -> None:
    found = reports_owed(measure, YEAR, DIVISIONS, day)
    assert [each.division for each in found] == list(dict.fromkeys(each.division for each in found))
    if state_of(measure, YEAR, day).state == "done":
        assert found == ()
    for each in found:
        assert (each.day < day) is (each.kind != "next")
        assert each.kind == "overdue" or each.day in reports_due(measure, YEAR)
        assert each.kind != "overdue" or each.leading


@given(MEASURES, DAYS)
def test_a_report_made_on_the_day_leaves_nothing_missed(measure: Measure, day: date) -> None:
    """Whatever was missed, a report of 100 per cent ends it, and what comes later changes nothing on that day."""
    last = entry(day, 100)
    done = replace(measure, progress=(*measure.progress, last))
    assert latest_entry(done, day) == last
    assert reports_owed(done, YEAR, DIVISIONS, day) == ()
    assert set(marks_of(done, YEAR, day)) <= {"unproved"}
    later = replace(measure, progress=(*measure.progress, entry(day + timedelta(1), 100)))
    assert reports_owed(later, YEAR, DIVISIONS, day) == reports_owed(measure, YEAR, DIVISIONS, day)
    assert marks_of(later, YEAR, day) == marks_of(measure, YEAR, day)


@given(MEASURES, DAYS)
def test_a_measure_that_rises_is_not_stalled(measure: Measure, day: date) -> None:
    risen = replace(
        measure,
        progress=tuple(
            replace(each, percent=Decimal(place))
            for place, each in enumerate(sorted(measure.progress, key=lambda each: each.day))
        ),
    )
    before = reports_due(measure, YEAR)
    passed = [each for each in before if each < day]
    newer = [each for each in risen.progress if each.leading and passed[1:] and passed[-2] < each.day <= day]
    if newer:
        assert not is_stalled(risen, YEAR, day)


@given(MEASURES, DAYS, st.lists(st.builds(entry, DAYS, st.integers(0, 100), st.just("กองช่าง")), max_size=4))
def test_what_others_report_never_changes_the_standing_of_the_measure(
    measure: Measure, day: date, others: list[Progress]
) -> None:
    more = replace(measure, progress=(*measure.progress, *others))
    assert state_of(more, YEAR, day) == state_of(measure, YEAR, day)


def ended(*indicators: tuple[int, ...], worth: dict[str, Fraction]) -> tuple[Outcome, ...]:
    """Give the outcomes of a plan whose measures have some indicators each; 9 and 10 have one score only."""
    measures = tuple(replace(MEASURE, id=f"m{numbers}", indicators=numbers) for numbers in indicators)
    return outcomes(
        Plan(Agency("ก"), 2568, YEAR, YEAR, measures, ()),
        {7: Decimal("80.00"), 8: Decimal("90.00"), 9: None, 10: Decimal("90.00")},
        {7: Decimal("82.50"), 8: Decimal("89.96"), 9: Decimal("70.00")},
        worth,
    )


TENTH, THIRD = Fraction(1, 10), Fraction(1, 3)


def test_outcomes_hold_the_scores_before_and_after_and_who_shares_an_indicator() -> None:
    found = ended((7,), (9, 10), (), (7, 8), worth={"7": TENTH, "8": THIRD, "9": TENTH})
    assert [each.shifts for each in found] == [
        (Shift(7, Decimal("80.00"), Decimal("82.50"), TENTH, (4,)),),
        (
            Shift(9, None, Decimal("70.00"), TENTH),
            Shift(10, Decimal("90.00"), None, None),
        ),
        (),
        (
            Shift(7, Decimal("80.00"), Decimal("82.50"), TENTH, (1,)),
            Shift(8, Decimal("90.00"), Decimal("89.96"), THIRD),
        ),
    ]
    assert [each.change for outcome in found for each in outcome.shifts] == [
        *map(Decimal, ("2.50",)), None, None, *map(Decimal, ("2.50", "-0.04")),
    ]  # fmt: skip
    assert [(each.gain, each.scored) for each in found] == [
        (Decimal("0.25"), True),
        (None, False),
        (None, True),
        (Decimal("0.24"), True),
    ]


def test_the_gain_of_all_measures_counts_a_shared_indicator_once() -> None:
    found = ended((7,), (7, 8), worth={"7": TENTH, "8": THIRD})
    assert gain_of(shift for each in found for shift in each.shifts) == Decimal("0.24")


@pytest.mark.parametrize("indicators", [(7, 9), ()])
def test_a_gain_is_not_known_where_a_score_is_missing_or_there_is_no_indicator(
    indicators: tuple[int, ...],
) -> None:
    (found,) = ended(indicators, worth={"7": TENTH, "9": TENTH})
    assert found.gain is None


def test_a_gain_is_not_known_where_the_weights_are_not_published() -> None:
    (found,) = ended((7,), worth={})
    assert (found.gain, found.scored) == (None, True)


def test_a_due_report_names_its_measure() -> None:
    assert reports_owed(MEASURE, YEAR, DIVISIONS, date(2025, 11, 1))[0] == Due(
        "m7", "กองคลัง", True, DECEMBER, "next"
    )
