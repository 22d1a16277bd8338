"""Django's settings as they follow from the site's own."""

import importlib.util

import pytest
from django.test import RequestFactory

from prongsai.site.wsgi import application


@pytest.fixture
def settings_of(monkeypatch, tmp_path):
    """Give a maker of Django's settings for some of the site's own."""

    def make(**given):
        for name in ("DATA", "DATABASE", "SECRET_KEY"):
            monkeypatch.delenv(f"PRONGSAI_{name}", raising=False)
        for name, words in {"DATA": str(tmp_path), **given}.items():
            monkeypatch.setenv(f"PRONGSAI_{name}", words)
        spec = importlib.util.find_spec("prongsai.site.settings")
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
        return vars(made)

    return make


def test_plain_site_keeps_everything_in_its_folder(settings_of, tmp_path):
    made = settings_of()
    assert made["SECRET_KEY"] == ""
    assert made["DATABASES"]["default"]["NAME"] == str(tmp_path / "prongsai.sqlite3")
    assert made["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (made["DEBUG"], made["DEMONSTRATION"], made["SESSION_COOKIE_SECURE"]) == (False, False, False)
    assert "SECURE_SSL_REDIRECT" not in made
    assert made["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"
    assert made["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []


def test_key_comes_from_the_folder_where_none_is_given(settings_of, tmp_path):
    (tmp_path / "secret-key").write_text("from the file\n", encoding="ascii")
    assert settings_of()["SECRET_KEY"] == "from the file"
    assert settings_of(SECRET_KEY="given")["SECRET_KEY"] == "given"


def test_database_of_a_server(settings_of):
    made = settings_of(DATABASE="postgresql://user:secret@db.example.com:5433/site")
    assert made["DATABASES"]["default"] == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "site",
        "HOST": "db.example.com",
        "PORT": "5433",
        "USER": "user",
        "PASSWORD": "secret",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    assert settings_of(DATABASE="sqlite:///x.sqlite3")["DATABASES"]["default"]["NAME"] == "x.sqlite3"


def test_site_behind_a_proxy_speaks_https_alone(settings_of):
    made = settings_of(HTTPS="proxy", HOSTS="ita.example.go.th", PROXIES="1")
    assert made["ALLOWED_HOSTS"][0] == "ita.example.go.th"
    assert made["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert (made["SECURE_SSL_REDIRECT"], made["SECURE_HSTS_SECONDS"]) == (True, 365 * 86400)
    assert (made["SESSION_COOKIE_SECURE"], made["CSRF_COOKIE_SECURE"]) == (True, True)
    assert (made["SESSION_COOKIE_HTTPONLY"], made["CSRF_COOKIE_HTTPONLY"]) == (True, True)
    assert made["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


@pytest.mark.parametrize(("words", "tls", "ssl"), [("smtp+tls", True, False), ("smtps", False, True)])
def test_mail_goes_encrypted(settings_of, words, tls, ssl):
    made = settings_of(MAIL=f"{words}://me:secret@mail.example.com:99", MAIL_FROM="ita@example.go.th")
    assert made["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"], made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == (
        "mail.example.com",
        99,
        "me",
        "secret",
    )
    assert (made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (tls, ssl)
    assert made["DEFAULT_FROM_EMAIL"] == "ita@example.go.th"


def test_forms_may_lead_to_the_origin_of_the_provider_and_nowhere_else(settings_of):
    made = settings_of(
        OIDC_ISSUER="https://id.example.go.th/realm",
        OIDC_CLIENT="prongsai",
        OIDC_SECRET="secret",
        OIDC_NAME="ThaID",
        OIDC_SCOPES="openid pid",
    )
    assert made["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == [
        "'self'",
        "https://id.example.go.th",
    ]
    assert made["SOCIALACCOUNT_PROVIDERS"]["openid_connect"] == {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "ThaID",
                "client_id": "prongsai",
                "secret": "secret",
                "settings": {"server_url": "https://id.example.go.th/realm", "scope": ["openid", "pid"]},
            }
        ],
    }


def test_other_settings_are_taken_over(settings_of):
    made = settings_of(
        MODE="demonstration", LANGUAGE="en", UPLOAD_MB="3", SESSION_HOURS="2", REQUIRE_MFA="all"
    )
    assert (made["DEMONSTRATION"], made["LANGUAGE_CODE"], made["REQUIRE_MFA"]) == (True, "en", "all")
    assert (made["UPLOAD_LIMIT"], made["SESSION_COOKIE_AGE"]) == (3 * 1024 * 1024, 7200)


def test_server_serves_the_site(db):
    told = []
    environ = RequestFactory().get("/account/sign-in/").environ
    body = b"".join(application(environ, lambda status, _headers, *_more: told.append(status)))
    assert told == ["200 OK"]
    assert b"<!doctype html>" in body
