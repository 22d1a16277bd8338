"""The door of every page of an area: who coordinates it comes in, no view without an act of areas is served."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from prongsai.site.coordination.middleware import AreaScope
from prongsai.site.doors import action_in_area, needs, needs_in_area, note
from prongsai.site.permissions import Coordination


@pytest.mark.parametrize("act", [None, "agency.view", "area.add"])
def test_view_that_names_no_act_of_areas_lets_nobody_in(held, rf, act):
    def view(request, area):
        return HttpResponse()

    view.act = act
    request = rf.get("/")
    request.user, request.coordination = held.user, held.coordination
    door = AreaScope(lambda _request: HttpResponse())
    with pytest.raises(PermissionDenied):
        door.process_view(request, view, (), {"area": held.area.pk})
    assert door.process_view(request, view, (), {}) is None


def test_address_that_is_none_belongs_to_no_area(held):
    assert held.browser.get("/nothing/here/").status_code == 404


def test_view_of_an_area_keeps_its_act_and_asks_whose_area_it_is(held, secret, rf):
    @needs_in_area("area.view")
    def view(request, area):
        return HttpResponse(str(area))

    request = rf.get("/")
    request.coordination = held.coordination
    assert (view(request, area=held.area.pk).content, view.act) == (str(held.area.pk).encode(), "area.view")
    with pytest.raises(PermissionDenied):
        view(request, area=secret.area.pk)


def test_action_of_an_area_is_for_its_coordinator_and_its_own_things(held, secret):
    @action_in_area("area.remind")
    def touch(coordination, thing, also=None):
        note(coordination.user.name, "message.sent", thing)
        return "done"

    row, foreign = held.area.coordinators.get(), secret.area.coordinators.get()
    assert (touch(held.coordination, row), touch.act) == ("done", "area.remind")
    for arguments, named in (((foreign,), {}), ((row,), {"also": foreign})):
        with pytest.raises(PermissionDenied):
            touch(held.coordination, *arguments, **named)


@pytest.mark.parametrize("door", [needs_in_area, action_in_area])
def test_unknown_act_has_no_door(door, held):
    with pytest.raises(KeyError):
        door("agency.view")
    with pytest.raises(KeyError):
        Coordination(held.user, held.area).may("agency.view")
    with pytest.raises(KeyError):
        needs("area.view")
