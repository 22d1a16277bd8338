"""The forms by which scores, facts, remarks and earlier years come in."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation

from houses import INDICATORS, INPUTS
from prongsai.language.messages import language
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.site.rounds.drafts import Draft
from prongsai.site.rounds.forms.bringing import CheckForm
from prongsai.site.rounds.forms.choosing import ReasonForm, StartForm, WayForm
from prongsai.site.rounds.forms.earlier import EarlierForm, fill
from prongsai.site.rounds.forms.facts import FactsForm
from prongsai.site.rounds.forms.remarks import LetterForm, RemarkForm
from prongsai.site.rounds.forms.scores import ScoreForm
from prongsai.site.rounds.from_report import proposal

UNIT = "เทศบาลตำบลต้นแบบ"
METHOD = load_method(2568)
BEGUN = Draft(inputs={"fiscal_year": "2568", "depth": "indicators"})
TYPED = {f"indicators.{number}": score for number, score in INDICATORS.items()}


@pytest.fixture(autouse=True)
def _in_english():
    with language("en"), translation.override("en"):
        yield


def sent(fields):
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


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


@pytest.fixture
def offer(facts):
    def make(data=None, typed=None, **changes):
        return FactsForm(proposal(facts(**changes), METHOD, UNIT), METHOD, UNIT, data, typed)

    return make


def confirmed(form, **changes):
    """Give what a person sends who leaves a form as it is offered."""
    fields = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value and name.startswith(("r", "remark")):
            fields[name] = "on" if value is True else value
    return sent({**fields, **changes})


def test_confirmed_facts_become_a_draft(offer):
    form = offer(confirmed(offer()))
    assert form.is_valid()
    draft = form.draft(BEGUN)
    assert draft.inputs == {
        "fiscal_year": "2568",
        "depth": "indicators",
        "indicators": INDICATORS,
        "instruments": {"EIT1": "86.20"},
        "total": "92.36",
        "level": "ผ่านดี",
        "rank": {"place": "12"},
        "announced": "15 สิงหาคม 2568",
    }
    assert draft.remarks == [
        {"codes": ["e9"], "part": "EIT1", "text": "ไม่ทราบ ดังนั้น ควรแจ้ง", "missing": []},
        {"codes": ["o13"], "part": "", "text": "ขาด (1)", "missing": ["(1) ผล"]},
    ]
    assert (draft.earlier, draft.read) == ([], True)


def test_corrected_facts_and_chosen_years_count(offer):
    changes = {"r1.indicators.1": "97.41", "take0": "on", "remark1": "", "remark0.text": " "}
    draft_form = offer(confirmed(offer(), **changes))
    assert draft_form.is_valid()
    draft = draft_form.draft(BEGUN)
    assert draft.inputs["indicators"]["1"] == "97.41"
    assert draft.earlier == [{"fiscal_year": "2567", "depth": "indicators", "indicators": {"1": "95.00"}}]
    assert draft.remarks == []
    assert draft.typed["r1.indicators.1"] == "97.41"
    again = offer(typed=draft.typed)
    assert again["r1.indicators.1"].value() == "97.41"


def test_faulty_facts_stand_at_their_field(offer):
    form = offer(confirmed(offer(), **{"r1.indicators.1": "197", "r0.indicators.1": "x"}))
    assert set(form.errors) == {"r1.indicators.1"}
    form = offer(confirmed(offer(), **{"r0.indicators.1": "x", "take0": "on"}))
    assert set(form.errors) == {"r0.indicators.1"}


def test_report_whose_scores_were_emptied_is_refused(offer):
    form = offer(
        {f"r1.indicators.{number}": "" for number in range(1, 11)} | {"r1.instruments.EIT1": "86.20"}
    )
    assert form.errors == {"__all__": ["There are no scores of 2568 yet: enter at least one."]}


def test_every_doubt_must_be_answered(offer, doubt):
    changes = {"doubts": [doubt(29), doubt(7), doubt(90)], "agency": {"name": "เทศบาลอื่น"}}
    form = offer(**changes)
    assert [row.answer is not None for row in form.own[:2]] == [True, False]
    assert [row.field.name for row in form.own[:2]] == ["r1.indicators.1", "r1.indicators.2"]
    assert (form.remarks[0].answer.initial, form.remarks[1].answer.initial) == (False, True)
    assert [(year.fiscal_year, take.name, len(rows)) for year, take, rows in form.earlier] == [
        (2567, "take0", 1)
    ]
    assert set(offer(confirmed(form), **changes).errors) == {"sure.r1.indicators.1", "doubts", "others"}
    answers = {"sure.r1.indicators.1": "on", "doubts": "on", "others": "on"}
    assert offer(confirmed(form, **answers), **changes).is_valid()


REMARK = {
    "codes": "O13, o๑๔",
    "text": " ขาด ",
    "missing": "(1) ผล\n\n (2) แผน ",
}


def test_remark_becomes_an_entry():
    form = RemarkForm(METHOD, data=sent({**REMARK, "part": ""}))
    assert form.is_valid()
    assert form.entry == {
        "codes": ["o13", "o14"],
        "part": "",
        "text": "ขาด",
        "missing": ["(1) ผล", "(2) แผน"],
    }


def test_remark_is_shown_as_it_is_kept():
    form = RemarkForm(METHOD, {"codes": ["e1", "e2"], "part": "EIT2", "text": "ก", "missing": ["(1)", "(2)"]})
    assert form.initial == {"codes": "e1, e2", "part": "EIT2", "text": "ก", "missing": "(1)\n(2)"}
    assert [value for value, _label in form.fields["part"].choices] == ["", "EIT1", "EIT2"]
    assert "part" not in RemarkForm(load_method(2565)).fields


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"codes": "z9", "text": "x"},
            {"codes": ["“z9” is no question or item of 2568 – write the code of that year, such as o13"]},
        ),
        ({"codes": "i7"}, {"text": ["the remark has no text"]}),
        ({"codes": "", "text": "x"}, {"codes": ["This field is required."]}),
    ],
)
def test_faulty_remark_is_told_at_its_field(fields, errors):
    assert RemarkForm(METHOD, data=sent(fields)).errors == errors


def test_letter_joins_unless_told_to_replace():
    form = LetterForm(sent({"letter": "x"}))
    assert (form.is_valid(), form.cleaned_data["replace"]) == (True, "")


def year_fields(year, **more):
    return {
        **{f"y{year}.indicators.{number}": score for number, score in INDICATORS.items()},
        **{f"y{year}.{key}": text for key, text in more.items()},
    }


def test_years_that_are_filled_in_become_entries():
    form = EarlierForm(
        [2567, 2566, 2565], UNIT, sent({**year_fields(2567, total="92.36"), "y2565.total": "88.00"})
    )
    assert form.is_valid()
    assert form.entries == [
        {"fiscal_year": "2567", "depth": "indicators", "indicators": INDICATORS, "total": "92.36"},
        {"fiscal_year": "2565", "depth": "indicators", "total": "88.00"},
    ]
    assert [(each.fiscal_year, len(each.indicators), len(each.announced)) for each in form.year_boxes] == [
        (2567, 10, 2),
        (2566, 10, 2),
        (2565, 10, 2),
    ]


def test_faulty_year_is_told_at_its_field():
    form = EarlierForm([2567], UNIT, sent({"y2567.indicators.3": "1x"}))
    assert set(form.errors) == {"y2567.indicators.3"}


def test_earlier_year_without_scores_is_refused():
    form = EarlierForm([2567], UNIT, {"y2567.level": "ผ่านดี"})
    assert (form.errors, form.entries) == (
        {"y2567.indicators.1": ["There are no scores yet: enter at least one."]},
        [],
    )


def test_nothing_filled_in_is_refused():
    assert EarlierForm([2567], UNIT, sent({})).non_field_errors() == ["Nothing is filled in yet."]


def test_figures_that_do_not_agree_must_be_confirmed():
    fields = year_fields(2567, total="93.00")
    form = EarlierForm([2567], UNIT, sent(fields))
    assert not form.is_valid()
    assert form.warnings == [
        "2567: the total is printed as 93.00, but the indicators give 92.36 – compare with the published result"
    ]
    assert EarlierForm([2567], UNIT, sent({**fields, "sure": "yes"})).is_valid()


def test_year_without_published_levels_offers_none():
    assert EarlierForm([2569], UNIT).fields["y2569.level"].choices == [("", "–")]


TABLE = "\t2566\t2567\t2568\n" + "\n".join(
    f"{number}.\t{Decimal(score) - 1}\t{score}\t{score}" for number, score in INDICATORS.items()
)


def test_pasted_table_fills_the_fields_of_its_years():
    data, notes = fill(sent({"pasted": f"{TABLE}\nลำดับที่ 12", "y2567.total": "1"}), [2567, 2565])
    assert data == {
        "pasted": f"{TABLE}\nลำดับที่ 12",
        "y2567.total": "1",
        **year_fields(2567),
    }
    assert len(notes) == 1


@pytest.mark.parametrize(("text", "code"), [(TABLE, "no-years"), ("สวัสดี", "no-scores")])
def test_paste_without_scores_of_the_years_is_refused(text, code):
    with pytest.raises(InputError) as caught:
        fill(sent({"pasted": text}), [2564])
    assert [each.code for each in caught.value.problems] == [code]


def test_inputs_of_tests_are_good():
    assert ScoreForm(
        replace(BEGUN, inputs=INPUTS), METHOD, UNIT, sent({"kind": "published", **TYPED})
    ).is_valid()
