"""Django's lists: looked at by administrators alone, read-only, without secrets and without what agencies hold."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django_scopes import scope

from houses import INPUTS, PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.invitations.queries import hash_of
from prongsai.site.doors import note
from prongsai.site.files.storing import store
from prongsai.site.jobs.running import ask
from prongsai.site.permissions import Role
from prongsai.site.records.lists import SHOWN
from prongsai.site.rounds.actions import enter_result, start_round

OF_AGENCIES = {"rounds", "plans", "papers", "readings"}
SECRET = {"password", "token_hash", "session_data", "data", "content", "told", "email_hash"}


@pytest.fixture
def browser(db, signed_in):
    return signed_in(
        User.objects.create_user("admin@example.com", "Admin", PASSWORD, is_administrator=True, language="en")
    )


@pytest.fixture
def full(house):
    """Let the agency hold something of everything."""
    with scope(agency=house.agency):
        actor = house.actor()
        enter_result(actor, start_round(actor, 2568), INPUTS, kind="published", way="form")
        store(house.agency, "ความลับ.pdf", b"%PDF-", "application/pdf", actor.user.name)
        ask(actor, "papers", "1")
        _made, token = invite(
            house.actor(Role.MANAGER), email="secret@example.com", name="Guest", roles={Role.READER}
        )
    Authenticator.objects.create(user=actor.user, type="totp", data={"secret": "TOTP-SECRET"})
    note(actor.user.name, "signed.in", actor.user.name)
    return token


def lists():
    return [f"/administration/{each.model._meta.app_label}/{each.model._meta.model_name}/" for each in SHOWN]


def test_every_list_is_shown_without_secrets(full, house, browser):
    secrets = [
        full,
        hash_of(full),
        "TOTP-SECRET",
        house.users[Role.OFFICER].password,
        "ความลับ",
        "secret@example.com",
    ]
    for address in ["/administration/", "/administration/agencies/", *lists()]:
        answer = browser.get(address)
        page = answer.content.decode()
        assert (address, answer.status_code, [each for each in secrets if each in page]) == (address, 200, [])
        assert "<script>" not in page
        assert "style=" not in page


def test_log_shown_is_that_of_the_site(full, browser):
    page = browser.get("/administration/audit/act/").content.decode()
    assert "signed.in" in page
    assert "result.entered" not in page


def test_lists_are_searched_and_filtered(full, house, browser):
    page = browser.get("/administration/accounts/user/?q=officer@one&is_active__exact=1").content.decode()
    assert "officer@one.example.com" in page
    assert "reader@one.example.com" not in page


def test_no_list_shows_secrets_or_what_agencies_hold():
    assert {each.model._meta.app_label for each in SHOWN} & OF_AGENCIES == set()
    assert [(each.model, set(each.fields) & SECRET) for each in SHOWN if set(each.fields) & SECRET] == []
    hidden = {"accounts.heldform", "mfa.authenticator", "sessions.session", "account.emailaddress"}
    assert hidden <= {model._meta.label_lower for model in apps.get_models()}
    assert {each.model._meta.label_lower for each in SHOWN} & hidden == set()


@pytest.mark.parametrize("address", lists())
def test_nothing_is_written(full, house, browser, address):
    assert browser.post(address, {"action": "delete_selected", "_selected_action": "1"}).status_code == 405
    for rest in ("add/", "1/change/", "1/delete/", "1/history/"):
        assert browser.get(address + rest).status_code == 404
    assert "/add/" not in browser.get(address).content.decode()


@pytest.mark.parametrize(
    "rest", ["login/", "logout/", "password_change/", "jsi18n/", "autocomplete/", "r/1/1/"]
)
def test_djangos_own_ways_in_are_not_there(browser, client, rest):
    answers = [each.get(f"/administration/{rest}") for each in (browser, client)]
    assert answers[0].status_code == 404
    assert answers[1].status_code == 404 or answers[1]["Location"].startswith("/account/sign-in/?next=")


def test_others_are_kept_out(house, client, signed_in):
    member = signed_in(house.users[Role.MANAGER])
    for address in ["/administration/", *lists()]:
        assert member.get(address).status_code == 403
        assert client.get(address)["Location"].startswith("/account/sign-in/?next=")


def test_days_are_those_of_the_buddhist_era(house, browser):
    User.objects.update(joined_at="2025-10-01T05:00Z")
    assert "1 October 2568, 12:00" in browser.get("/administration/accounts/user/").content.decode()


def test_lists_ask_few_queries(full, browser, django_assert_max_num_queries):
    for address in lists():
        with django_assert_max_num_queries(9):
            browser.get(address)
