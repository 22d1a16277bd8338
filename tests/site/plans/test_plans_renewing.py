from decimal import Decimal

import pytest
from django.db import transaction
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houses import INDICATORS, INPUTS, build
from prongsai.language.problems import InputError
from prongsai.method.library import load_method
from prongsai.site.agencies.models import Division
from prongsai.site.agencies.queries import divisions_of
from prongsai.site.audit.models import Act
from prongsai.site.plans.actions import (
    add_measure,
    change_measure,
    change_text,
    make,
    put_step,
    remove_measure,
    remove_step,
    renew,
)
from prongsai.site.plans.actions.changing import ChangedMeanwhile
from prongsai.site.plans.models import Measure, Plan
from prongsai.site.plans.queries import measures_of, the_measure, the_plan
from prongsai.site.plans.renewing import is_in_line, newer_numbers, propose
from prongsai.site.plans.values import plan_method, plan_value
from prongsai.site.rounds.actions import correct_result, enter_result, put_remarks, start_round
from prongsai.site.rounds.queries import analysis_for, the_round

YEAR = 2568
LATER = 10**6
"""A revision that no change comes after: what was typed last counts."""


def proposal_for(actor, plan):
    found = the_plan(the_round(actor.agency, YEAR))
    return propose(found, measures_of(found), divisions_of(actor.agency), analysis_for(found.round))


def renewed(actor, plan):
    return renew(actor, the_plan(the_round(actor.agency, YEAR)), proposal_for(actor, plan).digest)


def measure(plan, key):
    found = the_measure(plan, key)
    found.plan = plan
    return found


def other_result(house, plan, **scores):
    row = plan.round.decisive
    inputs = {**INPUTS, "indicators": {**INDICATORS, **{key[1:]: value for key, value in scores.items()}}}
    return correct_result(house.actor(), row, inputs, kind="published")


def test_plan_that_was_just_made_is_in_line(house, plan):
    assert is_in_line(plan, analysis_for(plan.round))
    proposal = proposal_for(house.actor(), plan)
    assert (proposal.plan, proposal.notes) == (plan_value(plan), ())


def test_untouched_plan_follows_another_result(house, plan):
    other_result(house, plan, i2="99.00", i10="80.00")
    changed = the_plan(the_round(house.agency, YEAR))
    assert not is_in_line(changed, analysis_for(changed.round))
    fresh = proposal_for(house.actor(), plan)
    renewed(house.actor(), plan)
    after = the_plan(the_round(house.agency, YEAR))
    assert plan_value(after) == fresh.plan
    aims = {each.key: each.aim for each in measures_of(after)}
    assert (aims["m2"], aims["m10"]) == ("keep", "mend")
    assert is_in_line(after, analysis_for(after.round))
    assert proposal_for(house.actor(), after).notes == ()


def test_changes_of_a_renewal_are_in_the_log(house, plan):
    other_result(house, plan, i2="99.00")
    renewed(house.actor(), plan)
    act = Act.objects.get(code="plan.renewed")
    assert set(act.after) == {"paragraphs", "texts", "notes"}
    assert "refreshed measures/m2/aim" in act.after["notes"]
    changed = Act.objects.get(code="measure.renewed", object_name__contains="งบประมาณ")
    assert (changed.before["aim"], changed.after["aim"]) == ("develop", "keep")


def test_renewal_counts_as_a_change_of_just_what_it_changed(house, plan):
    other_result(house, plan, i2="99.00")
    renewed(house.actor(), plan)
    row = measure(plan, "m2")
    assert {part for part, revision in row.changed.items() if revision == row.revision} == {
        "title", "period", "follow_up", "money", "steps",
    } - {"period"}  # fmt: skip
    assert measure(plan, "m1").revision == 0


def test_what_a_person_wrote_stays(house, plan):
    actor = house.actor()
    values = {"title": "ชื่อของเรา", "aim": "develop", "indicators": [2]}
    change_measure(actor, measure(plan, "m2"), "title", values, LATER)
    step = measure(plan, "m2").steps[0]
    put_step(actor, measure(plan, "m2"), step["key"], {"text": "ของเรา", "answers": ["2"], "refs": []}, LATER)
    change_text(actor, plan, "rationale", "เหตุผลของเรา", LATER)
    change_text(actor, plan, "7", "ย่อหน้าของเรา", LATER)
    other_result(house, plan, i2="99.00", i7="70.00")
    renewed(actor, plan)
    after = the_plan(the_round(house.agency, YEAR))
    row = measure(after, "m2")
    assert (row.title, row.aim, row.steps[0]) == (
        "ชื่อของเรา", "keep", {"key": step["key"], "text": "ของเรา", "answers": ["2"], "refs": []},
    )  # fmt: skip
    assert (after.texts["rationale"], after.paragraphs["7"]) == ("เหตุผลของเรา", "ย่อหน้าของเรา")


def test_what_a_person_deleted_stays_deleted(house, plan):
    actor = house.actor()
    remove_measure(actor, measure(plan, "m1"))
    remove_step(actor, measure(plan, "m2"), "s1")
    other_result(house, plan, i10="80.00")
    proposal = proposal_for(actor, plan)
    left = [each.place for each in proposal.notes if each.outcome == "left_out"]
    assert (left[0], left[1][:17]) == ("measures/m1", "measures/m2/steps")
    renewed(actor, plan)
    assert "m1" not in [each.key for each in measures_of(plan)]
    assert [each["key"] for each in measure(plan, "m2").steps] == ["s2", "s3"]


def test_deleted_measure_comes_back_for_a_new_finding_in_its_old_row(house, plan):
    actor = house.actor()
    row = measure(plan, "m10")
    row.persons.set([house.users["staff"]])
    remove_measure(actor, row)
    remark = {"codes": ["o26"], "text": "ไม่ครบองค์ประกอบ"}
    put_remarks(actor, plan.round.decisive, [*INPUTS["remarks"], remark])
    renewed(actor, plan)
    back = measure(plan, "m10")
    assert (back.pk, back.removed_at, list(back.persons.all())) == (row.pk, None, [])
    assert {answer for step in back.steps for answer in step["answers"]} >= {"remark/o26"}
    assert measures_of(plan)[-1].key == "m10"


def test_measure_that_no_longer_follows_goes_unless_somebody_works_on_it(house, within):
    """Until plan year 2567 only weak indicators have measures."""
    actor = house.actor()
    inputs = {**INPUTS, "fiscal_year": "2566", "remarks": []}
    row = enter_result(actor, start_round(actor, 2566), inputs, kind="published", way="form")
    plan = make(actor, the_round(house.agency, 2566), 2567, 2567).plan
    correct_result(
        actor, row, {**inputs, "indicators": {**INDICATORS, "2": "99.00", "3": "70.00"}}, kind="published"
    )

    def proposal():
        found = the_plan(the_round(house.agency, 2566))
        return propose(found, measures_of(found), divisions_of(house.agency), analysis_for(found.round))

    gone = measure(plan, "m2")
    gone.persons.set([house.users["staff"]])
    assert [note.outcome for note in proposal().notes if note.place == "measures/m2"] == ["outdated"]
    gone.persons.clear()
    renew(actor, the_plan(the_round(house.agency, 2566)), proposal().digest)
    assert measure(plan, "m2").removed_at is not None
    assert Act.objects.filter(code="measure.no-longer-follows", object_id=str(gone.pk)).exists()
    assert measure(plan, "m3").removed_at is None


def test_measure_of_a_person_is_left_alone(house, plan):
    own = add_measure(house.actor(), plan, "ของเรา", [2], "general")
    other_result(house, plan, i2="99.00")
    renewed(house.actor(), plan)
    assert (measure(plan, own.key).title, measure(plan, own.key).revision) == ("ของเรา", 0)


def test_new_name_of_a_division_is_no_change_of_a_persons(house, plan):
    Division.objects.filter(key="finance").update(name="สำนักคลัง")
    assert proposal_for(house.actor(), plan).notes == ()
    owners = {each.id: each.owners for each in proposal_for(house.actor(), plan).plan.measures}
    assert "สำนักคลัง" in owners["m2"]


def test_removed_division_stays_the_owner_that_it_was(house, plan):
    Division.objects.filter(key="finance").update(removed_at="2026-01-01T00:00Z", name="กองคลังเดิม")
    other_result(house, plan, i10="80.00")
    proposal = proposal_for(house.actor(), plan)
    kept = {each.id: each.owners for each in proposal.plan.measures}
    renew(house.actor(), the_plan(the_round(house.agency, YEAR)), proposal.digest)
    assert {each.key: tuple(str(own) for own in each.owners.all()) for each in measures_of(plan)} == kept


def test_owner_that_is_needed_now_becomes_a_division_and_is_known_as_made(house, plan):
    row = Division.objects.get(name="หน่วยตรวจสอบภายใน")
    for each in measures_of(plan):
        each.owners.filter(division=row).delete()
    row.delete()
    remark = {"codes": ["o23"], "text": "ไม่ครบองค์ประกอบ"}
    remove_measure(house.actor(), measure(plan, "m10"))
    put_remarks(house.actor(), plan.round.decisive, [*INPUTS["remarks"], remark])
    proposal = proposal_for(house.actor(), plan)
    assert "หน่วยตรวจสอบภายใน" in proposal.owners["m10"]
    outcome = renew(house.actor(), the_plan(the_round(house.agency, YEAR)), proposal.digest)
    assert outcome.divisions == ("หน่วยตรวจสอบภายใน",)
    assert "หน่วยตรวจสอบภายใน" in [str(own) for own in measure(plan, "m10").owners.all()]
    put_remarks(house.actor(), plan.round.decisive, INPUTS["remarks"])
    assert [
        each.outcome
        for each in proposal_for(house.actor(), plan).notes
        if each.place == "measures/m10/owners"
    ] == ["refreshed"]


def test_what_was_seen_is_done_and_nothing_else(house, plan):
    seen = proposal_for(house.actor(), plan).digest
    other_result(house, plan, i2="99.00")
    with pytest.raises(ChangedMeanwhile):
        renew(house.actor(), the_plan(the_round(house.agency, YEAR)), seen)
    assert plan_value(plan) == plan_value(the_plan(the_round(house.agency, YEAR)))


def test_plan_without_result_is_not_renewed(house, plan):
    plan.round.decisive = None
    plan.round.save()
    with pytest.raises(InputError) as caught:
        renew(house.actor(), the_plan(the_round(house.agency, YEAR)), "")
    assert [each.code for each in caught.value.problems] == ["no-result"]


def test_numbers_of_the_plans_own_year_are_taken_once_they_are_known(house, round_):
    actor = house.actor()
    plan = make(actor, round_, 2569, 2568).plan
    assert (plan_method(plan), newer_numbers(plan)) == (load_method(2568), True)
    renewed(actor, plan)
    after = the_plan(the_round(house.agency, YEAR))
    assert (plan_method(after), newer_numbers(after)) == (load_method(2569), False)
    act = Act.objects.get(code="plan.renewed")
    assert (act.before["numbers_of"], act.after["numbers_of"]) == (2568, 2569)


def test_plan_year_without_pack_keeps_the_numbers_that_it_has(house, round_):
    plan = make(house.actor(), round_, 2570, 2569).plan
    assert newer_numbers(plan) is False


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_renewal_never_loses_what_a_person_changed(db, data):
    """Whatever is edited, added or deleted between two results stands afterwards as the person left it."""
    with transaction.atomic():
        house = build("เทศบาลตำบลสุ่ม", "random.example.com")
        with scope(agency=house.agency):
            _edits_survive(house, data)
        transaction.set_rollback(True)


def _edits_survive(house, data):
    actor = house.actor()
    each = start_round(actor, YEAR)
    row = enter_result(actor, each, INPUTS, kind="published", way="form")
    plan = make(actor, the_round(house.agency, YEAR), 2569, 2569).plan
    keys = [each.key for each in measures_of(plan)]
    titled, stepped, emptied, deleted = (data.draw(st.sampled_from(keys)) for _time in range(4))
    words = data.draw(st.text("กขคง", min_size=1, max_size=6)) + "ของเรา"
    values = {"title": words, "aim": "general", "indicators": [1, 2]}
    change_measure(actor, measure(plan, titled), "title", values, LATER)
    put_step(actor, measure(plan, stepped), "s1", {"text": words, "answers": [], "refs": ["manual"]}, LATER)
    empty = {"period_words": "", "start": None, "end": None}
    change_measure(actor, measure(plan, emptied), "period", empty, LATER)
    change_measure(actor, measure(plan, emptied), "owners", {"owners": [], "persons": []}, LATER)
    change_measure(
        actor, measure(plan, emptied), "money", {"budget": words, "expected_gain": Decimal("0.10")}, LATER
    )
    change_text(actor, plan, "conclusion", words, LATER)
    own = add_measure(actor, plan, words, [5], "mend")
    if deleted not in {titled, stepped, emptied}:
        remove_measure(actor, measure(plan, deleted))
    scores = {
        str(number): data.draw(st.sampled_from(["70.00", "86.00", "96.00", "100.00"]))
        for number in range(1, 11)
    }
    inputs = {**INPUTS, "depth": "indicators", "indicators": scores, "instruments": {}, "remarks": []}
    correct_result(actor, row, inputs, kind="published")
    for _time in range(2):
        renewed(actor, plan)
    after = the_plan(the_round(house.agency, YEAR))
    found = measure(after, titled)
    assert (found.title, found.aim, found.indicators) == (words, "general", [1, 2])
    assert {"key": "s1", "text": words, "answers": [], "refs": ["manual"]} in measure(after, stepped).steps
    found = measure(after, emptied)
    assert (found.period_words, found.start, list(found.owners.all())) == ("", None, [])
    assert (found.budget, found.expected_gain) == (words, Decimal("0.10"))
    assert after.texts["conclusion"] == words
    assert (measure(after, own.key).title, measure(after, own.key).indicators) == (words, [5])
    standing = {each.key for each in measures_of(after)}
    if deleted not in {titled, stepped, emptied}:
        assert deleted not in standing
    assert {titled, stepped, emptied, own.key} <= standing
    assert Measure.objects.filter(plan=after).count() == 11
    assert Plan.objects.count() == 1
