"""All agencies, for those who look after the site: added, found, given a manager, never looked into."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django_scopes import scopes_disabled

from houses import PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Agency, Invitation
from prongsai.site.agencies.queries import actor_in
from prongsai.site.agencies.register.actions import add_agency, invite_manager
from prongsai.site.agencies.register.queries import agencies_found
from prongsai.site.audit.models import Act
from prongsai.site.doors import note
from prongsai.site.permissions import Role

FORM = {
    "name": "เทศบาลเมืองใหม่",
    "type": "",
    "district": "เมือง",
    "province": "ตัวอย่าง",
    "manager_name": "New Manager",
    "manager_email": "New@Example.com",
}


@pytest.fixture
def administrator(db):
    return User.objects.create_user(
        "admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en"
    )


@pytest.fixture
def browser(administrator, signed_in):
    return signed_in(administrator)


def text(answer):
    return answer.content.decode()


def test_agency_is_added_and_its_first_manager_invited(browser, administrator):
    assert browser.get("/agencies/new/").status_code == 200
    page = text(browser.post("/agencies/new/", FORM))
    link = page.partition("http://testserver")[2].partition('"')[0]
    agency = Agency.objects.get()
    assert (agency.name, agency.type, agency.district, agency.province) == (
        "เทศบาลเมืองใหม่",
        "เทศบาลเมือง",
        "เมือง",
        "ตัวอย่าง",
    )
    assert [(act.code, act.agency, act.actor) for act in Act.objects.order_by("pk")] == [
        ("agency.added", agency, administrator.name),
        ("invitation.made", agency, administrator.name),
    ]
    words = {
        "name": "New Manager",
        "password1": "quite another password",
        "password2": "quite another password",
    }
    assert Client().post(link, words)["Location"] == f"/agencies/{agency.pk}/"
    assert actor_in(User.objects.get(email="new@example.com"), agency.pk).roles == {Role.MANAGER}
    assert browser.get(f"/agencies/{agency.pk}/").status_code == 404


def test_type_that_is_given_counts(administrator):
    agency, _invitation, _token = add_agency(administrator, {**FORM, "type": "โรงเรียน"})
    assert agency.type == "โรงเรียน"


def test_faulty_agency_is_shown_again_with_what_was_typed(browser):
    page = text(browser.post("/agencies/new/", {**FORM, "manager_email": ""}))
    assert "This field is required." in page
    assert 'value="เทศบาลเมืองใหม่"' in page
    assert '<option value="เทศบาลตำบล"></option>' in page
    assert not Agency.objects.exists()


def test_manager_is_invited_to_an_agency_that_has_lost_its_own(house, browser, administrator):
    path = f"/agencies/manager/{house.agency.pk}/"
    assert house.agency.name in text(browser.get(path))
    assert "This field is required." in text(browser.post(path, {"name": "New"}))
    page = text(browser.post(path, {"name": "New", "email": "new@example.com"}))
    assert "http://testserver/invitation/" in page
    with scopes_disabled():
        made = Invitation.objects.get()
    assert (made.agency, made.roles, made.invited_by) == (house.agency, ["manager"], administrator.name)
    act = Act.objects.get()
    assert (act.agency, act.after) == (
        house.agency,
        {"person": {"name": made.person_id}, "roles": ["manager"]},
    )
    assert browser.get("/agencies/manager/987654/").status_code == 404


def test_list_tells_who_is_there_and_when_something_was_done_last(house, other, browser):
    note(house.users[Role.OFFICER].name, "agency.changed", house.agency, agency=house.agency)
    page = text(browser.get("/agencies/"))
    assert house.agency.name in page
    assert other.agency.name in page
    found = {each.name: (each.people, each.last_act is not None) for each in agencies_found("")}
    assert found == {house.agency.name: (5, True), other.agency.name: (5, False)}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["ก ตำบล", "ข ตำบล"]),
        ("ตำบล เหนือ", ["ก ตำบล"]),
        ("อำเภอใต้", ["ข ตำบล"]),
        ("ไม่มี", []),
    ],
)
def test_agencies_are_found_by_all_the_words(db, browser, words, found):
    Agency.objects.create(name="ก ตำบล", province="เหนือ")
    Agency.objects.create(name="ข ตำบล", district="อำเภอใต้")
    assert [each.name for each in agencies_found(words)] == found
    page = text(browser.get("/agencies/", {"words": words}))
    assert all(name in page for name in found)
    assert ("No agency has these words" in page) == (not found)


def test_empty_list_says_what_to_do(browser):
    assert "There are no agencies yet." in text(browser.get("/agencies/"))


def test_words_that_are_too_long_are_left_out(house, browser):
    assert house.agency.name in text(browser.get("/agencies/", {"words": "x" * 101}))


def test_list_has_pages(browser, django_assert_max_num_queries):
    Agency.objects.bulk_create(Agency(name=f"หน่วยงาน {number:03}") for number in range(120))
    first = text(browser.get("/agencies/"))
    assert "หน่วยงาน 049" in first
    assert "หน่วยงาน 050" not in first
    with django_assert_max_num_queries(12):
        assert "หน่วยงาน 119" in text(browser.get("/agencies/?page=3"))


def test_others_do_not_look_after_agencies(house, within):
    officer = house.users[Role.MANAGER]
    with pytest.raises(PermissionDenied):
        add_agency(officer, FORM)
    with pytest.raises(PermissionDenied):
        invite_manager(officer, house.agency, "New", "new@example.com")
