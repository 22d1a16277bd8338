import json
from collections.abc import Callable

from prongsai.analysis.export import as_json, least_change_json, level_json
from prongsai.analysis.findings import analyse
from prongsai.analysis.least_change import least_change
from prongsai.analysis.model import NoChange
from prongsai.analysis.paragraphs import paragraphs
from prongsai.intake.model import Printed, Remark
from prongsai.scoring.model import Scores

Make = Callable[..., Scores]

C = "99.14 98.60 99.68 97.74 98.71 95.61 91.55 91.49 77.50 100.00"
B = "100 99.24 100 100 100 90.58 91.20 88.56 92.50 100"


def test_analysis_as_json_survives_a_round_trip(shallow: Make) -> None:
    analysis = analyse(shallow(C, unit="ตัวอย่าง", remarks=(Remark(("o13",), "ข้อความ"),)), (shallow(B, 2566),))
    found = as_json(analysis)
    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        "fiscal_year", "unit", "total", "level", "next_level", "ranking", "findings", "changes", "distances",
        "costs", "unscored", "rule", "summary", "paragraphs", "verdicts", "notes",
    ]  # fmt: skip
    assert (found["fiscal_year"], found["unit"], found["total"], found["next_level"]) == (
        2568, "ตัวอย่าง", "93.00", "ผ่านดีเยี่ยม",
    )  # fmt: skip
    assert found["paragraphs"] == {str(number): text for number, text in paragraphs(analysis).items()}


def test_values_are_strings_with_two_decimals(shallow: Make) -> None:
    found = as_json(
        analyse(
            shallow("- " + C.split(" ", 1)[1], remarks=(Remark(("o13",), "ข้อความ"),)), (shallow(B, 2566),)
        )
    )
    ranking, findings, changes = found["ranking"], found["findings"], found["changes"]
    assert isinstance(ranking, list)
    assert isinstance(findings, list)
    assert isinstance(changes, list)
    assert (ranking[0], ranking[-1]) == (
        {"indicator": 10, "score": "100.00", "place": 1},
        {"indicator": 1, "score": None, "place": None},
    )
    assert (found["total"], found["next_level"], found["unscored"]) == (None, None, [1])
    assert findings[0]["id"] == "2"
    assert (findings[0]["costs"], findings[0]["remark"]) == ("0.0840", None)
    remark = next(each for each in findings if each["subject"] == "remark")
    assert (remark["class"], remark["score"], remark["costs"], remark["remark"]) == (
        "mend",
        None,
        None,
        "ข้อความ",
    )
    assert changes[0] == {
        "key": "1", "earlier_year": 2566, "earlier": "100.00", "now": None, "difference": None,
        "broken": changes[0]["broken"],
    }  # fmt: skip
    costs = found["costs"]
    assert isinstance(costs, dict)
    assert costs["9"] == {"points": "4.5000", "exact": "9/2"}


def test_level_as_json_in_each_kind(shallow: Make) -> None:
    assert level_json(shallow(C)) == {"name": "ผ่านดี", "possible": ["ผ่านดี"], "reason": None}
    open_level = level_json(shallow("99 99 99 99 99 86 86 86 99 99"))
    assert (open_level["name"], open_level["possible"]) == (None, ["ผ่านดี", "ผ่าน"])
    assert level_json(shallow(C, kind="average_of_agencies"))["name"] is None
    assert level_json(shallow(C, 2569, printed=Printed({}, None, "ผ่านดี")))["name"] == "ผ่านดี"


def test_least_change_as_json(shallow: Make) -> None:
    assert least_change_json(least_change(shallow(C))) == {
        "level": "ผ่านดีเยี่ยม",
        "raises": [
            {"key": "8", "before": "91.49", "after": "97.83", "points": "6.34"},
            {"key": "9", "before": "77.50", "after": "89.99", "points": "12.49"},
        ],
        "conditions": [
            {"key": "EIT1", "now": None, "wanted": "95.00"},
            {"key": "EIT2", "now": None, "wanted": "95.00"},
        ],
        "points": "18.83",
        "total": "96.13",
        "exact": True,
        "reason": None,
    }
    assert least_change_json(NoChange("ไม่มี")) == {"level": None, "reason": "ไม่มี"}
