"""Closing a round freezes its results, forms and findings; reopening is an act with a reason."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from houses import INPUTS
from prongsai.analysis.findings import analyse
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.scoring.score import score
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import (
    begin_entry,
    close_round,
    confirm_entry,
    correct_result,
    decide,
    enter_result,
    keep_entry,
    put_remarks,
    remove_result,
    reopen_round,
    rescore_result,
    restore_result,
    start_round,
)
from prongsai.site.rounds.drafts import draft_of
from prongsai.site.rounds.freezing import freeze, thaw
from prongsai.site.rounds.queries import analysis_for, closings_of, the_round
from prongsai.site.rounds.reckoning import read_inputs


def told(caught):
    return [str(problem) for problem in caught.value.problems]


def test_analysis_of_closed_round_equals_the_one_before(house, round_):
    before = analysis_for(round_)
    close_round(house.actor(), round_)
    assert analysis_for(the_round(house.agency, 2568)) == before


def test_closed_round_stays_as_it_was_when_an_earlier_year_is_entered(house, round_):
    close_round(house.actor(), round_)
    before = analysis_for(the_round(house.agency, 2568))
    earlier = start_round(house.actor(), 2567)
    enter_result(house.actor(), earlier, INPUTS, kind="published", way="form")
    after = analysis_for(the_round(house.agency, 2568))
    assert (after, after.earlier) == (before, ())


def test_nothing_of_a_closed_round_can_be_written(house, round_, result):
    other = enter_result(house.actor(), round_, INPUTS, kind="rehearsal", way="form")
    entry = begin_entry(house.actor(), round_, "form")
    removed = enter_result(house.actor(), round_, INPUTS, kind="rehearsal", way="form")
    remove_result(house.actor(), removed)
    close_round(house.actor(), round_)
    officer = house.actor()
    for act in (
        lambda: enter_result(officer, round_, INPUTS, kind="final", way="form"),
        lambda: correct_result(officer, result, INPUTS, kind="final"),
        lambda: rescore_result(officer, result),
        lambda: put_remarks(officer, result, []),
        lambda: decide(officer, round_, other),
        lambda: remove_result(officer, other),
        lambda: restore_result(officer, removed),
        lambda: begin_entry(officer, round_, "form"),
        lambda: confirm_entry(officer, entry),
        lambda: close_round(officer, round_),
    ):
        with pytest.raises(InputError) as caught:
            act()
        assert told(caught) == ["ปิดรอบการประเมินปี 2568 แล้ว ผลและข้อค้นพบคงเดิม — เปิดรอบอีกครั้งโดยระบุเหตุผลก่อน"]


def test_round_that_was_closed_meanwhile_is_not_written(house, round_):
    stale = the_round(house.agency, 2568)
    close_round(house.actor(), round_)
    with pytest.raises(InputError):
        enter_result(house.actor(), stale, INPUTS, kind="final", way="form")


def test_round_without_result_is_not_closed(house, empty_round):
    with pytest.raises(InputError) as caught:
        close_round(house.actor(), empty_round)
    assert told(caught) == ["รอบการประเมินปี 2568 ยังไม่มีผลที่ใช้อ้างอิง — กรอกผลก่อน"]


def test_reopening_keeps_reason_and_history(house, round_):
    close_round(house.actor(), round_)
    reopen_round(house.actor(Role.MANAGER), round_, " คะแนนที่ประกาศแก้ไขแล้ว ")
    fresh = the_round(house.agency, 2568)
    (closing,) = closings_of(fresh)
    assert (fresh.closed, closing.reason, str(closing.reopened_by)) == (
        False,
        "คะแนนที่ประกาศแก้ไขแล้ว",
        "Manager of one.example.com",
    )
    assert str(closing) == f"{closing.closed_at:%Y-%m-%d}"
    act = Act.objects.first()
    assert (act.code, act.before, act.after) == (
        "round.reopened",
        {"closed": True},
        {"closed": False, "reason": "คะแนนที่ประกาศแก้ไขแล้ว"},
    )


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_reopening_without_reason_is_refused(house, round_, reason):
    close_round(house.actor(), round_)
    with pytest.raises(InputError) as caught:
        reopen_round(house.actor(Role.MANAGER), round_, reason)
    assert told(caught) == ["reason: ไม่ได้ระบุเหตุผล — ระบุเหตุผลที่เปิดรอบอีกครั้ง"]
    assert the_round(house.agency, 2568).closed


def test_open_round_is_not_reopened(house, round_):
    with pytest.raises(InputError) as caught:
        reopen_round(house.actor(Role.MANAGER), round_, "เหตุผล")
    assert told(caught) == ["รอบการประเมินปี 2568 ยังไม่ได้ปิด"]


def test_officer_may_not_reopen(house, round_):
    close_round(house.actor(), round_)
    with pytest.raises(PermissionDenied):
        reopen_round(house.actor(), round_, "เหตุผล")


scores = st.integers(0, 10_000).map(lambda hundredths: f"{hundredths / 100:.2f}")
some = st.dictionaries(st.sampled_from([str(number) for number in range(1, 11)]), scores)


@given(st.sampled_from([2563, 2565, 2566, 2568, 2569]), some, some, st.booleans())
def test_any_analysis_comes_back_from_plain_json_as_it_was(year, now, before, deep):
    method, earlier = load_method(year), load_method(max(year - 1, 2563))
    inputs = {"depth": "indicators", "indicators": now, "total": "88.10", "announced": "15/8/2568"}
    if deep and year in {2566, 2568}:
        inputs |= {"depth": "questions", "questions": {"EIT1": {"e1": "81.10"}}, "items": {"o1": "100"}}
    inputs |= {"remarks": [{"codes": ["o13"], "text": "ขาดองค์ประกอบ (1) ผล"}]}
    newest = score(read_inputs(inputs, "เทศบาล", method)[0], method)
    old = score(read_inputs({"depth": "indicators", "indicators": before}, "เทศบาล", earlier)[0], earlier)
    old = replace(old, result=replace(old.result, fiscal_year=year - 1))
    analysis = analyse(newest, [old])
    assert thaw(json.loads(json.dumps(freeze(analysis)))) == analysis


def test_frozen_numbers_keep_their_last_digit(house, round_):
    analysis = analysis_for(round_)
    back = thaw(json.loads(json.dumps(freeze(analysis))))
    assert back.scores.total.exact == analysis.scores.total.exact
    assert back.scores.result.indicators[9] == Decimal("88.50")


def test_stranger_writes_nothing(house, other, round_):
    with scope(agency=other.agency):
        officer = other.actor()
        for act in (
            lambda: enter_result(officer, round_, INPUTS, kind="final", way="form"),
            lambda: close_round(officer, round_),
            lambda: put_remarks(officer, round_.decisive, []),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_entry_of_a_closed_round_is_not_offered(house, officer, round_, pages):
    entry = begin_entry(house.actor(), round_, "paste")
    keep_entry(house.actor(), entry, replace(draft_of(entry), pasted="ก"))
    shown = f'href="{entry.get_absolute_url()}"'
    assert shown in officer.get(pages()).content.decode()
    close_round(house.actor(), round_)
    assert shown not in officer.get(pages()).content.decode()
