"""Tokens: whose they are, what they open, when they end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from api_house import Caller, token_of
from houses import PASSWORD
from prongsai.site.accounts.actions import erase
from prongsai.site.api.actions import make_token, revoke_token
from prongsai.site.api.models import Token
from prongsai.site.api.queries import hash_of, the_token, token_by
from prongsai.site.audit.models import Act
from prongsai.site.permissions import ACTS, AREA_ACTS, SCOPES, SITE_ACTS, Role, scope_of


def confirm(client, user):
    """Sign in and give the password once more, as what matters asks for."""
    client.force_login(user)
    client.post("/account/confirm/", {"password": PASSWORD})


def test_every_act_is_in_a_scope_and_every_scope_has_one():
    assert {scope_of(act) for act in (*ACTS, *AREA_ACTS, *SITE_ACTS)} == set(SCOPES)


def test_acts_that_show_people_need_their_own_scope():
    assert {act for act in ACTS if scope_of(act) == "people"} == {"people.view", "people.edit", "log.view"}


def test_made_token_keeps_only_the_hash_of_its_secret(house):
    user = house.users[Role.OFFICER]
    token, secret = make_token(user, "Excel", ["rounds", "read"], 30)
    assert secret.startswith("prongsai_")
    assert (token.secret_hash, token.scopes, token.valid) == (hash_of(secret), ["read", "rounds"], True)
    assert str(token) == "Excel"
    act = Act.objects.get(code="token.made")
    assert secret not in str(act.after)
    assert token_by(secret) == token


def test_token_of_an_unknown_scope_is_not_made(house):
    with pytest.raises(KeyError):
        make_token(house.users[Role.OFFICER], "x", ["everything"], 30)
    assert not Token.objects.exists()


@pytest.mark.parametrize("end", ["revoked", "too old", "locked out", "erased"])
def test_token_that_ended_opens_nothing(house, end):
    user = house.users[Role.OFFICER]
    token, secret = make_token(user, "x", ["read"], 30)
    if end == "revoked":
        revoke_token(token)
        revoke_token(token)
        assert not token.valid
    elif end == "too old":
        Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "locked out":
        user.is_active = False
        user.save()
    else:
        erase(user.name, user.name)
        assert not Token.objects.exists()
    assert token_by(secret) is None
    answer = Caller(secret)("GET", "/me")
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (401, "no-token")


def test_use_is_kept_by_the_hour(house):
    secret = token_of(house.users[Role.OFFICER])
    Caller(secret)("GET", "/me")
    first = Token.objects.get().used_at
    Caller(secret)("GET", "/me")
    assert Token.objects.get().used_at == first
    Token.objects.update(used_at=first - timedelta(hours=2))
    Caller(secret)("GET", "/me")
    assert Token.objects.get().used_at > first - timedelta(hours=1)


def test_page_makes_a_token_shows_it_once_and_revokes_it(house, client):
    confirm(client, house.users[Role.OFFICER])
    assert "ท่านยังไม่มีโทเคน" in client.get("/account/tokens/").content.decode()
    page = client.post(
        "/account/tokens/", {"name": "Excel", "scopes": ["read"], "days": "90"}
    ).content.decode()
    secret = page.split('value="prongsai_')[1].split('"')[0]
    assert token_by(f"prongsai_{secret}") == Token.objects.get()
    assert secret not in client.get("/account/tokens/").content.decode()
    answer = client.post(f"/account/tokens/{Token.objects.get().pk}/revoke/", follow=True)
    assert "เพิกถอนโทเคนแล้ว" in answer.content.decode()
    assert not Token.objects.get().valid


def test_page_keeps_what_was_typed_wrong(house, client):
    confirm(client, house.users[Role.OFFICER])
    page = client.post("/account/tokens/", {"name": "Excel", "days": "91"}).content.decode()
    assert 'value="Excel"' in page
    assert not Token.objects.exists()


def test_looking_after_the_site_is_offered_to_those_who_do(house, client):
    user = house.users[Role.OFFICER]
    confirm(client, user)
    assert 'value="site"' not in client.get("/account/tokens/").content.decode()
    user.is_administrator = True
    user.save()
    assert 'value="site"' in client.get("/account/tokens/").content.decode()


def test_page_asks_for_the_password_where_signing_in_is_long_ago(house, client):
    client.force_login(house.users[Role.OFFICER])
    answer = client.get("/account/tokens/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/confirm/")


def test_token_of_somebody_else_is_not_found(house, client):
    token, _secret = make_token(house.users[Role.MANAGER], "x", ["read"], 30)
    client.force_login(house.users[Role.OFFICER])
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert the_token(house.users[Role.MANAGER], token.pk).valid


def test_pages_of_tokens_are_for_those_signed_in(db, client):
    for answer in (client.get("/account/tokens/"), client.post("/account/tokens/1/revoke/")):
        assert answer["Location"].startswith("/account/sign-in/")


def test_cookies_open_nothing(house, officer):
    assert officer.get("/api/1/me").status_code == 401


def test_answer_to_a_program_sets_no_cookie(house):
    with scope(agency=house.agency):
        answer = Caller(token_of(house.users[Role.OFFICER]))("GET", f"/agencies/{house.agency.pk}")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
