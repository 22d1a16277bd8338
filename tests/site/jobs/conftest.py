"""Jobs whose works are made up here."""

import signal
from collections.abc import Callable, Iterator

import pytest

from prongsai.site.jobs import daily, running
from prongsai.site.jobs.models import Job

works: dict[str, Callable[[Job], None]] = {}


def made_up(job: Job) -> None:
    """Do the work that the test has made up for the job's subject."""
    works[job.subject](job)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Callable[[Job], None]]]:
    """Give the made-up works by subject; jobs of kind ``made-up`` do them."""
    import sys

    sys.modules.setdefault("made_up_works", sys.modules[__name__])
    monkeypatch.setitem(running.WORKS, "made-up", "made_up_works.made_up")
    monkeypatch.setitem(running.SEEN_BY, "made-up", "reading.view")
    yield works
    works.clear()


@pytest.fixture
def _signals() -> Iterator[None]:
    """Put the handlers of signals back that a worker takes over."""
    taken = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = {each: signal.getsignal(each) for each in taken}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.fixture(autouse=True)
def everyday(monkeypatch: pytest.MonkeyPatch) -> dict[str, daily.Daily]:
    """Give the daily works, of which there are none unless a test makes some up."""
    works: dict[str, daily.Daily] = {}
    monkeypatch.setattr(daily, "DAILY", works)
    return works
