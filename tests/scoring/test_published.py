"""Published results are reproduced to the last digit, and the inconsistent one is named."""

import csv
from pathlib import Path

import pytest

from prongsai.intake.listing import read_list
from prongsai.scoring.export import score_row

FILE = Path(__file__).parent / "data" / "published.csv"
PRINTED = {row["id"]: row for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())}
SCORED = {row["id"]: row for row in map(score_row, read_list(FILE)[0])}
SOUND = sorted(set(PRINTED) - {"s001-2565"})


def test_all_rows_are_there_in_their_order():
    assert list(SCORED) == list(PRINTED)


@pytest.mark.parametrize("name", SOUND)
def test_published_total_and_level_are_reproduced(name):
    printed, scored = PRINTED[name], SCORED[name]
    level = printed["level"] or None
    assert (scored["total"], scored["level"], scored["problems"]) == (printed["total"], level, [])


@pytest.mark.parametrize("name", list(PRINTED))
def test_recomputed_total_agrees_with_an_independent_one(name):
    assert SCORED[name]["total"] == PRINTED[name]["recomputed"]


def test_averages_have_no_level():
    averages = [row for name, row in SCORED.items() if PRINTED[name]["kind"] == "average_of_agencies"]
    assert [(row["level"], row["possible_levels"], row["no_level"]) for row in averages] == [
        (None, [], "an average of agencies has no level of its own")
    ] * 3


def test_inconsistent_result_is_named():
    row = SCORED["s001-2565"]
    assert [row[key] for key in ("iit", "eit", "oit", "total", "level")] == [
        "97.86",
        "91.88",
        "96.07",
        "95.35",
        "AA",
    ]
    assert [problem.removeprefix(f"{FILE}:3: ") for problem in row["problems"]] == [
        "IIT is printed as 94.90, but its indicators give 97.86 — compare with the published result",
        "EIT is printed as 90.38, but its indicators give 91.88 — compare with the published result",
        "the total is printed as 94.49, but the indicators give 95.35 — compare with the published result",
        "the level is printed as A, but the total 95.35 gives AA — compare with the published result",
    ]


def test_part_that_follows_from_the_other_decides_the_level():
    row = SCORED["s001-2566"]
    assert (row["eit"], row["parts"], row["level"]) == ("90.11", {"EIT1": "96.84", "EIT2": None}, "ผ่าน")
    assert row["confidence"]["word"] == "verified"
