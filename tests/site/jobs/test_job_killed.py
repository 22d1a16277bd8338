"""Workers as processes of their own, on either database, killed in the middle of a job."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kept_sites import KeptSites
from own_sites import own_site

SEEDING = Path(__file__).parent / "seeding.py"
FILES = 18
"""Six papers in three formats."""

Rows = Callable[[str], list[tuple]]


class Site:
    """A site of its own: its environment, its database, and the processes that work in it."""

    def __init__(self, folder: Path, database: str) -> None:
        self.database = database
        self.file = folder / "prongsai.sqlite3"
        self.processes: list[subprocess.Popen[bytes]] = []
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PRONGSAI_")}
        self.environment = {
            **kept,
            "PRONGSAI_DATA": str(folder),
            "PRONGSAI_DATABASE": database,
            "PRONGSAI_SECRET_KEY": "only-for-tests-of-killed-workers-" + "0123456789" * 3,
            "DJANGO_SETTINGS_MODULE": "prongsai.site.settings",
        }

    def seed(self, *words: str) -> None:
        subprocess.run([sys.executable, str(SEEDING), *words], env=self.environment, check=True)

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([sys.executable, *command], env=self.environment)
        self.processes.append(process)
        return process

    def impatient_worker(self) -> "subprocess.Popen[bytes]":
        return self.start(str(SEEDING), "work")

    def rows(self, query: str) -> list[tuple]:
        if not self.database:
            connection = sqlite3.connect(self.file, timeout=20)
        else:
            import psycopg

            connection = psycopg.connect(self.database)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def number(self, query: str) -> int:
        return self.rows(query)[0][0]

    def wait(self, reached: Callable[[], bool], seconds: float = 120.0) -> None:
        end = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < end, "it did not come to that"
            assert any(process.poll() is None for process in self.processes), "no worker is left"
            time.sleep(0.02)


@pytest.fixture(scope="module")
def made(kept_sites: KeptSites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a site with an agency and its plan."""
    folder = tmp_path_factory.mktemp("site") / "data"
    with own_site(folder, like=kept_sites.ready()) as own:
        site = Site(folder, own.database)
        site.seed("init")
        yield site


@pytest.fixture
def site(made: Site) -> Iterator[Site]:
    """Give the site; what still runs in it is killed afterwards."""
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.kill()
        process.wait()
    made.processes.clear()


def files_made(site: Site) -> int:
    return site.number(
        "SELECT count(*) FROM papers_paperfile f JOIN papers_paper p ON f.paper_id = p.id "
        "WHERE p.order_id = (SELECT max(id) FROM papers_paperorder)"
    )


def newest_job(site: Site) -> tuple:
    (row,) = site.rows(
        "SELECT state, done, total, turn FROM jobs_job WHERE kind = 'papers' ORDER BY id DESC LIMIT 1"
    )
    return row


def unfinished(site: Site) -> int:
    return site.number("SELECT count(*) FROM jobs_job WHERE state IN ('waiting', 'working')")


def test_job_of_a_killed_worker_is_finished_by_others_and_each_job_runs_once(site):
    site.seed("papers")
    site.seed("reports", "5")
    killed = site.start("-m", "prongsai", "site", "worker")
    site.wait(lambda: files_made(site) >= 2)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert newest_job(site)[0] == "working"
    assert 2 <= files_made(site) < FILES
    assert site.number("SELECT count(*) FROM jobs_pulse") == 1
    workers = [site.impatient_worker() for _each in range(2)]
    site.wait(lambda: not unfinished(site))
    assert newest_job(site) == ("done", FILES, FILES, 3)
    assert files_made(site) == FILES
    assert site.number("SELECT count(*) FROM files_storedfile WHERE act = 'paper.view'") == FILES
    site.wait(
        lambda: (
            site.number(
                "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status <> 'SUCCESSFUL'"
            )
            == 0
        )
    )
    claims = [
        str(row[0]).count(",") + 1
        for row in site.rows(
            "SELECT worker_ids FROM django_tasks_database_dbtaskresult "
            "WHERE task_path = 'prongsai.site.jobs.running.run'"
        )
    ]
    assert sorted(claims) == [1, 1, 1, 1, 1, 2]
    assert site.number("SELECT count(*) FROM readings_reading WHERE facts IS NOT NULL") == 5
    for worker in workers:
        worker.terminate()
    assert [worker.wait(20) for worker in workers] == [0, 0]
    assert site.number("SELECT count(*) FROM jobs_pulse") == 0


def hashes(site: Site) -> list[list[tuple]]:
    """Give the hashes of the two newest sets of papers."""
    query = (
        "SELECT p.kind, p.division, f.format, s.sha256 FROM papers_paperfile f "
        "JOIN papers_paper p ON f.paper_id = p.id JOIN files_storedfile s ON f.file_id = s.id "
        "WHERE p.order_id = {} ORDER BY p.kind, p.division, f.format"
    )
    newest = site.rows("SELECT id FROM papers_paperorder ORDER BY id DESC LIMIT 2")
    return [site.rows(query.format(order)) for (order,) in newest]


def test_job_of_a_worker_that_was_stopped_by_force_is_finished_by_the_next(site):
    """The same papers are the same files, too, whichever processes made them."""
    site.seed("papers")
    stopped = site.impatient_worker()
    site.wait(lambda: files_made(site) >= 1)
    stopped.terminate()
    time.sleep(0.05)
    stopped.terminate()
    stopped.wait(20)
    assert files_made(site) < FILES
    assert unfinished(site) == 1
    site.impatient_worker()
    site.wait(lambda: not unfinished(site))
    assert (newest_job(site)[:3], files_made(site)) == (("done", FILES, FILES), FILES)
    site.seed("papers")
    site.wait(lambda: not unfinished(site))
    first, second = hashes(site)
    assert (len(first), first) == (FILES, second)
