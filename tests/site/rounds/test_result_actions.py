"""What becomes of results: entered, corrected, decided on, scored anew, removed and put back."""

import pytest
from django.core.exceptions import PermissionDenied

from houses import INDICATORS, INPUTS
from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method, pack_file
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.rounds.actions import (
    correct_result,
    decide,
    enter_result,
    put_remarks,
    remove_result,
    rescore_result,
    restore_result,
    start_round,
)
from prongsai.site.rounds.models import PackCopy, Result, Round
from prongsai.site.rounds.packs import is_shipped, method_of, pack_of
from prongsai.site.rounds.queries import analysis_for, earlier_results, results_of, the_result, the_round
from prongsai.site.rounds.reckoning import figures, scores_of
from prongsai.site.shell.speech import speaking


def codes():
    return list(Act.objects.order_by("pk").values_list("code", flat=True))


def enter(house, each, kind, inputs=INPUTS):
    return enter_result(house.actor(), each, inputs, kind=kind, way="form")


def test_round_is_started_once(house, within):
    first = start_round(house.actor(), 2568)
    assert start_round(house.actor(), 2568) == first
    assert (codes(), str(first)) == (["round.started", "round.found"], "2568")
    assert first.get_absolute_url() == f"/agencies/{house.agency.pk}/rounds/2568/"


def test_round_of_year_without_pack_is_not_started(house, within):
    with pytest.raises(InputError):
        start_round(house.actor(), 2555)
    assert not Round.objects.exists()


def test_result_is_kept_with_its_pack_and_figures(house, empty_round):
    row = enter(house, empty_round, "published")
    assert row.pack_id == load_method(2568).hash
    assert PackCopy.objects.get(pk=row.pack_id).text == pack_file(2568).read_text(encoding="utf-8")
    assert str(row.pack) == f"2568 {row.pack_id[:12]}"
    shown = figures(row.figures)
    assert (str(shown.total), shown.level, str(shown.instruments["EIT1"])) == ("92.36", "ผ่านดี", "86.20")
    assert row.inputs == {**INPUTS, "kind": "published"}
    assert row.get_absolute_url() == f"/agencies/{house.agency.pk}/rounds/2568/results/{row.pk}/"
    assert str(row) == f"{row.get_kind_display()} 2568"


def test_figures_without_scores_are_empty():
    assert figures({}) == figures({"indicators": {}, "instruments": {}, "total": None, "level": ""})


@pytest.mark.parametrize(
    ("kinds", "decisive"),
    [
        (("rehearsal",), 0),
        (("rehearsal", "preliminary"), 0),
        (("rehearsal", "published"), 1),
        (("preliminary", "final"), 1),
        (("published", "final"), 0),
        (("published", "estimate"), 0),
    ],
)
def test_announced_result_decides_before_any_other(house, empty_round, kinds, decisive):
    rows = [enter(house, empty_round, kind) for kind in kinds]
    assert the_round(house.agency, 2568).decisive == rows[decisive]


def test_faulty_result_is_not_kept(house, empty_round):
    with pytest.raises(InputError):
        enter(house, empty_round, "published", {**INPUTS, "indicators": {"3": "185"}})
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    "scores",
    [
        {},
        {"indicators": {}},
        {"indicators": {"1": ""}, "total": " "},
        {"instruments": {"EIT1": "86.20"}, "level": "ผ่านดี"},
    ],
)
def test_result_without_any_score_is_not_kept(house, round_, result, scores):
    inputs = {"fiscal_year": "2568", "depth": "indicators", **scores}
    with speaking("en"), pytest.raises(InputError) as entered:
        enter(house, round_, "published", inputs)
    with speaking("en"), pytest.raises(InputError) as corrected:
        correct_result(house.actor(), result, inputs, kind="final")
    said = (Problem("no-scores", "There are no scores yet.", mend="enter at least one"),)
    assert (entered.value.problems, corrected.value.problems) == (said, said)
    result.refresh_from_db()
    assert (list(Result.objects.all()), result.inputs) == ([result], {**INPUTS, "kind": "published"})


def test_total_alone_is_a_result(house, empty_round):
    row = enter(
        house, empty_round, "published", {"fiscal_year": "2568", "depth": "indicators", "total": "92.36"}
    )
    assert the_round(house.agency, 2568).decisive == row


def test_correction_keeps_before_and_after_in_the_log(house, round_, result):
    inputs = {**INPUTS, "indicators": {**INDICATORS, "9": "90.00"}}
    correct_result(house.actor(), result, inputs, kind="final", source="หนังสือแก้ไข")
    result.refresh_from_db()
    assert (result.kind, result.source, str(figures(result.figures).total)) == (
        "final",
        "หนังสือแก้ไข",
        "92.66",
    )
    act = Act.objects.first()
    assert (act.code, act.before["kind"], act.after["kind"]) == ("result.corrected", "published", "final")


def test_faulty_correction_changes_nothing(house, round_, result):
    with pytest.raises(InputError):
        correct_result(house.actor(), result, {**INPUTS, "total": "x"}, kind="final")
    result.refresh_from_db()
    assert (result.kind, result.inputs) == ("published", {**INPUTS, "kind": "published"})


def test_result_is_scored_by_its_own_pack_until_it_is_scored_anew(house, round_, result, other_pack):
    old = other_pack(2568)
    result.pack = old
    result.save()
    assert not is_shipped(old.pk, 2568)
    assert scores_of(result, house.agency.name).method == method_of(old.pk, 2568) != load_method(2568)
    rescore_result(house.actor(), result)
    result.refresh_from_db()
    assert is_shipped(result.pack_id, 2568)
    act = Act.objects.first()
    assert (act.code, act.before["pack"]) == ("result.rescored", str(old))


def test_result_of_year_whose_pack_is_gone_is_not_scored_anew(house, round_, result):
    round_.fiscal_year = 2555
    result.round = round_
    with pytest.raises(InputError):
        rescore_result(house.actor(), result)


def test_no_pack_is_shipped_for_a_year_that_is_not_there():
    assert not is_shipped("x", 2555)


def test_remarks_are_put_and_logged(house, round_, result):
    remarks = [{"codes": ["o13"], "part": "", "text": "ขาดข้อมูล", "missing": []}]
    put_remarks(house.actor(), result, remarks)
    result.refresh_from_db()
    assert result.inputs == {**INPUTS, "kind": "published", "remarks": remarks}
    act = Act.objects.first()
    assert (act.code, act.before, act.after) == (
        "remarks.put",
        {"remarks": INPUTS["remarks"]},
        {"remarks": remarks},
    )


def test_remarks_that_somebody_else_changed_meanwhile_are_not_overwritten(house, round_, result):
    other = the_result(round_, result.pk)
    put_remarks(house.actor(), other, [])
    with pytest.raises(InputError):
        put_remarks(house.actor(), result, INPUTS["remarks"])
    result.refresh_from_db()
    assert result.inputs["remarks"] == []


def test_result_that_was_removed_meanwhile_is_not_made_decisive(house, round_):
    other = enter(house, round_, "rehearsal")
    seen = the_result(round_, other.pk)
    remove_result(house.actor(), other)
    with pytest.raises(InputError):
        decide(house.actor(), round_, seen)
    round_.refresh_from_db()
    assert round_.decisive_id != other.pk


def test_faulty_remarks_change_nothing(house, round_, result):
    with pytest.raises(InputError):
        put_remarks(house.actor(), result, [{"codes": ["z9"], "text": "x"}])
    assert result.inputs["remarks"] == INPUTS["remarks"]


def test_decisive_result_is_chosen(house, round_):
    row = enter(house, round_, "estimate")
    decide(house.actor(), round_, row)
    assert the_round(house.agency, 2568).decisive == row
    act = Act.objects.first()
    assert (act.code, act.after) == ("result.decided", {"decisive": str(row)})


def test_only_result_is_removed_and_put_back(house, round_, result):
    result.round = round_
    remove_result(house.actor(), result)
    fresh = the_round(house.agency, 2568)
    assert (fresh.decisive, list(results_of(fresh))) == (None, [])
    restore_result(house.actor(), the_result(fresh, result.pk, removed=True))
    fresh = the_round(house.agency, 2568)
    assert (fresh.decisive, list(results_of(fresh))) == (result, [result])


def test_other_result_is_removed_and_put_back_without_deciding(house, round_, result):
    row = enter(house, round_, "estimate")
    remove_result(house.actor(), row)
    restore_result(house.actor(), row)
    assert (the_round(house.agency, 2568).decisive, codes()[-2:]) == (
        result,
        ["result.removed", "result.restored"],
    )


def test_decisive_result_beside_another_is_not_removed(house, round_, result):
    enter(house, round_, "estimate")
    with pytest.raises(InputError) as caught:
        remove_result(house.actor(), result)
    assert [str(problem) for problem in caught.value.problems] == [
        "ผลนี้เป็นผลที่ใช้อ้างอิง — เลือกผลอื่นเป็นผลที่ใช้อ้างอิงก่อน"
    ]
    assert list(results_of(round_).filter(pk=result.pk)) == [result]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER])
def test_only_officers_enter_results(house, empty_round, role):
    with pytest.raises(PermissionDenied):
        enter_result(house.actor(role), empty_round, INPUTS, kind="published", way="form")


def test_earlier_results_are_those_of_the_four_years_before(house, round_):
    rows = {}
    for year in (2563, 2564, 2566, 2567):
        each = start_round(house.actor(), year)
        rows[year] = enter(house, each, "published", {"depth": "indicators", "indicators": INDICATORS})
    start_round(house.actor(), 2565)
    assert earlier_results(round_) == [rows[2567], rows[2566], rows[2564]]


def test_pack_is_kept_once(within):
    assert pack_of(2568) == pack_of(2568)
    assert PackCopy.objects.count() == 1


def test_analysis_is_remembered_by_all_that_it_is_made_from(house, empty_round):
    """Another language, a corrected score, a score of another year: each makes another one."""
    officer = house.actor()
    inputs = {**INPUTS, "total": "12.34"}  # which the checks of printed figures find wrong
    result = enter_result(officer, empty_round, inputs, kind="published", way="form")
    told = {name: analysed(empty_round, name) for name in ("th", "en")}
    assert told["th"] is analysed(empty_round, "th")
    assert len({str(each.scores.problems) for each in told.values()}) == 2
    correct_result(officer, result, {**inputs, "total": "92.36"}, kind="published")
    assert str(analysed(empty_round, "en").scores.problems) != str(told["en"].scores.problems)
    before = enter_result(
        officer, start_round(officer, 2567), {**INPUTS, "fiscal_year": "2567"}, kind="published", way="form"
    )
    assert [each.result.fiscal_year for each in analysed(empty_round, "en").earlier] == [
        before.round.fiscal_year
    ]


def analysed(each, name):
    with language(name):
        return analysis_for(Round.objects.select_related("agency", "decisive__round").get(pk=each.pk))
