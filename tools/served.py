"""The site as it is run, for tests in a browser and for pictures: a server and a worker of their own, on either database."""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

START = 180.0
"""How long the site may take to start, in seconds."""
END = 90.0
"""How long it may take to end: its worker finishes the job at hand, which may be one of the day for thousands of agencies."""


@dataclass(frozen=True)
class Served:
    """A running site: its address, its settings, and the folder of its data."""

    address: str
    environment: dict[str, str]
    data: Path

    def run(self, *arguments: str) -> str:
        """Run a command of the site with the same settings and give what it printed."""
        command = [sys.executable, "-m", "prongsai", "site", *arguments]
        done = subprocess.run(  # noqa: S603  it is our own
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout


@contextmanager
def served(
    data: Path,
    *,
    mode: str = "demonstration",
    database: str | None = None,
    processes: int = 1,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Run the site with its data in a folder until the block ends.

    `database` is the address of one that is filled already, empty for that in the folder; None makes one (on PostgreSQL
    beside that of the tests). `settings` are more of them, by name. Raises RuntimeError with what the site printed where it does not start.
    """
    given = os.environ.get("PRONGSAI_TEST_DATABASE", "")
    with a_database(given) if database is None else nullcontext(database) as found, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
        probe.close()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PRONGSAI_", "COV"))}
        environment = {
            **kept,
            "PRONGSAI_MODE": mode,
            "PRONGSAI_DATA": str(data),
            "PRONGSAI_ADDRESS": address,
            "PRONGSAI_DATABASE": found,
            "PRONGSAI_PROCESSES": str(processes),
            "LANG": "C.UTF-8",
            **(settings or {}),
        }
        output = (data.parent / f"{data.name}.log").open("w+")
        process = subprocess.Popen(
            [sys.executable, "-m", "prongsai", "site", "serve"],
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,  # so that what does not end is killed with its worker
        )
        try:
            _wait(f"http://{address}/", process, Path(output.name))
            yield Served(f"http://{address}", environment, data)
        finally:
            process.terminate()
            try:
                process.wait(END)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                output.close()


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            urlopen(url, timeout=2)  # noqa: S310  it is this computer
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(log.read_text())


@contextmanager
def a_database(beside: str) -> Iterator[str]:
    """Give the address of a new database beside another on PostgreSQL until the block ends; empty, for SQLite, beside none."""
    if not beside:
        yield ""
        return
    import psycopg  # noqa: PLC0415

    name = f"prongsai_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(beside, autocommit=True, connect_timeout=5) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(beside)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
