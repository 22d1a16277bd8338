"""What the page of a reading shows."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from prongsai.language.messages import language
from prongsai.site.readings.models import Fault
from prongsai.site.readings.showing import Group, Shown, grouped, marked, scores_in


@pytest.fixture(autouse=True)
def english():
    with override("en"), language("en"):
        yield


def fault(number, code="no-owner", place=None, part=None, klass="error"):
    texts = {"th": {"message": "ไม่มี", "mend": "เติม"}, "en": {"message": f"none {number}", "mend": "add"}}
    return Fault(number=number, code=code, klass=klass, texts=texts, place=place, part=part)


PLACE = {"text": "คำ", "page": 3, "line": None, "sheet": "", "cell": ""}


def test_faults_are_grouped_by_rule_in_the_language_of_the_reader():
    groups = grouped([fault(1), fault(2, "no-steps", PLACE, 4, "warning"), fault(3)])
    assert [
        (each.title, each.klass, each.klass_words, [shown.number for shown in each.faults]) for each in groups
    ] == [
        ("A measure has no owner", "error", "Error", [1, 3]),
        ("A measure has no steps", "warning", "Warning", [2]),
    ]
    assert groups[1].faults == [
        Shown(2, "warning", "Warning", "none 2", "add", "page 3", "คำ", 4),
    ]
    assert groups[0].explanation != ""


def test_rule_that_is_no_longer_known_is_called_by_its_code():
    assert grouped([fault(1, "rule-of-old")]) == [
        Group(
            "rule-of-old", "", "error", "Error", [Shown(1, "error", "Error", "none 1", "add", "", "", None)]
        )
    ]


def test_thai_where_no_language_is_active():
    with override(None):
        assert grouped([fault(1)])[0].faults[0].message == "ไม่มี"


def test_blocks_are_marked_and_new_pages_told():
    blocks = [
        {"text": "ก", "heading": 1, "page": 1},
        {"text": "ข", "heading": 0, "page": 1, "faults": [1]},
        {
            "table": 2,
            "rows": [
                {"cells": ["ค", "ง"], "page": 2},
                {"cells": ["จ", "ฉ"], "page": 3, "faults": [2], "marked": [1]},
            ],
        },
        {"text": "ช", "heading": 0, "page": 3},
        {"text": "ซ", "heading": 0, "page": None},
    ]
    first, second = (grouped([each])[0].faults[0] for each in (fault(1), fault(2)))
    assert marked(blocks, [fault(1), fault(2)]) == [
        {"text": "ก", "heading": 1, "page": 1, "new_page": 1, "faults": []},
        {"text": "ข", "heading": 0, "page": 1, "new_page": None, "faults": [first]},
        {
            "new_page": 2,
            "rows": [
                {"cells": [("ค", False), ("ง", False)], "faults": []},
                {"cells": [("จ", False), ("ฉ", True)], "faults": [second]},
            ],
        },
        {"text": "ช", "heading": 0, "page": 3, "new_page": None, "faults": []},
        {"text": "ซ", "heading": 0, "page": None, "new_page": None, "faults": []},
    ]


def result(year, total=None, level="", **scores):
    return {
        "fiscal_year": year,
        "indicators": {key[1:]: value for key, value in scores.items() if key.startswith("i")},
        "instruments": {key: value for key, value in scores.items() if not key.startswith("i")},
        "total": total,
        "level": level,
    }


def test_scores_as_a_table():
    facts = {
        "result_year": 2568,
        "results": [result(2568, "91.20", "ผ่าน", i1="97.40", EIT="88.00"), result(2567, i1="95.00")],
    }
    scores = scores_in(facts)
    assert (scores.years, scores.levels) == ((2568, 2567), ("ผ่าน", ""))
    assert scores.rows == (
        ("1. Performance of duty", (Decimal("97.40"), Decimal("95.00"))),
        ("EIT", (Decimal("88.00"), None)),
        ("Total score", (Decimal("91.20"), None)),
    )


def test_names_of_indicators_in_thai():
    facts = {"result_year": 2568, "results": [result(2568, i2="92.85")]}
    with override("th"):
        assert scores_in(facts).rows == (("2. การใช้งบประมาณ", (Decimal("92.85"),)),)


@pytest.mark.parametrize("year", [None, 2499])
def test_scores_of_a_year_without_a_pack(year):
    facts = {"result_year": year, "results": [result(2499, i1="97.40")]}
    assert scores_in(facts).rows == (("1", (Decimal("97.40"),)),)
