"""What a careful reader finds wrong in three real reports, the checker finds; skipped where they are not at hand."""

from pathlib import Path

import pytest

from prongsai.reading.check import check
from prongsai.reading.facts import read_facts
from prongsai.reading.opening import open_report

REPORTS = Path(__file__).parents[3] / "shared" / "reference" / "reports"
#: For each report: (code, line where it stands or None).
FOUND = {
    "report-A-*.txt": {
        ("year-left-over", 25),
        ("instrument-misnamed", 68),
        ("finding-unanswered", 65),
        ("finding-unanswered", 69),
        ("finding-unanswered", 71),
        ("misprinted-codes", 56),
        ("excellent-below-95", 63),
        ("remark-says-nothing", 53),
        ("step-twice", 111),
    },
    "report-B-*.txt": {
        ("part-as-whole", 36),
        ("instrument-differs", 30),
        ("instrument-differs", 36),
        ("total-differs", 43),
        ("printed-differently", 56),
        ("other-district", 60),
        ("plan-year-left-over", 124),
        ("plan-year-left-over", 126),
        ("other-years-code", 84),
        ("keep-lowest", 78),
        ("no-analysis", None),
        ("no-weak-points", None),
        ("no-points-to-develop", None),
        ("finding-unanswered", 74),
        ("finding-unanswered", 108),
        ("finding-unanswered", 110),
        ("step-under-other-indicator", 135),
        ("misprinted-codes", 84),
    },
    "report-C-*.txt": {
        ("word-against-score", 75),
        ("doubled-words", 83),
        ("empty-section", 31),
        ("empty-section", 35),
    },
}

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not at hand")


def checked(pattern):
    (path,) = REPORTS.glob(pattern)
    return check(read_facts(open_report(path)))


@pytest.mark.parametrize("pattern", FOUND)
def test_check_says_what_a_careful_reader_finds_and_no_more(pattern):
    assert {(each.code, each.place.line if each.place else None) for each in checked(pattern)} == FOUND[
        pattern
    ]


def test_check_says_what_the_other_part_must_be():
    (found,) = (each for each in checked("report-B-*.txt") if each.code == "part-as-whole")
    assert "83.39" in found.message
    assert "90.11" in found.mend


def test_check_says_the_right_number_in_both_years():
    found = [each.mend for each in checked("report-B-*.txt") if each.code == "other-years-code"]
    assert [("o14 in 2566" in each, "o15 in 2566" in each) for each in found] == [
        (True, False),
        (False, True),
    ]
