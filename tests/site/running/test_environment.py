"""The site's settings: what each takes, what it refuses, and that each is documented."""

from pathlib import Path

import pytest

from prongsai.language.problems import InputError
from prongsai.site.environment import (
    SETTINGS,
    Address,
    Database,
    Mail,
    documentation,
    origin_of,
    read_environment,
)

ROOT = Path(__file__).parents[3]
DEFAULTS = {
    "MODE": "production",
    "DATA": Path("~/.local/share/prongsai").expanduser(),
    "DATABASE": None,
    "SECRET_KEY": "",
    "HOSTS": (),
    "ADDRESS": Address("127.0.0.1", 8000),
    "HTTPS": "none",
    "PROXIES": 0,
    "PROCESSES": 2,
    "MAIL": Mail(),
    "MAIL_FROM": "prongsai@localhost",
    "REMIND_HOUR": 7,
    "REMIND_DAYS": 7,
    "LINE_TOKEN": "",
    "LINE_SECRET": "",
    "LINE_ACCOUNT": "",
    "LANGUAGE": "th",
    "UPLOAD_MB": 25,
    "FREE_MB": 500,
    "LOG": "warnings",
    "METRICS_TOKEN": "",
    "SESSION_HOURS": 12,
    "ERASURE_GRACE_DAYS": 30,
    "RETENTION_GRACE_DAYS": 14,
    "KEEP_SIGN_INS_DAYS": 365,
    "KEEP_INVITATIONS_DAYS": 90,
    "KEEP_DELETED_REPORTS_DAYS": 90,
    "KEEP_JOBS_DAYS": 365,
    "KEEP_LISTS_DAYS": 365,
    "REQUIRE_MFA": "none",
    "OIDC_ISSUER": "",
    "OIDC_CLIENT": "",
    "OIDC_SECRET": "",
    "OIDC_NAME": "OpenID Connect",
    "OIDC_SCOPES": "openid profile email",
}


def test_defaults_are_those_of_a_site_on_one_computer():
    assert read_environment({}) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("MODE", "demonstration", "demonstration"),
        ("DATA", "/srv/prongsai", Path("/srv/prongsai")),
        ("DATABASE", "sqlite:///srv/site.sqlite3", Database("sqlite", "srv/site.sqlite3")),
        (
            "DATABASE",
            "postgresql://user:p%40ss@db.example.com:5433/site",
            Database("postgresql", "site", "db.example.com", "5433", "user", "p@ss"),
        ),
        (
            "DATABASE",
            "postgres:///site?host=/run/postgresql",
            Database("postgresql", "site", "/run/postgresql"),
        ),
        ("SECRET_KEY", "words", "words"),
        ("HOSTS", " ita.example.go.th, www.example.go.th ,", ("ita.example.go.th", "www.example.go.th")),
        ("ADDRESS", "0.0.0.0:80", Address("0.0.0.0", 80)),
        ("ADDRESS", "[::1]:8000", Address("::1", 8000)),
        ("HTTPS", "proxy", "proxy"),
        ("PROXIES", "5", 5),
        ("PROCESSES", "64", 64),
        ("MAIL", "smtp://mail.example.com", Mail("mail.example.com", 25)),
        ("MAIL", "smtps://mail.example.com", Mail("mail.example.com", 465, security="ssl")),
        (
            "MAIL",
            "smtp+tls://me%40x:secret@mail.example.com:588",
            Mail("mail.example.com", 588, "me@x", "secret", "tls"),
        ),
        ("MAIL_FROM", "ita@example.go.th", "ita@example.go.th"),
        ("REMIND_HOUR", "0", 0),
        ("REMIND_DAYS", "14", 14),
        ("LINE_TOKEN", "token", "token"),
        ("LINE_SECRET", "secret", "secret"),
        ("LINE_ACCOUNT", "@example", "@example"),
        ("LANGUAGE", "en", "en"),
        ("UPLOAD_MB", "50", 50),
        ("FREE_MB", "0", 0),
        ("LOG", "requests", "requests"),
        ("METRICS_TOKEN", "0123456789" * 4, "0123456789" * 4),
        ("SESSION_HOURS", "1", 1),
        ("ERASURE_GRACE_DAYS", "0", 0),
        ("RETENTION_GRACE_DAYS", "7", 7),
        ("KEEP_SIGN_INS_DAYS", "0", 0),
        ("KEEP_INVITATIONS_DAYS", "30", 30),
        ("KEEP_DELETED_REPORTS_DAYS", "30", 30),
        ("KEEP_JOBS_DAYS", "36500", 36500),
        ("KEEP_LISTS_DAYS", "1", 1),
        ("REQUIRE_MFA", "managers", "managers"),
        ("OIDC_ISSUER", "https://id.example.go.th/realm/", "https://id.example.go.th/realm"),
        ("OIDC_CLIENT", "prongsai", "prongsai"),
        ("OIDC_SECRET", "secret", "secret"),
        ("OIDC_NAME", "ThaID", "ThaID"),
        ("OIDC_SCOPES", "openid", "openid"),
    ],
)
def test_setting_is_read(name, words, value):
    assert read_environment({f"PRONGSAI_{name}": words}) == {**DEFAULTS, name: value}


@pytest.mark.parametrize(
    ("name", "words", "mend"),
    [
        ("MODE", "debug", "use one of: production, demonstration"),
        (
            "DATABASE",
            "mysql://host/name",
            "write it like postgresql://user:password@host/name or sqlite:///file",
        ),
        (
            "DATABASE",
            "postgresql://host",
            "write it like postgresql://user:password@host/name or sqlite:///file",
        ),
        ("DATABASE", "postgresql://host:port/name", "this is no address: check host and port"),
        ("ADDRESS", "8000", "write it like 127.0.0.1:8000"),
        ("ADDRESS", "127.0.0.1:99999", "write it like 127.0.0.1:8000"),
        ("ADDRESS", "127.0.0.1:x", "write it like 127.0.0.1:8000"),
        ("HTTPS", "yes", "use one of: proxy, none"),
        ("PROXIES", "6", "write a whole number from 0 to 5"),
        ("PROCESSES", "many", "write a whole number from 1 to 64"),
        ("MAIL", "mail.example.com", "write it like smtp+tls://user:password@host:587"),
        ("MAIL", "smtp://", "write it like smtp+tls://user:password@host:587"),
        ("MAIL", "smtp://[host", "this is no address: check host and port"),
        ("LANGUAGE", "fr", "use one of: th, en"),
        ("UPLOAD_MB", "0", "write a whole number from 1 to 50"),
        ("LOG", "all", "use one of: warnings, requests"),
        ("METRICS_TOKEN", "short", "write at least 32 random characters"),
        ("FREE_MB", "all", "write a whole number from 0 to 1000000"),
        ("SESSION_HOURS", "-1", "write a whole number from 1 to 720"),
        ("ERASURE_GRACE_DAYS", "-1", "write a whole number from 0 to 365"),
        ("KEEP_SIGN_INS_DAYS", "long", "write a whole number from 0 to 36500"),
        ("REQUIRE_MFA", "some", "use one of: none, managers, all"),
        ("OIDC_ISSUER", "id.example.go.th", "write it like https://provider.example.com"),
        ("OIDC_ISSUER", "https://id.example.go.th/?realm=1", "write it like https://provider.example.com"),
        ("OIDC_ISSUER", "https://", "write it like https://provider.example.com"),
    ],
)
def test_setting_that_cannot_be_read_is_named_with_its_mend(name, words, mend):
    with pytest.raises(InputError) as refused:
        read_environment({f"PRONGSAI_{name}": words})
    (problem,) = refused.value.problems
    assert (problem.code, problem.what, problem.where, problem.mend) == (
        "bad-setting",
        "this value cannot be read",
        f"PRONGSAI_{name}",
        mend,
    )


def test_all_faults_are_told_at_once_and_unknown_variables_too():
    given = {"PRONGSAI_MODE": "x", "PRONGSAI_PORT": "80", "PRONGSAI_TEST_X": "y", "OTHER": "z"}
    with pytest.raises(InputError) as refused:
        read_environment(given)
    assert [(each.code, each.where) for each in refused.value.problems] == [
        ("bad-setting", "PRONGSAI_MODE"),
        ("unknown-setting", "PRONGSAI_PORT"),
    ]


def test_settings_are_read_from_the_process_where_none_are_given(monkeypatch):
    monkeypatch.setenv("PRONGSAI_LANGUAGE", "en")
    assert read_environment()["LANGUAGE"] == "en"


def test_every_setting_is_documented_in_the_file_that_is_made_of_them():
    assert (ROOT / "docs" / "site-settings.md").read_text(encoding="utf-8") == documentation()


def test_documentation_tells_variable_default_and_meaning_of_each():
    lines = documentation().splitlines()[7:]
    assert [line.split(" | ")[0] for line in lines] == [f"| `{each.variable}`" for each in SETTINGS]
    assert lines[0].startswith("| `PRONGSAI_MODE` | `production` | ")
    assert lines[2].startswith("| `PRONGSAI_DATABASE` | – | ")
    assert all(each.meaning.endswith(".") for each in SETTINGS)


def test_every_setting_is_used():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/prongsai/site").rglob("*.py"))
    unused = [each.name for each in SETTINGS if source.count(f'"{each.name}"') < 2]
    assert unused == []


@pytest.mark.parametrize(
    ("address", "written", "loopback"),
    [
        (Address("127.0.0.1", 8000), "http://127.0.0.1:8000", True),
        (Address("::1", 80), "http://[::1]:80", True),
        (Address("0.0.0.0", 80), "http://0.0.0.0:80", False),
    ],
)
def test_address_is_written_as_a_browser_does(address, written, loopback):
    assert (str(address), address.loopback) == (written, loopback)


def test_origin_is_scheme_host_and_port_alone():
    assert origin_of("https://id.example.go.th:8443/realm/x") == "https://id.example.go.th:8443"
