"""Django's settings, made from the site's own (`prongsai.site.environment`)."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from prongsai.site.environment import Database, origin_of, read_environment

ENVIRONMENT = read_environment()
HERE = Path(__file__).parent
DATA: Path = ENVIRONMENT["DATA"]
DEMONSTRATION = ENVIRONMENT["MODE"] == "demonstration"
SECURE = ENVIRONMENT["HTTPS"] == "proxy"


def _secret_key() -> str:
    """Give the key that was set, else the one in the data folder; empty before `prongsai site init` made one."""
    file = DATA / "secret-key"
    return ENVIRONMENT["SECRET_KEY"] or (file.read_text(encoding="ascii").strip() if file.is_file() else "")


def _database(database: Database | None) -> dict[str, Any]:
    if database is not None and database.engine == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database.name,
            "HOST": database.host,
            "PORT": database.port,
            "USER": database.user,
            "PASSWORD": database.password,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA / "prongsai.sqlite3") if database is None else database.name,
        "OPTIONS": {
            # FULL: what was acknowledged survives a power cut; IMMEDIATE: a write waits for its turn, never fails.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = [*ENVIRONMENT["HOSTS"], "127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "prongsai.site.urls"
WSGI_APPLICATION = "prongsai.site.wsgi.application"
INSTALLED_APPS = [
    # Before the libraries: their templates and their Thai come after ours.
    "prongsai.site.shell",
    "prongsai.site.accounts",
    "prongsai.site.agencies",
    "prongsai.site.audit",
    "prongsai.site.files",
    "prongsai.site.jobs",
    "prongsai.site.rounds",
    "prongsai.site.findings",
    "prongsai.site.plans",
    "prongsai.site.papers",
    "prongsai.site.progress",
    "prongsai.site.public",
    "prongsai.site.readings",
    "prongsai.site.reminders",
    "prongsai.site.api",
    "prongsai.site.personal",
    "prongsai.site.records",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "prongsai.site.coordination",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "prongsai.site.health.middleware.Watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "prongsai.site.shell.middleware.Private",
    "prongsai.site.public.middleware.Cookieless",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "prongsai.site.shell.middleware.Speaking",
    "prongsai.site.shell.middleware.LiveSession",
    "prongsai.site.accounts.middleware.HeldForms",
    "prongsai.site.accounts.middleware.SecondFactor",
    "prongsai.site.agencies.middleware.AgencyScope",
    "prongsai.site.coordination.middleware.AreaScope",
    "prongsai.site.files.middleware.Room",
    "prongsai.site.shell.explaining.Explained",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prongsai.site.shell.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "prongsai.site.shell.templatetags.spelling",
                "prongsai.site.shell.templatetags.parts",
            ],
        },
    }
]
FORM_RENDERER = "prongsai.site.shell.forms.Renderer"

DATABASES = {"default": _database(ENVIRONMENT["DATABASE"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
LANGUAGE_CODE = ENVIRONMENT["LANGUAGE"]
LANGUAGES = [("th", "ไทย"), ("en", "English")]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILES_ROOT = DATA / "files"
UPLOAD_LIMIT = ENVIRONMENT["UPLOAD_MB"] * 1024 * 1024
FREE_LIMIT = ENVIRONMENT["FREE_MB"]
FILE_UPLOAD_HANDLERS = [
    "prongsai.site.files.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"prongsai.site.accounts.passwords.{name}"}
    for name in ("LongEnough", "NotCommon", "NotOnlyDigits", "NotLikeAddress")
]
PASSWORD_RESET_TIMEOUT = 86400
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

SESSION_COOKIE_AGE = ENVIRONMENT["SESSION_HOURS"] * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "prongsai_session"
CSRF_COOKIE_NAME = "prongsai_csrf"
CSRF_FAILURE_VIEW = "prongsai.site.shell.views.csrf_failure"
LANGUAGE_COOKIE_NAME = "prongsai_language"
LANGUAGE_COOKIE_AGE = 365 * 86400
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 86400
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form may lead on to the provider of OpenID Connect.
        "form-action": [
            SELF,
            *([origin_of(ENVIRONMENT["OIDC_ISSUER"])] if ENVIRONMENT["OIDC_ISSUER"] else []),
        ],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_HOST = ENVIRONMENT["MAIL"].host
EMAIL_PORT = ENVIRONMENT["MAIL"].port
EMAIL_HOST_USER = ENVIRONMENT["MAIL"].user
EMAIL_HOST_PASSWORD = ENVIRONMENT["MAIL"].password
EMAIL_USE_TLS = ENVIRONMENT["MAIL"].security == "tls"
EMAIL_USE_SSL = ENVIRONMENT["MAIL"].security == "ssl"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT["MAIL_FROM"]

ACCOUNT_ADAPTER = "prongsai.site.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "prongsai.site.accounts.forms.SignInForm",
    "reauthenticate": "prongsai.site.accounts.forms.ConfirmForm",
    "change_password": "prongsai.site.accounts.forms.ChangePasswordForm",
    "set_password": "prongsai.site.accounts.forms.SetPasswordForm",
    "reset_password": "prongsai.site.accounts.forms.AskForResetForm",
    "reset_password_from_key": "prongsai.site.accounts.forms.ResetPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    # Failed sign-ins: for each network address, and for each account, so that neither many accounts nor many addresses help.
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/10m/key",
    "invitation": "20/m/ip",
    "provider": "20/m/ip",
    "calendar": "30/10m/key",
    "calendar_unknown": "20/m/ip",
    "line_code": "10/10m/key",
}
SOCIALACCOUNT_ADAPTER = "prongsai.site.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": ENVIRONMENT["OIDC_NAME"],
                "client_id": ENVIRONMENT["OIDC_CLIENT"],
                "secret": ENVIRONMENT["OIDC_SECRET"],
                "settings": {
                    "server_url": ENVIRONMENT["OIDC_ISSUER"],
                    "scope": ENVIRONMENT["OIDC_SCOPES"].split(),
                },
            }
        ]
        if ENVIRONMENT["OIDC_ISSUER"]
        else [],
    }
}
REQUIRE_MFA = ENVIRONMENT["REQUIRE_MFA"]
MFA_ADAPTER = "prongsai.site.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "prongsai.site.accounts.forms.CodeForm",
    "reauthenticate": "prongsai.site.accounts.forms.ConfirmCodeForm",
    "activate_totp": "prongsai.site.accounts.forms.BeginSecondFactorForm",
}
MFA_TOTP_ISSUER = "Prongsai"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT["PROXIES"]

LINE_TOKEN, LINE_SECRET = ENVIRONMENT["LINE_TOKEN"], ENVIRONMENT["LINE_SECRET"]
LINE_ADDRESS = "https://api.line.me"
METRICS_TOKEN = ENVIRONMENT["METRICS_TOKEN"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "prongsai.site.health.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"prongsai.requests": {"level": "INFO" if ENVIRONMENT["LOG"] == "requests" else "WARNING"}},
}
