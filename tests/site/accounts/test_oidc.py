"""Signing in by a real provider of OpenID Connect: who is let in, and which answers are refused."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.test import Client
from django_scopes import scope

from houses import PASSWORD
from prongsai.site.accounts.administrators import link_path
from prongsai.site.accounts.models import User
from prongsai.site.agencies.invitations.actions import invite, revoke
from prongsai.site.agencies.models import Invitation
from prongsai.site.agencies.queries import actor_in
from prongsai.site.audit.models import Act
from prongsai.site.permissions import Role

from .provider import running, settings_for

# The provider's own libraries, in its thread.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
SUB = "1234567890123"
FAILED = "The provider could not sign you in"


@pytest.fixture(scope="module")
def real_provider():
    with running() as provider:
        yield provider


@pytest.fixture
def provider(real_provider, settings, db):
    """Give a provider that the site knows, unspoilt."""
    real_provider.spoil = {}
    settings.SOCIALACCOUNT_PROVIDERS = settings_for(real_provider.issuer)
    return real_provider


@pytest.fixture
def browser():
    made = Client()
    made.cookies["prongsai_language"] = "en"
    return made


@pytest.fixture
def connected(person):
    """Give a user whose account at the provider is connected."""
    SocialAccount.objects.create(user=person, provider="oidc", uid=SUB)
    person.language = "en"
    person.save()
    return person


def go(browser, **data):
    """Begin the way to the provider, and give the address of its page."""
    answer = browser.post("/account/oidc/", data)
    assert answer.status_code == 302
    return answer["Location"]


def come_back(browser, address):
    """Follow the browser back from the provider."""
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def text(answer):
    return answer.content.decode()


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


def resigned(provider, **changes):
    """Change claims of the ID token and sign it again; None takes one out."""

    def spoil(answer):
        claims = jwt.decode(answer["id_token"], options={"verify_signature": False}) | changes
        claims = {key: value for key, value in claims.items() if value is not None}
        return {**answer, "id_token": provider.signed(claims)}

    return spoil


def with_token(make):
    """Put another ID token in the place of the right one."""

    def spoil(answer):
        claims = jwt.decode(answer["id_token"], options={"verify_signature": False})
        return {**answer, "id_token": make(claims)}

    return spoil


STRANGE_KEY = generate_private_key(65537, 2048)
SPOILT_TOKENS = {
    "another issuer": lambda p: resigned(p, iss="https://evil.example.com"),
    "another audience": lambda p: resigned(p, aud="another client"),
    "expired": lambda p: resigned(p, exp=int(time.time()) - 60),
    "without an end": lambda p: resigned(p, exp=None),
    "another nonce": lambda p: resigned(p, nonce="another"),
    "without nonce": lambda p: resigned(p, nonce=None),
    "without subject": lambda p: resigned(p, sub=None),
    "another subject than the user's": lambda p: resigned(p, sub="9876543210987"),
    "unsigned": lambda p: with_token(
        lambda claims: jwt.encode(claims, "", algorithm="none", headers={"kid": p.keys["kid"]})
    ),
    "signed by the public secret": lambda p: with_token(
        lambda claims: jwt.encode(
            claims,
            "a secret that is known to everybody here",
            algorithm="HS256",
            headers={"kid": p.keys["kid"]},
        )
    ),
    "signed by another key": lambda p: with_token(
        lambda claims: jwt.encode(claims, STRANGE_KEY, algorithm="RS256", headers={"kid": p.keys["kid"]})
    ),
    "signed by an unknown key": lambda p: with_token(
        lambda claims: jwt.encode(claims, STRANGE_KEY, algorithm="RS256", headers={"kid": "unknown"})
    ),
    "no token at all": lambda p: lambda answer: {**answer, "id_token": "nonsense"},
    "none": lambda p: lambda answer: {key: value for key, value in answer.items() if key != "id_token"},
}


@pytest.mark.parametrize("spoilt", sorted(SPOILT_TOKENS))
def test_id_token_that_cannot_be_trusted_is_refused(provider, browser, connected, spoilt):
    provider.spoil = {"/oauth2/token": SPOILT_TOKENS[spoilt](provider)}
    answer = come_back(browser, provider.consent(go(browser), SUB))
    assert (answer.status_code, FAILED in text(answer)) == (401, True)
    assert browser.get("/account/").status_code == 302


def test_token_signed_anew_with_the_same_claims_is_taken(provider, browser, connected):
    """So that the refusals above are for what was changed, and nothing else."""
    provider.spoil = {"/oauth2/token": resigned(provider)}
    assert come_back(browser, provider.consent(go(browser), SUB))["Location"] == "/"


@pytest.mark.parametrize("state", ["", "&state=made-up"])
def test_answer_without_the_right_state_is_refused(provider, browser, connected, state):
    back = urlsplit(provider.consent(go(browser), SUB))
    code = parse_qs(back.query)["code"][0]
    answer = browser.get(f"{back.path}?code={code}{state}")
    assert (answer.status_code, FAILED in text(answer)) == (401, True)


def test_answer_is_good_once_and_for_the_browser_that_asked(provider, browser, connected):
    back = provider.consent(go(browser), SUB)
    assert come_back(Client(), back).status_code == 401
    assert come_back(browser, back)["Location"] == "/"
    assert come_back(browser, back).status_code == 401


def test_stolen_code_without_its_verifier_is_refused_by_the_provider(provider, browser, connected):
    back = provider.consent(go(browser), SUB)
    provider.challenge = "of another browser"
    assert come_back(browser, back).status_code == 401


@pytest.mark.parametrize(
    ("path", "spoil"),
    [
        (
            "/.well-known/openid-configuration",
            lambda answer: {**answer, "issuer": "https://evil.example.com"},
        ),
        ("/.well-known/openid-configuration", lambda answer: {**answer, "jwks_uri": None}),
        ("/.well-known/openid-configuration", lambda answer: ["nonsense"]),
        ("/jwks", lambda answer: {}),
        ("/jwks", lambda answer: {"keys": []}),
    ],
)
def test_provider_that_answers_as_another_is_refused(provider, browser, connected, path, spoil):
    address = go(browser)
    provider.spoil = {path: spoil}
    answer = come_back(browser, provider.consent(address, SUB))
    assert (answer.status_code, FAILED in text(answer)) == (401, True)
    if path != "/jwks":
        assert browser.post("/account/oidc/").status_code == 401


def test_way_to_the_provider_cannot_be_taken_without_end(provider, browser):
    answers = [browser.post("/account/oidc/").status_code for _each in range(21)]
    assert answers == [302] * 20 + [429]


def test_provider_that_cannot_be_reached_is_said_to_be_so(provider, browser, settings):
    settings.SOCIALACCOUNT_PROVIDERS = settings_for("http://localhost:9")
    answer = browser.post("/account/oidc/")
    assert (answer.status_code, FAILED in text(answer)) == (401, True)


@pytest.fixture
def invited(house, provider):
    """Give an invitation to somebody new, and the path of its link."""
    with scope(agency=house.agency):
        made, token = invite(
            house.actor(Role.MANAGER), email="new@example.com", name="Somebody New", roles={Role.READER}
        )
    return made, f"/invitation/{token}/"


def follow_invitation(browser, provider, path, sub=SUB):
    assert "Go on with ThaID" in text(browser.get(path))
    answer = browser.post(f"{path}provider/")
    return come_back(browser, provider.consent(answer["Location"], sub))


def test_invitation_is_accepted_with_the_provider_and_connects_the_account(house, invited, provider, browser):
    _made, path = invited
    answer = follow_invitation(browser, provider, path)
    assert answer["Location"] == house.agency.get_absolute_url()
    user = User.objects.get(email="new@example.com")
    assert (str(user), user.has_usable_password()) == ("Somebody New", False)
    assert SocialAccount.objects.get().user == user
    assert actor_in(user, house.agency.pk).roles == {Role.READER}
    assert browser.get(house.agency.get_absolute_url()).status_code == 200
    assert [act.code for act in Act.objects.order_by("pk")][1:] == [
        "invitation.accepted",
        "provider.connected",
        "signed.in",
    ]
    assert browser.get(path).status_code == 404


def test_one_who_is_connected_already_accepts_an_invitation_to_the_own_address(
    house, provider, connected, browser
):
    with scope(agency=house.agency):
        _made, token = invite(
            house.actor(Role.MANAGER), email=connected.email, name="Some Person", roles={Role.READER}
        )
    follow_invitation(browser, provider, f"/invitation/{token}/")
    assert actor_in(connected, house.agency.pk).roles == {Role.READER}


def test_invitation_to_another_address_is_not_accepted_with_a_connected_account(
    house, invited, provider, connected, browser
):
    _made, path = invited
    answer = follow_invitation(browser, provider, path)
    assert (answer.status_code, "This invitation is for another account" in text(answer)) == (403, True)
    assert actor_in(connected, house.agency.pk) is None
    with scope(agency=house.agency):
        assert Invitation.objects.get().accepted_at is None


def test_invitation_to_an_address_that_has_an_account_asks_to_sign_in(house, provider, person, browser):
    with scope(agency=house.agency):
        _made, token = invite(
            house.actor(Role.MANAGER), email=person.email, name="Some Person", roles={Role.READER}
        )
    answer = follow_invitation(browser, provider, f"/invitation/{token}/")
    assert answer.status_code == 403
    assert "Sign in with it, then open this link again." in text(answer)
    assert not SocialAccount.objects.exists()


def test_invitation_that_ends_on_the_way_is_not_accepted(house, invited, provider, browser):
    made, path = invited
    answer = browser.post(f"{path}provider/")
    with scope(agency=house.agency):
        revoke(house.actor(Role.MANAGER), made)
    back = come_back(browser, provider.consent(answer["Location"], SUB))
    assert back.status_code == 404
    assert not User.objects.filter(email="new@example.com").exists()


def test_provider_speaks_http_for_real(provider):
    told = requests.get(f"{provider.issuer}/.well-known/openid-configuration").json()
    assert told["issuer"] == provider.issuer
