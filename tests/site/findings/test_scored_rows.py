"""The rows of instruments and indicators."""

from decimal import Decimal

import pytest

from made_results import BEFORE, FIGURES, analysed, deep_scores, scored
from prongsai.analysis.findings import analyse
from prongsai.intake.model import Printed
from prongsai.site.findings import scored as rows


def test_instruments_with_parts_weights_and_changes():
    analysis = analysed(
        FIGURES,
        scored(BEFORE, 2567),
        printed=Printed({"EIT1": Decimal("86.20"), "EIT2": Decimal("80.00")}),
    )
    found = rows.instruments(analysis)
    assert [(each.key, each.score, each.weight, each.part) for each in found] == [
        ("IIT", Decimal("94.18"), Decimal(30), False),
        ("EIT", Decimal("88.03"), Decimal(30), False),
        ("EIT1", Decimal("86.20"), None, True),
        ("EIT2", Decimal("80.00"), None, True),
        ("OIT", Decimal("94.25"), Decimal(40), False),
    ]
    assert [each.against for each in found[:2]] == [Decimal("9.18"), Decimal("3.03")]
    assert [each.bar for each in found] == ["plain", "plain", "plain", "mend", "plain"]
    assert [each.change and each.change.difference for each in found] == [
        Decimal("2.02"), Decimal("0.78"), None, None, Decimal("4.87"),
    ]  # fmt: skip
    assert rows.compared_years(found) == "2567"
    assert [text[:80] for text in rows.broken(found)] == [
        "วิธีการประเมินของปีงบประมาณ พ.ศ. 2567 กับ พ.ศ. 2568 ต่างกัน คือ ข้อคำถามเปลี่ยนไป"[:80],
        "วิธีการประเมินของปีงบประมาณ พ.ศ. 2567 กับ พ.ศ. 2568 ต่างกัน คือ จำนวนรายการข้อมูล"[:80],
    ]


def test_part_that_follows_from_the_other_is_said_to_be_reckoned():
    found = {
        each.key: each for each in rows.instruments(analysed(printed=Printed({"EIT1": Decimal("86.20")})))
    }
    assert (found["EIT2"].score, found["EIT2"].reckoned, found["EIT2"].why_none) == (
        Decimal("89.87"),
        True,
        "",
    )
    assert not found["EIT1"].reckoned


def test_part_that_is_not_known_says_why():
    found = {each.key: each for each in rows.instruments(analysed())}
    assert found["EIT1"].score is None
    assert found["EIT1"].why_none.startswith("EIT part 1 is not given")
    assert (found["EIT1"].against, found["EIT1"].bar) == (None, "plain")


def test_instruments_of_a_year_without_rules_stand_as_announced():
    analysis = analysed(year=2569, printed=Printed({"IIT": Decimal("94.18")}))
    found = {each.key: each for each in rows.instruments(analysis)}
    assert (found["IIT"].score, found["IIT"].why_none, found["IIT"].target) == (Decimal("94.18"), "", None)
    assert found["OIT"].why_none == "the rules of 2569 are not published"


def test_indicators_by_number_and_by_score():
    analysis = analysed()
    by_number, by_score = rows.indicators(analysis), rows.indicators(analysis, "score")
    assert [each.key for each in by_number] == [str(number) for number in range(1, 11)]
    assert [each.key for each in by_score] == ["10", "1", "3", "5", "2", "6", "4", "9", "7", "8"]
    assert sorted(by_score, key=lambda each: int(each.key)) == list(by_number)
    eighth = by_number[7]
    assert (eighth.title, eighth.score, eighth.klass, eighth.bar, eighth.place, eighth.instrument) == (
        "8. Improvement of work system", Decimal("83.95"), "mend", "mend", 10, "EIT",
    )  # fmt: skip
    assert rows.compared_years(by_number) == ""
    assert rows.broken(by_number) == ()


def test_indicator_without_score_has_no_class_and_no_place():
    first = rows.indicators(analysed("- " + FIGURES[6:]))[0]
    assert (first.score, first.klass, first.place, first.why_none) == (
        None,
        None,
        None,
        "indicator 1 has no score",
    )
    assert rows.indicators(analysed("- " + FIGURES[6:]), "score")[-1] == first


def test_estimated_indicator_is_marked():
    found = rows.indicators(analyse(deep_scores()))
    assert [each.key for each in found if each.estimate] == ["9", "10"]


@pytest.mark.parametrize("order", ["number", "score"])
def test_changes_are_against_the_nearest_year_with_a_score(order):
    analysis = analysed(FIGURES, scored(f"- {BEFORE[6:]}", 2567), scored(BEFORE, 2566))
    found = rows.indicators(analysis, order)
    assert {each.key: each.change.earlier_year for each in found if each.key in "12"} == {
        "1": 2566,
        "2": 2567,
    }
    assert rows.compared_years(found) == "2566, 2567"
