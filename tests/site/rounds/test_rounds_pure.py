"""What pages show of rounds, made by pure functions."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from houses import INDICATORS, INPUTS
from prongsai.intake.remarks import read_remarks
from prongsai.language.messages import language
from prongsai.language.problems import Problem
from prongsai.method.library import load_method, years
from prongsai.scoring.score import score
from prongsai.site.rounds.inputs import (
    can_go_deeper,
    counted,
    deeper_groups,
    flat,
    has_scores,
    indicator_groups,
    nested,
    printed_group,
)
from prongsai.site.rounds.overview import YearChoice, choices, usual_year
from prongsai.site.rounds.progress import Standing, next_step, plan_word, tasks
from prongsai.site.rounds.reckoning import read_as_far, read_inputs
from prongsai.site.rounds.remarking import kept, key_of, replaced, without
from prongsai.site.rounds.summary import RemarkRow, ScoreRow, deeper_rows, remark_rows, score_rows
from prongsai.site.rounds.sums import sums, sums_so_far
from prongsai.site.rounds.words import (
    codes_titled,
    place_words,
    told,
    told_of_file,
    told_together,
    told_with_place,
)
from prongsai.site.shell.speech import speaking

METHOD = load_method(2568)


@pytest.fixture(autouse=True)
def _in_english():
    with language("en"), translation.override("en"):
        yield


def scored(inputs, year=2568):
    method = load_method(year)
    return score(read_inputs(inputs, "เทศบาล", method)[0], method)


words = st.text("กขค123. ", min_size=1, max_size=8).filter(str.strip).map(str.strip)


@given(
    st.fixed_dictionaries(
        {"fiscal_year": words, "depth": words},
        optional={
            "indicators": st.dictionaries(st.sampled_from(["1", "10"]), words, min_size=1),
            "questions": st.dictionaries(
                st.sampled_from(["IIT", "EIT1"]),
                st.dictionaries(st.sampled_from(["i1", "i8.2"]), words, min_size=1),
                min_size=1,
            ),
            "items": st.dictionaries(st.sampled_from(["o1", "o28"]), words, min_size=1),
            "rank": st.fixed_dictionaries({"place": words}),
            "total": words,
        },
    )
)
def test_entry_comes_back_from_its_fields(inputs):
    assert nested(flat(inputs)) == inputs


def test_lists_and_empty_fields_are_left_out():
    assert flat({"total": "1", "remarks": [{"codes": ["i1"]}], "file": None}) == {"total": "1"}
    assert nested({"total": " ", "level": " A "}) == {"level": "A"}


def test_only_the_own_depth_counts():
    inputs = {"depth": "indicators", "items": {"o1": "100"}, "total": "90"}
    assert counted(inputs) == {"depth": "indicators", "total": "90"}
    assert counted({**inputs, "depth": "questions"}) == {**inputs, "depth": "questions"}


@pytest.mark.parametrize(
    ("inputs", "held"),
    [
        ({"depth": "indicators"}, False),
        ({"instruments": {"IIT": "90"}}, False),
        ({"indicators": {"1": "90"}}, True),
        ({"items": {"o1": "90"}}, True),
        ({"total": "90"}, True),
    ],
)
def test_scores_are_told_from_what_is_no_score(inputs, held):
    assert has_scores(inputs) is held


def test_parts_stand_with_their_instrument():
    groups = indicator_groups(METHOD)
    assert [[box.name for box in group.boxes] for group in groups] == [
        [f"indicators.{number}" for number in range(1, 6)],
        ["indicators.6", "indicators.7", "indicators.8", "instruments.EIT1", "instruments.EIT2"],
        ["indicators.9", "indicators.10"],
    ]
    assert [group.parts for group in (*groups, printed_group(METHOD))] == [False, True, False, False]
    assert not any(group.parts for group in indicator_groups(load_method(2565)))


def test_questions_and_items_are_asked_in_the_order_of_the_year():
    groups = deeper_groups(METHOD, {})
    assert [group.key for group in groups] == [
        "IIT", "EIT1", "EIT2", "9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2",
    ]  # fmt: skip
    names = [box.name for group in groups for box in group.boxes]
    assert (len(names), names[0], names[15], names[-1]) == (
        61,
        "questions.IIT.i1",
        "questions.EIT1.e1",
        "items.o28",
    )


def test_lines_of_a_question_are_asked_where_they_are_known():
    names = {
        box.name
        for group in deeper_groups(load_method(2565), {"questions.IIT.i1.2": "90"})
        for box in group.boxes
    }
    assert ("questions.IIT.i1.2" in names, "questions.IIT.i1.1" in names) == (True, False)


def test_years_without_published_questions_do_not_go_deeper():
    assert [year for year in years() if not can_go_deeper(load_method(year))] == [2569]


def test_entry_is_read_as_far_as_it_goes_with_places():
    result, faults, notes = read_as_far(
        {"depth": "indicators", "indicators": {"1": "90", "3": "185"}}, "x", METHOD
    )
    assert (dict(result.indicators), [each.where for each in faults], notes) == (
        {1: Decimal(90)},
        ["indicators.3"],
        (),
    )
    assert read_as_far({"total": "x"}, "x", METHOD)[0] is None


def test_sums_show_what_is_counted_and_what_does_not_agree():
    found = sums(scored({**INPUTS, "total": "93.00", "level": "ผ่านดีเยี่ยม"}))
    assert (found.total.value, found.total.printed, found.total.differs) == (
        Decimal("92.36"),
        Decimal("93.00"),
        True,
    )
    assert [(each.key, each.short, str(each.value)) for each in found.instruments] == [
        ("IIT", "IIT", "94.18"),
        ("EIT", "EIT", "88.03"),
        ("EIT1", "EIT part 1", "86.20"),
        ("EIT2", "EIT part 2", "89.87"),
        ("OIT", "OIT", "94.25"),
    ]
    assert (found.level.words, found.announced_level, found.announced) == (
        "pass, good (ผ่านดี)",
        "ผ่านดีเยี่ยม",
        False,
    )
    assert [each.code for each in found.problems] == ["total-differs", "level-differs"]
    assert [each.key for each in found.announced_figures] == ["EIT1", "EIT2", "total"]
    assert (found.has_announced, len(found.indicators), found.basis) == (True, 10, "verified")


def test_sums_of_incomplete_scores_say_what_is_missing():
    found, faults = sums_so_far({"depth": "indicators", "indicators": {"1": "90", "2": "1x"}}, "x", METHOD)
    assert (found.total.value, found.total.differs, found.has_announced, found.because) == (
        None,
        False,
        False,
        "",
    )
    assert found.total.why_none == "these indicators have no score: 2, 3, 4, 5, 6, 7, 8, 9, 10"
    assert [each.where for each in faults] == ["indicators.2"]


def test_faults_of_no_field_are_no_matter_while_typing():
    assert sums_so_far({"depth": "questions"}, "x", METHOD)[1] == ()


def test_sums_of_year_without_rules_stand_as_announced():
    found = sums(scored({"depth": "indicators", "indicators": INDICATORS, "total": "88.10"}, 2569))
    assert (found.announced, found.total.value, found.total.why_none) == (True, Decimal("88.10"), "")


@pytest.mark.parametrize(("inputs", "level"), [({"level": "ผ่านดี"}, True), ({}, False)])
def test_announced_level_alone_is_something_announced(inputs, level):
    assert sums(scored({"depth": "indicators", "indicators": INDICATORS, **inputs})).has_announced is level


def test_rows_show_scores_and_why_there_is_none():
    groups = score_rows(scored({"depth": "indicators", "indicators": {"1": "90.00"}}))
    assert groups[0].rows[:2] == (
        ScoreRow("1", "1. Performance of duty", Decimal("90.00"), "", "indicators.1"),
        ScoreRow("2", "2. Use of budget", None, "indicator 2 has no score", "indicators.2"),
    )
    assert [row.key for row in groups[1].rows] == ["6", "7", "8", "EIT1", "EIT2"]
    assert groups[1].rows[3].value is None
    assert [
        row.key for row in score_rows(scored(INPUTS | {"instruments": {}, "remarks": []}, 2565))[1].rows
    ] == [
        "6",
        "7",
        "8",
    ]


def test_deeper_rows_are_those_that_have_scores():
    inputs = {"depth": "questions", "questions": {"EIT1": {"e1": "81.10"}}, "items": {"o1": "100"}}
    groups = deeper_rows(scored(inputs))
    assert [(group.key, group.rows[0].key, group.rows[0].value) for group in groups] == [
        ("EIT1", "EIT1/e1", Decimal("81.10")),
        ("items", "o1", Decimal(100)),
    ]
    assert groups[1].rows[1].why_none == "o2 has no score"
    assert deeper_rows(scored({**inputs, "questions": {"IIT": {"i1": "90"}}}))[0].rows[0].key == "i1"
    assert deeper_rows(scored(INPUTS)) == []


def test_remarks_are_shown_with_what_they_speak_of():
    remarks, _notes = read_remarks("ส่วนที่ 1\ne9 ประเด็น ก ดังนั้น ข (อ้างอิงจาก o10)", METHOD)
    assert remark_rows(remarks, METHOD) == [
        RemarkRow(
            "e9 The online service is convenient and fast (EIT part 1)", "ก", "ข (อ้างอิงจาก o10)", (), ("o10",)
        )
    ]


def test_codes_without_a_known_subject_stand_alone():
    assert codes_titled(["i1", "i2"], "", load_method(2569)) == "i1, i2"
    assert codes_titled([], "", METHOD) == ""


ONE = {"codes": ["o13"], "part": "", "text": "ขาด", "missing": []}
TWO = {"codes": ["e9"], "part": "EIT1", "text": "ก ดังนั้น ข", "missing": []}


def test_remark_is_found_by_its_words_only():
    found = kept([ONE, TWO], METHOD)
    assert [(each.entry, each.row.problem) for each in found] == [(ONE, "ขาด"), (TWO, "ก")]
    assert len({each.key for each in found}) == 2
    assert key_of({**ONE, "text": "ขาดๆ"}) != key_of(ONE) == found[0].key


def test_remark_is_replaced_or_left_out_in_its_place():
    fresh = {**ONE, "text": "ใหม่"}
    assert replaced([ONE, TWO], key_of(ONE), fresh) == [fresh, TWO]
    assert without([ONE, TWO], key_of(TWO)) == [ONE]


def test_problems_are_told_with_and_without_their_place():
    problem = Problem("x", "wrong", "a.xlsx!ตัวชี้วัด:4 results.1", "mend it")
    assert (told(problem), told_with_place(problem), told_of_file(problem)) == (
        "wrong – mend it",
        "a.xlsx!ตัวชี้วัด:4 results.1: wrong – mend it",
        "sheet “ตัวชี้วัด”, row 4: wrong – mend it",
    )
    plain = Problem("x", "wrong")
    assert (told(plain), told_with_place(plain), told_of_file(plain)) == ("wrong", "wrong", "wrong")


def test_places_are_said_in_words():
    assert place_words({"page": 3, "line": 4, "text": "x"}) == "page 3, line 4"
    assert place_words({"sheet": "ก", "cell": "B2"}) == "sheet ก, cell B2"
    assert place_words({}) == ""


def standing(**known):
    return Standing(7, 2568, known.pop("closed", False), known.pop("decided", True), **known)


def test_tasks_of_a_new_round_begin_with_the_scores():
    found = tasks(standing(decided=False))
    assert [(task.title, task.status, bool(task.url)) for task in found] == [
        ("Scores", "Not started", True),
        ("Assessor's remarks", "Cannot start yet", False),
        ("Earlier years", "Optional", True),
        ("Findings", "Cannot start yet", False),
        ("Plan", "Cannot start yet", False),
        ("Approval", "Cannot start yet", False),
        ("Papers", "Cannot start yet", False),
        ("Follow-up", "Cannot start yet", False),
    ]
    assert tasks(standing(decided=False, entries=2))[0].status == "In progress"


def test_tasks_of_a_round_with_scores_are_open():
    found = tasks(standing(remarks=0))
    assert [(task.status, task.look) for task in found] == [
        ("Done", "done"),
        ("None entered", "now"),
        ("Optional", ""),
        ("Ready to read", "hint"),
        ("Not started", "now"),
        ("Cannot start yet", ""),
        ("None made yet", "now"),
        ("Cannot start yet", ""),
    ]


@pytest.mark.parametrize(
    ("state", "plan", "approval"),
    [
        (None, ("In progress", "doing"), ("Cannot start yet", "")),
        ("submitted", ("Submitted for approval", "doing"), ("awaiting approval", "submitted")),
        ("returned", ("In progress", "doing"), ("returned", "returned")),
        ("withdrawn", ("In progress", "doing"), ("withdrawn", "submitted")),
        ("approved", ("Done", "done"), ("approved", "approved")),
        ("published", ("Done", "done"), ("published", "published")),
    ],
)
def test_plan_and_approval_follow_the_newest_version(state, plan, approval):
    found = tasks(standing(remarks=2, earlier=1, has_plan=True, version=state, version_number=3, papers=5))
    assert [(task.status, task.look) for task in found[4:6]] == [plan, approval]
    assert [found[1].status, found[2].status, found[6].status] == ["2 remarks", "1 year", "5 files"]
    followed = state in {"approved", "published"}
    assert (found[7].status, bool(found[7].url)) == (
        "Under way" if followed else "Cannot start yet",
        state is not None,
    )


@pytest.mark.parametrize(
    ("known", "words", "url", "act"),
    [
        ({"decided": False}, "Bring in the result", "results/new/", "result.enter"),
        ({}, "Read the findings and make the plan", "findings/", "plan.edit"),
        ({"has_plan": True}, "Go on with the plan", "plan/", "plan.edit"),
        ({"version": "returned"}, "Go on with the plan", "plan/", "plan.edit"),
        ({"version": "withdrawn"}, "Go on with the plan", "plan/", "plan.edit"),
        ({"version": "submitted"}, "See how far the approval is", "plan/versions/3/", "plan.view"),
        (
            {"version": "submitted", "mine": True},
            "Read and decide",
            "plan/versions/3/approve/",
            "plan.approve",
        ),
        ({"version": "approved"}, "Publish the plan", "plan/versions/3/", "plan.publish"),
        ({"version": "published"}, "Make the papers", "papers/", "paper.view"),
        ({"version": "published", "papers": 2}, "Follow the measures up", "progress/", "progress.view"),
    ],
)
def test_next_step_brings_the_round_on(known, words, url, act):
    has_plan = "version" in known
    step = next_step(standing(**{"has_plan": has_plan, "version_number": 3, **known}))
    assert (step.words, step.url, step.act) == (words, f"/agencies/7/rounds/2568/{url}", act)


def test_remarks_may_be_entered_before_the_findings_are_read():
    assert next_step(standing(remarks=0)).also == (
        "Enter the assessor's remarks first",
        "/agencies/7/rounds/2568/remarks/",
    )
    assert next_step(standing(remarks=1)).also == next_step(standing()).also == ("", "")


def test_plan_is_said_in_a_word():
    assert [
        plan_word(has_plan=has, version=state)
        for has, state in ((False, None), (True, None), (True, "returned"))
    ] == [
        ("no plan yet", ""),
        ("being written", "doing"),
        ("returned", "returned"),
    ]


def test_usual_year_is_the_newest_whose_levels_are_known_else_the_newest():
    offered = choices([])
    assert [each.year for each in offered] == sorted(years(), reverse=True)
    assert [each.year for each in offered if each.newest] == [2568]
    assert [usual_year(choices(taken)) for taken in ([], [2568], [2568, 2569])] == [2568, 2569, 2567]
    assert usual_year([]) is None
    assert YearChoice(2568, levels_known=True).next == 2569


def test_faults_of_one_kind_are_told_once_with_the_first_places():
    many = [Problem("fine", "wrong", f"line {number}", f"write {number}.50") for number in range(1, 24)]
    with speaking("en"):
        found = told_together(
            [*many, Problem("fine", "wrong", "", "other"), Problem("fine", "2", "", "other")], told
        )
    named = ", ".join(f"line {number}" for number in range(2, 22))
    assert found == [f"wrong – write 1.50 (The same in: {named} …)", "wrong – other"]
