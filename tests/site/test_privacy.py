"""What stays with whoever asked: pages are kept by nobody else, and secrets in addresses are written down nowhere."""

import logging
from io import StringIO

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from hostile import furnish, views
from houses import PASSWORD
from prongsai.site.accounts.administrators import link_path
from prongsai.site.accounts.models import HeldForm
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.permissions import Role
from prongsai.site.reminders.actions import make_calendar
from prongsai.site.shell.secrecy import is_secret

SECRETIVE = ("/account/", "/invitation/", "/calendar/")


@pytest.fixture
def logged():
    """Give what the site writes into its log."""
    (console,) = (each for each in logging.getLogger().handlers if each.name == "console")
    before = console.setStream(StringIO())
    yield console.stream
    console.setStream(before)


@pytest.fixture
def invited(house, within):
    """Give the secret address of an invitation."""
    return invite(house.actor(Role.MANAGER), email="new@example.com", name="New", roles={Role.READER})[1]


def test_every_page_is_kept_by_the_readers_browser_alone(house, signed_in):
    furnished = furnish(house)
    faulty, seen = [], 0
    for role in (Role.OFFICER, Role.MANAGER):
        browser = signed_in(house.users[role])
        for pattern, name in views():
            if pattern.startswith("public/"):
                continue  # for everybody, and the same for everybody: tests/site/public
            for address in furnished.addresses(pattern, name):
                answer = browser.get(address)
                if answer.streaming:
                    b"".join(answer.streaming_content)
                kept = answer["Cache-Control"]
                seen += 1
                if "private" not in kept or ("no-store" not in kept and address.startswith(SECRETIVE)):
                    faulty.append((address, kept))
    assert (faulty, seen > 100) == ([], True)


def test_visitors_pages_are_kept_by_nobody(client, house, invited):
    user = house.users[Role.OFFICER]
    pages = ("/account/sign-in/", f"/invitation/{invited}/", f"/invitation/{invited}x/", link_path(user))
    assert ["no-store" in client.get(each)["Cache-Control"] for each in pages] == [True] * 4
    assert client.get("/nowhere/")["Cache-Control"] == "private, no-cache"


def test_secret_of_an_invitation_is_not_logged(officer, logged, invited):
    """Somebody else's account, a form from elsewhere and too many tries are all told in the log."""
    address = f"/invitation/{invited}/"
    assert officer.get(address).status_code == 403
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert [Client().get(address).status_code for _try in range(25)][-1] == 429
    lines = logged.getvalue()
    assert invited not in lines
    assert lines.count('"route": "/invitation/<str:token>/"') >= 3


def test_secret_of_a_link_for_a_password_is_not_logged(client, house, logged):
    address = link_path(house.users[Role.OFFICER])
    statuses = [client.post(address, follow=False).status_code for _try in range(25)]
    assert statuses[-1] == 429
    lines = logged.getvalue()
    secret = address.rstrip("/").rpartition("-")[2]
    assert (secret in lines, '"status": 429' in lines, "/account/password/reset/" in lines) == (
        False,
        True,
        True,
    )


def test_secret_of_a_calendar_is_not_logged(house, logged):
    """Whether it is good, unknown, of too many tries or no address at all; each request told in the log."""
    requests = logging.getLogger("prongsai.requests")
    before, secret = requests.level, make_calendar(house.users[Role.OFFICER])
    requests.setLevel(logging.INFO)
    address = f"/calendar/{secret}.ics"
    tries = [Client().get(address).status_code for _try in range(32)]
    unknown = [Client().get(f"/calendar/x{secret}.ics").status_code for _try in range(22)]
    refused = [Client().post(address).status_code, Client().get(f"/calendar/{secret}").status_code]
    requests.setLevel(before)
    assert (tries[0], tries[-1], unknown[0], unknown[-1], refused) == (200, 429, 404, 429, [405, 404])
    lines = logged.getvalue()
    assert (secret in lines, '"route": "/calendar/<str:token>.ics"' in lines) == (False, True)


def test_no_address_is_logged_at_all(client, db, logged):
    client.get("/nowhere/100%/")
    assert ('"route": "?", "status": 404' in logged.getvalue(), "nowhere" in logged.getvalue()) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        ("/invitation/abc/", True),
        ("/invitation/abc/provider/", True),
        ("/account/password/reset/1a-cz-abc/", True),
        ("/account/password/reset/", False),
        ("/calendar/abc.ics", True),
        ("/account/calendar/", False),
        ("/account/", False),
        ("/agencies/1/people/invitations/1/renew/", False),
    ],
)
def test_secret_addresses_are_told(address, secret):
    assert is_secret(address) == secret


def test_form_of_a_secret_page_that_is_too_old_is_not_held(house, invited):
    """To hold it would write its address down."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(house.users[Role.OFFICER])
    browser.get("/account/")
    del browser.cookies["prongsai_session"]
    form = {"name": "typed", "password1": PASSWORD, "password2": PASSWORD}
    answer = browser.post(f"/invitation/{invited}/", form, headers={"Origin": "http://testserver"})
    assert (answer.status_code, HeldForm.objects.count()) == (403, 0)


def test_no_page_takes_a_form_without_a_token():
    """Programs show a token, LINE a signature, in a header: a cookie, which a page from elsewhere could use, opens nothing."""
    exempt = [address for address, view in callbacks(get_resolver()) if getattr(view, "csrf_exempt", False)]
    assert [each for each in exempt if not each.startswith("api/1/")] == ["line/webhook"]


def callbacks(resolver: URLResolver, prefix: str = ""):
    for each in resolver.url_patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield address, each.callback
        else:
            yield from callbacks(each, address)
