"""Making the site ready and running it: what `prongsai site` does."""

import logging
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from prongsai.language.messages import _

log = logging.getLogger("prongsai.running")
Say = Callable[..., None]
FAULTY = 2
LAST_REQUESTS = 30
"""How many seconds the requests at hand have when the site is told to end."""

WORKER = (sys.executable, "-m", "prongsai", "site", "worker")


def initialise() -> tuple[str, ...]:
    """Make data folder, key, database and static files; give what was done, in lines. Safe to run again.

    Raises InputError where there are data of an older version, which only `prongsai site upgrade` moves; those of a
    demonstration are moved at once, unless another version made them.
    """
    settings = make_folder()
    set_up()
    from prongsai.site.backups.actions import make_current  # noqa: PLC0415
    from prongsai.site.backups.upkeep import must_be_current, must_be_known  # noqa: PLC0415

    demonstration = settings["MODE"] == "demonstration"
    if demonstration:
        must_be_known(_("remove {folder} to begin the demonstration anew").format(folder=settings["DATA"]))
    else:
        must_be_current()
    make_current()
    make_static()
    if demonstration:
        from prongsai.site.demonstration.province import seed  # noqa: PLC0415

        seed()
    return (_("The site is ready. Its data lie in {folder}").format(folder=settings["DATA"]),)


def make_folder() -> dict[str, Any]:
    """Make the data folder, which only its owner may enter, and the secret key in it; give the site's settings."""
    from prongsai.site.environment import read_environment  # noqa: PLC0415

    settings = read_environment()
    data: Path = settings["DATA"]
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    key = data / "secret-key"
    if not settings["SECRET_KEY"] and not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return settings


def make_static() -> None:
    """Put style, scripts and fonts where they are served from, and let nobody else read the embedded database."""
    from django.db import connection  # noqa: PLC0415

    from prongsai.site import static_files  # noqa: PLC0415

    static_files.make()
    for file in [connection.settings_dict["NAME"]] if connection.vendor == "sqlite" else []:
        Path(str(file)).chmod(0o600)


def set_up() -> None:
    """Let Django read its settings and load the apps."""
    import django  # noqa: PLC0415

    django.setup()


def serve(say: Say, *, worker: bool = True) -> int:
    """Serve pages until interrupted, with a worker beside them; give 0, or 2 where the data are unsafe."""
    for line in initialise():
        say(line)
    from django.conf import settings  # noqa: PLC0415

    from prongsai.site.accounts.administrators import is_there_an_administrator  # noqa: PLC0415
    from prongsai.site.safety import unsafe_data  # noqa: PLC0415

    if problems := unsafe_data():
        say(*(f"! {each}" for each in problems))
        return FAULTY
    if not is_there_an_administrator():
        say(_("Nobody looks after the site yet: run “prongsai site init --administrator E-MAIL --name NAME”"))
    say(*people(), *remarks())
    address = settings.ENVIRONMENT["ADDRESS"]
    stop = threading.Event()
    count_together(settings.DATA / "metrics")
    keeper = threading.Thread(target=keep_running, args=(WORKER, stop), daemon=True)
    if worker:
        keeper.start()
    say(_("The site: {address} (end with Ctrl+C)").format(address=address))
    try:
        _listen(address.host, address.port, settings.ENVIRONMENT["PROCESSES"])
    finally:
        stop.set()
        if worker:
            keeper.join()
    return 0


def people() -> tuple[str, ...]:
    """Give the lines that name a demonstration's users and their password; none for any other site."""
    from django.conf import settings  # noqa: PLC0415

    from prongsai.site.demonstration.people import PASSWORD, PEOPLE  # noqa: PLC0415  only a demonstration has them

    if not settings.DEMONSTRATION:
        return ()
    widest = max(len(each.email) for each in PEOPLE)
    return (
        _("Sign in with the password {password} as one of:").format(password=PASSWORD),
        *(f"  {each.email:{widest}}  {each.position}" for each in PEOPLE),
    )


def remarks() -> tuple[str, ...]:
    """Give what is worth saying of settings that are safe: that no mail is sent, where none is. Django must be set up."""
    from django.conf import settings  # noqa: PLC0415

    from prongsai.site.accounts.mail import mail_works  # noqa: PLC0415

    if settings.DEMONSTRATION or mail_works():
        return ()
    return (
        _(
            "No mail is sent: without PRONGSAI_MAIL nobody is reminded by e-mail, and invitations are links to hand over"
        ),
    )


def count_together(folder: Path) -> None:
    """Let all processes of this run count their requests in one folder, which is made empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _listen(host: str, port: int, processes: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        "prongsai.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=2,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_REQUESTS,
        log_level=LogLevels.warning,
        log_dictconfig={
            "loggers": {"_granian": {"propagate": True}}
        },  # into the site's own log, not among what is printed
    ).serve(target_loader=load_served)


def load_served(application: str) -> Any:
    """Give what is served, named as `module:name`, loaded in the process that serves it.

    Until then it has the handlers of the process that began it, which would keep it from ending when it is told to.
    """
    from django.utils.module_loading import import_string  # noqa: PLC0415

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)
    return import_string(application.replace(":", "."))


def keep_running(command: Sequence[str], stop: threading.Event, pause: float = 1.0) -> None:
    """Run a command as a process of its own until told to stop, and another one, after a pause, where it ends.

    One that cannot be started is tried again, too.
    """
    environment = dict(os.environ)  # a copy, since others may change it while a process is started
    while not stop.is_set():
        try:
            process = subprocess.Popen(command, env=environment)  # noqa: S603  it is our own
        except OSError:
            log.exception("%s cannot be started", command[0])
            stop.wait(pause)
            continue
        while process.poll() is None and not stop.wait(0.2):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()
        else:
            stop.wait(pause)


def run_worker(*, until_empty: bool = False) -> int:
    """Run jobs until told to stop, also over a time without a database, or until there are none left; give 0."""
    set_up()
    from prongsai.site.backups.upkeep import must_be_current  # noqa: PLC0415
    from prongsai.site.jobs.worker import go_on, work  # noqa: PLC0415

    must_be_current()
    if until_empty:
        work(until_empty=True)
    else:
        go_on(work)
    return 0
