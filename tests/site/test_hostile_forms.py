"""What no honest browser sends, to every view and in every field of every form: nothing fails, on either database."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from hostile import Form, Furnished, forms_of, furnish, views
from houses import PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.permissions import Role

TEXTS = {
    "NUL": "ก\x00ข",
    "very long": "ก" * 34_000,
    "negative": "-1",
    "huge": "9" * 5_000,
    "no number": "NaN",
    "exponent": "1e999999",
    "Thai digits": "๙" * 20,
    "unseen": "\u202etxt.exe\u202c\u200b\ufeff",
    "template": "{{ request.user }}{0.__class__}%s%(x)s",
    "lines": "a\r\nBcc: x@example.com\r\n\r\nb",
}
FILES = {
    "../../a\r\nb\x00\u202e.exe": b"MZ\x00\x01",
    "a.xlsx": b"PK\x03\x04" + b"\x00" * 200,
    "a.pdf": b"%PDF-1.7\n" + b"\xff" * 500,
    "a.txt": b"\xff\xfe=\x001\x00\x00\x00\x07\x00",
    "a.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 4,
}
PLAUSIBLE = {
    "email": "a@example.com",
    "login": "a@example.com",
    "day": "1 มกราคม 2569",
    "signed_on": "1 มกราคม 2569",
}
QUERIES = (
    "agency", "aim", "answers", "attention", "class", "reason", "type", "year", "division", "from", "indicators", "kind", "next", "on", "over", "page", "paper", "part",
    "person", "q", "since", "sort", "step", "to", "until", "words", "1", "e9",
)  # fmt: skip
"""What pages read of their address."""

AREAS = {
    "measures": (Role.OFFICER, r"/measures/"),
    "plan": (Role.OFFICER, r"/plan/(?!measures/)"),
    "rounds": (Role.OFFICER, r"/rounds/(?!\d+/(plan|papers|progress)/)"),
    "papers": (Role.OFFICER, r"/papers/|/readings/|/jobs/|/files/|/log/"),
    "follow-up": (Role.OFFICER, r"/progress/|/due/"),
    "settings": (Role.OFFICER, r"/settings/|^/account/|^/speak/|^/agencies/\d+/$"),
    "coordination": (Role.OFFICER, r"^/areas/\d+/|/notices/|^/agencies/\d+/$"),
    "people": (Role.MANAGER, r"/people/"),
    "deciding": (Role.APPROVER, r"/approve/|/reopen/"),
}
"""The parts of the site, and who goes through each."""


@pytest.fixture
def furnished(house) -> Furnished:
    return furnish(house)


def sent(browser: Client, address: str, data: Mapping[str, object]) -> int:
    """Post, undo whatever came of it, and give the status."""
    before = browser.cookies.output(header="")
    with transaction.atomic():
        answer = read(browser.post(address, data))
        transaction.set_rollback(True)
    browser.cookies.load(before.replace("\r\n", ";"))
    return answer.status_code


def read(answer: HttpResponseBase) -> HttpResponseBase:
    """Give an answer, its stream read to the end, for only then are its files closed."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def forms(browser: Client, addresses: Iterable[str]) -> list[Form]:
    """Give the forms of some pages, those that are sent to one place once."""
    found: dict[str, Form] = {}
    for address in addresses:
        answer = read(browser.get(address))
        if not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
            for form in forms_of(answer.content.decode(), address):
                known = found.setdefault(urlsplit(form.action).path, form)
                if len(known.held) < len(form.held):
                    found[urlsplit(form.action).path] = form
    return list(found.values())


def faults(browser: Client, form: Form, texts: Iterator[str]) -> Iterator[tuple[str, str, object]]:
    """Send all that is hostile into a form; give what did not end well."""
    for what, data in (*varied(form, texts), *with_files(form)):
        status = sent(browser, form.action, data)
        if status >= 500:
            yield form.action, what, status


def varied(form: Form, texts: Iterator[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Give what is posted into a form: as it stands, nothing, each field twice, hostile texts in all fields and in one."""
    held, typed = form.held, form.typed
    yield "as it stands", held
    yield "missing", {}
    yield "doubled", {name: [*words, *words, "x"] for name, words in held.items()}
    for what in ("NUL", "very long", "huge"):
        yield what, {name: [TEXTS[what]] if name in typed else words for name, words in held.items()}
    for what in ("NUL", "huge", "negative") if held.keys() - typed else ():
        choices = {name: words if name in typed else [TEXTS[what][:100]] for name, words in held.items()}
        yield f"{what} choice", choices
    good = {
        name: [PLAUSIBLE.get(name, "words")] if name in typed and not any(words) else words
        for name, words in held.items()
    }
    yield "good", good
    for name in sorted(typed)[:12]:
        what = next(texts)
        yield f"{what} in {name}", {**good, name: [TEXTS[what]]}


def with_files(form: Form) -> Iterator[tuple[str, dict[str, object]]]:
    """Give what is posted into a form that takes files."""
    for name, content in FILES.items() if form.files else ():
        yield name, {**form.held, **{each: SimpleUploadedFile(name, content) for each in form.files}}


@pytest.mark.parametrize("area", AREAS)
def test_hostile_fields_files_and_addresses(area, furnished, signed_in):
    role, pattern = AREAS[area]
    browser = signed_in(furnished.house.users[role], raise_request_exception=False)
    addresses = [
        address
        for open_address, name in views()
        for address in furnished.addresses(open_address, name)
        if re.search(pattern, address)
    ]
    found = [form for form in forms(browser, addresses) if re.search(pattern, form.action)]
    texts = cycle(TEXTS)
    faulty = [fault for form in found for fault in faults(browser, form, texts)]
    assert (faulty, len(found) > 1) == ([], True)
    names = {name for form in found for name in form.held}
    query = urlencode(dict.fromkeys(QUERIES, TEXTS["huge"]))
    for address in addresses:
        given = read(browser.get(f"{address}?{query}")).status_code
        taken = sent(browser, address, dict.fromkeys(names, TEXTS["NUL"]))
        faulty += [(address, given, taken)] * (max(given, taken) >= 500)
    assert faulty == []


@pytest.mark.parametrize("who", ["administrator", "visitor", "somebody whose session ended"])
def test_hostile_fields_outside_agencies(who, furnished, signed_in, settings):
    """The visitor goes by signing in, a forgotten password and an invitation; what is typed after an end is held."""
    administrator = User.objects.create_user("a@example.com", "A", PASSWORD, is_administrator=True)
    browser = signed_in(administrator, raise_request_exception=False)
    if who == "visitor":
        browser = Client(raise_request_exception=False)
    pages = [
        "/agencies/", "/agencies/new/", "/account/", "/account/sign-in/", "/account/password/reset/",
        "/areas/new/",
        *furnished.addresses("areas/manage/<int:number>/agencies/", "area-take-in"),
        *furnished.addresses("areas/manage/<int:number>/settings/", "area-settings"),
        *furnished.addresses("areas/manage/<int:number>/coordinator/", "area-coordinator"),
        *furnished.addresses("invitation/<str:token>/", "invitation"),
    ]  # fmt: skip
    found = forms(browser, pages)
    if who == "somebody whose session ended":
        del browser.cookies[settings.SESSION_COOKIE_NAME]
    texts = cycle(TEXTS)
    faulty = [fault for form in found for fault in faults(browser, form, texts)]
    assert (faulty, len(found) > 2) == ([], True)
