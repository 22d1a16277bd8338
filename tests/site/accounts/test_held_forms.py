"""What was typed into a form after its session had ended is there again once the same person has signed in."""

import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from houses import PASSWORD
from prongsai.site.accounts import held
from prongsai.site.accounts.models import HeldForm
from prongsai.site.permissions import Role

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
THEIRS = "ความลับ"


@pytest.fixture
def desk(house, enter):
    """Give the settings page of an agency as its officer has it open: browser, address and a form to send."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/account/sign-in/").content.decode()
    browser.post(
        "/account/sign-in/",
        {
            "login": house.users[Role.OFFICER].email,
            "password": PASSWORD,
            "csrfmiddlewaretoken": TOKEN.search(page)[1],
        },
    )
    address = f"/agencies/{house.agency.pk}/settings/"
    page = browser.get(address)
    assert page.status_code == 200
    form = {
        "csrfmiddlewaretoken": TOKEN.search(page.content.decode())[1],
        "name": "ชื่อที่พิมพ์ไว้",
        "columns": "period_first",
        "thai_digits": "on",
    }
    return browser, address, form


def end_session(browser):
    """Let the session end, as after hours without use; other cookies stay."""
    del browser.cookies["prongsai_session"]


def sign_in(browser, user, path="/account/sign-in/"):
    page = browser.get(path).content.decode()
    data = {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": TOKEN.search(page)[1]}
    return browser.post(path, data)


def sent(browser, address, form, **headers):
    return browser.post(address, form, headers={"Origin": "http://testserver", **headers})


def test_text_is_back_after_signing_in_again(desk, house):
    browser, address, form = desk
    end_session(browser)
    answer = sent(browser, address, form, Referer=f"http://testserver{address}")
    asked = f"/account/sign-in/?next={address}"
    assert (answer.status_code, answer["Location"]) == (302, asked)
    assert "ระบบเก็บข้อความที่ท่านพิมพ์ไว้" in browser.get(asked).content.decode()
    assert sign_in(browser, house.users[Role.OFFICER], asked)["Location"] == address
    assert browser.get(f"/agencies/{house.agency.pk}/").status_code == 200
    page = browser.get(address).content.decode()
    assert 'value="ชื่อที่พิมพ์ไว้"' in page
    assert 'value="period_first" required id="id_columns_1" checked' in page
    assert "ข้อความที่พิมพ์ไว้ก่อนหมดเวลาการใช้งานยังอยู่" in page
    assert "โปรดเลือกไฟล์ใหม่" not in page
    again = browser.get(address).content.decode()
    assert "ชื่อที่พิมพ์ไว้" not in again
    assert not HeldForm.objects.exists()


def test_files_are_told_to_be_chosen_again(desk, house):
    browser, address, form = desk
    end_session(browser)
    seal = SimpleUploadedFile("seal.png", b"\x89PNG\r\n\x1a\n")
    sent(browser, address, {**form, "seal": seal}, Referer=f"http://testserver{address}")
    sign_in(browser, house.users[Role.OFFICER])
    assert "โปรดเลือกไฟล์ใหม่" in browser.get(address).content.decode()


def test_another_person_never_sees_it(desk, house):
    browser, address, form = desk
    end_session(browser)
    sent(browser, address, {**form, "name": THEIRS})
    sign_in(browser, house.users[Role.MANAGER])
    assert THEIRS not in browser.get(address).content.decode()
    assert not HeldForm.objects.exists()
    end_session(browser)
    sign_in(browser, house.users[Role.OFFICER])
    assert THEIRS not in browser.get(address).content.decode()


def test_part_of_a_page_leads_the_whole_page_to_sign_in(desk, house):
    browser, address, form = desk
    token = form.pop("csrfmiddlewaretoken")
    end_session(browser)
    htmx = {"HX-Request": "true", "X-CSRFToken": token, "HX-Current-URL": f"http://testserver{address}?a=b"}
    answer = sent(browser, f"/agencies/{house.agency.pk}/settings/chain/", form, **htmx)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == f"/account/sign-in/?next={address}%3Fa%3Db"
    assert HeldForm.objects.get().path == address
    looked = browser.get(address, headers={"HX-Request": "true"})
    assert looked["HX-Redirect"].startswith("/account/sign-in/?next=")


def test_page_is_the_one_posted_to_where_the_browser_does_not_tell(desk):
    browser, address, form = desk
    end_session(browser)
    answer = sent(browser, address, form, Referer="https://evil.example.com/")
    assert answer["Location"] == f"/account/sign-in/?next={address}"


def test_form_sent_after_signing_in_anew_elsewhere_is_not_lost(desk, house):
    browser, address, form = desk
    end_session(browser)
    sign_in(browser, house.users[Role.OFFICER])
    answer = sent(browser, address, form, Referer=f"http://testserver{address}")
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert 'value="ชื่อที่พิมพ์ไว้"' in browser.get(address).content.decode()


def test_too_old_form_of_one_who_is_signed_out_leads_to_sign_in(desk, house):
    browser, address, form = desk
    browser.cookies["prongsai_csrf"] = "a" * 32
    end_session(browser)
    answer = sent(browser, address, form)
    assert answer["Location"] == f"/account/sign-in/?next={address}"
    sign_in(browser, house.users[Role.OFFICER])
    assert 'value="ชื่อที่พิมพ์ไว้"' in browser.get(address).content.decode()


def test_too_old_form_is_not_held_where_several_people_use_the_browser(desk, house):
    browser, address, form = desk
    end_session(browser)
    sign_in(browser, house.users[Role.MANAGER])
    answer = sent(browser, address, {**form, "name": THEIRS})
    assert answer.status_code == 403
    assert "ระบบรับแบบฟอร์มนี้ไม่ได้" in answer.content.decode()
    assert not HeldForm.objects.exists()


@pytest.mark.parametrize("origin", [None, "https://evil.example.com"])
def test_form_from_elsewhere_is_refused_and_not_held(desk, house, origin):
    browser, address, form = desk
    headers = {"Origin": origin} if origin else {}
    answer = browser.post(address, {**form, "csrfmiddlewaretoken": "x" * 64}, headers=headers)
    assert answer.status_code == 403
    assert not HeldForm.objects.exists()


def test_too_old_form_without_texts_is_refused(desk):
    browser, address, _form = desk
    assert sent(browser, address, {"password": "x"}).status_code == 403


def test_too_old_form_of_an_address_that_is_a_secret_is_not_held(desk):
    browser, _address, form = desk
    browser.cookies["prongsai_csrf"] = "a" * 32
    assert sent(browser, "/invitation/a-secret/", form).status_code == 403
    assert not HeldForm.objects.exists()


def test_passwords_tokens_and_too_much_are_never_held(desk):
    browser, address, form = desk
    end_session(browser)
    sent(browser, address, {**form, "password1": "secret", "oldpassword": "secret"})
    assert set(HeldForm.objects.get().content["texts"]) == {"name", "columns", "thai_digits"}
    sent(browser, address, {**form, "name": "x" * 300_001})
    assert HeldForm.objects.count() == 1


def test_character_that_a_database_refuses_is_not_held(desk):
    browser, address, form = desk
    end_session(browser)
    sent(browser, address, {**form, "name": "ก\0ข", "x\0": "y"})
    held = HeldForm.objects.get().content["texts"]
    assert (held["name"], held["x"]) == (["กข"], ["y"])


def test_nothing_is_held_for_a_browser_that_knows_nobody(desk):
    browser, address, form = desk
    del browser.cookies["prongsai_owner"]
    end_session(browser)
    assert sent(browser, address, form).status_code == 302
    assert not HeldForm.objects.exists()


def test_made_up_owner_is_nobody(desk):
    browser, address, form = desk
    browser.cookies["prongsai_owner"] = signing.dumps([1], salt="another")
    end_session(browser)
    sent(browser, address, form)
    assert not HeldForm.objects.exists()


def test_what_is_held_is_thrown_away_after_a_day(desk, house):
    browser, address, form = desk
    end_session(browser)
    sent(browser, address, form)
    HeldForm.objects.update(held_at=timezone.now() - timezone.timedelta(days=1, minutes=1))
    sign_in(browser, house.users[Role.OFFICER])
    assert "ชื่อที่พิมพ์ไว้" not in browser.get(address).content.decode()
    end_session(browser)
    form["csrfmiddlewaretoken"] = TOKEN.search(browser.get("/account/sign-in/").content.decode())[1]
    sent(browser, address, form)
    assert HeldForm.objects.count() == 1


def test_page_that_only_leads_on_does_not_use_it_up(desk, house, settings):
    browser, address, form = desk
    end_session(browser)
    sent(browser, address, form)
    sign_in(browser, house.users[Role.OFFICER])
    settings.REQUIRE_MFA = "all"
    assert browser.get(address).status_code == 302
    settings.REQUIRE_MFA = "none"
    assert 'value="ชื่อที่พิมพ์ไว้"' in browser.get(address).content.decode()


def test_browser_remembers_the_last_five_people(db, rf):
    class Answer:
        def set_cookie(self, name, value, **_how):
            self.cookie = {name: value}

    request, answer = rf.get("/"), Answer()
    for number in (1, 2, 3, 1, 4, 5, 6):
        request.user = type("User", (), {"pk": number})
        held.mark_owner(request, answer)
        request.COOKIES.update(answer.cookie)
    assert held._owners(request) == [3, 1, 4, 5, 6]


def test_page_that_is_looked_at_signed_out_comes_back_with_its_query(client, house):
    answer = client.get(f"/agencies/{house.agency.pk}/log/?days=7")
    assert answer["Location"] == f"/account/sign-in/?next=/agencies/{house.agency.pk}/log/%3Fdays%3D7"


def test_form_of_the_own_account_is_held_too(desk, house):
    browser, _address, form = desk
    end_session(browser)
    data = {**form, "name": "ชื่อใหม่ของตน", "language": "th", "digits": "thai"}
    assert sent(browser, "/account/profile/", data)["Location"] == "/account/sign-in/?next=/account/profile/"
    sign_in(browser, house.users[Role.OFFICER])
    assert 'value="ชื่อใหม่ของตน"' in browser.get("/account/profile/").content.decode()


def test_form_of_the_whole_site_is_held_too(desk, house):
    browser, _address, form = desk
    user = house.users[Role.OFFICER]
    user.is_administrator = True
    user.save()
    end_session(browser)
    sent(browser, "/agencies/new/", {**form, "name": "หน่วยงานใหม่"})
    sign_in(browser, user)
    assert 'value="หน่วยงานใหม่"' in browser.get("/agencies/new/").content.decode()
