"""The forms of remarks and of earlier years, typed and pasted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from houses import INDICATORS, INPUTS
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.site.rounds.forms.earlier import EarlierForm, fill
from prongsai.site.rounds.forms.remarks import LetterForm, RemarkForm
from prongsai.site.rounds.forms.scores import ScoreForm
from round_forms import BEGUN, METHOD, TYPED, UNIT, sent

pytestmark = pytest.mark.usefixtures("in_english")


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
