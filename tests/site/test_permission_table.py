"""Who may do what, written down once more, and held against the table in the code and against every page."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import URLResolver, get_resolver

from houses import PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.agencies.queries import actor_in
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.coordination.queries import coordination_in
from prongsai.site.permissions import ACTS, AREA_ACTS, SITE_ACTS, Role, may_in_site

M, O, A, S, R = Role.MANAGER, Role.OFFICER, Role.APPROVER, Role.STAFF, Role.READER  # noqa: E741
TABLE = {
    # act               manager officer approver staff reader
    "agency.view":      "x x x x x",
    "agency.edit":      "x x . . .",
    "division.edit":    "x x . . .",
    "chain.edit":       "x x . . .",
    "people.view":      "x x x . .",
    "people.edit":      "x . . . .",
    "log.view":         "x x x . .",
    "round.view":       "x x x x x",
    "round.start":      ". x . . .",
    "result.enter":     ". x . . .",
    "result.decide":    ". x . . .",
    "result.delete":    ". x . . .",
    "remarks.edit":     ". x . . .",
    "round.close":      ". x . . .",
    "round.reopen":     "x . x . .",
    "plan.view":        "x x x x x",
    "plan.edit":        ". x . . .",
    "plan.submit":      ". x . . .",
    "plan.scan":        ". x . . .",
    "plan.approve":     ". . x . .",
    "plan.publish":     ". x . . .",
    "progress.view":    "x x x x x",
    "progress.enter":   ". x . x .",
    "progress.confirm": ". x . . .",
    "meeting.edit":     ". x . . .",
    "paper.view":       "x x x x x",
    "paper.make":       ". x . . .",
    "paper.sign":       ". x . . .",
    "paper.delete":     ". x . . .",
    "reading.view":     "x x x . x",
    "reading.upload":   ". x . . .",
    "reading.delete":   ". x . . .",
    "notice.edit":      "x x . . .",
    "public.view":      "x x x x x",
    "public.edit":      ". x . . .",
    "public.approve":   "x . x . .",
    "public.close":     "x x x . .",
}  # fmt: skip
SITE_TABLE = {
    "agency.list",
    "agency.add",
    "agency.manager",
    "agency.import",
    "agency.rename",
    "agency.merge",
    "site.log",
    "site.records",
    "person.erase",
    "area.list",
    "area.add",
    "area.edit",
    "area.coordinator",
}
AREA_TABLE = {"area.view", "area.export", "area.remind"}
ROLES = (M, O, A, S, R)
MAY = {
    (act, role): cell == "x"
    for act, cells in TABLE.items()
    for role, cell in zip(ROLES, cells.split(), strict=True)
}


def test_the_table_holds_every_act_and_every_role():
    assert set(TABLE) == set(ACTS)
    assert SITE_TABLE == SITE_ACTS
    assert AREA_TABLE == AREA_ACTS
    assert tuple(Role) == ROLES


@pytest.fixture
def everybody(house, other):
    """Give a user for each role, the administrator, a stranger of the other agency, and two coordinators.

    One coordinates the area of both agencies, the other an area without any.
    """
    administrator = User.objects.create_user("admin@example.com", "Admin", PASSWORD, is_administrator=True)
    coordinator = User.objects.create_user("coordinator@example.com", "Coordinator", PASSWORD)
    elsewhere = User.objects.create_user("elsewhere@example.com", "Elsewhere", PASSWORD)
    area, empty = Area.objects.create(name="จังหวัดตัวอย่าง"), Area.objects.create(name="กระทรวงความลับ")
    area.agencies.set([house.agency, other.agency])
    Coordinator.objects.create(area=area, user=coordinator)
    Coordinator.objects.create(area=empty, user=elsewhere)
    return {
        **house.users,
        "administrator": administrator,
        "stranger": other.users[O],
        "coordinator": coordinator,
        "elsewhere": elsewhere,
    }


def test_every_cell_of_own_and_other_agency(house, other, everybody):
    faulty = []
    for (act, role), value in MAY.items():
        actor = actor_in(everybody[role], house.agency.pk)
        if actor.may(act) != value:
            faulty.append((act, role, "may"))
        for agency, allowed in ((house.agency, value), (other.agency, False)):
            try:
                actor.must(act, agency.pk)
                did = True
            except PermissionDenied:
                did = False
            if did != allowed:
                faulty.append((act, role, str(agency)))
    assert faulty == []


@pytest.mark.parametrize("who", ["administrator", "stranger", "coordinator", "elsewhere"])
def test_others_are_no_actors_in_the_agency(house, everybody, who):
    assert actor_in(everybody[who], house.agency.pk) is None


@pytest.mark.parametrize("act", sorted(SITE_TABLE))
def test_acts_of_the_site_are_for_administrators_alone(everybody, act):
    assert [who for who, user in everybody.items() if may_in_site(user, act)] == ["administrator"]
    assert not may_in_site(AnonymousUser(), act)


def all_views(resolver=None, prefix="", fields=frozenset()):
    """Give every view that is served: its address with the fields open, its function, the names of its fields."""
    for each in (resolver or get_resolver()).url_patterns:
        address = prefix + str(each.pattern)
        named = fields | set(each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from all_views(each, address, named)
        else:
            yield address, each.callback, named


OF_AGENCIES = [(address, view, named) for address, view, named in all_views() if "agency" in named]
OF_AREAS = [(address, view) for address, view, named in all_views() if "area" in named]
OF_THE_SITE = [
    (address, view)
    for address, view, named in all_views()
    if not {"agency", "area"} & named and hasattr(view, "act")
]


def filled(address, agency):
    """Fill the fields of an address: the agency or area, a year, and values that no row has for the others."""
    words = re.sub("<int:(agency|area)>", str(agency), address).replace("<int:year>", "2568")
    return "/" + re.sub(r"<[^>]+>", "nothing", re.sub(r"<int:\w+>", "987654", words))


def test_every_view_of_an_agency_names_its_act():
    assert [address for address, view, _named in OF_AGENCIES if getattr(view, "act", None) not in TABLE] == []


def test_every_other_view_with_an_act_names_one_of_the_site():
    assert OF_THE_SITE
    assert [address for address, view in OF_THE_SITE if view.act not in SITE_TABLE] == []


def test_every_page_of_an_agency_lets_in_just_those_who_may(house, other, everybody, signed_in, client):
    faulty = []
    for who, user in everybody.items():
        browser = signed_in(user, raise_request_exception=False)
        for address, view, _named in OF_AGENCIES:
            for agency, own in ((house.agency, True), (other.agency, False)):
                allowed = _allowed(who, view.act, own=own)
                for method in ("get", "post"):
                    status = getattr(browser, method)(filled(address, agency.pk)).status_code
                    if not _fits(status, allowed):
                        faulty.append((address, who, "own" if own else "other", method, status))
    assert faulty == []


def test_signed_out_visitors_are_asked_to_sign_in(house, client):
    faulty = []
    for address, _view, _named in OF_AGENCIES:
        answer = client.get(filled(address, house.agency.pk))
        if answer.status_code != 302 or not answer["Location"].startswith("/account/sign-in/?next="):
            faulty.append((address, answer.status_code))
    for address, _view in (*OF_THE_SITE, *OF_AREAS):
        answer = client.get(filled(address, 0))
        if answer.status_code != 302 or not answer["Location"].startswith("/account/sign-in/?next="):
            faulty.append((address, answer.status_code))
    assert faulty == []


def test_pages_of_the_site_let_in_administrators_alone(everybody, signed_in):
    faulty = []
    for who, user in everybody.items():
        browser = signed_in(user)
        for address, _view in OF_THE_SITE:
            status = browser.get(filled(address, 0)).status_code
            if (status != 403) != (who == "administrator"):
                faulty.append((address, who, status))
    assert faulty == []


def test_every_view_of_an_area_names_its_act():
    assert {view.act for _address, view in OF_AREAS} == AREA_TABLE


@pytest.mark.parametrize("act", sorted(AREA_TABLE))
def test_every_act_of_own_and_other_area(everybody, act):
    own, other = Area.objects.order_by("pk")
    told = {}
    for who, user in everybody.items():
        for area, name in ((own, "own"), (other, "other")):
            held = coordination_in(user, area.pk)
            if held is not None:
                told[who, name] = held.may(act)
                held.must(act, area.pk)
                with pytest.raises(PermissionDenied):
                    held.must(act, area.pk + 987654)
    assert told == {("coordinator", "own"): True, ("elsewhere", "other"): True}


def test_every_page_of_an_area_is_there_for_its_coordinators_alone(everybody, signed_in):
    own, other = Area.objects.order_by("pk")
    theirs = {("coordinator", own.pk), ("elsewhere", other.pk)}
    faulty = []
    for who, user in everybody.items():
        browser = signed_in(user, raise_request_exception=False)
        for address, _view in OF_AREAS:
            for area in (own, other):
                for method in ("get", "post"):
                    answer = getattr(browser, method)(filled(address, area.pk))
                    there = answer.status_code in {200, 302, 405} or "987654" in filled(address, area.pk)
                    if ((who, area.pk) in theirs) != there and answer.status_code != 404:
                        faulty.append((address, who, area.name, method, answer.status_code))
                    if (who, area.pk) not in theirs and answer.status_code != 404:
                        faulty.append((address, who, area.name, method, answer.status_code))
    assert faulty == []


def _allowed(who, act, *, own):
    """Tell what the table says: True, False, or None where the agency does not exist for that person."""
    if who == "stranger":
        return None if own else MAY[act, O]
    if who in {"administrator", "coordinator", "elsewhere"} or not own:
        return None
    return MAY[act, who]


def _fits(status, allowed):
    if allowed is None:
        return status == 404
    if not allowed:
        return status == 403
    return status not in {403, 500}
