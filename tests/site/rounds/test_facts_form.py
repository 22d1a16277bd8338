"""The form in which the facts of a report that was read are confirmed."""

import pytest

from houses import INDICATORS
from prongsai.site.rounds.forms.facts import FactsForm
from prongsai.site.rounds.from_report import proposal
from round_forms import BEGUN, METHOD, UNIT, sent

pytestmark = pytest.mark.usefixtures("in_english")


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
