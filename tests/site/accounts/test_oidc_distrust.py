"""What comes from a provider is not trusted for its own sake: tokens, states, codes, descriptions that were spoilt."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.test import Client

from .through_provider import FAILED, SUB, come_back, go, text

# The provider's own libraries, in its thread.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


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
