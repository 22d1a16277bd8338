"""The second factor: set up, asked for, recovered from, and demanded where the setting says so."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings

from houses import PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Membership
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role

HOME = "/account/second-factor/"


def code_of(secret, later=0):
    """Give what an app on a telephone shows for a secret."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + later), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def set_up(confirmed, django_capture_on_commit_callbacks):
    """Set a second factor up, and give the browser, the secret and the recovery codes."""
    page = text(confirmed.get(f"{HOME}totp/activate/"))
    assert "data:image/svg+xml;base64," in page
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        answer = confirmed.post(f"{HOME}totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == f"{HOME}recovery-codes/"
    codes = re.findall(r"<code>(\d+)</code>", text(confirmed.get(f"{HOME}recovery-codes/")))
    assert len(codes) == 10
    return confirmed, secret, codes


def test_setting_up_asks_for_the_password_first(enter, person):
    browser, _answer = enter(person)
    answer = browser.get(f"{HOME}totp/activate/")
    assert answer["Location"] == "/account/confirm/?next=%2Faccount%2Fsecond-factor%2Ftotp%2Factivate%2F"
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.post(answer["Location"], {"password": "wrong"}).status_code == 200
    led = browser.post(
        answer["Location"], {"password": PASSWORD, "next": "/account/second-factor/totp/activate/"}
    )
    assert led["Location"] == "/account/second-factor/totp/activate/"


def test_wrong_first_code_sets_nothing_up(confirmed):
    confirmed.get(f"{HOME}totp/activate/")
    assert confirmed.post(f"{HOME}totp/activate/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_second_factor_is_asked_for_after_the_password(set_up, enter, person):
    _browser, secret, _codes = set_up
    browser, answer = enter(person)
    assert answer["Location"] == f"{HOME}authenticate/"
    assert browser.get("/account/").status_code == 302
    assert browser.get(answer["Location"]).status_code == 200
    wrong = browser.post(answer["Location"], {"code": "000000"})
    assert (wrong.status_code, browser.get("/account/").status_code) == (200, 302)
    cache.clear()  # each code is good once; the one that set it up is still the present one
    assert browser.post(answer["Location"], {"code": code_of(secret)})["Location"] == "/"
    assert browser.get("/account/").status_code == 200


def test_recovery_code_is_good_once(set_up, enter, person):
    _browser, _secret, codes = set_up
    for status in (302, 200):
        browser, answer = enter(person)
        assert browser.post(answer["Location"], {"code": codes[0]}).status_code == status


def test_acts_of_the_second_factor_are_logged(set_up, enter, person, django_capture_on_commit_callbacks):
    browser, _secret, codes = set_up
    failing, answer = enter(person)
    failing.post(answer["Location"], {"code": "000000"})
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{HOME}recovery-codes/generate/")
    browser.post(f"{HOME}totp/deactivate/")
    told = [(act.code, act.after.get("second_factor")) for act in Act.objects.order_by("pk")]
    assert told == [
        ("signed.in", None),
        ("second-factor.added", "totp"),
        ("second-factor.added", "recovery_codes"),
        ("second-factor.failed", None),
        ("second-factor.renewed", "recovery_codes"),
        ("second-factor.removed", "totp"),
        ("second-factor.removed", "recovery_codes"),
    ]
    assert codes[0] not in str(list(Act.objects.values()))


def test_wrong_codes_are_limited(set_up, enter, person):
    browser, answer = enter(person)
    pages = [browser.post(answer["Location"], {"code": "000000"}) for _each in range(6)]
    person.refresh_from_db()
    assert "กรอกไม่ถูกต้องหลายครั้งเกินไป" in text(pages[-1])
    assert "กรอกไม่ถูกต้องหลายครั้งเกินไป" not in text(pages[0])


def test_pages_of_the_second_factor_show_its_state(set_up, person):
    browser, _secret, codes = set_up
    person.language = "en"
    person.save()
    assert "10 left" in text(browser.get(HOME))
    for path in ("totp/deactivate/", "recovery-codes/generate/"):
        assert browser.get(HOME + path).status_code == 200
    download = browser.get(f"{HOME}recovery-codes/download/")
    assert download.content.decode().split() == codes
    assert download["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert 'class="tag done">set up' in text(browser.get("/account/"))


def test_used_up_recovery_codes_say_what_to_do(set_up, enter, person):
    browser, _secret, _codes = set_up
    person.language = "en"
    person.save()
    row = Authenticator.objects.get(type="recovery_codes")
    row.data["used_mask"] = 2**10 - 1
    row.save()
    assert "All recovery codes are used." in text(browser.get(f"{HOME}recovery-codes/"))


def test_without_a_second_factor_its_page_offers_it(signed_in, person):
    person.language = "en"
    person.save()
    page = text(signed_in(person).get(HOME))
    assert "not set up" in page
    assert "Recovery codes" not in page


def test_what_matters_may_be_confirmed_by_a_code_instead(set_up, person):
    browser, secret, _codes = set_up
    person.language = "en"
    person.save()
    assert "Use the code of my telephone instead" in text(browser.get("/account/confirm/"))
    assert "Use my password instead" in text(browser.get(f"{HOME}reauthenticate/"))
    cache.clear()
    answer = browser.post(f"{HOME}reauthenticate/", {"code": code_of(secret), "next": HOME})
    assert answer["Location"] == HOME


WHO = {
    "none": set(),
    "managers": {"manager", "administrator"},
    "all": {"manager", "officer", "administrator"},
}


@pytest.mark.parametrize("who", ["manager", "officer", "administrator"])
@pytest.mark.parametrize("setting", sorted(WHO))
def test_setting_demands_a_second_factor_of_those_it_names(house, signed_in, setting, who):
    if who == "administrator":
        user = User.objects.create_user("a@example.com", "A", PASSWORD, is_administrator=True)
    else:
        user = house.users[Role(who)]
    with override_settings(REQUIRE_MFA=setting):
        browser = signed_in(user)
        answers = [browser.get(path) for path in ("/", f"/agencies/{house.agency.pk}/")]
        demanded = [
            each.status_code == 302 and each["Location"] == f"{HOME}totp/activate/" for each in answers
        ]
        assert demanded == [who in WHO[setting]] * 2
        assert browser.get("/account/").status_code == 200
        assert browser.post("/speak/", {"language": "en"}).status_code == 302


@override_settings(REQUIRE_MFA="all")
def test_one_who_has_it_goes_on_and_cannot_take_it_away(set_up, person):
    browser, _secret, _codes = set_up
    assert browser.get("/").status_code == 200
    page = browser.post(f"{HOME}totp/deactivate/")
    assert page.status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()


@override_settings(REQUIRE_MFA="managers")
def test_one_who_becomes_a_manager_owes_it_at_once(house, signed_in):
    browser = signed_in(house.users[Role.OFFICER])
    assert browser.get(f"/agencies/{house.agency.pk}/").status_code == 200
    from django_scopes import scopes_disabled

    with scopes_disabled():
        Membership.objects.filter(user=house.users[Role.OFFICER]).update(role=Role.MANAGER)
    assert browser.get(f"/agencies/{house.agency.pk}/").status_code == 302


@override_settings(REQUIRE_MFA="all")
def test_visitors_owe_nothing(db):
    assert Client().get("/account/sign-in/").status_code == 200
