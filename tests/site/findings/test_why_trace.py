"""Why: the tree of a number, the finding on it, and what it goes into."""

from decimal import Decimal

import pytest

from made_results import FIGURES, analysed, deep_scores
from prongsai.analysis.findings import analyse
from prongsai.intake.model import Printed, Remark, Result
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.scoring.score import score
from prongsai.scoring.trace import trace
from prongsai.site.findings.tracing import Step, leads_to, node, why

REMARK = Remark(("e9",), "ใช้ยาก", "EIT1")


def depth_of(tree):
    return 1 + max((depth_of(each) for each in tree.inputs), default=0)


def every(tree):
    return [tree, *(one for each in tree.inputs for one in every(each))]


@pytest.fixture(scope="module")
def deep():
    return analyse(deep_scores())


def test_total_down_to_the_indicators():
    shown = why(analysed(where="หนังสือแจ้งผล"), "total")
    assert (shown.title, shown.finding, shown.paragraph, shown.leads_to) == ("total", None, "", ())
    assert (shown.node.value, shown.node.opened, shown.node.linked) == (Decimal("92.36"), True, False)
    assert shown.node.rule.startswith("(94.18 × 30 + 88.03 × 30 + 94.25 × 40) ÷ 100")
    assert shown.node.basis.startswith("verified")
    assert [each.key for each in shown.node.inputs] == ["IIT", "EIT", "OIT"]
    eighth = shown.node.inputs[1].inputs[2]
    assert (eighth.key, eighth.value, eighth.rule, eighth.linked, eighth.inputs) == (
        "8", Decimal("83.95"), "as it was entered", True, (),
    )  # fmt: skip


def test_basis_is_told_once_among_neighbours():
    first, second, third = why(analysed(), "total").node.inputs
    assert first.basis
    assert (second.basis, third.basis) == ("", "")


def test_indicator_with_its_finding_and_its_analysis_in_words():
    analysis = analysed()
    shown = why(analysis, "8")
    assert shown.title == "Indicator 8. Improvement of work system"
    assert shown.finding.klass == "mend"
    assert shown.paragraph.startswith("ในส่วนของการปรับปรุงระบบการทำงาน")
    assert [each.key for each in shown.leads_to] == ["total", "EIT"]
    assert not shown.elsewhere


def test_tree_is_cut_and_leads_on(deep):
    tree = why(deep, "total").node
    assert depth_of(tree) == 4
    assert [each.opened for each in (tree, tree.inputs[0], tree.inputs[0].inputs[0])] == [True, True, False]
    cut = [each for each in every(tree) if each.linked]
    assert {"7/EIT1", "i1", "9.1"} <= {each.key for each in cut}
    assert all(not each.inputs for each in cut)


def test_question_of_one_part_and_of_two(deep):
    low = {each.id: each for each in deep.findings if each.subject == "question"}
    one = next(key for key in low if key.startswith("IIT/"))
    assert why(deep, one).node.key == one.removeprefix("IIT/")
    other = next(key for key in low if key.startswith("EIT2/"))
    shown = why(deep, other)
    assert shown.node.key == other
    number = str(low[other].indicator)
    assert [each.key for each in shown.leads_to] == ["total", "EIT", number, f"{number}/EIT2"]
    assert not shown.elsewhere


def test_item_leads_through_its_sub_indicator(deep):
    assert [each.key for each in why(deep, "o1").leads_to] == ["total", "OIT", "9", "9.1"]
    assert leads_to(deep.scores, "o1")[-1] == Step("9.1", trace(deep.scores, "9.1").name)


def test_part_of_eit_is_not_in_the_total(deep):
    assert why(deep, "EIT1").leads_to == ()


def test_estimate_is_marked(deep):
    assert why(deep, "9").node.estimate
    assert not why(deep, "1").node.estimate


def test_remark_without_a_number_shows_its_indicator():
    shown = why(analysed(FIGURES, remarks=(REMARK,)), "remark/EIT1/e9")
    assert (shown.node.key, shown.elsewhere) == ("8", True)
    assert shown.finding.remark.problem == "ใช้ยาก"


def test_remark_with_a_number_shows_it():
    scores = deep_scores(remarks=(Remark(("o1",), "ไม่ครบ"),))
    shown = why(analyse(scores), next(each.id for each in analyse(scores).findings if each.remark))
    assert (shown.node.key, shown.elsewhere) == ("o1", False)


def test_remark_that_cannot_be_placed_has_no_tree():
    shown = why(analysed(FIGURES, remarks=(Remark(("x99",), "ไม่ชัด"),)), "remark/x99")
    assert (shown.node, shown.leads_to, shown.title) == (None, (), "Question x99")


def test_indicator_without_score_says_why():
    shown = why(analysed("- " + FIGURES[6:]), "1")
    assert (shown.node.value, shown.node.why_none, shown.node.rule) == (None, "indicator 1 has no score", "")
    assert shown.finding is None
    assert shown.title.startswith("1 ")


def test_year_without_rules_shows_what_was_announced():
    printed = Printed({"IIT": Decimal("94.18")}, Decimal("92.36"), "ผ่านดี")
    tree = why(analysed(year=2569, printed=printed), "total").node
    assert (tree.value, tree.why_none) == (Decimal("92.36"), "")
    assert tree.rule.startswith("As announced")
    first, second, _third = tree.inputs
    assert (first.value, second.value) == (Decimal("94.18"), None)
    assert second.why_none == "the rules of 2569 are not published"


@pytest.mark.parametrize("key", ["zz", "11", "EIT1/e99", "remark/o1", "total/"])
def test_unknown_key_is_refused_with_those_there_are(key):
    with pytest.raises(InputError) as caught:
        why(analysed(), key)
    assert "total, IIT" in caught.value.problems[0].mend


def test_every_number_of_every_year_can_be_traced():
    for year in range(2563, 2569):
        analysis = analyse(deep_scores(year))
        for each in analysis.findings:
            assert why(analysis, each.id).node is not None


def test_options_of_a_line_lead_nowhere():
    counts = {("IIT", "i1", 1, option): option for option in range(1, 7)}
    scores = score(Result(2568, "responses", counts=counts), load_method(2568))
    tree = node(trace(scores, "1"), {})
    first = tree.inputs[0]
    assert (first.key, len(first.inputs)) == ("i1", 6)
    assert [each.linked for each in first.inputs] == [False] * 6
    assert first.inputs[0].key == "i1=1"
