"""`prongsai site init` asks who looks after the site where nobody does, and makes links on the server."""

import argparse

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

from prongsai.cli import site_command
from prongsai.language.problems import InputError
from prongsai.site.accounts import administrators
from prongsai.site.accounts.models import User
from prongsai.site.audit.models import Act
from prongsai.site.environment import Address


@pytest.fixture
def init(db, monkeypatch, capsys):
    """Run what `init` does after folder and database are made; give the exit code and the lines printed."""

    def run(email=None, name=None, *, answers=None):
        asked = iter(answers or ())
        monkeypatch.setattr("sys.stdin.isatty", lambda: answers is not None, raising=False)
        monkeypatch.setattr("builtins.input", lambda _words: next(asked))
        code = site_command._administrator(argparse.Namespace(administrator=email, name=name))
        return code, capsys.readouterr().out.splitlines()

    return run


def test_on_a_terminal_it_asks_and_prints_a_link(init):
    code, lines = init(answers=["Somebody@Example.com ", " Some Body"])
    user = User.objects.get()
    assert (user.email, str(user), user.is_administrator, code) == (
        "somebody@example.com",
        "Some Body",
        True,
        0,
    )
    assert lines[0] == "Set a password here; the link works once, for 24 hours:"
    assert lines[1].startswith("http://127.0.0.1:8000/account/password/reset/")


def test_an_empty_answer_is_later(init):
    assert init(answers=[""]) == (0, [])
    assert not User.objects.exists()


def test_without_a_terminal_it_does_not_ask(init):
    assert init() == (0, [])


def test_it_does_not_ask_where_somebody_looks_after_the_site(init):
    administrators.make_administrator("a@example.com", "A")
    assert init(answers=[]) == (0, [])


def test_one_who_has_a_password_needs_no_link(init):
    User.objects.create_user("a@example.com", "A", "a password for tests")
    assert init("a@example.com") == (
        0,
        ["a@example.com looks after the site. A new link: prongsai site link a@example.com"],
    )
    assert [act.code for act in Act.objects.all()] == ["administrator.made"]
    init("a@example.com")
    assert Act.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "name", "code"), [("no address", "A", "bad-email"), ("a@example.com", " ", "no-name")]
)
def test_faulty_administrator_is_refused(db, email, name, code):
    with pytest.raises(InputError) as refused:
        administrators.make_administrator(email, name)
    assert refused.value.problems[0].code == code


def test_link_takes_a_second_factor_away_only_where_asked(db):
    user = User.objects.create_user("a@example.com", "A", "a password for tests")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    administrators.link_for("A@example.com")
    assert Authenticator.objects.count() == 1
    administrators.link_for("a@example.com", forget_second_factor=True)
    assert Authenticator.objects.count() == 0
    assert {str(act.actor) for act in Act.objects.all()} == {"prongsai site"}


def test_nobody_gets_a_link_for_a_closed_account(db):
    User.objects.create_user("a@example.com", "A", is_active=False)
    with pytest.raises(InputError):
        administrators.link_for("a@example.com")


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"HOSTS": (), "HTTPS": "none"}, "http://127.0.0.1:8000"),
        ({"HOSTS": (".ita.example.go.th", "b"), "HTTPS": "proxy"}, "https://ita.example.go.th"),
        ({"HOSTS": ("localhost",), "HTTPS": "none"}, "http://localhost"),
    ],
)
def test_links_name_the_address_under_which_the_site_is_reached(given, address):
    with override_settings(ENVIRONMENT={"ADDRESS": Address("127.0.0.1", 8000), **given}):
        assert administrators.site_address() == address
