from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prongsai.intake.model import Printed, Result
from prongsai.method.library import load_method
from prongsai.method.model import Confidence, Unpublished
from prongsai.scoring.model import Decided, NoLevel, NoScore, Score, value_of
from prongsai.scoring.score import score
from prongsai.scoring.survey import line_points, score_line


def all_items(year, worth="100"):
    return {item.code: Decimal(worth) for item in load_method(year).items}


def all_questions(year, worth="90"):
    method = load_method(year)
    return {
        (part, question.code): Decimal(worth) for part in method.parts() for question in method.asked(part)
    }


def question_of(year, code):
    return load_method(year).find(code)


def test_total_is_rounded_once_from_unrounded_means(made):
    scores = score(
        made(2565, ("33.34", "33.33", "33.33", "33.33", "33.33", "1", "1", "2", "0.01", "0")),
        load_method(2565),
    )
    assert scores.instruments["IIT"].exact == Fraction("33.332")
    assert (scores.instruments["EIT"].exact, value_of(scores.instruments["EIT"])) == (
        Fraction(4, 3),
        Decimal("1.33"),
    )
    assert value_of(scores.instruments["OIT"]) == Decimal("0.01")
    assert (scores.total.exact, scores.total.value) == (Fraction("10.40"), Decimal("10.40"))
    assert (scores.total.confidence, scores.total.because, scores.total.estimate) == (
        Confidence.VERIFIED,
        "",
        False,
    )


def test_missing_indicator_leaves_no_total_and_is_never_zero(made):
    scores = score(made(2568, ("90",) * 6 + ("",) + ("90",) * 3), load_method(2568))
    assert scores.indicators[7] == NoScore("indicator 7 has no score")
    assert scores.instruments["EIT"] == scores.total == NoScore("indicator 7 has no score")
    assert scores.level == NoLevel("indicator 7 has no score")
    assert value_of(scores.instruments["IIT"]) == Decimal(90)
    assert scores.confidence is None


def test_several_missing_indicators_are_listed(made):
    scores = score(made(2568, ("90",) * 8), load_method(2568))
    assert scores.total == NoScore("these indicators have no score: 9, 10")


def test_result_of_another_year_is_a_mistake_of_the_caller(made):
    with pytest.raises(ValueError, match="a result of 2568 cannot be scored by the method of 2567"):
        score(made(), load_method(2567))


def test_questions_make_indicators_by_part():
    questions = all_questions(2568) | {("EIT1", "e4"): Decimal("60.01"), ("EIT2", "e4"): Decimal(70)}
    scores = score(Result(2568, "questions", questions=questions, items=all_items(2568)), load_method(2568))
    assert value_of(scores.indicator_parts[7, "EIT1"]) == Decimal("80.00")
    assert value_of(scores.indicator_parts[7, "EIT2"]) == Decimal("83.33")
    assert value_of(scores.indicators[7]) == Decimal("81.67")
    assert [value_of(scores.instruments[code]) for code in ("EIT1", "EIT2", "EIT")] == [
        Decimal("86.67"),
        Decimal("87.78"),
        Decimal("87.22"),
    ]
    assert isinstance(scores.level, Decided)


def test_lines_make_a_question_where_it_is_not_given():
    questions = all_questions(2565) | {("IIT", "i1.1"): Decimal(80), ("IIT", "i1.2"): Decimal(70)}
    given = score(Result(2565, "questions", questions=questions), load_method(2565))
    assert value_of(given.questions["IIT", "i1"]) == Decimal(90)
    del questions["IIT", "i1"]
    made = score(Result(2565, "questions", questions=questions), load_method(2565))
    assert value_of(made.questions["IIT", "i1"]) == Decimal(75)
    del questions["IIT", "i1.2"]
    lacking = score(Result(2565, "questions", questions=questions), load_method(2565))
    assert lacking.questions["IIT", "i1"] == NoScore("i1.2 has no score in IIT")
    assert lacking.indicators[1] == NoScore("i1.2 has no score in IIT")


def test_one_missing_part_leaves_the_indicator_without_score():
    questions = {key: value for key, value in all_questions(2568).items() if key[0] != "EIT2"}
    scores = score(Result(2568, "questions", questions=questions), load_method(2568))
    assert value_of(scores.indicator_parts[6, "EIT1"]) == Decimal(90)
    assert scores.indicators[6] == NoScore("e1 has no score in EIT2")


def test_items_make_sub_indicators_and_these_the_indicator():
    items = all_items(2566) | {"o14": Decimal(0)}
    scores = score(Result(2566, "questions", items=items), load_method(2566))
    assert scores.sub_indicators["9.2"].exact == Fraction(700, 8)
    assert value_of(scores.indicators[9]) == Decimal("97.50")
    assert (value_of(scores.indicators[10]), scores.indicators[9].estimate) == (Decimal(100), False)


def test_missing_item_leaves_its_indicator_without_score():
    items = all_items(2566)
    del items["o14"]
    scores = score(Result(2566, "questions", items=items), load_method(2566))
    assert scores.items["o14"] == scores.indicators[9] == NoScore("o14 has no score")
    assert value_of(scores.indicators[10]) == Decimal(100)


def test_item_rule_without_sub_indicators_takes_all_items_alike():
    method = load_method(2566)
    flat = replace(
        method, rules=replace(method.rules, items=replace(method.rules.items, through_sub_indicators=False))
    )
    scores = score(Result(2566, "questions", items=all_items(2566) | {"o14": Decimal(0)}), flat)
    assert value_of(scores.indicators[9]) == Decimal("96.67")


def test_score_from_items_is_an_estimate_where_the_rule_is_not_known():
    questions = all_questions(2568)
    scores = score(Result(2568, "questions", questions=questions, items=all_items(2568)), load_method(2568))
    assert (scores.indicators[9].estimate, scores.total.estimate) == (True, True)
    assert scores.total.confidence is Confidence.UNCONFIRMED
    assert scores.total.because == "an estimate: how items make indicators is not known for 2568"
    assert scores.level.confidence is Confidence.UNCONFIRMED


def test_published_indicator_stands_before_an_estimate_and_where_nothing_deeper_is_held():
    result = Result(
        2568,
        "questions",
        indicators={1: Decimal(80), 6: Decimal(70), 9: Decimal("77.50"), 10: Decimal(100)},
        questions={key: value for key, value in all_questions(2568).items() if key[0] == "IIT"},
        items=all_items(2568),
    )
    scores = score(result, load_method(2568))
    assert [value_of(scores.indicators[number]) for number in (1, 6, 9, 10)] == [
        Decimal(90),
        Decimal(70),
        Decimal("77.50"),
        Decimal(100),
    ]
    assert scores.instruments["OIT"].confidence is Confidence.VERIFIED
    assert [problem.what for problem in scores.problems] == [
        "indicator 1 is given as 80, but its questions or items give 90.00"
    ]


def test_printed_part_is_taken_where_its_questions_are_not_known():
    printed = Printed({"EIT1": Decimal(92), "EIT2": Decimal(88)})
    indicators = {number: Decimal(90) for number in (6, 7, 8, 9, 10)}
    questions = {key: value for key, value in all_questions(2568).items() if key[0] == "IIT"}
    scores = score(
        Result(2568, "questions", indicators=indicators, questions=questions, printed=printed),
        load_method(2568),
    )
    assert (value_of(scores.instruments["EIT1"]), scores.level.name) == (Decimal(92), "ผ่านดี")


def test_options_are_scored_by_the_scale_and_reversed_for_negative_questions():
    method = load_method(2568)
    positive, negative, yes_no = (question_of(2568, code) for code in ("i1", "i5", "i3"))
    assert [each.sub_questions[0].polarity for each in (positive, negative, yes_no)] == [
        "positive",
        "negative",
        "negative",
    ]
    answers = {1: 1, 6: 2}
    assert [
        value_of(score_line(method, question, question.sub_questions[0], answers))
        for question in (positive, negative)
    ] == [Decimal("66.67"), Decimal("33.33")]
    assert value_of(score_line(method, yes_no, yes_no.sub_questions[0], {1: 1, 2: 3})) == Decimal(75)


def test_question_score_is_rounded_half_up():
    question = question_of(2568, "i1")
    scored = score_line(load_method(2568), question, question.sub_questions[0], {1: 799, 2: 1})
    assert (scored.exact, scored.value) == (Fraction("0.03"), Decimal("0.03"))


@pytest.mark.parametrize("answers", [{0: 1}, {7: 1}, {1: -1}])
def test_option_outside_the_scale_is_a_mistake_of_the_caller(answers):
    question = question_of(2568, "i1")
    with pytest.raises(ValueError, match="i1: options are 1 to 6"):
        score_line(load_method(2568), question, question.sub_questions[0], answers)


def test_question_that_nobody_answered_leaves_its_indicator_unscored(answered):
    counts = {key: count for key, count in answered(2568, {1: 3}).items() if key[1] != "i5"}
    scores = score(Result(2568, "responses", counts=counts, items=all_items(2568)), load_method(2568))
    assert scores.questions["IIT", "i5"] == scores.indicators[2] == NoScore("nobody answered i5")
    assert value_of(scores.indicators[1]) == Decimal(100)


def test_confidence_of_counted_answers_is_the_weakest_with_its_reason(answered):
    scores = score(Result(2568, "responses", counts=answered(2568, {1: 3})), load_method(2568))
    question = scores.questions["IIT", "i1"]
    assert (question.confidence, question.value) == (Confidence.INFERRED, Decimal("100.00"))
    assert question.because.startswith("how answers make a question's score: inferred")


@pytest.mark.parametrize("year", [2563, 2565, 2566, 2567, 2568])
def test_deeper_depth_gives_the_shallower_the_same(year, answered):
    counts, items = answered(year, {1: 7, 2: 5, 3: 2}), all_items(year)
    method = load_method(year)
    deepest = score(Result(year, "responses", counts=counts, items=items), method)
    questions = {key: value.value for key, value in deepest.questions.items() if isinstance(value, Score)}
    lines = {key: value for key, value in questions.items() if "." in key[1]}
    wholes = {key: value for key, value in questions.items() if "." not in key[1]}
    singles = {key: value for key, value in wholes.items() if (key[0], f"{key[1]}.1") not in lines}
    indicators = {number: value.value for number, value in deepest.indicators.items()}
    parts = {part: value.value for part, value in deepest.instruments.items() if part in ("EIT1", "EIT2")}
    for shallower in (
        Result(year, "questions", questions=wholes, items=items),
        Result(year, "questions", questions=lines | singles, items=items),
        Result(year, "indicators", indicators=indicators, printed=Printed(parts)),
    ):
        scores = score(shallower, method)
        assert (scores.total.exact, scores.level.name) == (deepest.total.exact, deepest.level.name)
        assert {key: value.value for key, value in scores.indicators.items()} == indicators
        assert scores.problems == ()


def test_nothing_is_recomputed_where_the_rules_are_not_published(made):
    printed = Printed({"IIT": Decimal(99), "EIT1": Decimal(98)}, Decimal("96.10"), "ผ่านดี")
    scores = score(made(2569, printed=printed), load_method(2569))
    nothing = NoScore("the rules of 2569 are not published")
    assert (scores.published, scores.problems, scores.total) == (True, (), nothing)
    assert set(scores.instruments.values()) == {nothing}
    assert scores.level == NoLevel(nothing.reason)
    assert value_of(scores.indicators[9]) == Decimal("77.50")


def test_items_of_a_year_without_rules_stand_beside_its_indicators():
    result = Result(2569, "questions", indicators={9: Decimal(80)}, items=all_items(2569))
    scores = score(result, load_method(2569))
    assert (value_of(scores.items["o1"]), value_of(scores.indicators[9])) == (Decimal(100), Decimal(80))
    assert scores.indicators[10] == NoScore("how items make indicators is not published for 2569")
    assert scores.sub_indicators["9.1"] == NoScore("the rules of 2569 are not published")
    assert scores.indicators[1] == NoScore("the rules of 2569 are not published")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": Unpublished()}, "the rules of 2568 are not published"),
        ({"reversal": Unpublished()}, "how 2568 counts negative questions is not published"),
    ],
)
def test_question_whose_rule_is_not_published_has_no_score(changes, reason):
    method = load_method(2568)
    partly = replace(method, rules=replace(method.rules, **changes))
    question = question_of(2568, "i5")
    assert score_line(partly, question, question.sub_questions[0], {1: 1}) == NoScore(reason)


def test_question_without_a_published_scale_has_no_score():
    method = replace(load_method(2568), scales=Unpublished())
    question = question_of(2568, "i1")
    assert line_points(method, question, question.sub_questions[0]) == NoScore(
        "the answer scales of 2568 are not published"
    )


def test_indicator_of_no_questions_has_no_score():
    method = replace(load_method(2568), questions=())
    scores = score(Result(2568, "questions", items=all_items(2568)), method)
    assert scores.indicators[1] == NoScore("nothing is known that it could be made of")


def test_parts_are_not_bounded_where_their_rule_is_not_published(made):
    method = load_method(2568)
    partly = replace(method, rules=replace(method.rules, parts=Unpublished()))
    scores = score(made(), partly)
    assert scores.instruments["EIT1"] == NoScore("EIT part 1 is not given")
