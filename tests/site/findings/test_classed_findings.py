"""The findings in their classes: why, what they cost, the assessor's words, and advice once a page."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest

from made_results import FIGURES, analysed, deep_scores
from prongsai.advice.book import advice, indicator_advice
from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Reason
from prongsai.analysis.rule import default_rule
from prongsai.intake.model import Remark
from prongsai.site.findings.classed import Advised, Remarked, Rule, anchor, found, groups, rule_said
from prongsai.site.findings.words import reason_words
from prongsai.site.shell.speech import speaking

REMARK = Remark(
    ("e9",),
    "บริการออนไลน์ใช้ยาก ดังนั้น ควรปรับปรุง (อ้างอิงจาก o10)",
    "EIT1",
    problem="บริการออนไลน์ใช้ยาก",
    advice="ควรปรับปรุง (อ้างอิงจาก o10)",
)
BARE = Remark(("o13",), "ไม่ครบองค์ประกอบ (4)", missing=("4", "ข้อเสนอแนะ"))


@pytest.fixture(scope="module")
def analysis():
    return analysed(FIGURES, remarks=(REMARK, BARE, replace(REMARK, codes=("x99",), part="")))


def by_key(analysis):
    return {each.key: each for group in groups(analysis) for each in group.findings}


def test_three_classes_hold_every_finding_once(analysis):
    found_ = groups(analysis)
    assert [group.klass for group in found_] == ["mend", "develop", "keep"]
    assert [group.words for group in found_] == ["6 in this class", "2 in this class", "5 in this class"]
    assert [each.key for group in found_ for each in group.findings] == [
        each.id for klass in ("mend", "develop", "keep") for each in analysis.of_class(klass)
    ]
    assert all(each.klass == group.klass for group in found_ for each in group.findings)


def test_indicator_with_reasons_costs_and_steps(analysis):
    eighth = by_key(analysis)["8"]
    assert eighth.title == "Indicator 8. Improvement of work system"
    assert eighth.reasons == (
        "below 85",
        "lowest of EIT",
        "lowest of 10 indicators",
        "what lies under it is to be mended or developed: e9",
    )
    with speaking("th"):
        assert by_key(analysis)["8"].reasons == (
            "ต่ำกว่า 85 คะแนน",
            "ต่ำที่สุดในแบบวัด EIT",
            "ต่ำที่สุดใน 10 ตัวชี้วัด",
            "มีประเด็นที่ต้องแก้ไขในข้อ e9",
        )
    assert (eighth.costs, eighth.score, eighth.under) == (Decimal("1.61"), Decimal("83.95"), "")
    assert eighth.advised == (Advised(steps=indicator_advice(8).steps["mend"]),)
    assert eighth.remark is None


def test_every_reason_has_words_in_english(analysis):
    codes = get_args(get_type_hints(Reason)["code"])
    finding = analysis.of_indicator(8)
    assert {code: reason_words(analysis, finding, Reason(code, "ไทย")) for code in codes} == {
        "below-mend": "below 85",
        "lowest-of-instrument": "lowest of EIT",
        "next-lowest-of-instrument": "next to the lowest of EIT",
        "lowest-of-all": "lowest of 10 indicators",
        "item-short": "not all points were given",
        "remark": "the assessor made a remark",
        "low-question": "below 85",
        "below-it": "what lies under it is to be mended or developed: e9",
        "sound": "nothing of the rule for mending or developing applies",
    }


def test_remark_with_problem_and_advice_apart(analysis):
    remark = by_key(analysis)["remark/EIT1/e9"]
    assert remark.under == "8"
    assert remark.remark == Remarked("บริการออนไลน์ใช้ยาก", "ควรปรับปรุง (อ้างอิงจาก o10)", ())
    (finding,) = (each for each in analysis.findings if each.id == "remark/EIT1/e9")
    told = advice(finding.concepts[0])
    assert remark.advised == (Advised(told.advice, told.steps),)
    assert remark.costs is None


def test_remark_as_a_whole_with_elements_that_it_does_not_name(analysis):
    assert by_key(analysis)["remark/o13"].remark == Remarked("ไม่ครบองค์ประกอบ (4)", "", ("ข้อเสนอแนะ",))


def test_remark_that_cannot_be_placed_stands_under_nothing(analysis):
    lost = by_key(analysis)["remark/x99"]
    assert (lost.under, lost.advised) == ("", ())


def test_full_indicator_costs_nothing(analysis):
    assert by_key(analysis)["10"].costs is None


def test_what_a_finding_says_beside_its_reasons_is_in_words(analysis):
    eighth, remark = (by_key(analysis)[key] for key in ("8", "remark/EIT1/e9"))
    assert [(each.under_words, each.costs_words) for each in (eighth, remark)] == [
        ("", "costs 1.61 points of the total"),
        ("Under indicator 8.", ""),
    ]
    least = replace(eighth, costs=Decimal("0.00"))
    assert least.costs_words == "costs less than 0.01 points of the total"


def test_finding_has_its_advice():
    analysis = analyse(deep_scores(low=40))
    question = next(each for each in analysis.findings if each.subject == "question" and each.part == "EIT2")
    assert all(each.steps and each.sentence for each in found(analysis, question).advised)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("7", "finding-7"),
        ("EIT1/e4", "finding-EIT1-e4"),
        ("remark/o3+o4", "finding-remark-o3-o4"),
        ("remark/ข้อ 1", "finding-remark-ข-อ-1"),
    ],
)
def test_anchor_can_stand_in_a_link(key, name):
    assert anchor(key) == name


def test_rule_is_told_in_figures():
    rule = default_rule()
    assert rule_said(rule) == Rule("85", "95", "85", next_lowest=True, source=rule.source)
