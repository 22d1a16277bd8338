"""The way to a provider that signs people in, and back."""

from urllib.parse import urlsplit

SUB = "1234567890123"
FAILED = "The provider could not sign you in"


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
