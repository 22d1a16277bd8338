"""The site refuses to start in production with anything unsafe, and says which."""

import pytest
from django.db import connection
from django.test import override_settings

from prongsai.site.accounts.models import User
from prongsai.site.demonstration.people import PEOPLE
from prongsai.site.safety import unsafe, unsafe_data

KEY = "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def safe(monkeypatch, tmp_path):
    """Give a maker of settings that are safe but for those given."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)

    def make(**given):
        for name in ("DATABASE", "SECRET_KEY", "DATA"):
            monkeypatch.delenv(f"PRONGSAI_{name}", raising=False)
        for name, words in {"DATA": str(folder), "SECRET_KEY": KEY, **given}.items():
            monkeypatch.setenv(f"PRONGSAI_{name}", words)
        return folder

    return make


def told():
    return [(problem.where, problem.what) for problem in unsafe()]


def test_a_site_on_one_computer_is_safe(safe):
    safe()
    assert unsafe() == ()


def test_a_site_behind_a_proxy_is_safe(safe):
    safe(
        HOSTS="ita.example.go.th",
        HTTPS="proxy",
        PROXIES="1",
        ADDRESS="0.0.0.0:8000",
        OIDC_ISSUER="https://id.example.go.th",
        OIDC_CLIENT="prongsai",
        OIDC_SECRET="secret",
        MAIL="smtp+tls://me:secret@mail.example.go.th",
    )
    assert unsafe() == ()


@pytest.mark.parametrize(
    ("given", "where", "what"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY", "the secret key can be guessed"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY", "the secret key can be guessed"),
        ({"SECRET_KEY": ""}, "SECRET_KEY", "there is no secret key"),
        ({"LINE_TOKEN": "t"}, "LINE_SECRET", "nobody can be reminded by LINE without it"),
        ({"LINE_SECRET": "s"}, "LINE_TOKEN", "nobody can be reminded by LINE without it"),
        ({"HOSTS": "*", "HTTPS": "proxy", "PROXIES": "1"}, "HOSTS", "every name is taken"),
        (
            {"HOSTS": "ita.example.go.th"},
            "HTTPS",
            "pages and passwords would go over the network unencrypted",
        ),
        ({"ADDRESS": "0.0.0.0:80"}, "HTTPS", "pages and passwords would go over the network unencrypted"),
        (
            {"HTTPS": "proxy"},
            "PROXIES",
            "the number of proxies is not told, so that visitors cannot be told apart",
        ),
        (
            {"PROXIES": "1"},
            "PROXIES",
            "whoever visits could write the address that limits on sign-ins are counted by",
        ),
        (
            {"OIDC_ISSUER": "http://id.example.go.th", "OIDC_CLIENT": "x", "OIDC_SECRET": "y"},
            "OIDC_ISSUER",
            "the provider is reached unencrypted",
        ),
        (
            {"OIDC_ISSUER": "https://id.example.go.th", "OIDC_SECRET": "y"},
            "OIDC_CLIENT",
            "the provider cannot know the site without it",
        ),
        (
            {"OIDC_ISSUER": "https://id.example.go.th", "OIDC_CLIENT": "x"},
            "OIDC_SECRET",
            "the provider cannot know the site without it",
        ),
        (
            {"MAIL": "smtp://me:secret@mail.example.go.th"},
            "MAIL",
            "the password of the mail server would go over the network unencrypted",
        ),
    ],
)
def test_unsafe_setting_is_named(safe, given, where, what):
    safe(**given)
    assert told() == [(f"PRONGSAI_{where}", what)]


@pytest.mark.parametrize("hosts", ["", "localhost,127.0.0.1"])
def test_names_of_this_computer_alone_need_no_encryption(safe, hosts):
    safe(HOSTS=hosts, MAIL="smtp://me:secret@localhost")
    assert unsafe() == ()


def test_key_in_the_folder_is_looked_at_too(safe):
    folder = safe(SECRET_KEY="")
    file = folder / "secret-key"
    file.touch(mode=0o600)
    file.write_text("too short", encoding="ascii")
    assert told() == [("PRONGSAI_SECRET_KEY", "the secret key can be guessed")]
    file.write_text(KEY, encoding="ascii")
    assert unsafe() == ()


def test_folder_key_and_database_must_not_be_read_by_others(safe, tmp_path):
    database = tmp_path / "elsewhere.sqlite3"
    folder = safe(DATABASE=f"sqlite:////{database}")
    (folder / "secret-key").write_text(KEY, encoding="ascii")
    for path, mode in ((folder, 0o755), (folder / "secret-key", 0o644), (folder / "prongsai.sqlite3", 0o660)):
        path.touch()
        path.chmod(mode)
    database.touch(mode=0o604)
    paths = (folder, folder / "secret-key", folder / "prongsai.sqlite3", f"/{database}")
    assert told() == [
        ("PRONGSAI_DATA", f"others on this computer can read or change {path}") for path in paths
    ]


def test_demonstration_is_safe_on_this_computer_alone(safe):
    safe(MODE="demonstration", SECRET_KEY="x", HOSTS="localhost")
    assert unsafe() == ()


@pytest.mark.parametrize("given", [{"ADDRESS": "0.0.0.0:80"}, {"HOSTS": "ita.example.go.th"}])
def test_demonstration_that_others_could_reach_is_unsafe(safe, given):
    safe(MODE="demonstration", **given)
    assert told() == [
        (
            "PRONGSAI_ADDRESS",
            "a demonstration, whose passwords are known, could be reached from other computers",
        )
    ]


def test_settings_that_cannot_be_read_are_told_as_such(safe):
    safe(MODE="x")
    assert told() == [("PRONGSAI_MODE", "this value cannot be read")]


def test_database_without_people_of_the_demonstration_is_safe(db):
    User.objects.create_user("officer@one.example.com", "Officer")
    assert unsafe_data() == ()


def test_people_of_the_demonstration_in_production_are_unsafe(db):
    user = User.objects.create_user(PEOPLE[0].email, PEOPLE[0].name)
    assert [(each.code, each.where) for each in unsafe_data()] == [("unsafe-data", "PRONGSAI_DATA")]
    user.is_active = False
    user.save()
    assert unsafe_data() == ()


@override_settings(DEMONSTRATION=True)
def test_people_of_the_demonstration_may_be_in_a_demonstration(db):
    User.objects.create_user(PEOPLE[0].email, PEOPLE[0].name)
    assert unsafe_data() == ()


def test_database_that_was_never_made_ready_holds_nothing_unsafe(db, monkeypatch):
    monkeypatch.setattr(User._meta, "db_table", "not_there_yet")
    assert unsafe_data() == ()


def test_database_that_cannot_be_reached_is_said_to_be_so(db, monkeypatch):
    from django.db import OperationalError

    def unreachable(*_given):
        raise OperationalError

    monkeypatch.setattr(connection.introspection, "table_names", unreachable)
    assert [(each.code, each.where) for each in unsafe_data()] == [("no-database", "PRONGSAI_DATABASE")]
