"""Django's lists: looked at by administrators alone, read-only, without secrets and without what agencies hold."""

import re
from html.parser import HTMLParser

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.utils.functional import Promise
from django_scopes import scope

from houses import INPUTS, PASSWORD
from prongsai.site.accounts.models import User
from prongsai.site.agencies.invitations.actions import invite
from prongsai.site.agencies.invitations.queries import hash_of
from prongsai.site.agencies.models import ListImport
from prongsai.site.doors import note
from prongsai.site.files.storing import store
from prongsai.site.jobs.models import Job
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


class Page(HTMLParser):
    """A page: its cells, and the words around them, those that only some readers hear included."""

    def __init__(self, answer):
        super().__init__()
        self.cells, self.words, self._open = [], [], []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        self._open.append(tag)
        self.words += [text for name, text in attrs if name in {"title", "alt", "aria-label", "placeholder"}]
        self.cells += [""] if tag == "td" else []

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if "td" in self._open:
            self.cells[-1] += data
        elif not {"script", "style"} & set(self._open):
            self.words.append(data.strip())


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
    assert ("signed in" in page, "entered a result" in page) == (True, False)


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


def test_every_app_table_and_field_shown_has_words():
    named = {}
    for shown in SHOWN:
        options = shown.model._meta
        named[options.app_label] = options.app_config.verbose_name
        named[options.label_lower, "one"] = options.verbose_name
        named[options.label_lower, "many"] = options.verbose_name_plural
        named |= {
            (options.label_lower, each): options.get_field(each).verbose_name
            for each in (*shown.fields, *shown.filters)
        }
    assert [thing for thing, words in named.items() if not isinstance(words, Promise)] == []


def test_words_around_the_cells_are_thai(full, browser):
    User.objects.update(language="th")
    held = re.compile(r"application/pdf|ITA")
    addresses = [
        "/administration/",
        "/administration/accounts/",
        "/administration/accounts/user/?is_active__exact=1&o=1.2&q=@",
        *lists(),
    ]
    words = {word for each in addresses for word in Page(browser.get(each)).words}
    assert {"ข้อมูลของระบบ", "ผู้ใช้งาน", "ตามเข้าใช้งานได้", "ล้างตัวกรองทั้งหมด"} <= {
        word.removeprefix("✖ ") for word in words
    }
    assert [word for word in words if re.search("[A-Za-z]", held.sub("", word))] == []


def test_cells_say_values_in_words(full, house, browser):
    User.objects.update(joined_at="2025-10-01T05:00Z", last_login=None)
    with scope(agency=house.agency):
        Job.objects.update(asked_at="2025-10-01T05:00Z")
    for name, counts in (("old.xlsx", {"added": 3, "faulty": {}}), ("new.xlsx", None)):
        uploaded_by = house.users[Role.MANAGER].name
        ListImport.objects.create(
            name=name,
            rows=[],
            problems=[],
            counts=counts,
            uploaded_by=uploaded_by,
            uploaded_at="2025-10-01T05:00Z",
        )
    addresses = {
        "accounts/user/?q=officer@one": [
            "Officer of one.example.com",
            "officer@one.example.com",
            "ไทย",
            "yes",
            "no",
            "1 October 2568, 12:00",
            "–",
        ],
        "agencies/listimport/": [
            *("new.xlsx", "–", "Manager of one.example.com", "1 October 2568, 12:00", "–"),
            *("old.xlsx", "added: 3", "Manager of one.example.com", "1 October 2568, 12:00", "–"),
        ],
        "jobs/job/": [
            str(house.agency),
            "making of papers",
            "waiting",
            "0",
            "0",
            "0",
            "Officer of one.example.com",
            "1 October 2568, 12:00",
            "–",
        ],
    }
    found = {each: Page(browser.get(f"/administration/{each}")).cells for each in addresses}
    assert found == addresses


def test_page_of_the_lists_names_each_and_nothing_that_was_done_there(browser):
    page = browser.get("/administration/").content.decode()
    assert sorted(re.findall('href="(/administration/[a-z]+/[a-z]+/)"', page)) == sorted(lists())
    assert "Recent actions" not in page


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


def test_lists_ask_few_queries(full, browser, django_assert_max_num_queries):
    for address in lists():
        with django_assert_max_num_queries(9):
            browser.get(address)
