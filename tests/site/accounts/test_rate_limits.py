"""What is tried too often is answered by a calm page, for a while."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from houses import PASSWORD


def tries(count, make):
    """Give the status of each try."""
    return [make(number).status_code for number in range(count)]


def test_sixth_failure_at_one_account_waits_from_whatever_address(person):
    def attempt(number):
        return Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/account/sign-in/", {"login": person.email, "password": "wrong"}
        )

    assert tries(6, attempt) == [200] * 5 + [429]
    right = Client().post("/account/sign-in/", {"login": person.email, "password": PASSWORD})
    assert right.status_code == 429


def test_eleventh_failure_from_one_address_waits_whatever_the_account(person):
    def attempt(number):
        return Client().post("/account/sign-in/", {"login": f"a{number}@example.com", "password": "wrong"})

    assert tries(11, attempt) == [200] * 10 + [429]


def test_successes_are_no_failures(enter, person):
    for _each in range(12):
        assert enter(person)[1].status_code == 302


def test_the_page_is_calm_and_says_how_long(person):
    browser = Client()
    browser.cookies["prongsai_language"] = "en"
    for _each in range(6):
        page = browser.post("/account/sign-in/", {"login": person.email, "password": "wrong"})
    assert page["Retry-After"] == "300"
    assert "Wait five minutes, then try again." in page.content.decode()


@override_settings(EMAIL_HOST="mail.example.com")
def test_fourth_reset_for_one_address_waits(db):
    def attempt(number):
        return Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/account/password/reset/", {"email": "person@example.com"}
        )

    assert tries(4, attempt) == [302] * 3 + [429]


@override_settings(EMAIL_HOST="mail.example.com")
def test_eleventh_reset_from_one_network_address_waits(db):
    def attempt(number):
        return Client().post("/account/password/reset/", {"email": f"a{number}@example.com"})

    assert tries(11, attempt) == [302] * 10 + [429]


def test_confirming_is_limited_too(enter, person):
    browser, _answer = enter(person)

    def attempt(_number):
        return browser.post("/account/confirm/", {"password": "wrong"})

    assert tries(6, attempt) == [200] * 5 + [429]


@pytest.mark.parametrize("path", ["/invitation/{}/", "/invitation/{}/provider/"])
def test_links_of_invitations_cannot_be_guessed_through(db, path):
    def attempt(number):
        return Client().post(path.format(f"made-up-{number}"))

    assert tries(21, attempt) == [404] * 20 + [429]
    cache.clear()
    assert attempt(0).status_code == 404


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_visitors_are_told_apart(db):
    def attempt(number):
        return Client(headers={"X-Forwarded-For": f"198.51.100.1, 192.0.2.{number}"}).get("/invitation/x/")

    assert tries(25, attempt) == [404] * 25
