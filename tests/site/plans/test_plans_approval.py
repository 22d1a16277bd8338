from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from prongsai.language.problems import InputError
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.agencies.queries import actor_in
from prongsai.site.audit.models import Act
from prongsai.site.files.kinds import PDF
from prongsai.site.files.models import StoredFile
from prongsai.site.files.storing import content_of
from prongsai.site.permissions import Role
from prongsai.site.plans.actions import (
    change_text,
    decide,
    decide_by_scan,
    publish,
    remove_measure,
    submit,
    withdraw,
)
from prongsai.site.plans.actions.approval import current_step, open_steps
from prongsai.site.plans.models import Decision, Plan, Version, VersionState
from prongsai.site.plans.queries import (
    approved_version,
    awaiting,
    awaiting_anywhere,
    latest_version,
    measures_of,
    the_version,
    version_before,
)
from prongsai.site.plans.values import version_value

APPROVED, RETURNED = Decision.APPROVED, Decision.RETURNED
CONTENT = b"%PDF-1.7 signed"
UPLOAD = SimpleNamespace(name="signed.pdf", content=CONTENT, kind=PDF)


def now(version):
    return the_version(version.plan, version.number)


def today():
    return timezone.localdate()


def decided(version):
    return [(str(each), each.decision, each.word) for each in now(version).approvals.all()]


def approve(house, version, word=""):
    return decide(house.actor(Role.APPROVER), version, APPROVED, word)


def brought_to(house, plan, state):
    """Give a version in a state."""
    version = submit(house.actor(), plan, "")
    if state == VersionState.WITHDRAWN:
        withdraw(house.actor(), version)
    elif state == VersionState.RETURNED:
        decide(house.actor(Role.APPROVER), version, RETURNED, "แก้ก่อน")
    elif state != VersionState.SUBMITTED:
        approve(house, version)
        approve(house, version)
    if state == VersionState.PUBLISHED:
        publish(house.actor(), version, today())
    assert now(version).state == state
    return version


ACTS = {
    "withdraw": lambda house, version: withdraw(house.actor(), version),
    "approve": approve,
    "return": lambda house, version: decide(house.actor(Role.APPROVER), version, RETURNED, "ก"),
    "scan": lambda house, version: decide_by_scan(house.actor(), version, UPLOAD, today(), APPROVED),
    "publish": lambda house, version: publish(house.actor(), version, today()),
}
AFTER = {
    ("submitted", "withdraw"): "withdrawn",
    ("submitted", "approve"): "submitted",
    ("submitted", "return"): "returned",
    ("submitted", "scan"): "submitted",
    ("approved", "publish"): "published",
}
"""Every act that a state allows, and the state that it leads to (the first of two steps); all others are refused."""


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", VersionState.values)
def test_states_and_acts(house, plan, state, act):
    version = brought_to(house, plan, state)
    wanted = AFTER.get((state, act))
    before = Act.objects.count()
    if wanted is None:
        with pytest.raises(InputError):
            ACTS[act](house, version)
        assert (now(version).state, Act.objects.count()) == (state, before)
    else:
        ACTS[act](house, version)
        assert now(version).state == wanted
        assert Act.objects.count() > before


@pytest.mark.parametrize("state", VersionState.values)
def test_another_version_is_submitted_unless_one_awaits(house, plan, state):
    brought_to(house, plan, state)
    if state == VersionState.SUBMITTED:
        with pytest.raises(InputError) as caught:
            submit(house.actor(), plan, "")
        assert [each.code for each in caught.value.problems] == ["version-awaiting"]
    else:
        assert submit(house.actor(), plan, "").number == 2


def test_chain_is_copied_with_acting_heads(house, plan):
    ChainStep.objects.filter(place=1).update(acting_position="รองนายกเทศมนตรี")
    version = submit(house.actor(), plan, " ฉบับแรก ")
    assert decided(version) == [("ปลัดเทศบาล", "", ""), ("รองนายกเทศมนตรี รักษาราชการแทน นายกเทศมนตรี", "", "")]
    assert version.note == "ฉบับแรก"
    ChainStep.objects.all().delete()
    assert len(decided(version)) == 2


def test_submission_is_in_the_log(house, plan):
    version = submit(house.actor(), plan, "ก")
    act = Act.objects.get(code="plan.submitted")
    assert act.object_id == str(version.pk)
    assert act.after == {
        "number": 1, "state": "submitted", "note": "ก", "explanation": "", "chain": ["ปลัดเทศบาล", "นายกเทศมนตรี"],
    }  # fmt: skip


def refused(house, plan, explanation=""):
    with pytest.raises(InputError) as caught:
        submit(house.actor(), plan, "", explanation)
    return [each.code for each in caught.value.problems]


def test_plan_needs_a_chain(house, plan):
    ChainStep.objects.all().delete()
    assert refused(house, plan) == ["no-chain"]


def test_plan_needs_a_measure(house, plan):
    plan.measures.update(removed_at=timezone.now())
    assert refused(house, plan, "ไม่มี") == ["no-measures"]


def test_grave_holes_are_mended_or_explained(house, plan):
    measures_of(plan)[0].owners.all().delete()
    assert refused(house, plan, "  ") == ["open-holes"]
    version = submit(house.actor(), plan, "", "รอคำสั่งแต่งตั้ง")
    assert version.explanation == "รอคำสั่งแต่งตั้ง"
    assert version.content["holes"] == [["no-owner", "m1", 0, ""]]


def test_hints_may_stay_open(house, plan):
    row = measures_of(plan)[1]
    row.steps[0]["answers"] = []
    row.save()
    assert submit(house.actor(), plan, "").content["holes"] == [["step-without-finding", "m2", 1, ""]]


def test_version_stays_as_it_was_while_the_plan_goes_on(house, plan):
    version = submit(house.actor(), plan, "")
    before = version_value(version)
    change_text(house.actor(), plan, "rationale", "ใหม่", 0)
    row = measures_of(plan)[0]
    row.plan = plan
    remove_measure(house.actor(), row)
    assert version_value(now(version)) == before


def test_steps_are_decided_in_their_order(house, plan):
    second = User.objects.create_user("mayor@example.com", "นายก")
    Membership.objects.create(agency=house.agency, user=second, role=Role.APPROVER)
    ChainStep.objects.filter(place=1).update(holder=second)
    version = submit(house.actor(), plan, "")
    mayor = actor_in(second, house.agency.pk)
    with pytest.raises(PermissionDenied):
        decide(mayor, version, APPROVED)
    assert approve(house, version, "เห็นชอบ").state == VersionState.SUBMITTED
    with pytest.raises(PermissionDenied):
        approve(house, version)
    assert decide(mayor, version, APPROVED).state == VersionState.APPROVED
    assert decided(version) == [("ปลัดเทศบาล", "approved", "เห็นชอบ"), ("นายกเทศมนตรี", "approved", "")]
    assert now(version).decided_at is not None


def test_two_clicks_of_one_holder_decide_two_steps_only_where_both_are_theirs(house, version):
    approve(house, version)
    approve(house, version)
    with pytest.raises(InputError):
        approve(house, version)


def test_return_needs_a_word(house, version):
    with pytest.raises(InputError) as caught:
        decide(house.actor(Role.APPROVER), version, RETURNED, "  ")
    assert [each.code for each in caught.value.problems] == ["no-word"]
    assert now(version).state == VersionState.SUBMITTED


def test_return_leaves_the_later_steps_open(house, version):
    decide(house.actor(Role.APPROVER), version, RETURNED, "แก้ระยะเวลา")
    assert decided(version) == [("ปลัดเทศบาล", "returned", "แก้ระยะเวลา"), ("นายกเทศมนตรี", "", "")]
    assert (current_step(now(version)), len(open_steps(now(version)))) == (None, 1)


def test_decision_is_in_the_log_with_its_word(house, version):
    approve(house, version, "เห็นชอบ")
    act = Act.objects.get(code="plan.step-endorsed")
    approver = house.users[Role.APPROVER]
    assert (act.actor, act.object_name) == (approver.name, "ปลัดเทศบาล")
    assert act.after["word"] == "เห็นชอบ"
    assert act.after["own_submission"] is False


def test_author_who_holds_a_step_may_decide_and_that_is_recorded(house, plan):
    officer = house.users[Role.OFFICER]
    Membership.objects.create(agency=house.agency, user=officer, role=Role.APPROVER)
    ChainStep.objects.update(holder=officer)
    version = submit(house.actor(), plan, "")
    decide(house.actor(), version, APPROVED)
    assert Act.objects.get(code="plan.step-endorsed").after["own_submission"] is True


@pytest.mark.parametrize("role", [Role.MANAGER, Role.OFFICER, Role.STAFF, Role.READER])
def test_only_approvers_decide(house, version, role):
    ChainStep.objects.update(holder=house.users[role])
    with pytest.raises(PermissionDenied):
        decide(house.actor(role), version, APPROVED)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.APPROVER, Role.STAFF, Role.READER])
def test_only_officers_submit_withdraw_scan_and_publish(house, plan, role):
    version = submit(house.actor(), plan, "")
    actor = house.actor(role)
    for act in (
        lambda: submit(actor, plan, ""),
        lambda: withdraw(actor, version),
        lambda: decide_by_scan(actor, version, UPLOAD, today(), APPROVED),
        lambda: publish(actor, version, today()),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_version_of_another_agency_is_not_decided(house, other, others_plan):
    from django_scopes import scope

    with scope(agency=other.agency):
        version = submit(other.actor(), others_plan, "")
        with pytest.raises(PermissionDenied):
            decide(house.actor(Role.APPROVER), version, APPROVED)
        with pytest.raises(PermissionDenied):
            withdraw(house.actor(), version)


def test_scan_decides_the_current_step(house, version):
    done = decide_by_scan(house.actor(), version, UPLOAD, today(), APPROVED, "ลงนามแล้ว")
    first, second = done.approvals.all()
    assert (first.decision, first.word, first.signed_on) == ("approved", "ลงนามแล้ว", today())
    assert first.decided_by == house.users[Role.OFFICER].name
    assert (content_of(first.scan), first.scan.name, first.scan.act) == (CONTENT, "signed.pdf", "plan.view")
    assert (second.decision, done.state) == ("", VersionState.SUBMITTED)
    assert Act.objects.get(code="plan.step-endorsed").after["scan"] == "signed.pdf"


def test_scan_decides_all_steps_that_are_left_at_once(house, version):
    approve(house, version)
    done = decide_by_scan(house.actor(), version, UPLOAD, today(), APPROVED, whole=True)
    assert done.state == VersionState.APPROVED
    other = submit(house.actor(), version.plan, "")
    done = decide_by_scan(house.actor(), other, UPLOAD, today(), APPROVED, whole=True)
    assert [each.decision for each in done.approvals.all()] == ["approved", "approved"]
    assert StoredFile.objects.count() == 2


def test_scan_that_returns_decides_one_step(house, version):
    done = decide_by_scan(house.actor(), version, UPLOAD, today(), RETURNED, "แก้", whole=True)
    assert [each.decision for each in done.approvals.all()] == ["returned", ""]
    assert done.state == VersionState.RETURNED


def test_scan_is_not_signed_on_a_day_to_come(house, version):
    with pytest.raises(InputError) as caught:
        decide_by_scan(house.actor(), version, UPLOAD, today() + timedelta(days=1), APPROVED)
    assert [each.code for each in caught.value.problems] == ["day-to-come"]
    assert StoredFile.objects.count() == 0


def test_version_is_published_on_a_day(house, plan):
    version = brought_to(house, plan, VersionState.APPROVED)
    day = today() - timedelta(days=3)
    done = publish(house.actor(), version, day)
    assert timezone.localdate(done.published_at) == day
    assert Act.objects.get(code="plan.published").before == {"state": "approved", "published_at": None}


def test_version_is_not_published_on_a_day_to_come(house, plan):
    version = brought_to(house, plan, VersionState.APPROVED)
    with pytest.raises(InputError) as caught:
        publish(house.actor(), version, today() + timedelta(days=1))
    assert [each.code for each in caught.value.problems] == ["day-to-come"]


def test_version_is_not_published_after_a_newer_one(house, plan):
    first = brought_to(house, plan, VersionState.APPROVED)
    brought_to(house, plan, VersionState.PUBLISHED)
    with pytest.raises(InputError) as caught:
        publish(house.actor(), first, today())
    assert [each.code for each in caught.value.problems] == ["newer-published"]


def test_newest_and_counting_versions(house, plan):
    assert (latest_version(plan), approved_version(plan)) == (None, None)
    numbers = []
    for state in ("returned", "approved", "withdrawn", "published", "submitted"):
        version = brought_to(house, plan, state)
        counting = approved_version(plan)
        before = version_before(now(version))
        numbers.append((latest_version(plan).number, counting and counting.number, before and before.number))
    assert numbers == [(1, None, None), (2, 2, None), (3, 2, 2), (4, 4, 2), (5, 4, 4)]


def test_what_awaits_is_given_to_whoever_holds_the_current_step(house, plan):
    second = User.objects.create_user("mayor@example.com", "นายก")
    Membership.objects.create(agency=house.agency, user=second, role=Role.APPROVER)
    ChainStep.objects.filter(place=1).update(holder=second)
    version = submit(house.actor(), plan, "")
    mayor = actor_in(second, house.agency.pk)
    assert (awaiting(house.actor(Role.APPROVER)), awaiting(mayor), awaiting(house.actor())) == (
        [version],
        [],
        [],
    )
    approve(house, version)
    assert (awaiting(house.actor(Role.APPROVER)), awaiting(mayor)) == ([], [version])
    decide(mayor, version, APPROVED)
    assert awaiting(mayor) == []


def test_what_awaits_is_one_query(house, version, django_assert_num_queries):
    actor = house.actor(Role.APPROVER)
    with django_assert_num_queries(1):
        (found,) = awaiting(actor)
        assert (found.plan.round.fiscal_year, str(found.submitted_by)) == (2568, "Officer of one.example.com")


def test_versions_of_another_agency_await_nobody_here(house, other, others_plan, within):
    from django_scopes import scope

    with scope(agency=other.agency):
        ChainStep.objects.update(holder=house.users[Role.APPROVER])
        submit(other.actor(), others_plan, "")
    assert awaiting(house.actor(Role.APPROVER)) == []


def test_versions_of_all_agencies_await_those_who_approve_there_now(house, other, version, others_plan):
    from django_scopes import scope

    user = house.users[Role.APPROVER]
    membership = Membership.objects.create(agency=other.agency, user=user, role=Role.APPROVER)
    with scope(agency=other.agency):
        ChainStep.objects.update(holder=user)
        second = submit(other.actor(), others_plan, "")
    assert awaiting_anywhere(user) == [version, second]
    assert awaiting(house.actor(Role.APPROVER)) == [version]
    assert awaiting_anywhere(house.users[Role.OFFICER]) == []
    membership.ended_at = timezone.now()
    membership.save()
    assert awaiting_anywhere(user) == [version]


def test_database_holds_one_awaiting_version_of_a_plan(house, version):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            agency=house.agency, plan=version.plan, number=9, content={}, submitted_by=version.submitted_by
        )
    assert Plan.objects.get().versions.count() == 1
