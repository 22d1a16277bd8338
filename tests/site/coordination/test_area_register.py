"""Areas are made and filled, and coordinators invited, by those who look after the site."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django_scopes import scopes_disabled

from houses import PASSWORD
from prongsai.site.accounts.actions import erase
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, Invitation
from prongsai.site.audit.models import Act
from prongsai.site.coordination.models import Area, Coordinator
from prongsai.site.coordination.queries import areas_of, coordination_in
from prongsai.site.coordination.register.actions import add_area
from prongsai.site.permissions import Role
from standing import add


@pytest.fixture
def browser(db, signed_in):
    user = User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )
    return signed_in(user)


@pytest.fixture
def area(db):
    return Area.objects.create(name="จังหวัดเหนือ")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def names(area):
    return [str(each) for each in area.agencies.all()]


def codes():
    return list(Act.objects.exclude(code="signed.in").order_by("pk").values_list("code", flat=True))


def test_area_is_added_filled_and_changed(browser):
    assert "There are no areas yet." in text(browser.get("/areas/"))
    assert browser.get("/areas/new/").status_code == 200
    assert "This field is required." in text(browser.post("/areas/new/", {"name": "", "kind": "province"}))
    answer = browser.post("/areas/new/", {"name": "กระทรวงสมมุติ", "kind": "ministry"})
    area = Area.objects.get()
    assert answer["Location"] == f"/areas/manage/{area.pk}/agencies/"
    page = browser.get(f"/areas/manage/{area.pk}/")
    assert "Nobody coordinates this area yet." in text(page)
    assert "There are no agencies in this area yet." in text(page)
    assert "กระทรวงสมมุติ ministry 0 0" in text(browser.get("/areas/"))
    settings = f"/areas/manage/{area.pk}/settings/"
    assert 'value="กระทรวงสมมุติ"' in browser.get(settings).content.decode()
    faulty = browser.post(settings, {"name": "", "kind": "other"})
    assert "This field is required." in text(faulty)
    assert "กระทรวงสมมุติ" in text(faulty)
    assert "Saved." in text(browser.post(settings, {"name": "กลุ่มใหม่", "kind": "other"}, follow=True))
    area.refresh_from_db()
    assert (area.name, area.kind, area.get_absolute_url()) == ("กลุ่มใหม่", "other", f"/areas/{area.pk}/")
    assert [(act.code, act.before, act.after) for act in Act.objects.order_by("pk")] == [
        ("area.added", {}, {"name": "กระทรวงสมมุติ", "kind": "ministry"}),
        ("area.changed", {"name": "กระทรวงสมมุติ", "kind": "ministry"}, {"name": "กลุ่มใหม่", "kind": "other"}),
    ]


@pytest.fixture
def agencies(db):
    for name, kind, province in (
        ("ก", "อบต.", "เหนือ"),
        ("ข", "เทศบาล", "เหนือ"),
        ("ค", "อบต.", "ใต้"),
        ("ก", "เทศบาล", "ใต้"),
        ("ง", "", ""),
    ):
        Agency.objects.create(name=name, type=kind, province=province)


@pytest.mark.parametrize(
    ("form", "taken"),
    [
        ({"province": "เหนือ"}, ["ก", "ข"]),
        ({"type": "อบต."}, ["ก", "ค"]),
        ({"province": "ใต้", "type": "เทศบาล"}, ["ก"]),
        ({"names": "ง\r\n\r\n ค \r\nง"}, ["ค", "ง"]),
        ({"names": "ก", "province": "เหนือ"}, ["ก"]),
    ],
)
def test_agencies_are_taken_in_by_place_type_or_name(browser, area, agencies, form, taken):
    address = f"/areas/manage/{area.pk}/agencies/"
    assert browser.get(address).status_code == 200
    answer = browser.post(address, form, follow=True)
    count = len(taken)
    assert f"{count} agenc{'y was' if count == 1 else 'ies were'} taken into the area." in text(answer)
    assert names(area) == taken
    assert "0 agencies were taken into the area." in text(browser.post(address, form, follow=True))
    assert [(act.code, act.before, act.after) for act in Act.objects.order_by("pk")] == [
        ("area.agencies-added", {"agencies": 0}, {"agencies": count}),
        ("area.agencies-added", {}, {}),
    ]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose a province or a type, or write names."),
        ({"province": "ไม่มี"}, "Select a valid choice."),
        ({"names": "ก"}, "2 agencies are called “ก”. Choose their province or type, too."),
        ({"names": "ง\r\nจ"}, "No agency is called “จ”."),
    ],
)
def test_agencies_that_are_not_certain_are_not_taken_in(browser, area, agencies, form, words):
    answer = browser.post(f"/areas/manage/{area.pk}/agencies/", form)
    assert words in text(answer)
    assert names(area) == []


def test_agency_is_taken_out_and_put_back(browser, area, house):
    area.agencies.add(house.agency)
    add(area, "อบต.สอง")
    address = f"/areas/manage/{area.pk}/"
    assert "2 agencies" in text(browser.get(address))
    assert "1 agency" in text(browser.get(address + "?words=สอง"))
    assert "No agency has these words" in text(browser.get(address + "?words=ไม่มี"))
    assert "2 agencies" in text(browser.get(address + "?words=" + "x" * 101))
    done = browser.post(f"{address}agencies/{house.agency.pk}/out/", follow=True)
    assert f"{house.agency} was taken out of the area." in text(done)
    assert names(area) == ["อบต.สอง"]
    done = browser.post(f"{address}agencies/{house.agency.pk}/back/", follow=True)
    assert f"{house.agency} is in the area again." in text(done)
    assert len(names(area)) == 2
    assert codes() == ["area.agency-removed", "area.agencies-added"]
    assert browser.post(f"{address}agencies/987654/out/").status_code == 404
    assert browser.get("/areas/manage/987654/").status_code == 404


def invited(browser, area, email="new@example.com"):
    page = browser.post(f"/areas/manage/{area.pk}/coordinator/", {"name": "New", "email": email})
    return page, "/invitation/" + page.content.decode().partition("http://testserver/invitation/")[
        2
    ].partition('"')[0]


def test_somebody_new_is_invited_and_coordinates_the_area(browser, area, house):
    area.agencies.add(house.agency)
    address = f"/areas/manage/{area.pk}/coordinator/"
    assert "Sees a summary of each agency" in text(browser.get(address))
    assert "This field is required." in text(browser.post(address, {"name": "New"}))
    page, link = invited(browser, area, "New@Example.com")
    assert "Area จังหวัดเหนือ Roles Coordinator" in text(page)
    assert "Back to the area" in text(page)
    assert "จังหวัดเหนือ" in text(Client().get(link))
    words = {
        "name": "New Coordinator",
        "password1": "quite another password",
        "password2": "quite another password",
    }
    assert Client().post(link, words)["Location"] == f"/areas/{area.pk}/"
    user = User.objects.get(email="new@example.com")
    assert areas_of(user) == [area]
    assert str(Coordinator.objects.get()) == "New Coordinator จังหวัดเหนือ"
    assert codes() == ["coordinator.invited", "coordinator.began"]
    assert Client().post(link, words).status_code == 404
    assert "New Coordinator new@example.com · since" in text(browser.get(f"/areas/manage/{area.pk}/"))
    with scopes_disabled():
        made = Invitation.objects.get()
    assert (made.agency, made.area, made.place, made.role_words) == (None, area, area, "ผู้ประสานงาน")


def test_somebody_with_an_account_accepts_after_signing_in(browser, area, house, signed_in):
    manager = house.users[Role.MANAGER]
    _page, link = invited(browser, area, manager.email)
    accepting = signed_in(manager)
    assert "จังหวัดเหนือ" in text(accepting.get(link))
    assert signed_in(house.users[Role.OFFICER]).post(link).status_code == 403
    assert accepting.post(link)["Location"] == f"/areas/{area.pk}/"
    assert coordination_in(manager, area.pk).area == area
    _page, link = invited(browser, area, manager.email)
    accepting.post(link)
    assert Coordinator.objects.count() == 1


def test_coordination_is_ended_and_restored(browser, held):
    row = Coordinator.objects.get()
    address = f"/areas/manage/{held.area.pk}/coordinators/{row.pk}/"
    assert "no longer coordinates the area." in text(browser.post(f"{address}end/", follow=True))
    assert held.browser.get(f"/areas/{held.area.pk}/").status_code == 404
    assert "coordinates the area again." in text(browser.post(f"{address}restore/", follow=True))
    assert held.browser.get(f"/areas/{held.area.pk}/").status_code == 200
    assert [(act.code, act.before, act.after) for act in Act.objects.order_by("pk")] == [
        ("coordinator.ended", {"person": {"name": held.user.name_id}}, {}),
        ("coordinator.restored", {}, {"person": {"name": held.user.name_id}}),
    ]
    other = Area.objects.create(name="อื่น")
    assert browser.post(f"/areas/manage/{other.pk}/coordinators/{row.pk}/end/").status_code == 404


def test_erased_coordinator_coordinates_no_more(held):
    erase(held.user.name, held.user.name)
    assert Coordinator.objects.get().ended_at is not None


def test_others_do_not_look_after_areas(held):
    with pytest.raises(PermissionDenied):
        add_area(held.user, {"name": "x", "kind": "other"})
    assert held.browser.get("/areas/").status_code == 403
