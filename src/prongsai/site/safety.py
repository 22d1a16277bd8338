"""What is unsafe in the settings and the data: the site does not start in production with any of it."""

import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.site.environment import LOOPBACK, PREFIX, Mail, read_environment

SHORTEST_KEY = 50
FEWEST_LETTERS = 10
Say = Callable[[str, str, str], None]


def unsafe() -> tuple[Problem, ...]:
    """Give everything unsafe in the settings, and in the data folder where there is one; nothing if all is well.

    In demonstration mode only one thing is: to be reached from other computers, since everybody knows the passwords.
    """
    try:
        settings = read_environment()
    except InputError as error:
        return error.problems
    problems: list[Problem] = []

    def say(name: str, what: str, mend: str) -> None:
        problems.append(Problem("unsafe-setting", what, f"{PREFIX}{name}", mend))

    if settings["MODE"] == "demonstration":
        if not settings["ADDRESS"].loopback or set(settings["HOSTS"]) - LOOPBACK:
            what = _("a demonstration, whose passwords are known, could be reached from other computers")
            say("ADDRESS", what, _("listen on 127.0.0.1, without PRONGSAI_HOSTS"))
        return tuple(problems)
    _check_key(settings, say)
    _check_network(settings, say)
    _check_provider(settings, say)
    _check_mail(settings["MAIL"], say)
    _check_line(settings, say)
    _check_folder(settings, say)
    return tuple(problems)


def unsafe_data() -> tuple[Problem, ...]:
    """Give what is unsafe in the database: people of the demonstration in production, whose passwords are known.

    Django must be set up; before the first `prongsai site init` there is nothing to find. A database that cannot be
    reached is said to be so.
    """
    from django.conf import settings  # noqa: PLC0415
    from django.db import Error, connection  # noqa: PLC0415

    from prongsai.site.accounts.models import User  # noqa: PLC0415
    from prongsai.site.demonstration.people import PEOPLE  # noqa: PLC0415

    if settings.DEMONSTRATION:
        return ()
    try:
        if User._meta.db_table not in connection.introspection.table_names():
            return ()
        known = [person.email for person in PEOPLE]
        if not User.objects.filter(email__in=known, is_active=True).exists():
            return ()
    except Error:
        what = _("the database cannot be reached")
        return (
            Problem(
                "no-database", what, f"{PREFIX}DATABASE", _("check its address, name, user and password")
            ),
        )
    what = _("the people of the demonstration, whose passwords are known, are in the database")
    mend = _("start with a new data folder or database")
    return (Problem("unsafe-data", what, f"{PREFIX}DATA", mend),)


def _check_key(settings: Mapping[str, Any], say: Say) -> None:
    key = settings["SECRET_KEY"]
    file: Path = settings["DATA"] / "secret-key"
    if not key and not file.is_file():
        say("SECRET_KEY", _("there is no secret key"), _("run “prongsai site init”, which makes one"))
        return
    key = key or file.read_text(encoding="utf-8", errors="replace").strip()
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS:
        say("SECRET_KEY", _("the secret key can be guessed"), _("write at least 50 random characters"))


def _check_network(settings: Mapping[str, Any], say: Say) -> None:
    hosts, proxy = set(settings["HOSTS"]), settings["HTTPS"] == "proxy"
    if "*" in hosts:
        say("HOSTS", _("every name is taken"), _("name those under which the site is reached"))
    if not proxy and (hosts - LOOPBACK or not settings["ADDRESS"].loopback):
        what = _("pages and passwords would go over the network unencrypted")
        say("HTTPS", what, _("set up HTTPS in a proxy and write “proxy”"))
    if proxy and not settings["PROXIES"]:
        what = _("the number of proxies is not told, so that visitors cannot be told apart")
        say("PROXIES", what, _("write how many proxies stand before the site, usually 1"))
    if not proxy and settings["PROXIES"]:
        what = _("whoever visits could write the address that limits on sign-ins are counted by")
        say("PROXIES", what, _("write 0 where there is no proxy"))


def _check_provider(settings: Mapping[str, Any], say: Say) -> None:
    issuer = settings["OIDC_ISSUER"]
    if issuer and not issuer.startswith("https://"):
        say(
            "OIDC_ISSUER",
            _("the provider is reached unencrypted"),
            _("give an address that begins with https://"),
        )
    for name in ("OIDC_CLIENT", "OIDC_SECRET"):
        if issuer and not settings[name]:
            say(name, _("the provider cannot know the site without it"), _("write what the provider gave"))


def _check_mail(mail: Mail, say: Say) -> None:
    if mail.password and not mail.security and mail.host not in LOOPBACK:
        what = _("the password of the mail server would go over the network unencrypted")
        say("MAIL", what, _("write smtp+tls:// or smtps://"))


def _check_line(settings: Mapping[str, Any], say: Say) -> None:
    for name, other in (("LINE_TOKEN", "LINE_SECRET"), ("LINE_SECRET", "LINE_TOKEN")):
        if settings[other] and not settings[name]:
            say(name, _("nobody can be reminded by LINE without it"), _("write what LINE's console shows"))


def _check_folder(settings: Mapping[str, Any], say: Say) -> None:
    """Others on this computer must not read the database, the files or the key."""
    folder, database = settings["DATA"], settings["DATABASE"]
    paths = [folder, folder / "secret-key", folder / "prongsai.sqlite3"]
    if database is not None and database.engine == "sqlite":
        paths.append(Path(database.name))
    for path in paths:
        if path.exists() and path.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
            what = _("others on this computer can read or change {path}").format(path=path)
            say("DATA", what, _("run: chmod o-rwx,g-w {path}").format(path=path))
