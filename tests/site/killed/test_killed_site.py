"""Server, worker and database killed in the midst of approvals, uploads and papers: nothing acknowledged is lost."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from killed_people import Browser, Crowd, GoneError, number_in
from own_sites import FIXTURES, OwnSite

HERE = Path(__file__).parent
ENOUGH = (6, 2, 2)
"""How many uploads, orders of papers and decisions are acknowledged before the blow."""


@contextmanager
def running(site: OwnSite) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Run the site's server and worker; what is left of them is killed afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {**site.environment, "PRONGSAI_ADDRESS": address, "PRONGSAI_PROCESSES": "2"}
    with (site.folder.parent / "log").open("ab") as log:
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "prongsai", "site", *action],
                env=environment,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
            for action in (("serve", "--no-worker"), ("worker",))
        ]
    try:
        wait(lambda: answers(address))
        yield address, processes
    finally:
        for each in processes:
            kill(each)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and all that it has begun."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answers(address: str) -> bool:
    try:
        return Browser(address, "").ask("GET", "/health/live")[0] == 200
    except GoneError:
        return False


def wait(reached: Callable[[], bool], seconds: float = 180.0) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def at_work(crowd: Crowd) -> bool:
    assert crowd.failed == []
    return all(
        len(done) >= enough
        for done, enough in zip((crowd.reports, crowd.orders, crowd.returned), ENOUGH, strict=True)
    )


def number(site: OwnSite, query: str) -> int:
    return site.sql(query)[0][0]


def nothing_is_lost(site: OwnSite, crowd: Crowd, before: dict[str, int]) -> None:
    """Hold what is in the site against what was acknowledged; at most one of each was done and not acknowledged."""
    kept = {row[0] for row in site.sql("SELECT id FROM readings_reading")}
    assert {number_in(place) for place in crowd.reports} <= kept
    acknowledged = {
        "reading.uploaded": len(crowd.reports),
        "papers.made-again": len(crowd.orders),
        "plan.submitted": len(crowd.submitted),
        "plan.step-returned": len(crowd.returned),
    }
    done = {code: count - before[code] for code, count in acts(site).items()}
    spare = {code: done[code] - count for code, count in acknowledged.items()}
    assert set(spare.values()) <= {0, 1}, spare


def nothing_is_half_done(site: OwnSite) -> None:
    """Hold rows that come to be together against each other."""
    counts = acts(site)
    assert number(site, "SELECT count(*) FROM readings_reading") == counts["reading.uploaded"]
    assert number(site, "SELECT count(*) FROM readings_reading WHERE job_id IS NULL") == 0
    orders = number(site, "SELECT count(*) FROM papers_paperorder")
    assert orders == counts["papers.made-again"] + 1
    assert number(site, "SELECT count(*) FROM papers_paperorder WHERE job_id IS NULL") == 0
    returned = "SELECT count(*) FROM plans_approval WHERE decision = 'returned' AND agency_id = 1"
    assert number(site, returned) == counts["plan.step-returned"]
    versions = "SELECT count(*) FROM plans_version WHERE agency_id = 1"
    assert number(site, versions) == counts["plan.submitted"]
    assert site.run("check", "--files")[0] == 0


def everything_is_finished(site: OwnSite) -> None:
    """Let the jobs that were left lying be done, and look at what they made."""
    site.python(HERE / "working.py")
    assert site.sql("SELECT DISTINCT state FROM jobs_job") == [("done",)]
    files = "SELECT p.order_id, count(*) FROM papers_paperfile f JOIN papers_paper p ON f.paper_id = p.id"
    made = [count for _order, count in site.sql(f"{files} GROUP BY p.order_id")]
    assert made == [made[0]] * number(site, "SELECT count(*) FROM papers_paperorder")
    assert number(site, "SELECT count(*) FROM readings_reading WHERE facts IS NULL") == 0
    assert site.run("check", "--files")[0] == 0


def acts(site: OwnSite) -> dict[str, int]:
    codes = ("reading.uploaded", "papers.made-again", "plan.submitted", "plan.step-returned")
    rows = dict(site.sql("SELECT code, count(*) FROM audit_act WHERE agency_id = 1 GROUP BY code"))
    return {code: rows.get(code, 0) for code in codes}


def test_killed_server_and_worker_lose_nothing_and_leave_nothing_half_done(site):
    before = acts(site)
    with running(site) as (address, processes):
        crowd = Crowd(address)
        threads = crowd.begin()
        wait(lambda: at_work(crowd))
        for each in processes:
            kill(each)
        for thread in threads:
            thread.join(60)
    assert crowd.failed == []
    nothing_is_lost(site, crowd, before)
    nothing_is_half_done(site)
    everything_is_finished(site)


BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/none"))
AS_ROOT = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


class Cluster:
    """A PostgreSQL of the test's own, which is reached by a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"postgresql://postgres@/postgres?host={folder}"
        if AS_ROOT:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        self.process: subprocess.Popen[bytes] | None = None

    def _run(self, program: str, *arguments: object) -> None:
        command = [*AS_ROOT, str(BINARIES / program), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        command = [*AS_ROOT, BINARIES / "postgres", "-D", self.folder / "data", "-k", self.folder]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*map(str, command), "-c", "listen_addresses="],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait(self.answers)

    def answers(self) -> bool:
        import psycopg

        try:
            with psycopg.connect(self.url, connect_timeout=2) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            assert self.process is not None
            if self.process.poll() is not None:
                self.start()
            return False
        return True

    def kill(self) -> None:
        """Kill the server and all its processes."""
        (head, *_rest) = (self.folder / "data" / "postmaster.pid").read_text().split("\n")
        family = [int(head), *map(int, Path(f"/proc/{head}/task/{head}/children").read_text().split())]
        for each in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        assert self.process is not None
        self.process.wait(20)
        wait(lambda: not any(map(lives, family)))


def lives(number: int) -> bool:
    """Tell whether a process still runs; what is only not buried yet does not."""
    try:
        return bool(Path(f"/proc/{number}/cmdline").read_bytes())
    except OSError:
        return False


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Give a running PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="prongsai-cluster-", ignore_cleanup_errors=True) as folder:
        made = Cluster(Path(folder))
        made.start()
        try:
            yield made
        finally:
            made.kill()


@pytest.mark.skipif(
    not (BINARIES / "initdb").exists() or (AS_ROOT and not shutil.which("runuser")),
    reason="no PostgreSQL server is installed here",
)
def test_killed_database_loses_nothing_and_the_site_goes_on_by_itself(cluster, tmp_path):
    site = OwnSite(tmp_path / "site", cluster.url)
    site.do("restore", FIXTURES[-1])
    before = acts(site)
    with running(site) as (address, processes):
        crowd = Crowd(address)
        threads = crowd.begin()
        wait(lambda: at_work(crowd))
        cluster.kill()
        for thread in threads:
            thread.join(60)
        assert crowd.failed == []
        assert Browser(address, "").ask("GET", "/health/ready")[0] == 503
        cluster.start()
        wait(lambda: Browser(address, "").ask("GET", "/health/ready")[0] == 200)
        assert [each.poll() for each in processes] == [None, None]
        nothing_is_lost(site, crowd, before)
        nothing_is_half_done(site)
        Browser(address, "officer@example.com").sign_in()
    everything_is_finished(site)
