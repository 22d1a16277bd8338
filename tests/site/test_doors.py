"""Every view and every action goes through a door that names its act, and every action leaves a line in the log."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from prongsai.site.accounts.models import Name, User
from prongsai.site.agencies.models import Division
from prongsai.site.audit.models import Act
from prongsai.site.doors import (
    action,
    action_in_site,
    facts_of,
    needs,
    needs_in_site,
    note,
    person,
    record,
)
from prongsai.site.permissions import Role, may_in_site


@pytest.mark.parametrize("door", [needs, needs_in_site, action, action_in_site])
def test_unknown_act_has_no_door(door):
    with pytest.raises(KeyError):
        door("agency.burn")
    with pytest.raises(KeyError):
        may_in_site(User(), "agency.edit")


def test_view_is_seen_by_those_who_may_and_keeps_its_act(house, within):
    @needs("people.edit")
    def view(request, agency):
        return HttpResponse(str(agency))

    request = RequestFactory().get("/")
    request.actor = house.actor(Role.MANAGER)
    assert (view(request, 7).content, view.act) == (b"7", "people.edit")
    request.actor = house.actor(Role.OFFICER)
    with pytest.raises(PermissionDenied):
        view(request, 7)


def test_action_on_a_thing_of_another_agency_is_denied(house, other, within):
    @action("division.edit")
    def touch(actor, division, also=None):
        record(actor, "division.changed", division)

    touch(house.actor(), house.divisions["works"])
    for arguments, named in (
        ((other.divisions["works"],), {}),
        ((house.divisions["works"],), {"also": other.divisions["works"]}),
    ):
        with pytest.raises(PermissionDenied):
            touch(house.actor(), *arguments, **named)
    assert Act.objects.count() == 1


def test_action_that_leaves_no_line_is_an_error_and_writes_nothing(house, within):
    @action("division.edit")
    def silent(actor, division):
        division.name = "silently changed"
        division.save()

    with pytest.raises(RuntimeError, match="silent left no line in the log"):
        silent(house.actor(), house.divisions["works"])
    assert not Division.objects.filter(name="silently changed").exists()


def test_action_that_fails_leaves_nothing(house, within):
    @action("division.edit")
    def failing(actor):
        record(actor, "division.changed", actor.agency)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing(house.actor())
    assert not Act.objects.exists()


def test_action_of_the_site_is_for_administrators(db):
    @action_in_site("agency.add")
    def add(user, words):
        note(user.name, "agency.added", user.name)
        return words

    user = User.objects.create_user("a@example.com", "A")
    with pytest.raises(PermissionDenied):
        add(user, "done")
    user.is_administrator = True
    assert (add(user, "done"), add.act) == ("done", "agency.add")


def test_line_holds_only_what_changed_and_people_by_number(house, within):
    officer = house.users[Role.OFFICER]
    division = house.divisions["works"]
    before = {"name": "old", "key": "works", "order": [1]}
    after = {"name": "new", "key": "works", "who": person(officer.name)}
    record(house.actor(), "division.changed", division, before, after)
    act = Act.objects.get()
    assert (act.before, act.after) == (
        {"name": "old", "order": [1]},
        {"name": "new", "who": {"name": officer.name_id}},
    )
    assert (act.actor, act.agency, act.agency_name) == (officer.name, house.agency, house.agency.name)
    assert (act.object_kind, act.object_id, act.object_name) == (
        "agencies.division",
        str(division.pk),
        "กองช่าง",
    )
    assert str(act) == "division.changed กองช่าง"


def test_line_about_a_person_holds_no_name(house, within):
    name = house.users[Role.READER].name
    record(house.actor(), "member.ended", name)
    assert (Act.objects.get().object_kind, Act.objects.get().object_name) == ("accounts.name", "")


def test_line_may_call_a_thing_otherwise_than_it_calls_itself(house, within):
    record(house.actor(), "agency.changed", house.agency, name="x" * 400)
    assert Act.objects.get().object_name == "x" * 300


def test_line_outside_agencies_belongs_to_none(db):
    name = Name.objects.create(text="A")
    note(name, "signed.in", name)
    assert (Act.objects.get().agency, Act.objects.get().agency_name) == (None, "")


def test_facts_are_plain_values(house):
    step = house.agency.chain.model(
        agency=house.agency, place=1, position="p", holder=house.users[Role.APPROVER]
    )
    assert facts_of(step, "position", "place", "holder", "agency") == {
        "position": "p",
        "place": 1,
        "holder": {"name": house.users[Role.APPROVER].name_id},
        "agency": str(house.agency),
    }
    user = house.users[Role.OFFICER]
    assert facts_of(user, "name", "joined_at", "is_active", "last_login") == {
        "name": {"name": user.name_id},
        "joined_at": str(user.joined_at),
        "is_active": True,
        "last_login": None,
    }
    assert person(None) is None
