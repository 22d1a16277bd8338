"""The scope of an agency's pages: its members see it, to anybody else it does not exist."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django_scopes import ScopeError, scopes_disabled

from prongsai.site.agencies.middleware import AgencyScope
from prongsai.site.agencies.models import Division, Membership
from prongsai.site.agencies.queries import (
    actor_in,
    agencies_of,
    belongs_elsewhere,
    divisions_of,
    is_manager_anywhere,
)
from prongsai.site.permissions import Role


def test_query_outside_a_scope_is_an_error(house):
    with pytest.raises(ScopeError):
        list(Division.objects.all())


def test_actor_has_all_roles_and_divisions(house):
    with scopes_disabled():
        Membership.objects.create(agency=house.agency, user=house.users[Role.STAFF], role=Role.READER)
    actor = actor_in(house.users[Role.STAFF], house.agency.pk)
    assert (actor.roles, actor.divisions) == (
        {Role.STAFF, Role.READER},
        {house.divisions["finance"].pk},
    )


def test_one_whose_membership_ended_is_a_stranger(house, signed_in):
    user = house.users[Role.READER]
    browser = signed_in(user)
    assert browser.get(house.agency.get_absolute_url()).status_code == 200
    with scopes_disabled():
        Membership.objects.filter(user=user).update(ended_at="2026-01-01T00:00Z")
    assert browser.get(house.agency.get_absolute_url()).status_code == 404
    assert agencies_of(user) == []


def test_agencies_of_a_user_come_by_name_with_roles(house, other):
    user = house.users[Role.OFFICER]
    with scopes_disabled():
        for role in (Role.READER, Role.APPROVER):
            Membership.objects.create(agency=other.agency, user=user, role=role)
    assert [(str(each.agency), each.roles) for each in agencies_of(user)] == [
        ("เทศบาลตำบลความลับ", "ผู้อ่าน, ผู้อนุมัติ"),
        ("เทศบาลตำบลต้นแบบ", "เจ้าหน้าที่ ITA"),
    ]
    assert belongs_elsewhere(user, house.agency)
    assert not belongs_elsewhere(house.users[Role.READER], house.agency)


def test_manager_is_told_from_others(house):
    assert is_manager_anywhere(house.users[Role.MANAGER])
    assert not is_manager_anywhere(house.users[Role.OFFICER])


def test_divisions_come_in_their_order_without_removed_ones(house, within):
    house.divisions["finance"].removed_at = "2026-01-01T00:00Z"
    house.divisions["finance"].save()
    assert [str(each) for each in divisions_of(house.agency)] == ["สำนักปลัดเทศบาล", "กองช่าง"]


def test_address_that_is_none_is_no_agencys(client, db):
    assert client.get("/nothing/here/").status_code == 404


def test_view_that_names_no_act_lets_nobody_in(house, rf):
    request = rf.get("/")
    request.user = house.users[Role.MANAGER]
    request.actor = house.actor(Role.MANAGER)
    middleware = AgencyScope(lambda _request: HttpResponse())
    with pytest.raises(PermissionDenied):
        middleware.process_view(request, lambda _request: HttpResponse(), (), {"agency": 1})
    assert middleware.process_view(request, lambda _request: HttpResponse(), (), {}) is None
