from dataclasses import replace
from decimal import Decimal

import pytest

from prongsai.intake.model import Printed, Result
from prongsai.language.messages import language
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.method.model import Unpublished
from prongsai.scoring.model import NoScore, Trace
from prongsai.scoring.score import score
from prongsai.scoring.trace import trace


def keys(found: Trace) -> object:
    """Give a trace as nested keys."""
    return (found.key, *(keys(each) for each in found.inputs)) if found.inputs else found.key


def leaves(found: Trace) -> list[Trace]:
    return [leaf for each in found.inputs for leaf in leaves(each)] if found.inputs else [found]


@pytest.fixture
def indicators(made):
    return score(made(where="r.yaml:3"), load_method(2568))


@pytest.fixture
def counted(answered):
    items = {item.code: Decimal(100) for item in load_method(2565).items}
    return score(
        Result(2565, "responses", counts=answered(2565, {1: 3, 2: 1}), items=items), load_method(2565)
    )


def test_total_is_traced_to_the_indicators(indicators):
    found = trace(indicators, "total")
    assert keys(found) == ("total", ("IIT", *"12345"), ("EIT", *"678"), ("OIT", "9", "10"))
    assert (found.value, found.rule) == (
        indicators.total,
        "(98.77 × 30 + 92.88 × 30 + 88.75 × 40) ÷ 100, from the unrounded means, rounded half-up once",
    )
    assert found.basis.startswith("verified; ")
    assert found.inputs[2].rule == "(77.50 + 100.00) ÷ 2"


def test_figure_that_was_entered_is_a_leaf_with_its_place(indicators):
    assert trace(indicators, "7") == Trace(
        "7", "7 Effectiveness of communication", indicators.indicators[7], "as it was entered", "r.yaml:3"
    )


def test_names_are_in_the_language_in_use(indicators):
    with language("th"):
        assert trace(indicators, "7").name == "7 ประสิทธิภาพการสื่อสาร"


def test_figure_that_is_missing_says_why(made):
    scores = score(made(2568, ("90",) * 9), load_method(2568))
    found = trace(scores, "total")
    assert (found.value, found.rule) == (scores.total, "indicator 10 has no score")
    assert found.inputs[2].inputs[1].rule == "indicator 10 has no score"
    assert trace(scores, "EIT1").rule == "EIT part 1 is not given; it can only lie between 79.99 and 100.00"


def test_printed_part_is_a_leaf(made):
    scores = score(made(printed=Printed({"EIT1": Decimal("95.80")})), load_method(2568))
    assert (trace(scores, "EIT1").rule, trace(scores, "EIT1").inputs) == ("as it was entered", ())


def test_indicator_is_traced_to_the_options(counted):
    found = trace(counted, "1")
    assert [each.key for each in found.inputs] == ["i1", "i2", "i3", "i4", "i5", "i6"]
    assert found.rule == (
        "(91.67 + 91.67 + 91.67 + 75.00 + 75.00 + 75.00) ÷ 6, rounded half-up to 2 decimals"
    )
    assert keys(found.inputs[0]) == (
        "i1",
        ("i1.1", *(f"i1.1={option}" for option in (1, 2, 3, 4))),
        ("i1.2", *(f"i1.2={option}" for option in (1, 2, 3, 4))),
    )
    assert [(each.name, each.value.value, each.rule) for each in trace(counted, "i1.1").inputs] == [
        ("option 1 น้อยที่สุดหรือไม่มีเลย", Decimal("0.00"), "chosen by 0"),
        ("option 2 น้อย", Decimal("33.33"), "chosen by 0"),
        ("option 3 มาก", Decimal("66.67"), "chosen by 1"),
        ("option 4 มากที่สุด", Decimal("100.00"), "chosen by 3"),
    ]


def test_rule_of_a_negative_question_says_that_it_is_reversed(counted):
    assert trace(counted, "i4.1").rule == (
        "(1 × 0.00 + 3 × 100.00) ÷ 4 who answered; a negative question: its points count in reverse, "
        "rounded half-up to 2 decimals"
    )


def test_rule_without_rounding_does_not_speak_of_it(answered):
    method = load_method(2568)
    rules = replace(method.rules, question=replace(method.rules.question, places=None))
    scores = score(Result(2568, "responses", counts=answered(2568, {1: 1})), replace(method, rules=rules))
    assert trace(scores, "i1").rule == (
        "(0 × 0.00 + 0 × 20.00 + 0 × 40.00 + 0 × 60.00 + 0 × 80.00 + 1 × 100.00) ÷ 1 who answered"
    )


def test_question_that_nobody_answered_is_a_leaf():
    scores = score(Result(2568, "responses", counts={("IIT", "i1", 1, 6): 1}), load_method(2568))
    assert trace(scores, "i2") == Trace(
        "i2", trace(scores, "i2").name, NoScore("nobody answered i2"), "nobody answered i2", ""
    )


def test_eit_indicator_is_traced_by_its_parts(answered):
    scores = score(Result(2568, "responses", counts=answered(2568, {1: 1})), load_method(2568))
    found = trace(scores, "7")
    assert [(each.key, [below.key for below in each.inputs]) for each in found.inputs] == [
        ("7/EIT1", ["EIT1/e4", "EIT1/e5", "EIT1/e6"]),
        ("7/EIT2", ["EIT2/e4", "EIT2/e5", "EIT2/e6"]),
    ]
    assert trace(scores, "7/EIT1") == found.inputs[0]
    assert trace(scores, "EIT1/e4") == found.inputs[0].inputs[0]
    assert [each.key for each in trace(scores, "EIT2").inputs] == ["6/EIT2", "7/EIT2", "8/EIT2"]
    assert trace(scores, "7/EIT1").name == "7 Effectiveness of communication, EIT part 1"


def test_disclosure_is_traced_to_the_items(counted):
    found = trace(counted, "9")
    assert [each.key for each in found.inputs] == ["9.1", "9.2", "9.3", "9.4", "9.5"]
    assert trace(counted, "9.3") == found.inputs[2]
    assert {leaf.rule for leaf in leaves(found)} == {"as it was entered"}
    assert trace(counted, "o1").value == counted.items["o1"]


def test_items_may_make_an_indicator_directly():
    method = load_method(2566)
    rules = replace(method.rules, items=replace(method.rules.items, through_sub_indicators=False))
    items = {item.code: Decimal(100) for item in method.items}
    scores = score(Result(2566, "questions", items=items), replace(method, rules=rules))
    assert trace(scores, "10").inputs[0].key.startswith("o")


def test_given_question_is_a_leaf_and_lines_are_below_a_made_one():
    questions = {("IIT", "i1.1"): Decimal(80), ("IIT", "i1.2"): Decimal(70), ("IIT", "i3"): Decimal(60)}
    scores = score(Result(2565, "questions", questions=questions), load_method(2565))
    assert keys(trace(scores, "i1")) == ("i1", "i1.1", "i1.2")
    assert trace(scores, "i1").rule == "(80.00 + 70.00) ÷ 2, rounded half-up to 2 decimals"
    assert (keys(trace(scores, "i3")), trace(scores, "i3").rule) == ("i3", "as it was entered")


def test_trace_of_a_year_without_rules_says_so(made):
    scores = score(made(2569), load_method(2569))
    found = trace(scores, "total")
    assert (found.rule, found.basis) == ("the rules of 2569 are not published", "")
    deep = score(
        Result(2569, "questions", items={item.code: Decimal(100) for item in load_method(2569).items}),
        load_method(2569),
    )
    assert trace(deep, "9").rule == "how items make indicators is not published for 2569"
    assert trace(deep, "7/EIT1").rule == trace(deep, "7").rule == "the rules of 2569 are not published"


def test_question_whose_lines_have_no_published_rule_says_so():
    method = load_method(2565)
    partly = replace(method, rules=replace(method.rules, sub_questions=Unpublished()))
    scores = score(Result(2565, "questions", questions={("IIT", "i1.1"): Decimal(80)}), partly)
    assert trace(scores, "i1").rule == "the rules of 2565 are not published"


def test_unknown_key_lists_the_keys(indicators):
    with pytest.raises(InputError) as caught:
        trace(indicators, "i3")
    assert str(caught.value) == (
        "there is no number “i3” in this result — "
        "ask for one of: total, IIT, EIT, EIT1, EIT2, OIT, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
    )


@pytest.mark.parametrize("depth", ["indicators", "counted"])
def test_every_key_is_answered_under_its_own_name(depth, request):
    scores = request.getfixturevalue(depth)
    with pytest.raises(InputError) as caught:
        trace(scores, "?")
    keys = caught.value.problems[0].mend.removeprefix("ask for one of: ").split(", ")
    assert len(keys) > 10
    assert [trace(scores, key).key for key in keys] == keys
