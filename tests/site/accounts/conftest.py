"""A person with a password, and a browser that is nobody's yet."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from houses import PASSWORD
from prongsai.site.accounts.models import User

from .provider import running, settings_for
from .through_provider import SUB


@pytest.fixture(autouse=True)
def _fresh_counts(db):
    """Begin with no tries counted."""
    cache.clear()


@pytest.fixture
def person(db):
    """Give a user without any agency."""
    return User.objects.create_user("person@example.com", "Some Person", PASSWORD)


@pytest.fixture
def enter():
    """Give a way to sign in by the page, and the browser that did."""

    def sign_in(user, password=PASSWORD, *, browser=None, path="/account/sign-in/", **headers):
        browser = browser or Client()
        answer = browser.post(path, {"login": user.email, "password": password}, **headers)
        return browser, answer

    return sign_in


@pytest.fixture
def confirmed(enter, person):
    """Give a browser whose user has just confirmed the password, as what matters asks for."""
    browser, _answer = enter(person)
    browser.post("/account/confirm/", {"password": PASSWORD})
    return browser


@pytest.fixture(scope="module")
def real_provider():
    """Give a provider of OpenID Connect that runs."""
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
    """Give a browser of somebody who reads English."""
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
