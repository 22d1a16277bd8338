"""The forms by which scores, facts, remarks and earlier years come in."""

from dataclasses import replace

import pytest

from houses import INDICATORS
from prongsai.method.library import load_method
from prongsai.site.rounds.forms.bringing import CheckForm
from prongsai.site.rounds.forms.choosing import ReasonForm, StartForm, WayForm
from prongsai.site.rounds.forms.scores import ScoreForm
from round_forms import BEGUN, METHOD, TYPED, UNIT, sent

pytestmark = pytest.mark.usefixtures("in_english")


def score_form(fields, draft=BEGUN, year=2568):
    return ScoreForm(draft, load_method(year), UNIT, sent({"kind": "published", **fields}))


def test_typed_scores_become_a_draft():
    form = score_form(
        {
            **TYPED,
            "instruments.EIT1": " ๘๖.๒๐ ",
            "source": " ITAS ",
            "kind": "final",
            "announced": "15 ส.ค. 68",
        }
    )
    assert form.is_valid()
    assert form.draft == replace(
        BEGUN,
        kind="final",
        source="ITAS",
        inputs={
            **BEGUN.inputs,
            "indicators": INDICATORS,
            "instruments": {"EIT1": "๘๖.๒๐"},
            "announced": "15 ส.ค. 68",
        },
        read=True,
    )


def test_each_fault_stands_at_its_field():
    form = score_form(
        {**TYPED, "indicators.3": "185", "announced": "15 สงหาคม", "rank.of": "5", "total": "9x"}
    )
    assert not form.is_valid()
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "indicators.3": [
            (
                "185 is not a score: scores lie between 0 and 100 – "
                "write the score as it was published, or leave the place empty where there is none"
            )
        ],
        "total": [
            "“9x” is not a number – write a number such as 93.00, or leave the place empty where there is no score"
        ],
        "announced": ["“15 สงหาคม” is not a date – write it like 15 สิงหาคม 2568 or 2568-08-15"],
        "rank.place": ["the rank has no place"],
    }
    assert form.typed.inputs["indicators"]["3"] == "185"


def test_faults_of_no_field_stand_at_the_head():
    form = score_form({"rank.place": "7", "rank.of": "5", **TYPED})
    assert form.non_field_errors() == ["rank: place 7 of 5 cannot be – compare with the announcement"]
    deep = replace(BEGUN, inputs={"depth": "questions"})
    assert score_form({}, deep).non_field_errors() == [
        "Enter the score of a question or an item, or enter scores by indicator only."
    ]


def test_form_without_scores_is_refused():
    assert score_form({}).non_field_errors() == ["There are no scores yet: enter at least one."]


def test_unknown_kind_is_refused_and_what_was_typed_is_kept():
    form = score_form({**TYPED, "kind": "x", "source": "ก" * 400})
    assert set(form.errors) == {"kind", "source"}
    assert (form.typed.kind, len(form.typed.source)) == ("published", 300)


def test_what_was_typed_at_the_other_depth_is_kept():
    deep = replace(
        BEGUN, inputs={"depth": "questions", "items": {"o1": "100"}, "questions": {"IIT": {"i1": "90"}}}
    )
    form = score_form({"items.o1": "50", "questions.IIT.i1": ""}, deep)
    assert form.is_valid()
    assert form.draft.inputs == {"depth": "questions", "items": {"o1": "50"}}
    shallow = replace(deep, inputs={**deep.inputs, "depth": "indicators"})
    assert score_form(TYPED, shallow).draft.inputs == {
        "depth": "indicators",
        "indicators": INDICATORS,
        "items": {"o1": "100"},
        "questions": {"IIT": {"i1": "90"}},
    }


def test_boxes_follow_the_depth():
    shallow = ScoreForm(BEGUN, METHOD, UNIT)
    assert [len(boxes) for _group, boxes in shallow.score_groups] == [5, 5, 2]
    assert (shallow.indicator_boxes, [box.name for box, _field in shallow.printed_boxes]) == (
        [],
        ["instruments.IIT", "instruments.EIT", "instruments.OIT", "total"],
    )
    deep = ScoreForm(replace(BEGUN, inputs={"depth": "questions"}), METHOD, UNIT)
    assert ([len(boxes) for _group, boxes in deep.score_groups], len(deep.indicator_boxes)) == (
        [15, 9, 9, 4, 7, 2, 3, 4, 4, 4],
        3,
    )
    assert next(field.label for _box, field in deep.score_groups[0][1]).startswith("i1 ")
    assert [field.name for field in shallow.announced_fields] == [
        "level",
        "announced",
        "rank.place",
        "rank.of",
    ]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (lambda: ScoreForm(BEGUN, METHOD, UNIT), False),
        (lambda: ScoreForm(replace(BEGUN, inputs={**BEGUN.inputs, "total": "90"}), METHOD, UNIT), True),
        (lambda: score_form({**TYPED, "level": "ผ่าน"}), True),
        (lambda: score_form({**TYPED, "rank.of": "5"}), True),
        (lambda: ScoreForm(BEGUN, load_method(2569), UNIT), True),
    ],
)
def test_announced_figures_are_open_where_they_matter(form, shown):
    assert form().announced_open is shown


@pytest.mark.parametrize(
    ("year", "inputs", "shown"),
    [(2568, {}, True), (2566, {}, False), (2566, {"indicators": {"9": "90"}}, True)],
)
def test_indicators_beside_questions_are_open_where_they_matter(year, inputs, shown):
    draft = replace(BEGUN, inputs={"depth": "questions", **inputs})
    assert ScoreForm(draft, load_method(year), UNIT).indicators_open is shown


def test_level_is_chosen_among_those_of_the_year_and_one_that_was_kept():
    assert [value for value, _label in ScoreForm(BEGUN, METHOD, UNIT).fields["level"].choices] == [
        "",
        "ผ่านดีเยี่ยม",
        "ผ่านดี",
        "ผ่าน",
        "ต้องปรับปรุง",
        "ต้องปรับปรุงโดยด่วน",
    ]
    other = replace(BEGUN, inputs={**BEGUN.inputs, "level": "A"})
    assert ScoreForm(other, METHOD, UNIT).fields["level"].choices[-1] == ("A", "A")
    assert not hasattr(ScoreForm(BEGUN, load_method(2569), UNIT).fields["level"], "choices")


def test_doubts_must_be_confirmed_and_earlier_years_are_chosen():
    earlier = [{"fiscal_year": "2567"}, {"fiscal_year": "2566"}]
    draft = replace(BEGUN, doubts=["ของใคร"], earlier=earlier)
    form = CheckForm(draft, [2568, 2566])
    assert [str(label) for _value, label in form.fields["years"].choices] == [
        "2567",
        "2566 (there is a result already: this one would be added)",
    ]
    assert form.fields["years"].initial == [2567]
    assert CheckForm(draft, [], sent({})).errors == {"doubt0": ["Confirm this to go on."]}
    good = CheckForm(draft, [], sent({"doubt0": "on", "years": ["2567"]}))
    assert (good.is_valid(), good.years) == (True, [2567])
    plain = CheckForm(BEGUN, [], sent({}))
    assert (plain.is_valid(), plain.years) == (True, [])


def test_one_thing_is_asked_at_a_time():
    assert StartForm([2568], sent({"fiscal_year": "2568"})).is_valid()
    assert set(StartForm([2568], sent({"fiscal_year": "2567"})).errors) == {"fiscal_year"}
    assert set(WayForm(sent({"way": "fax"})).errors) == {"way"}
    assert set(ReasonForm(sent({"reason": " "})).errors) == {"reason"}
