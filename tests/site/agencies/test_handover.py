"""Handing over the work of a member who leaves: everything, in one act, previewed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from houses import INPUTS
from prongsai.language.problems import InputError
from prongsai.site.accounts.models import User
from prongsai.site.agencies.handover.actions import hand_over
from prongsai.site.agencies.handover.queries import holdings_of
from prongsai.site.agencies.invitations.actions import accept, invite
from prongsai.site.agencies.invitations.queries import valid_invitation
from prongsai.site.agencies.models import ChainStep, Membership
from prongsai.site.agencies.people.actions import end_membership
from prongsai.site.agencies.people.queries import the_member
from prongsai.site.agencies.queries import actor_in
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role
from prongsai.site.plans.models import Approval, Measure, Plan, Version, VersionState
from prongsai.site.rounds.actions import enter_result, start_round


@pytest.fixture
def held(house, within):
    """Let the approver hold steps, an open approval and a decided one, and measures that go on and that ended."""
    officer, user = house.actor(), house.users[Role.APPROVER]
    round_ = start_round(officer, 2568)
    row = enter_result(officer, round_, INPUTS, kind="published", way="form")
    plan = Plan.objects.create(
        agency=house.agency, round=round_, plan_year=2569, item_pack=row.pack, method_hash="x"
    )
    today = timezone.localdate()
    measures = {
        key: Measure.objects.create(agency=house.agency, plan=plan, key=key, place=0, title=key, **given)
        for key, given in {
            "open": {},
            "going on": {"end": today},
            "ended": {"end": today - timedelta(days=1)},
            "removed": {"removed_at": timezone.now()},
        }.items()
    }
    for measure in measures.values():
        measure.persons.add(user)
    approvals = {}
    for number, state in enumerate((VersionState.SUBMITTED, VersionState.RETURNED)):
        version = Version.objects.create(
            agency=house.agency,
            plan=plan,
            number=number,
            state=state,
            content={},
            submitted_by=officer.user.name,
        )
        for place, decision in enumerate(("", "approved")):
            approvals[state, decision] = Approval.objects.create(
                agency=house.agency,
                version=version,
                place=place,
                position="ปลัดเทศบาล",
                holder=user,
                decision=decision,
            )
    return measures, approvals


def member(house, role):
    return the_member(house.agency, house.users[role].pk)


def test_holdings_are_what_somebody_else_must_hold(house, held):
    found = holdings_of(house.users[Role.APPROVER])
    assert [step.position for step in found.steps] == ["ปลัดเทศบาล", "นายกเทศมนตรี"]
    assert found.approvals == (held[1][VersionState.SUBMITTED, ""],)
    assert {measure.key for measure in found.measures} == {"open", "going on"}
    assert found.decides
    assert not holdings_of(house.users[Role.READER]).decides


def test_everything_goes_over_in_one_act(house, held):
    measures, approvals = held
    leaving, successor = house.users[Role.APPROVER], house.users[Role.STAFF]
    before = Act.objects.count()
    hand_over(house.actor(Role.MANAGER), member(house, Role.APPROVER), member(house, Role.STAFF))
    assert actor_in(leaving, house.agency.pk) is None
    found = member(house, Role.STAFF)
    assert (found.roles, found.division, found.position) == (
        (Role.APPROVER, Role.STAFF),
        house.divisions["finance"],
        "position of staff",
    )
    assert set(ChainStep.objects.values_list("holder", flat=True)) == {successor.pk}
    holders = {key: Approval.objects.get(pk=row.pk).holder for key, row in approvals.items()}
    assert [key for key, holder in holders.items() if holder == successor] == [(VersionState.SUBMITTED, "")]
    persons = {key: set(measure.persons.all()) for key, measure in measures.items()}
    assert persons == {
        "open": {successor},
        "going on": {successor},
        "ended": {leaving},
        "removed": {leaving},
    }
    (act,) = Act.objects.order_by("pk")[before:]
    assert (act.code, act.object_id) == ("member.handed-over", str(leaving.name_id))
    assert act.after == {
        "person": {"name": successor.name_id},
        "roles": ["approver"],
        "chain_steps": ["ปลัดเทศบาล", "นายกเทศมนตรี"],
        "approvals": 1,
        "measures": ["open", "going on"],
    }


def test_successor_without_division_and_position_takes_them_on(house, within):
    Membership.objects.filter(user=house.users[Role.READER]).update(position="")
    hand_over(house.actor(Role.MANAGER), member(house, Role.STAFF), member(house, Role.READER))
    found = member(house, Role.READER)
    assert (found.division, found.position) == (house.divisions["finance"], "position of staff")


def test_last_manager_may_hand_over(house, within):
    hand_over(house.actor(Role.MANAGER), member(house, Role.MANAGER), member(house, Role.READER))
    assert actor_in(house.users[Role.READER], house.agency.pk).roles == {Role.MANAGER, Role.READER}


def test_nobody_hands_over_to_themselves(house, within):
    with pytest.raises(InputError):
        hand_over(house.actor(Role.MANAGER), member(house, Role.READER), member(house, Role.READER))


def test_new_person_takes_over_by_accepting(house, held):
    manager = house.actor(Role.MANAGER)
    made, _token = invite(
        manager,
        email="new@example.com",
        name="New",
        roles={Role.APPROVER},
        takes_over=member(house, Role.APPROVER),
    )
    assert actor_in(house.users[Role.APPROVER], house.agency.pk) is not None
    user = User.objects.create_user("new@example.com", "New")
    accept(valid_invitation(made.token_hash), user)
    assert actor_in(house.users[Role.APPROVER], house.agency.pk) is None
    assert set(ChainStep.objects.values_list("holder", flat=True)) == {user.pk}
    act = Act.objects.get(code="member.handed-over")
    assert act.actor == manager.user.name


def test_one_who_left_before_the_invitation_is_accepted_hands_nothing_over(house, within):
    manager = house.actor(Role.MANAGER)
    made, _token = invite(
        manager,
        email="new@example.com",
        name="New",
        roles={Role.READER},
        takes_over=member(house, Role.STAFF),
    )
    end_membership(manager, member(house, Role.STAFF))
    user = User.objects.create_user("new@example.com", "New")
    accept(valid_invitation(made.token_hash), user)
    assert actor_in(user, house.agency.pk).roles == {Role.READER}


@pytest.fixture
def browser(house, signed_in):
    """Give the manager's browser, in English."""
    user = house.users[Role.MANAGER]
    user.language = "en"
    user.save()
    return signed_in(user)


def address(house, role, rest=""):
    return f"/agencies/{house.agency.pk}/people/{house.users[role].pk}/hand-over/{rest}"


def text(answer):
    return answer.content.decode()


def test_pages_show_what_goes_over_before_it_does(house, held, browser):
    page = text(browser.get(address(house, Role.APPROVER)))
    for words in ("ปลัดเทศบาล", "going on", "version 0", "Officer of one.example.com", "To somebody new"):
        assert words in page
    for words in ("ended</span>", "removed</span>"):
        assert words not in page
    to = address(house, Role.APPROVER, f"{house.users[Role.STAFF].pk}/")
    assert f'href="{to}"' in page
    check = text(browser.get(to))
    for words in ("Approver of one.example.com", "Staff of one.example.com", "นายกเทศมนตรี", "going on"):
        assert words in check
    assert browser.post(to)["Location"] == f"/agencies/{house.agency.pk}/people/"
    assert "has gone over to Staff of one.example.com" in text(
        browser.get(f"/agencies/{house.agency.pk}/people/")
    )
    assert browser.get(address(house, Role.APPROVER)).status_code == 404


def test_manager_who_hands_over_is_led_home(house, browser):
    to = address(house, Role.MANAGER, f"{house.users[Role.READER].pk}/")
    assert browser.post(to)["Location"] == "/"


def test_page_for_the_same_person_is_not_there(house, browser):
    assert browser.get(address(house, Role.READER, f"{house.users[Role.READER].pk}/")).status_code == 404


def test_invitation_of_a_successor_shows_what_goes_over(house, held, browser):
    path = f"/agencies/{house.agency.pk}/people/invite/?over={house.users[Role.APPROVER].pk}"
    page = text(browser.get(path))
    assert "Invite a successor of Approver of one.example.com" in page
    assert 'value="approver" id="id_roles_2" checked' in page
    form = {"name": "New", "email": "new@example.com", "roles": ["approver"]}
    assert browser.post(path, form).status_code == 200
    with scopes_disabled():
        assert house.agency.invitations.get().takes_over == house.users[Role.APPROVER]


def test_persons_that_are_open_elsewhere_do_not_overwrite_a_handing_over(house, held):
    hand_over(house.actor(Role.MANAGER), member(house, Role.APPROVER), member(house, Role.STAFF))
    revisions = dict(Measure.objects.values_list("key", "changed"))
    assert revisions == {"open": {"owners": 1}, "going on": {"owners": 1}, "ended": {}, "removed": {}}


@pytest.mark.parametrize(("over", "status"), [("nonsense", 200), ("987654", 404)])
def test_made_up_successor_is_none(house, browser, over, status):
    assert browser.get(f"/agencies/{house.agency.pk}/people/invite/?over={over}").status_code == status


def test_nothing_of_another_agency_is_handed_over(house, other, browser):
    theirs = other.users[Role.READER].pk
    for path in (
        f"/agencies/{house.agency.pk}/people/{theirs}/hand-over/",
        address(house, Role.READER, f"{theirs}/"),
        f"/agencies/{house.agency.pk}/people/invite/?over={theirs}",
    ):
        assert browser.get(path).status_code == 404
    with scope(agency=house.agency):
        Membership.objects.create(agency=house.agency, user=other.users[Role.APPROVER], role=Role.READER)
    page = text(browser.get(f"/agencies/{house.agency.pk}/people/{other.users[Role.APPROVER].pk}/hand-over/"))
    assert "นายกเทศมนตรี" not in page
    browser.post(address(house, Role.READER, f"{other.users[Role.APPROVER].pk}/"))
    browser.post(
        f"/agencies/{house.agency.pk}/people/{other.users[Role.APPROVER].pk}/hand-over/{house.users[Role.OFFICER].pk}/"
    )
    with scope(agency=other.agency):
        assert set(ChainStep.objects.values_list("holder", flat=True)) == {other.users[Role.APPROVER].pk}


def test_pages_ask_at_most_twelve_queries(house, held, browser, django_assert_max_num_queries):
    browser.get("/account/")
    for path in (
        address(house, Role.APPROVER),
        address(house, Role.APPROVER, f"{house.users[Role.STAFF].pk}/"),
        f"/agencies/{house.agency.pk}/people/invite/?over={house.users[Role.APPROVER].pk}",
    ):
        with django_assert_max_num_queries(12):
            browser.get(path)
