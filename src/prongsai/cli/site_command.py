"""`prongsai site`: make the site ready, serve it, run its worker; back it up, restore, upgrade and check it."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from prongsai.cli.output import print_lines
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

FAULTY = 2


def command(options: argparse.Namespace) -> int:
    """Do what was asked of the site; give 0, or 2 where its settings or data are unsafe."""
    _environment(options)
    actions = {
        "init": _init,
        "serve": _serve,
        "worker": _worker,
        "backup": _backup,
        "restore": _restore,
        "upgrade": _upgrade,
        "check": _check,
        "link": _link,
        "settings": _settings,
        "agencies": _agencies,
    }
    return actions[options.action](options)


def _environment(options: argparse.Namespace) -> None:
    """Let options stand for the settings of the same name, before Django reads them."""
    if find_spec("django") is None:  # the site's libraries are an extra
        what = _("the libraries of the site are not installed")
        raise InputError(Problem("no-site", what, mend=_("install them: pip install 'prongsai[site]'")))
    if getattr(options, "demonstration", False):
        os.environ["PRONGSAI_MODE"] = "demonstration"
    for name in ("data", "address"):
        if (value := getattr(options, name, None)) is not None:
            os.environ[f"PRONGSAI_{name.upper()}"] = str(value)
    os.environ["DJANGO_SETTINGS_MODULE"] = "prongsai.site.settings"


def _init(options: argparse.Namespace) -> int:
    from prongsai.site.running import initialise  # noqa: PLC0415

    print_lines(*initialise())
    return _administrator(options)


def _administrator(options: argparse.Namespace) -> int:
    """Let the person of the options look after the site; ask for one on a terminal where nobody does."""
    from prongsai.site.accounts.administrators import is_there_an_administrator, make_administrator  # noqa: PLC0415

    email, name = options.administrator or "", options.name or ""
    if not email and not is_there_an_administrator() and sys.stdin.isatty():
        email = input(_("E-mail address of whoever looks after the site (empty: later): ")).strip()
        name = input(_("Name: ")).strip() if email else ""
    if email:
        user = make_administrator(email, name)
        if not user.has_usable_password():
            return _show_link(user.email)
        print_lines(
            _("{email} looks after the site. A new link: prongsai site link {email}").format(email=user.email)
        )
    return 0


def _link(options: argparse.Namespace) -> int:
    from prongsai.site.running import set_up  # noqa: PLC0415

    set_up()
    return _show_link(options.email, forget_second_factor=options.forget_second_factor)


def _show_link(email: str, *, forget_second_factor: bool = False) -> int:
    from prongsai.site.accounts.administrators import link_for  # noqa: PLC0415

    link = link_for(email, forget_second_factor=forget_second_factor)
    print_lines(_("Set a password here; the link works once, for 24 hours:"))
    print(link)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from prongsai.site.running import serve  # noqa: PLC0415

    return _refused() or serve(print_lines, worker=not options.no_worker)


def _worker(options: argparse.Namespace) -> int:
    from prongsai.site.running import run_worker  # noqa: PLC0415

    return _refused() or run_worker(until_empty=options.until_empty)


def _backup(options: argparse.Namespace) -> int:
    from prongsai.site.running import set_up  # noqa: PLC0415

    set_up()
    from prongsai.site.backups.actions import back_up  # noqa: PLC0415
    from prongsai.site.backups.upkeep import backup_in  # noqa: PLC0415

    file: Path = backup_in(options.file) if options.file.is_dir() else options.file
    lost = back_up(file)
    print_lines(_("Backed up into {file}").format(file=file))
    what = _("{count} files are not in it, since their contents are missing or damaged").format(
        count=len(lost)
    )
    return _say([Problem("lost-content", what, mend=_("run “prongsai site check”"))] if lost else [])


def _restore(options: argparse.Namespace) -> int:
    from prongsai.site.running import make_folder, make_static, set_up  # noqa: PLC0415

    make_folder()
    set_up()
    from prongsai.site.backups.actions import restore  # noqa: PLC0415

    made = restore(options.file)
    make_static()
    print_lines(_("The site is restored as it was on {made}").format(made=made))
    return 0


def _upgrade(_options: argparse.Namespace) -> int:
    from prongsai.site.running import make_static, set_up  # noqa: PLC0415

    set_up()
    from prongsai.site.backups.upkeep import upgrade  # noqa: PLC0415

    lines = upgrade()
    make_static()
    print_lines(*lines)
    return 0


def _check(options: argparse.Namespace) -> int:
    if faulty := _refused() or _data_refused():
        return faulty
    from prongsai.site.backups.upkeep import soundness  # noqa: PLC0415
    from prongsai.site.running import remarks  # noqa: PLC0415

    print_lines(_("The settings are safe."), *remarks())
    for found in soundness(contents=options.files):
        if isinstance(found, Problem):
            faulty = _say([found])
        else:
            print_lines(found)
    return faulty


def _refused() -> int:
    """Say which settings are unsafe; give 2 where any is."""
    from prongsai.site.safety import unsafe  # noqa: PLC0415

    return _say(unsafe())


def _data_refused() -> int:
    """Say what is unsafe in the database; give 2 where anything is."""
    from prongsai.site.running import set_up  # noqa: PLC0415
    from prongsai.site.safety import unsafe_data  # noqa: PLC0415

    set_up()
    return _say(unsafe_data())


def _say(problems: Sequence[Problem]) -> int:
    print_lines(*(f"! {each}" for each in problems))
    return FAULTY if problems else 0


def _agencies(options: argparse.Namespace) -> int:
    """Bring in a list of agencies; give 2 where rows are faulty, which are told and left out."""
    from prongsai.intake.files import read_bytes  # noqa: PLC0415
    from prongsai.site.running import set_up  # noqa: PLC0415

    content = read_bytes(options.file)
    set_up()
    from prongsai.site.agencies.importing.actions import bring_in_file, counts_of  # noqa: PLC0415

    found = bring_in_file(options.file.name, content)
    words = _("{added} added, {changed} changed, {unchanged} as they were, {faulty} faulty rows left out")
    print_lines(words.format(**counts_of(found)))
    return _say(found.faulty)


def _settings(_options: argparse.Namespace) -> int:
    from prongsai.site.environment import documentation  # noqa: PLC0415

    print(documentation(), end="")
    return 0


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", type=Path, metavar=_("FOLDER"), help=_("folder for database and files"))
    both = [common, data]
    init = actions.add_parser("init", help=_("make or upgrade database, key and files"), parents=both)
    init.add_argument("--administrator", metavar="E-MAIL", help=_("whoever looks after the site"))
    init.add_argument("--name", metavar=_("NAME"), help=_("the name of a new administrator"))
    link = actions.add_parser("link", help=_("make a one-time link to set a password"), parents=both)
    link.add_argument("email", metavar="E-MAIL", help=_("the address of an account"))
    link.add_argument(
        "--forget-second-factor", action="store_true", help=_("take a lost second factor away, too")
    )
    serve = actions.add_parser("serve", help=_("serve the site, its worker beside it"), parents=both)
    serve.add_argument("--demonstration", action="store_true", help=_("made-up agencies, this computer only"))
    serve.add_argument("--address", metavar="127.0.0.1:8000", help=_("where to listen"))
    serve.add_argument("--no-worker", action="store_true", help=_("the worker is run apart"))
    worker = actions.add_parser("worker", help=_("run jobs in the background"), parents=both)
    worker.add_argument("--until-empty", action="store_true", help=_("stop when there are no jobs left"))
    backup = actions.add_parser("backup", help=_("write database and files into one file"), parents=both)
    backup.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file, or a folder to name it in"))
    restore = actions.add_parser("restore", help=_("fill an empty site from a backup"), parents=both)
    restore.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file of a backup"))
    actions.add_parser("upgrade", help=_("bring the data to this version, after a backup"), parents=both)
    check = actions.add_parser("check", help=_("say what is unsafe, missing or short"), parents=both)
    check.add_argument("--files", action="store_true", help=_("read every file and hold it against its hash"))
    agencies = actions.add_parser("agencies", help=_("bring in a list of agencies (XLSX)"), parents=both)
    agencies.add_argument("file", type=Path, metavar=_("FILE"), help=_("the filled-in list"))
    actions.add_parser("settings", help=_("write docs/site-settings.md: all settings"), parents=[common])
