"""The frame of the site: where the start page leads, language and digits, and what is shown when something is wrong."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from houses import build
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Membership
from prongsai.site.permissions import Role
from prongsai.site.shell.views import bad_request, server_error


def test_start_page_leads_to_sign_in_where_nobody_is_signed_in(db):
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (302, "/account/sign-in/")


def test_start_page_leads_to_the_only_agency(officer, house):
    response = officer.get("/")
    assert (response.status_code, response["Location"]) == (302, f"/agencies/{house.agency.pk}/")


def test_start_page_leads_an_administrator_of_no_agency_to_the_register(db, signed_in):
    administrator = User.objects.create_user("admin@example.com", "Admin", is_administrator=True)
    response = signed_in(administrator).get("/")
    assert (response.status_code, response["Location"]) == (302, "/agencies/")


def test_start_page_lists_several_agencies_with_their_roles(officer, house):
    second = build("เทศบาลเมืองที่สอง", "second.example.com")
    Membership.objects.create(agency=second.agency, user=house.users[Role.OFFICER], role=Role.READER)
    page = officer.get("/").content.decode()
    assert page.index("เทศบาลตำบลต้นแบบ") < page.index("เทศบาลเมืองที่สอง") < page.index("ผู้อ่าน")


def test_language_of_user_is_changed_for_good_and_leads_back(officer, house):
    here = f"/agencies/{house.agency.pk}/"
    response = officer.post("/speak/", {"language": "en", "next": here})
    house.users[Role.OFFICER].refresh_from_db()
    assert (response["Location"], house.users[Role.OFFICER].language) == (here, "en")
    assert officer.get(here)["Content-Language"] == "en"


def test_digits_of_user_are_changed_for_good(officer, house):
    officer.post("/speak/", {"digits": "thai"})
    house.users[Role.OFFICER].refresh_from_db()
    assert house.users[Role.OFFICER].digits == "thai"
    assert "ใช้เลขอารบิก" in officer.get(f"/agencies/{house.agency.pk}/").content.decode()


def test_language_of_stranger_is_kept_in_a_cookie(db):
    client = Client()
    client.post("/speak/", {"language": "en", "digits": "thai"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get("/account/sign-in/")["Content-Language"] == "en"


@pytest.mark.parametrize("asked", [{"language": "xx"}, {"digits": "roman"}])
def test_unknown_language_or_digits_are_refused(officer, asked):
    assert officer.post("/speak/", asked).status_code == 400


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_way_back_never_leads_to_another_site(officer, target):
    assert officer.post("/speak/", {"language": "th", "next": target})["Location"] == "/"


def test_speaking_is_only_changed_by_a_form(officer):
    assert officer.get("/speak/").status_code == 405


def test_address_that_is_not_there_gives_a_page_that_says_so(officer):
    response = officer.get("/nowhere/")
    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in response.content.decode()


def test_request_that_cannot_be_understood_gives_a_page_that_says_so(officer, house, rf: RequestFactory):
    request = officer.get("/account/").wsgi_request
    response = bad_request(request)
    assert response.status_code == 400
    assert "ระบบดำเนินการตามคำขอนี้ไม่ได้" in response.content.decode()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("th", "เปิดหน้านี้โดยตรงไม่ได้"),
        ("en", "This address cannot be opened like this"),
    ],
)
def test_address_of_a_form_that_is_opened_gives_a_page_that_says_so(officer, house, language, told):
    for user in house.users.values():
        user.language = language
        user.save()
    response = officer.get("/speak/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert f"<h1>{told}</h1>" in response.content.decode()


def test_more_text_than_is_taken_gives_a_page_that_says_so(house, signed_in):
    officer = signed_in(house.users[Role.OFFICER], enforce_csrf_checks=True)
    officer.get("/account/")
    response = officer.post("/speak/", {"language": "ก" * 1_000_000})
    assert response.status_code == 413
    assert "<h1>ข้อมูลที่ส่งมายาวเกินไป</h1>" in response.content.decode()
    assert "ครั้งละประมาณ 2 MB" in response.content.decode()


def test_failure_gives_a_page_that_needs_no_database(rf: RequestFactory, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "ระบบขัดข้อง" in response.content.decode()


def test_every_page_has_a_strict_policy_for_its_content(officer, house):
    policy = officer.get(f"/agencies/{house.agency.pk}/")["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    }
