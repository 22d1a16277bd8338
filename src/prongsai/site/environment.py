"""The site's settings: each an environment variable, read strictly, with its meaning beside it.

`docs/site-settings.md` is made from this file (`documentation`); a test fails where the two differ.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from prongsai.language.messages import LANGUAGES, _
from prongsai.language.problems import InputError, Problem

PREFIX = "PRONGSAI_"
MODES = ("production", "demonstration")
HTTPS = ("proxy", "none")
LOGS = ("warnings", "requests")
MFA = ("none", "managers", "all")
SHORTEST_TOKEN = 32
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names under which only this computer is reached."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name after ``PRONGSAI_``, its default as it would be written, how it is read, what it does."""

    name: str
    default: str
    read: Callable[[str], Any]
    meaning: str

    @property
    def variable(self) -> str:
        """Give the name of the environment variable."""
        return PREFIX + self.name


@dataclass(frozen=True, slots=True)
class Database:
    """Where the data lie: `engine` is ``sqlite`` or ``postgresql``; `name` a file or a database."""

    engine: str
    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that sends mail; no host: nothing is sent, and links are handed over by hand."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    security: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    def __str__(self) -> str:
        """Give the address as a browser writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Tell whether only this computer can reach it."""
        return self.host in LOOPBACK


def _text(words: str) -> str:
    return words


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())


def _one_of(*known: str) -> Callable[[str], str]:
    def read(words: str) -> str:
        if words not in known:
            raise ValueError(_("use one of: {words}").format(words=", ".join(known)))
        return words

    return read


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(words: str) -> int:
        if not words.isdecimal() or not low <= int(words) <= high:
            raise ValueError(_("write a whole number from {low} to {high}").format(low=low, high=high))
        return int(words)

    return read


def _parts(words: str) -> SplitResult:
    """Take an address apart; raises ValueError for one whose host or port cannot be read."""
    try:
        parts = urlsplit(words)
        _port = parts.port
    except ValueError:
        raise ValueError(_("this is no address: check host and port")) from None
    return parts


def _token(words: str) -> str:
    if words and len(words) < SHORTEST_TOKEN:
        raise ValueError(_("write at least {count} random characters").format(count=SHORTEST_TOKEN))
    return words


def _web_address(words: str) -> str:
    """Read the address of a provider, without the slash at its end; nothing: there is none."""
    parts = _parts(words)
    if words and (
        parts.scheme not in {"https", "http"} or not parts.hostname or parts.query or parts.fragment
    ):
        raise ValueError(_("write it like https://provider.example.com"))
    return words.rstrip("/")


def origin_of(address: str) -> str:
    """Give the origin of a web address: scheme, host and port, as a content security policy names it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _folder(words: str) -> Path:
    return Path(words).expanduser().absolute()


def _database(words: str) -> Database | None:
    """Read ``postgresql://user:password@host:5432/name`` or ``sqlite:///file``; nothing: SQLite in the data folder."""
    if not words:
        return None
    parts = _parts(words)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and name:
        return Database("sqlite", name)
    if parts.scheme in {"postgresql", "postgres"} and name:
        return Database(
            "postgresql",
            name,
            unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
            str(parts.port or ""),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )
    raise ValueError(_("write it like postgresql://user:password@host/name or sqlite:///file"))


def _mail(words: str) -> Mail:
    """Read ``smtp://user:password@host:587``, ``smtps://…`` for TLS from the start, ``smtp+tls://…`` for STARTTLS."""
    if not words:
        return Mail()
    parts = _parts(words)
    securities = {"smtp": "", "smtps": "ssl", "smtp+tls": "tls"}
    if parts.scheme not in securities or not parts.hostname:
        raise ValueError(_("write it like smtp+tls://user:password@host:587"))
    usual = {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme]
    return Mail(
        parts.hostname,
        parts.port or usual,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        securities[parts.scheme],
    )


def _address(words: str) -> Address:
    host, _colon, port = words.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(_("write it like 127.0.0.1:8000"))
    return Address(host.strip("[]"), int(port))


SETTINGS = (
    Setting(
        "MODE",
        "production",
        _one_of(*MODES),
        "`production`, or `demonstration`: made-up agencies, users whose passwords stand on the sign-in page, this "
        "computer only.",
    ),
    Setting(
        "DATA",
        "~/.local/share/prongsai",
        _folder,
        "The folder for the embedded database, uploaded and made files, and the secret key where none is given.",
    ),
    Setting(
        "DATABASE",
        "",
        _database,
        "`postgresql://user:password@host/name` for many agencies; empty: SQLite in the data folder.",
    ),
    Setting(
        "SECRET_KEY",
        "",
        _text,
        "The key that signs sessions and links, at least 50 characters; empty: `secret-key` in the data folder, which "
        "`prongsai site init` makes.",
    ),
    Setting(
        "HOSTS",
        "",
        _listed,
        "The names under which the site is reached, with commas; empty: this computer only.",
    ),
    Setting("ADDRESS", "127.0.0.1:8000", _address, "Where the site listens."),
    Setting(
        "HTTPS",
        "none",
        _one_of(*HTTPS),
        "`proxy`: a proxy before the site speaks HTTPS and sets `X-Forwarded-Proto`; `none`: plain HTTP, only safe on "
        "this computer alone.",
    ),
    Setting(
        "PROXIES",
        "0",
        _whole(0, 5),
        "How many proxies stand before the site and add to `X-Forwarded-For`: so that limits on sign-ins count each "
        "visitor apart.",
    ),
    Setting("PROCESSES", "2", _whole(1, 64), "How many processes serve pages."),
    Setting(
        "MAIL",
        "",
        _mail,
        "The server that sends mail, `smtp+tls://user:password@host:587`; empty: no mail is sent, and invitations are "
        "handed over as links.",
    ),
    Setting("MAIL_FROM", "prongsai@localhost", _text, "The sender of mail."),
    Setting(
        "REMIND_HOUR",
        "7",
        _whole(0, 23),
        "From which hour of the day (Thailand) people are reminded of what comes due, is late or awaits them.",
    ),
    Setting(
        "REMIND_DAYS", "7", _whole(1, 60), "How many days before it is due somebody is reminded of a report."
    ),
    Setting(
        "LINE_TOKEN",
        "",
        _text,
        "The channel access token of an official account at LINE (Messaging API), by which people are reminded who link "
        "theirs with it; empty: by e-mail alone.",
    ),
    Setting(
        "LINE_SECRET",
        "",
        _text,
        "The channel secret of that account, by which calls of LINE to `/line/webhook` are known.",
    ),
    Setting(
        "LINE_ACCOUNT", "", _text, "The id of that account as people find it in LINE, such as `@example`."
    ),
    Setting(
        "LANGUAGE", "th", _one_of(*LANGUAGES), "The language of whoever has not chosen one: `th` or `en`."
    ),
    Setting("UPLOAD_MB", "25", _whole(1, 50), "The largest file that may be uploaded, in megabytes."),
    Setting(
        "FREE_MB",
        "500",
        _whole(0, 1_000_000),
        "With fewer megabytes free on the disk of the data folder, no files are taken in and no papers ordered any more.",
    ),
    Setting(
        "LOG",
        "warnings",
        _one_of(*LOGS),
        "What is written to the log, as lines of JSON without personal data: `warnings`, or `requests`, a line for each "
        "request too.",
    ),
    Setting(
        "METRICS_TOKEN",
        "",
        _token,
        "A token that lets whoever sends it (`Authorization: Bearer …`) read `/metrics` and the details of "
        "`/health/ready`; empty: this computer only.",
    ),
    Setting("SESSION_HOURS", "12", _whole(1, 720), "After how many hours without use a session ends."),
    Setting(
        "ERASURE_GRACE_DAYS",
        "30",
        _whole(0, 365),
        "How many days pass between asking for a person's erasure and doing it; it can be called off meanwhile. The "
        "default is ours.",
    ),
    Setting(
        "RETENTION_GRACE_DAYS",
        "14",
        _whole(0, 365),
        "How many days what is past its period (the next settings) is announced to administrators before it is removed.",
    ),
    Setting(
        "KEEP_SIGN_INS_DAYS",
        "365",
        _whole(0, 36500),
        "How long sign-ins and failed tries stand in the log; 0: for good. This and the next defaults are ours.",
    ),
    Setting(
        "KEEP_INVITATIONS_DAYS",
        "90",
        _whole(0, 36500),
        "How long addresses of invitations that ended are kept, and the names of those who never came; 0: for good.",
    ),
    Setting(
        "KEEP_DELETED_REPORTS_DAYS",
        "90",
        _whole(0, 36500),
        "How long uploaded reports that somebody deleted can be put back before they go with their files; 0: for good.",
    ),
    Setting("KEEP_JOBS_DAYS", "365", _whole(0, 36500), "How long finished jobs are kept; 0: for good."),
    Setting(
        "KEEP_LISTS_DAYS",
        "365",
        _whole(0, 36500),
        "How long lists of agencies that were brought in are kept (the agencies stay); 0: for good.",
    ),
    Setting(
        "REQUIRE_MFA",
        "none",
        _one_of(*MFA),
        "Who must sign in with a second factor: `none` (everyone may), `managers` (those who look after people and the "
        "site), `all`.",
    ),
    Setting(
        "OIDC_ISSUER",
        "",
        _web_address,
        "The address of an OpenID Connect provider (such as ThaID or a ministry's); empty: people sign in by password.",
    ),
    Setting("OIDC_CLIENT", "", _text, "The client id that the provider gave."),
    Setting("OIDC_SECRET", "", _text, "The client secret that the provider gave."),
    Setting("OIDC_NAME", "OpenID Connect", _text, "The provider's name on the sign-in page."),
    Setting("OIDC_SCOPES", "openid profile email", _text, "The scopes asked for, with spaces."),
)


def read_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give the value of every setting by its name.

    Raises InputError with every value that cannot be read, and every variable of ours that is no setting.
    """
    given = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    problems = []
    for setting in SETTINGS:
        try:
            values[setting.name] = setting.read(given.get(setting.variable, setting.default).strip())
        except ValueError as error:
            what = _("this value cannot be read")
            problems.append(Problem("bad-setting", what, setting.variable, str(error)))
    known = {setting.variable for setting in SETTINGS}
    for variable in sorted(given):
        if (
            variable.startswith(PREFIX)
            and variable not in known
            and not variable.startswith(f"{PREFIX}TEST_")
        ):
            what = _("there is no such setting")
            problems.append(Problem("unknown-setting", what, variable, _("see docs/site-settings.md")))
    if problems:
        raise InputError(problems)
    return values


def documentation() -> str:
    """Give `docs/site-settings.md`: every setting with its default and meaning."""
    lines = [
        "# Settings of the site",
        "",
        "Made from `src/prongsai/site/environment.py` by `prongsai site settings`; edit it there.",
        "Each is an environment variable. `prongsai site check` says which of them are unsafe.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "–"
        lines.append(f"| `{setting.variable}` | {default} | {setting.meaning} |")
    return "\n".join(lines) + "\n"
