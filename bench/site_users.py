"""Many users at once through the real server on the loopback, reading and writing, each in an agency of their own."""

import random
import re
import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from served import served
from site_data import YEAR, Site, Working

PROCESSES = 2
PAUSE = 6.0
"""Seconds between two pages of one user who works: somebody reads the page and thinks, half as long or twice as long."""

PAGES = (
    "", "", "rounds/{year}/", "rounds/{year}/", "rounds/{year}/findings/", "rounds/{year}/findings/",
    "rounds/{year}/plan/", "rounds/{year}/plan/", "rounds/{year}/plan/", "rounds/{year}/plan/measures/m1/",
    "rounds/{year}/plan/document/", "rounds/{year}/findings/what-if/", "rounds/{year}/papers/", "readings/",
    "people/", "log/",
)  # fmt: skip
"""What is read, the more often the more often it stands here."""

FORM = "rounds/{year}/plan/texts/introduction/"
WRITES = 0.15
"""How many of the steps are a form that is opened and saved."""

_HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|revision)" value="([^"]*)"')


@dataclass
class Seen:
    """What one user met: seconds of every answer by kind, and answers that were wrong."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)


class Browser:
    """A connection with a user's cookies."""

    def __init__(self, address: str, working: Working) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookies = {"prongsai_session": working.session}
        self.base = f"/agencies/{working.agency.pk}/"

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, float]:
        """Give status, text and seconds of an answer, from the request to its last byte."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self.connection.request(
            "GET" if form is None else "POST",
            self.base + path.format(year=YEAR),
            None if form is None else urlencode(form),
            headers,
        )
        response = self.connection.getresponse()
        body = response.read()
        taken = time.perf_counter() - begun
        for line in response.headers.get_all("Set-Cookie", []):
            name, _equals, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, body.decode(), taken


def measure_users(site: Site, data: Path, database: str, unit: float, seconds: float) -> int:
    """Let the users work, first with pauses as people make them, then without; print, and give how many answers were wrong."""
    wrong = 0
    with served(data, mode="production", database=database, processes=PROCESSES) as running:
        for pause, words in ((PAUSE, "working with pauses"), (0.0, "without any pause")):
            seen = _work(running.address, site.working, seconds, pause)
            wrong += _print(words, seen, unit, seconds)
    return wrong


def _work(address: str, working: tuple[Working, ...], seconds: float, pause: float) -> list[Seen]:
    """Let every user work in a thread of its own until the time is over."""
    seen = [Seen() for _user in working]
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_use, args=(Browser(address, each), random.Random(number), end, pause, met))
        for number, (each, met) in enumerate(zip(working, seen, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _use(browser: Browser, chance: random.Random, end: float, pause: float, seen: Seen) -> None:
    time.sleep(chance.uniform(0, pause))
    while time.monotonic() < end:
        try:
            _step(browser, chance, seen)
        except (OSError, HTTPException) as error:
            seen.wrong[repr(error)] += 1
            browser.connection.close()
        time.sleep(chance.uniform(pause / 2, pause * 1.5))


def _step(browser: Browser, chance: random.Random, seen: Seen) -> None:
    """Read a page, or open a form and save it."""
    writing = chance.random() < WRITES
    status, body, taken = browser.ask(FORM if writing else chance.choice(PAGES))
    seen.reads.append(taken)
    if status == 200 and writing:
        form = {"text": f"บทนำที่แก้ไขครั้งที่ {chance.random()}", **dict(_HIDDEN.findall(body))}
        status, body, taken = browser.ask(FORM, form)
        seen.writes.append(taken)
        if status != 302:
            seen.wrong[f"saved with {status}"] += 1
    elif status != 200:
        seen.wrong[f"read with {status}"] += 1


def _print(words: str, seen: list[Seen], unit: float, seconds: float) -> int:
    reads = sorted(each for one in seen for each in one.reads)
    writes = sorted(each for one in seen for each in one.writes)
    wrong = sum((one.wrong for one in seen), Counter())
    rate = (len(reads) + len(writes)) / seconds
    print(
        f"{len(seen)} users {words}, {seconds:.0f} s: {rate:.1f} answers a second, ratio {rate * unit:.2f}; wrong: {dict(wrong) or 'none'}"
    )
    for name, times in (("reading", reads), ("saving", writes)):
        if times:
            print(
                f"  {name:8} {len(times):6,} answers: median {statistics.median(times) * 1000:.0f} ms, "
                f"95 of 100 within {times[len(times) * 95 // 100] * 1000:.0f} ms, worst {times[-1] * 1000:.0f} ms"
            )
    return sum(wrong.values())
