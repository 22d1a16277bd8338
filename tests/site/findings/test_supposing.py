"""What-if: sliders for what can be moved, an exact answer, and an address that holds it."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_results import FIGURES, deep_scores, scored
from prongsai.analysis.figures import figure
from prongsai.analysis.what_if import what_if
from prongsai.intake.model import Printed
from prongsai.scoring.score import score
from prongsai.site.findings.sliders import deeper, slider, slider_groups
from prongsai.site.findings.supposing import suppose

PARTS = Printed({"EIT1": Decimal("86.20"), "EIT2": Decimal("89.87")})
SHALLOW = scored(FIGURES, printed=PARTS)
DEEP = deep_scores()


def keys(groups):
    return [[each.key for each in group.sliders] for group in groups]


def test_sliders_of_a_result_by_indicator():
    groups = suppose(SHALLOW, {}).groups
    assert keys(groups) == [["1", "2", "3", "4", "5"], ["6", "7", "8", "EIT1", "EIT2"], ["9", "10"]]
    assert [group.title[:3] for group in groups] == ["IIT", "EIT", "OIT"]
    assert [each.floor for each in groups[1].sliders] == [False, False, False, True, True]
    seventh = groups[1].sliders[1]
    assert (seventh.now, seventh.typed, seventh.place, seventh.step) == (
        Decimal("88.40"),
        "88.40",
        "88.40",
        "0.01",
    )
    assert seventh.field == "score-7"
    assert not deeper(SHALLOW)


def test_sliders_of_a_year_without_parts():
    assert keys(suppose(scored(FIGURES, 2565), {}).groups)[1] == ["6", "7", "8"]


def test_sliders_of_questions_and_items():
    groups = slider_groups(DEEP, "details", {})
    assert deeper(DEEP)
    assert len(groups) == 10
    assert keys(groups)[0] == ["IIT/i1", "IIT/i2", "IIT/i3"]
    assert keys(groups)[6] == ["EIT1/e4", "EIT1/e5", "EIT1/e6", "EIT2/e4", "EIT2/e5", "EIT2/e6"]
    assert keys(groups)[8][:2] == ["o1", "o2"]
    assert groups[0].sliders[0].field == "score-IIT-i1"


def test_items_that_are_all_or_nothing_move_by_the_whole():
    scores = deep_scores(2566)
    assert slider(scores, "o1", "").step == "100"
    assert slider(scores, "IIT/i1", "").step == "0.01"


def test_indicator_that_stands_beside_its_items_is_moved_itself():
    scores = deep_scores(indicators={9: Decimal("77.50"), 10: Decimal(100)})
    groups = slider_groups(scores, "details", {})
    assert keys(groups)[8:] == [["9"], ["10"]]


def test_parts_that_are_not_made_of_questions_can_be_supposed_beside_details():
    kept = {key: value for key, value in DEEP.result.questions.items() if key[0] == "IIT"}
    known = {number: Decimal(90) for number in (6, 7, 8)}
    mixed = score(replace(DEEP.result, questions=kept, indicators=known), DEEP.method)
    groups = slider_groups(mixed, "details", {})
    assert keys(groups)[5:9] == [["6"], ["7"], ["8"], ["EIT1", "EIT2"]]
    assert groups[8].title == "Parts of EIT"


def test_question_without_a_score_can_be_supposed():
    holed = {key: value for key, value in DEEP.result.questions.items() if key != ("IIT", "i1")}
    scores = score(replace(DEEP.result, questions=holed), DEEP.method)
    assert figure(scores, "total") is None
    tool = suppose(scores, {"IIT/i1": "90"})
    assert tool.answer.total is not None
    first = tool.groups[0].sliders[0]
    assert (first.now, first.place, first.moved) == (None, "90.00", True)
    assert slider(scores, "IIT/i1", "").place == "0"


def test_nothing_supposed_is_what_is():
    tool = suppose(SHALLOW, {})
    assert (tool.answer.total, tool.answer.difference) == (Decimal("92.36"), 0)
    assert tool.answer.moved == ()
    assert tool.answer.level == tool.answer.level_before
    assert (tool.query, tool.problems, tool.least, tool.faulty) == ("", (), None, ())
    assert [each.name for each in tool.aims] == ["ผ่านดีเยี่ยม"]


def test_real_scores_typed_again_suppose_nothing():
    typed = {each.key: each.typed for group in suppose(SHALLOW, {}).groups for each in group.sliders}
    assert suppose(SHALLOW, typed).answer == suppose(SHALLOW, {}).answer


def test_supposed_indicator_is_reckoned_exactly():
    tool = suppose(SHALLOW, {"7": "95", "9": "๑๐๐", "8": "83.95", "1": ""})
    after = what_if(SHALLOW, {"7": Decimal(95), "9": Decimal(100)})
    assert tool.answer.total == figure(after, "total") == Decimal("95.32")
    assert tool.answer.difference == Decimal("2.96")
    assert tool.answer.against == Decimal("10.32")
    assert [each.key for each in tool.answer.moved] == ["7", "9"]
    assert tool.query == "7=95.00&9=100.00"
    assert suppose(SHALLOW, dict(parse_qsl(tool.query))).answer.total == tool.answer.total
    assert [group.moved for group in tool.groups] == [0, 1, 1]
    assert [group.opened for group in tool.groups] == [False, True, True]


def test_parts_are_taken_to_be_at_least_what_they_were():
    steps = {each.key: each for each in suppose(SHALLOW, {"7": "95"}).answer.way.steps}
    assert (steps["EIT1"].at_least, steps["EIT1"].now, steps["EIT1"].missing) == (
        True,
        Decimal("86.20"),
        Decimal("8.80"),
    )
    lowered = {each.key: each for each in suppose(SHALLOW, {"7": "80"}).answer.way.steps}
    assert lowered["EIT1"].missing is None


def test_supposed_question_is_reckoned_exactly():
    tool = suppose(DEEP, {"EIT1/e4": "100.00", "o1": "100.00"})
    after = what_if(DEEP, {"EIT1/e4": Decimal(100), "o1": Decimal(100)})
    assert (tool.depth, tool.answer.total) == ("details", figure(after, "total"))
    assert tool.query.startswith("by=details&EIT1/e4=100.00")
    assert suppose(DEEP, dict(parse_qsl(tool.query))).answer == tool.answer


def test_depth_is_what_is_asked_for():
    assert suppose(DEEP, {}).depth == "indicators"
    assert suppose(DEEP, {"by": "details"}).depth == "details"
    assert suppose(SHALLOW, {"by": "details"}).depth == "indicators"


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"7": "101"}, ["score-out-of-range"]),
        ({"7": "95.123", "8": "x"}, ["score-too-fine", "not-a-number"]),
        ({"11": "50"}, ["unknown-key"]),
        ({"o13": "50"}, ["mixed-depths"]),
        ({"least": "ดีเลิศ"}, ["unknown-level"]),
    ],
)
def test_what_cannot_be_supposed_is_said(asked, codes):
    tool = suppose(SHALLOW, asked)
    assert [each.code for each in tool.problems] == codes
    assert tool.answer is None
    assert len(tool.groups) == 3


def test_faulty_score_is_kept_where_it_was_typed():
    tool = suppose(SHALLOW, {"7": " 101 "})
    assert [(each.key, each.typed, each.problem.where) for each in tool.faulty] == [
        ("7", "101", "7. Effectiveness of communication")
    ]
    assert tool.groups[1].opened
    assert not tool.groups[0].opened


@pytest.mark.parametrize("typed", ["101", "9,5", "95.123"])
def test_faulty_score_is_mended_as_one_that_is_supposed(typed):
    (problem,) = suppose(SHALLOW, {"7": typed}).problems
    assert problem.mend == "type a score from 0 to 100 with at most two decimals, such as 93.00"


def test_score_may_be_typed_in_thai_digits():
    tool = suppose(SHALLOW, {"7": "๙๐"})
    assert [(each.key, each.typed, str(each.value)) for each in tool.answer.moved] == [("7", "๙๐", "90")]


def test_mixture_of_depths_is_said():
    assert [each.code for each in suppose(DEEP, {"7": "100", "o1": "0"}).problems] == ["mixed-depths"]


def test_marks_of_other_sites_in_the_address_are_passed_over():
    assert suppose(SHALLOW, {"fbclid": "abc", "sort": "score"}) == suppose(SHALLOW, {})


def test_least_change_fills_the_sliders():
    tool = suppose(SHALLOW, {"least": "ผ่านดีเยี่ยม", "1": "50"})
    assert (tool.least.level, tool.least.raises, tool.least.points, tool.least.exact) == (
        "pass, excellent (ผ่านดีเยี่ยม)",
        4,
        Decimal("26.47"),
        True,
    )
    assert tool.least.conditions == (("EIT part 1", Decimal(95)), ("EIT part 2", Decimal(95)))
    assert [each.key for each in tool.answer.moved] == ["4", "7", "8", "EIT1", "EIT2", "9"]
    assert tool.answer.level.words == "pass, excellent (ผ่านดีเยี่ยม)"
    assert tool.answer.way is None


def test_least_change_of_questions_and_items():
    tool = suppose(deep_scores(low=60), {"least": "ผ่าน"})
    assert tool.depth == "details"
    assert tool.answer.level.certain
    assert tool.least.raises == len(tool.answer.moved)


def test_least_change_that_there_is_none_of_says_why():
    tool = suppose(SHALLOW, {"least": "ผ่าน"})
    assert tool.least.reason == "the level ผ่าน is reached already"
    assert tool.answer.moved == ()


def test_levels_above_are_named_nearest_first():
    low = scored("60 " * 10)
    assert [each.name for each in suppose(low, {}).aims] == ["ต้องปรับปรุง", "ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"]
    assert suppose(scored("100 " * 10), {}).aims == ()


def test_year_without_rules_has_no_sliders_and_says_why():
    tool = suppose(scored(FIGURES, 2569), {})
    assert [each.code for each in tool.problems] == ["no-rules"]
    assert (tool.groups, tool.aims, tool.answer) == ((), (), None)


def test_answer_without_total_has_no_differences():
    answer = suppose(scored("- " + FIGURES[6:]), {"2": "100"}).answer
    assert (answer.total, answer.difference, answer.against) == (None, None, None)


@given(st.dictionaries(st.sampled_from([str(n) for n in range(1, 11)]), st.decimals(0, 100, places=2)))
def test_any_scores_give_what_the_room_gives(changes):
    tool = suppose(SHALLOW, {key: str(value) for key, value in changes.items()})
    moved = {key: value for key, value in changes.items() if value != figure(SHALLOW, key)}
    assert {each.key: each.value for each in tool.answer.moved} == moved
    if moved:
        assert tool.answer.total == figure(what_if(SHALLOW, moved), "total")


@given(
    st.dictionaries(
        st.sampled_from(["7", "EIT1", "EIT1/e4", "e4", "o1", "o99", "99", "IIT/i1", "by", "least", "x"]),
        st.text(max_size=8) | st.sampled_from(["50", "details", "ผ่าน", "100.00"]),
    ),
    st.integers(0, 4),
)
def test_no_address_breaks_it(asked, place):
    tool = suppose(
        (SHALLOW, DEEP, scored(FIGURES, 2565), scored(FIGURES, 2569), scored("- " * 10))[place], asked
    )
    assert (tool.answer is None) == bool(tool.problems)
