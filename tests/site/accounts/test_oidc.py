"""Signing in by a real provider of OpenID Connect: who is let in, and which answers are refused."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken

from houses import PASSWORD
from prongsai.site.accounts.administrators import link_path
from prongsai.site.accounts.models import User
from prongsai.site.audit.models import Act

from .provider import settings_for
from .through_provider import FAILED, SUB, come_back, go, text

# The provider's own libraries, in its thread.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


def test_way_to_the_provider_asks_with_state_nonce_and_challenge(provider, browser):
    address = go(browser)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{provider.issuer}/oauth2/authorize?")
    assert {key: asked[key] for key in ("client_id", "response_type", "scope", "code_challenge_method")} == {
        "client_id": "prongsai",
        "response_type": "code",
        "scope": "openid",
        "code_challenge_method": "S256",
    }
    assert asked["redirect_uri"] == "http://testserver/account/oidc/oidc/login/callback/"
    assert len(asked["state"]) == 16
    assert len(asked["nonce"]) == 32


def test_connected_account_signs_in_and_leads_on(provider, browser, connected):
    address = go(browser, next="/account/sessions/")
    answer = come_back(browser, provider.consent(address, SUB))
    assert (answer.status_code, answer["Location"]) == (302, "/account/sessions/")
    act = Act.objects.get(code="signed.in")
    assert (str(act.actor), act.after["provider"]) == ("Some Person", "ThaID")
    assert "ThaID" in text(browser.get("/account/"))


def test_nothing_that_the_provider_tells_is_kept_but_the_number(provider, browser, connected):
    come_back(browser, provider.consent(go(browser), SUB))
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == (SUB, {"id_token": {"sub": SUB}})
    assert not SocialToken.objects.exists()


def test_sign_in_page_offers_the_provider_only_where_one_is_set(provider, browser, settings):
    assert "Sign in with ThaID" in text(browser.get("/account/sign-in/"))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Sign in with" not in text(browser.get("/account/sign-in/"))
    assert browser.post("/account/oidc/").status_code == 404
    assert browser.get("/account/oidc/oidc/login/callback/").status_code == 404


def test_way_to_the_provider_begins_with_a_button_alone(provider, browser):
    assert browser.get("/account/oidc/").status_code == 405
    assert browser.get("/account/oidc/another/login/callback/").status_code == 404


def test_stranger_is_told_to_ask_for_an_invitation(provider, browser, person):
    answer = come_back(browser, provider.consent(go(browser), "9876543210987"))
    assert "You need an invitation" in text(answer)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_same_address_at_the_provider_does_not_sign_in(provider, browser, person):
    """A provider's word about an address is no proof that an account here is the person's."""
    answer = come_back(browser, provider.consent(go(browser), person.email))
    assert "You need an invitation" in text(answer)


def test_closed_account_stays_closed(provider, browser, connected):
    connected.is_active = False
    connected.save()
    assert come_back(browser, provider.consent(go(browser), SUB))["Location"] == "/account/inactive/"


def test_second_factor_is_asked_for_after_the_provider(provider, browser, connected):
    Authenticator.objects.create(user=connected, type="totp", data={"secret": "x"})
    answer = come_back(browser, provider.consent(go(browser), SUB))
    assert answer["Location"] == "/account/second-factor/authenticate/"


def test_one_who_stops_at_the_provider_is_told_that_nothing_changed(provider, browser):
    state = parse_qs(urlsplit(go(browser)).query)["state"][0]
    back = f"/account/oidc/oidc/login/callback/?error=access_denied&state={state}"
    answer = browser.get(browser.get(back)["Location"])
    assert "You stopped signing in" in text(answer)


def test_error_page_stands_by_itself_too(browser, db):
    answer = browser.get("/account/connected/failed/")
    assert (answer.status_code, FAILED in text(answer)) == (401, True)


def test_account_is_connected_and_disconnected(provider, enter, person):
    person.language = "en"
    person.save()
    browser, _answer = enter(person)
    assert "Connect your account at ThaID" in text(browser.get("/account/connected/"))
    address = go(browser, process="connect", next="/account/")
    answer = come_back(browser, provider.consent(address, SUB))
    assert answer["Location"] == "/account/confirm/"
    answer = browser.post("/account/confirm/", {"password": PASSWORD})
    assert answer["Location"] == "/account/"
    assert SocialAccount.objects.get().user == person
    page = text(browser.get("/account/connected/"))
    assert "You can sign in with ThaID." in page
    number = SocialAccount.objects.get().pk
    assert browser.post("/account/connected/", {"account": number})["Location"] == "/account/connected/"
    assert not SocialAccount.objects.exists()
    codes = [act.code for act in Act.objects.order_by("pk")]
    assert codes == ["signed.in", "provider.connected", "provider.disconnected"]


def test_account_of_somebody_else_is_not_connected(provider, connected, enter, db):
    other = User.objects.create_user("other@example.com", "Other", PASSWORD, language="en")
    browser, _answer = enter(other)
    browser.post("/account/confirm/", {"password": PASSWORD})
    answer = come_back(browser, provider.consent(go(browser, process="connect"), SUB))
    assert "connected to somebody else here" in text(browser.get(answer["Location"]))
    assert SocialAccount.objects.get().user == connected


def test_last_way_in_is_not_disconnected(provider, connected, signed_in):
    connected.set_unusable_password()
    connected.save()
    number = SocialAccount.objects.get().pk
    page = text(signed_in(connected).post("/account/connected/", {"account": number}))
    assert "Set a password first" in page
    assert SocialAccount.objects.exists()


def test_new_password_by_a_link_disconnects_what_a_stranger_may_have_connected(provider, connected, browser):
    form = browser.get(link_path(connected), follow=True)
    words = {"password1": "quite another password", "password2": "quite another password"}
    page = browser.post(form.request["PATH_INFO"], words, follow=True)
    assert "accounts of a provider are disconnected" in text(page)
    assert not SocialAccount.objects.exists()
    assert [act.code for act in Act.objects.order_by("pk")] == ["provider.disconnected", "password.reset"]


def test_connecting_is_for_those_who_are_signed_in(provider, browser):
    answer = come_back(browser, provider.consent(go(browser, process="connect"), SUB))
    assert "You need an invitation" in text(answer)


def test_way_to_the_provider_cannot_be_taken_without_end(provider, browser):
    answers = [browser.post("/account/oidc/").status_code for _each in range(21)]
    assert answers == [302] * 20 + [429]


def test_provider_that_cannot_be_reached_is_said_to_be_so(provider, browser, settings):
    settings.SOCIALACCOUNT_PROVIDERS = settings_for("http://localhost:9")
    answer = browser.post("/account/oidc/")
    assert (answer.status_code, FAILED in text(answer)) == (401, True)


def test_provider_speaks_http_for_real(provider):
    told = requests.get(f"{provider.issuer}/.well-known/openid-configuration").json()
    assert told["issuer"] == provider.issuer
