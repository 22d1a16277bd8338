"""`prongsai site …` as a person runs it, each in a process of its own with data folder and embedded database of its own."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from own_sites import plain_environment
from prongsai.cli import site_command
from prongsai.cli.main import main
from prongsai.site.demonstration.people import PEOPLE
from prongsai.site.environment import documentation
from prongsai.site.running import keep_running

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[3]
ADMINISTRATOR = "administrator@ita.example.go.th"
NO_MAIL = "No mail is sent: without PRONGSAI_MAIL nobody is reminded by e-mail, and invitations are links to hand over"


def environment(folder, *, measured=True, **given):
    return {
        **plain_environment(measured=measured),
        "PRONGSAI_DATA": str(folder),
        "LC_ALL": "C.UTF-8",
        **{f"PRONGSAI_{k}": v for k, v in given.items()},
    }


def site(folder, *arguments, **given):
    done = subprocess.run(
        [sys.executable, "-m", "prongsai", "site", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment(folder, **given),
        cwd=ROOT,
    )
    return done.returncode, done.stdout, done.stderr


def make_administrator(folder, **given):
    code, out, err = site(folder, "init", "--administrator", ADMINISTRATOR, "--name", "สมมุติ ผู้ดูแล", **given)
    assert (code, err) == (0, "")
    return out


@pytest.fixture(scope="module")
def ready(kept_sites, tmp_path_factory):
    """Give the data folder of a site with an administrator."""
    folder = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(kept_sites.ready(on_postgresql=False).folder, folder)
    make_administrator(folder)
    return folder


def rows(folder, query):
    with contextlib.closing(sqlite3.connect(folder / "prongsai.sqlite3")) as database:
        return database.execute(query).fetchall()


def test_init_makes_folder_key_database_files_and_the_first_administrator(tmp_path):
    folder = tmp_path / "data"
    lines = make_administrator(folder, measured=False).splitlines()
    assert lines[:2] == [
        f"The site is ready. Its data lie in {folder}",
        "Set a password here; the link works once, for 24 hours:",
    ]
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/account/password/reset/\w+-[\w-]+/", lines[2])
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir()) if path.is_file()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (modes["secret-key"], modes["prongsai.sqlite3"]) == (0o600, 0o600)
    assert len((folder / "secret-key").read_text(encoding="ascii")) >= 80
    assert (folder / "static" / "staticfiles.json").is_file()
    assert rows(folder, "select email, is_administrator from accounts_user") == [(ADMINISTRATOR, 1)]


def test_init_again_changes_nothing(ready):
    key = (ready / "secret-key").read_bytes()
    assert site(ready, "init") == (0, f"The site is ready. Its data lie in {ready}\n", "")
    assert (ready / "secret-key").read_bytes() == key
    assert rows(ready, "select count(*) from accounts_user") == [(1,)]


def test_check_of_a_site_that_is_ready_gives_0(ready):
    code, out, err = site(ready, "check", "--files")
    assert (code, err) == (0, "")
    *lines, room = out.splitlines()
    assert lines == [
        "The settings are safe.",
        NO_MAIL,
        "The database is reached, and in the state of this version.",
        "All 0 files are whole.",
    ]
    assert re.fullmatch(r"\d+ MB are free on the disk\.", room)


def test_check_of_a_site_that_sends_mail_has_no_remark(ready):
    _code, out, _err = site(ready, "check", MAIL="smtp+tls://mail.example.com:587")
    assert out.splitlines()[:2] == [
        "The settings are safe.",
        "The database is reached, and in the state of this version.",
    ]


def test_check_says_where_the_disk_is_nearly_full(ready):
    code, out, _err = site(ready, "check", FREE_MB="1000000")
    assert code == 2
    assert re.fullmatch(
        r"! PRONGSAI_FREE_MB: only \d+ MB are free; below 1000000 MB the site takes nothing large in — make room on "
        r"the disk of the data folder",
        out.splitlines()[-1],
    )


def test_check_and_serve_and_worker_refuse_unsafe_settings_with_2(ready):
    told = (
        "! PRONGSAI_HTTPS: pages and passwords would go over the network unencrypted — set up HTTPS in a proxy "
        "and write “proxy”\n"
    )
    for action in ("check", "serve", "worker"):
        assert site(ready, action, ADDRESS="0.0.0.0:8000") == (2, told, "")


def test_settings_that_cannot_be_read_are_refused_with_2(ready):
    code, out, err = site(ready, "init", PORT="80")
    assert (code, out) == (2, "")
    assert err == "PRONGSAI_PORT: there is no such setting — see docs/site-settings.md\n"


def test_link_for_one_who_is_locked_out_takes_the_second_factor_away_where_asked(ready):
    code, out, err = site(ready, "link", ADMINISTRATOR, "--forget-second-factor")
    assert (code, err, len(out.splitlines())) == (0, "", 2)
    acts = rows(ready, "select code from audit_act order by id desc limit 2")
    assert acts == [("link.made",), ("second-factor.forgotten",)]
    assert site(ready, "link", "nobody@example.com") == (
        2,
        "",
        "nobody has the address nobody@example.com\n",
    )


def test_worker_ends_when_there_is_nothing_left_to_do(ready):
    assert site(ready, "worker", "--until-empty")[0] == 0


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def fetched(address, tries=1200):
    for _each in range(tries):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status, answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(address)


def ended(process, told):
    """Tell a process to end and give what it printed; what does not end is killed, so that no other test meets it."""
    begun = children(process)
    process.send_signal(told)
    try:
        return process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        for each in (process.pid, *begun):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        process.communicate()
        raise


def children(process):
    """Give the numbers of the processes that a process has begun."""
    return [
        int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ]


@pytest.mark.parametrize("options", [(), ("--no-worker",)], ids=["with a worker", "without"])
def test_serve_shows_pages_until_it_is_ended(ready, options):
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "site", "serve", "--address", address, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(ready, measured=False, PROCESSES="2", LANGUAGE="en", LOG="requests"),
        cwd=ROOT,
    )
    try:
        status, page = fetched(f"http://{address}/account/sign-in/")
        for _each in range(9):
            fetched(f"http://{address}/account/sign-in/")
        numbers = [fetched(f"http://{address}/metrics")[1] for _each in range(4)]
    finally:
        out, err = ended(process, signal.SIGTERM)
    counted = 'prongsai_requests_total{method="GET",route="/account/sign-in/",status="200"} 10.0'
    assert [counted in each.splitlines() for each in numbers] == [True] * 4
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    routes = [line["route"] for line in lines if line["logger"] == "prongsai.requests"]
    assert routes == ["/account/sign-in/"] * 10 + ["/metrics"] * 4
    assert (status, "Sign in" in page, process.returncode) == (200, True, 0)
    assert f"The site: http://{address} (end with Ctrl+C)\n" in out
    assert "Nobody looks after the site yet" not in out


def test_killed_process_of_the_server_is_told_in_the_log_and_begun_again(ready):
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "site", "serve", "--no-worker", "--address", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(ready, measured=False, PROCESSES="1"),
        cwd=ROOT,
    )
    try:
        fetched(f"http://{address}/account/sign-in/")
        (serving,) = children(process)
        os.kill(serving, signal.SIGKILL)
        assert fetched(f"http://{address}/account/sign-in/")[0] == 200
        assert serving not in children(process)
    finally:
        out, err = ended(process, signal.SIGTERM)
    told = [json.loads(line) for line in err.splitlines()]
    assert [(line["logger"], line["message"]) for line in told] == [
        ("_granian", "Unexpected exit from worker-1")
    ]
    assert "worker-1" not in out


def test_site_that_is_told_to_end_while_it_loads_ends_whole(ready):
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "prongsai",
            "site",
            "serve",
            "--no-worker",
            "--address",
            f"127.0.0.1:{free_port()}",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(ready, PROCESSES="2"),
        cwd=ROOT,
    )
    try:
        while len(begun := children(process)) < 2:
            time.sleep(0.01)
    finally:
        ended(process, signal.SIGTERM)
    assert process.returncode == 0
    assert [each for each in begun if Path(f"/proc/{each}").exists()] == []


def test_what_is_served_is_loaded_whole_ends_when_told_and_is_not_gone_through_for_garbage(ready):
    program = (
        "import gc, signal, sys; from prongsai.site.running import load_served; "
        "signals = (signal.SIGINT, signal.SIGTERM); "
        "[signal.signal(each, lambda *_: None) for each in signals]; "
        "served = load_served('prongsai.site.wsgi:application'); "
        "print(type(served).__name__, [signal.getsignal(each).name for each in signals], "
        "'prongsai.site.plans.views.plan_pages' in sys.modules, gc.get_freeze_count() > 10 * len(gc.get_objects()))"
    )
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, env=environment(ready), capture_output=True, text=True, check=True)
    assert told.stdout == "WSGIHandler ['SIG_DFL', 'SIG_DFL'] True True\n"


def test_demonstration_has_its_people_on_the_sign_in_page_and_production_refuses_its_data(
    kept_sites, tmp_path
):
    folder, address = tmp_path / "data", f"127.0.0.1:{free_port()}"
    shutil.copytree(kept_sites.ready(on_postgresql=False).folder, folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "site", "serve", "--demonstration", "--no-worker"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder, PROCESSES="1", ADDRESS=address),
        cwd=ROOT,
    )
    try:
        _status, page = fetched(f"http://{address}/account/sign-in/", tries=2400)
    finally:
        out, _err = ended(process, signal.SIGTERM)
    assert "officer@example.com" in page
    start = out.index("Sign in with")
    assert out[start:].splitlines() == [
        "Sign in with the password prongsai-example as one of:",
        *(f"  {each.email:25}  {each.position}" for each in PEOPLE),
        f"The site: http://{address} (end with Ctrl+C)",
    ]
    told = (
        "! PRONGSAI_DATA: the people of the demonstration, whose passwords are known, are in the database — start "
        "with a new data folder or database\n"
    )
    assert site(folder, "check") == (2, told, "")
    code, out, _err = site(folder, "serve")
    assert (code, out.splitlines()[1:]) == (2, [told.strip()])


def test_serve_says_where_nobody_looks_after_the_site(kept_sites, tmp_path):
    folder, address = tmp_path / "data", f"127.0.0.1:{free_port()}"
    shutil.copytree(kept_sites.ready(on_postgresql=False).folder, folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "site", "serve", "--data", str(folder), "--address", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path / "other", PROCESSES="1", SECRET_KEY="0123456789-abcdefghij-" * 3),
        cwd=ROOT,
    )
    try:
        fetched(f"http://{address}/account/sign-in/")
    finally:
        out, _err = ended(process, signal.SIGINT)
    assert "Nobody looks after the site yet" in out
    assert f"{NO_MAIL}\n" in out
    assert not (folder / "secret-key").exists()
    assert not (tmp_path / "other").exists()


def test_settings_are_printed_as_their_documentation(capsys):
    assert main(["site", "settings"]) == 0
    assert capsys.readouterr().out == documentation()


def test_site_without_its_libraries_is_told_how_to_install_them(capsys, monkeypatch):
    monkeypatch.setattr(site_command, "find_spec", lambda _name: None)
    assert main(["site", "check"]) == 2
    assert capsys.readouterr().err.startswith("the libraries of the site are not installed — install them:")


def test_process_that_ends_is_begun_again_until_told_to_stop(tmp_path):
    runs, stop = tmp_path / "runs", threading.Event()
    command = (sys.executable, "-S", "-c", f"open({str(runs)!r}, 'a').write('x')")
    keeper = threading.Thread(target=keep_running, args=(command, stop, 0.01))
    keeper.start()
    while not runs.exists() or len(runs.read_text()) < 2:
        time.sleep(0.05)
    stop.set()
    keeper.join(30)
    assert not keeper.is_alive()


def test_process_that_cannot_be_started_is_tried_again(caplog):
    stop = threading.Event()
    keeper = threading.Thread(target=keep_running, args=(("/nowhere/at all",), stop, 0.01))
    keeper.start()
    while len(caplog.messages) < 2:
        time.sleep(0.05)
    stop.set()
    keeper.join(30)
    assert not keeper.is_alive()
    assert set(caplog.messages) == {"/nowhere/at all cannot be started"}


def test_process_that_runs_is_ended_when_told_to_stop(tmp_path):
    begun, stop = tmp_path / "begun", threading.Event()
    words = f"import time; open({str(begun)!r}, 'w').close(); time.sleep(600)"
    keeper = threading.Thread(target=keep_running, args=((sys.executable, "-S", "-c", words), stop))
    keeper.start()
    while not begun.exists():
        time.sleep(0.05)
    stop.set()
    keeper.join(30)
    assert not keeper.is_alive()
