from datetime import date
from decimal import Decimal

import pytest

from prongsai.planning.follow_up import read_follow_up
from prongsai.planning.model import Measure, Progress, Step
from prongsai.planning.periods import read_period
from prongsai.planning.progress import Standing, reports_due, state_of, state_words


def _measure(period: str, follow_up: str, *entries: tuple[date, int]) -> Measure:
    return Measure(
        "m7", "มาตรการ", "mend", (7,), ("กองคลัง",), (Step("ก", ("7",)),), read_period(period, 2569),
        read_follow_up(follow_up), progress=tuple(Progress(day, "ผล", Decimal(per)) for day, per in entries),
    )  # fmt: skip


HALF = "ต.ค. 2568 – มี.ค. 2569"


@pytest.mark.parametrize(
    ("entries", "day", "state"),
    [
        ([], date(2025, 9, 1), "not_begun"),
        ([], date(2025, 12, 31), "not_begun"),  # the report is due on that very day
        ([], date(2026, 1, 1), "no_report"),
        ([(date(2025, 12, 20), 0)], date(2026, 1, 1), "not_begun"),
        ([(date(2025, 12, 20), 40)], date(2026, 3, 31), "under_way"),
        ([(date(2026, 1, 20), 40)], date(2026, 1, 10), "no_report"),  # written later than the day asked for
        ([(date(2025, 12, 20), 40)], date(2026, 4, 1), "overdue"),
        ([], date(2026, 4, 1), "overdue"),
        ([(date(2025, 12, 20), 40), (date(2026, 3, 1), 100)], date(2026, 9, 1), "done"),
        ([(date(2025, 12, 20), 100), (date(2025, 12, 20), 60)], date(2025, 12, 21), "under_way"),
    ],
)
def test_state_of_a_measure_on_a_day(entries: list[tuple[date, int]], day: date, state: str) -> None:
    assert state_of(_measure(HALF, "ทุกไตรมาส", *entries), 2569, day).state == state


def test_state_of_a_measure_whose_last_report_did_not_come() -> None:
    measure = _measure(HALF, "ประชุมประจำเดือน", (date(2025, 11, 10), 20))
    assert state_of(measure, 2569, date(2026, 1, 5)) == Standing(
        "m7", "no_report", Decimal(20), measure.progress[0], date(2026, 1, 31), date(2025, 12, 31)
    )


def test_state_of_a_measure_that_is_done_asks_for_nothing_more() -> None:
    measure = _measure(HALF, "ประชุมประจำเดือน", (date(2025, 11, 10), 100))
    assert state_of(measure, 2569, date(2026, 5, 5)) == Standing(
        "m7", "done", Decimal(100), measure.progress[0], None, None
    )


@pytest.mark.parametrize(
    ("period", "follow_up", "days"),
    [
        (HALF, "ทุกไตรมาส", [date(2025, 12, 31), date(2026, 3, 31)]),
        (HALF, "เมษายนและตุลาคม", [date(2026, 4, 30)]),
        (HALF, "สิ้นปีงบประมาณ", [date(2026, 9, 30)]),
        ("เม.ย. – พ.ค. 2569", "ทุกเดือน", [date(2026, 4, 30), date(2026, 5, 31)]),
        ("ตลอดปี", "เดือนมีนาคม", [date(2026, 3, 31)]),
        ("เม.ย. – พ.ค. 2569", "เดือนมีนาคม", []),
    ],
)
def test_reports_are_due_up_to_the_first_at_or_after_the_end(
    period: str, follow_up: str, days: list[date]
) -> None:
    assert list(reports_due(_measure(period, follow_up), 2569)) == days


def test_state_words_are_thai() -> None:
    assert [state_words(state) for state in ("not_begun", "under_way", "done", "overdue", "no_report")] == [
        "ยังไม่เริ่มดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการแล้วเสร็จ", "เกินกำหนด", "ยังไม่รายงานผล",
    ]  # fmt: skip
