"""Agencies that get a new name or become part of another: their history, who reads them, nothing written any more."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from crawling import walk
from houses import INPUTS, PASSWORD, build
from prongsai.language.problems import InputError
from prongsai.site.accounts.models import User
from prongsai.site.agencies.divisions.actions import add_division
from prongsai.site.agencies.history import actions
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.invitations.queries import hash_of, valid_invitation
from prongsai.site.agencies.models import Agency, AgencyName, Membership
from prongsai.site.agencies.queries import actor_in
from prongsai.site.agencies.register.queries import agencies_found
from prongsai.site.audit.models import Act
from prongsai.site.permissions import ACTS, Role
from prongsai.site.plans.actions import make, submit
from prongsai.site.rounds.actions import enter_result, start_round
from prongsai.site.rounds.queries import the_round

DAY = date(2025, 10, 1)


@pytest.fixture
def administrator(db):
    return User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )


@pytest.fixture
def browser(administrator, signed_in):
    return signed_in(administrator)


def english(user):
    user.language = "en"
    user.save()
    return user


def names(agency):
    with scopes_disabled():
        return [(str(each), each.until) for each in AgencyName.objects.filter(agency=agency)]


def test_agency_is_renamed_with_its_history_and_back(house, administrator):
    old = house.agency.name
    actions.rename(administrator, house.agency, "เทศบาลเมืองต้นแบบ", DAY)
    assert (Agency.objects.get(pk=house.agency.pk).name, names(house.agency)) == (
        "เทศบาลเมืองต้นแบบ",
        [(old, DAY)],
    )
    assert list(agencies_found(old)) == list(agencies_found("เมืองต้นแบบ")) == [house.agency]
    actions.rename_back(administrator, house.agency)
    assert (house.agency.name, names(house.agency)) == (old, [])
    assert [(act.code, act.agency, act.before, act.after) for act in Act.objects.order_by("pk")] == [
        (
            "agency.renamed",
            house.agency,
            {"name": old, "type": "เทศบาลตำบล"},
            {"name": "เทศบาลเมืองต้นแบบ", "type": "เทศบาลเมือง", "from_day": "2025-10-01"},
        ),
        (
            "agency.renamed-back",
            house.agency,
            {"name": "เทศบาลเมืองต้นแบบ", "type": "เทศบาลเมือง"},
            {"name": old, "type": "เทศบาลตำบล"},
        ),
    ]


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [("โรงเรียนเทศบาล", "เทศบาลเมืองต้นแบบ", "โรงเรียนเทศบาล"), ("เทศบาลตำบล", "สำนักงานต้นแบบ", "เทศบาลตำบล")],
)
def test_type_stays_where_it_was_none_of_the_name_or_the_new_name_tells_none(
    house, administrator, before, name, after
):
    Agency.objects.filter(pk=house.agency.pk).update(type=before)
    house.agency.refresh_from_db()
    actions.rename(administrator, house.agency, name, DAY)
    assert (Agency.objects.get(pk=house.agency.pk).name, house.agency.type) == (name, after)


def test_same_name_is_no_new_one_and_nothing_is_taken_back_without_one(house, administrator):
    with pytest.raises(InputError):
        actions.rename(administrator, house.agency, house.agency.name, DAY)
    with pytest.raises(InputError):
        actions.rename_back(administrator, house.agency)


def test_versions_of_plans_keep_the_name_under_which_they_were_submitted(house, administrator):
    with scope(agency=house.agency):
        each = start_round(house.actor(), 2568)
        enter_result(house.actor(), each, INPUTS, kind="published", way="form")
        plan = make(house.actor(), the_round(house.agency, 2568), 2569, 2569).plan
        version = submit(house.actor(), plan, "", "x")
        before = version.content
        actions.rename(administrator, house.agency, "ชื่อใหม่", DAY)
        version.refresh_from_db()
        assert version.content == before
        assert "ชื่อใหม่" not in str(version.content)


def test_pages_rename_and_undo(house, browser, signed_in):
    path = f"/agencies/record/{house.agency.pk}/"
    old = house.agency.name
    assert browser.get(f"{path}rename/").context["form"].initial == {"name": old}
    assert browser.post(f"{path}rename/", {"name": old, "day": "1 ต.ค. 2568"}).status_code == 200
    assert "field-faulty" in browser.post(f"{path}rename/", {"name": "ก", "day": "?"}).content.decode()
    page = browser.post(f"{path}rename/", {"name": "ชื่อใหม่", "day": "1 ต.ค. 2568"}, follow=True)
    assert "until 1 October 2568" in page.content.decode()
    assert f'action="{path}rename/undo/"' in page.content.decode()
    member = (
        signed_in(english(house.users[Role.READER])).get(f"/agencies/{house.agency.pk}/").content.decode()
    )
    assert f"formerly {old}, until 1 October 2568" in member
    assert browser.post(f"{path}rename/undo/").status_code == 302
    assert browser.post(f"{path}rename/undo/").status_code == 404
    assert Agency.objects.get(pk=house.agency.pk).name == old


def test_nothing_is_written_in_a_closed_agency_and_all_is_read(house, other, administrator):
    actions.merge(administrator, house.agency, other.agency, DAY, members=False)
    for role in Role:
        actor = house.actor(role)
        assert {act for act in ACTS if actor.may(act)} == {
            act for act, roles in ACTS.items() if role in roles and act.endswith(".view")
        }
    with scope(agency=house.agency), pytest.raises(PermissionDenied):
        add_division(house.actor(Role.MANAGER), "กองใหม่", "")
    assert other.actor().may("result.enter")


def test_agency_is_open_until_the_day_of_its_merger(house, other, administrator):
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.merge(administrator, house.agency, other.agency, tomorrow, members=False)
    assert house.actor().may("result.enter")
    assert actor_in(other.users[Role.OFFICER], house.agency.pk) is None
    assert not Agency.objects.get(pk=house.agency.pk).closed


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.OFFICER, True),
        (Role.MANAGER, True),
        (Role.APPROVER, True),
        (Role.STAFF, False),
        (Role.READER, False),
    ],
)
def test_heads_of_the_successor_read_the_closed_agency(house, other, administrator, role, reads):
    actions.merge(administrator, house.agency, other.agency, DAY, members=False)
    actor = actor_in(other.users[role], house.agency.pk)
    assert (actor is not None) == reads
    assert actor is None or actor.roles == {Role.READER}


def test_heads_read_what_was_merged_into_what_was_merged(house, other, administrator):
    third = build("เทศบาลนครที่สาม", "three.example.com")
    actions.merge(administrator, house.agency, other.agency, DAY, members=False)
    actions.merge(administrator, other.agency, third.agency, DAY, members=False)
    assert actor_in(third.users[Role.OFFICER], house.agency.pk).roles == {Role.READER}
    assert actor_in(administrator, house.agency.pk) is None
    assert actor_in(administrator, 987654) is None


def test_members_come_along_and_go_again_with_the_merger(house, other, administrator):
    with scopes_disabled():
        shared = house.users[Role.READER]
        Membership.objects.create(agency=other.agency, user=shared, role=Role.READER)
    actions.merge(administrator, house.agency, other.agency, DAY, members=True)
    with scopes_disabled():
        came = Membership.objects.filter(came_with=house.agency)
        assert {(each.agency, each.role, each.position) for each in came} == {
            (other.agency, role, f"position of {role}") for role in Role if role != Role.READER
        }
    actor = actor_in(house.users[Role.OFFICER], other.agency.pk)
    assert actor.roles == {Role.OFFICER}
    act = Act.objects.get(code="agency.taken-in")
    assert (act.agency, act.after) == (
        other.agency,
        {
            "taken_in": house.agency.name,
            "from_day": "2025-10-01",
            "members": [{"name": house.users[role].name_id} for role in Role if role != Role.READER],
        },
    )
    actions.separate(administrator, house.agency)
    assert actor_in(house.users[Role.OFFICER], other.agency.pk) is None
    assert actor_in(shared, other.agency.pk).roles == {Role.READER}
    assert house.actor().may("result.enter")
    assert [
        (each.agency, each.before) for each in Act.objects.filter(code="agency.separated").order_by("pk")
    ] == [
        (house.agency, {"from_day": "2025-10-01", "into": other.agency.name}),
        (other.agency, {"from_day": "2025-10-01", "taken_in": house.agency.name}),
    ]


def test_agencies_that_are_part_of_others_are_not_merged_again(house, other, administrator):
    actions.merge(administrator, house.agency, other.agency, DAY, members=False)
    third = Agency.objects.create(name="ที่สาม")
    for agency, into in ((house.agency, third), (third, house.agency), (third, third)):
        with pytest.raises(InputError):
            actions.merge(administrator, agency, into, DAY, members=False)
    with pytest.raises(InputError):
        actions.separate(administrator, third)


def test_invitations_of_a_closed_agency_end(house, other, administrator):
    with scope(agency=house.agency):
        _made, token = invite(
            house.actor(Role.MANAGER), email="new@example.com", name="New", roles={Role.READER}
        )
    assert valid_invitation(hash_of(token)) is not None
    actions.merge(administrator, house.agency, other.agency, DAY, members=False)
    assert valid_invitation(hash_of(token)) is None


def test_pages_merge_show_and_undo(house, other, browser, signed_in):
    path = f"/agencies/record/{house.agency.pk}/"
    assert other.agency.name in browser.get(f"{path}merge/").content.decode()
    page = browser.get(f"{path}merge/?words=nothing").content.decode()
    assert "No agency has these words" in page
    target = f"{path}merge/{other.agency.pk}/"
    assert browser.get(target).status_code == 200
    assert "field-faulty" in browser.post(target, {"day": "?"}).content.decode()
    page = browser.post(target, {"day": "1 ต.ค. 2568"}, follow=True).content.decode()
    assert f'action="{path}separate/"' in page
    assert "cannot be merged" in browser.post(target, {"day": "1 ต.ค. 2568"}).content.decode()
    assert "part of" in browser.get("/agencies/").content.decode()
    assert house.agency.name in browser.get(f"/agencies/record/{other.agency.pk}/").content.decode()

    officer = signed_in(english(other.users[Role.OFFICER]))
    page = officer.get(f"/agencies/{other.agency.pk}/").content.decode()
    assert f'href="/agencies/{house.agency.pk}/"' in page
    page = officer.get(f"/agencies/{house.agency.pk}/").content.decode()
    assert "This agency is part of" in page
    reader = signed_in(english(other.users[Role.READER]))
    assert (
        f'href="/agencies/{house.agency.pk}/"'
        not in reader.get(f"/agencies/{other.agency.pk}/").content.decode()
    )
    assert browser.post(f"{path}separate/").status_code == 302
    assert browser.post(f"{path}separate/").status_code == 404
    assert officer.get(f"/agencies/{house.agency.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.APPROVER])
def test_pages_of_a_closed_agency_link_to_nothing_that_may_not_be_seen(
    house, other, administrator, signed_in, role
):
    with scope(agency=house.agency):
        each = start_round(house.actor(), 2568)
        enter_result(house.actor(), each, INPUTS, kind="published", way="form")
        plan = make(house.actor(), the_round(house.agency, 2568), 2569, 2569).plan
        submit(house.actor(), plan, "", "x")
    actions.merge(administrator, house.agency, other.agency, DAY, members=False)
    visits = walk(signed_in(house.users[role]), f"/agencies/{house.agency.pk}/")
    broken = [
        (visit.address, visit.linked_from, visit.status) for visit in visits if visit.status not in {200, 302}
    ]
    assert broken == []
    assert len(visits) > 10
