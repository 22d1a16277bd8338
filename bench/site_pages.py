"""The server's time of every page: from request to the last byte of the answer, without the network."""

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.test import Client
from django.urls import resolve

from crawling import Visit, walk
from prongsai.site.permissions import Role
from site_data import Site, client_of

PASSES, RUNS = 3, 3
AIM = 0.100
SHOWN = 12
COMPRESSED = {"accept-encoding": "gzip, deflate, br"}
"""Pages are compressed for browsers; that is part of the server's work."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What answers took, in seconds: the median and the quickest by the clock, and the median of this process's CPU.

    On a machine that does other work the quickest is nearest to what the page takes by itself.
    """

    median: float
    quickest: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was measured, and who looked at it."""

    taken: Taken
    visit: Visit
    who: str


def measure_pages(site: Site, unit: float, *, everything: bool) -> None:
    """Measure every page that the biggest agency's people, an officer of many, the administrator and the coordinator reach; print."""
    (sign_in,) = taken_by(
        [partial(Client(HTTP_HOST="127.0.0.1").get, "/account/sign-in/", headers=COMPRESSED)]
    )
    big = site.big.users
    people = {
        "officer": big[Role.OFFICER],
        "manager": big[Role.MANAGER],
        "approver": big[Role.APPROVER],
        "one of the many": site.working[0].user,
        "administrator": site.administrator,
        "coordinator": site.coordinator,
    }
    found = [
        (who, client, visit)
        for who, user in people.items()
        for client in [client_of(user)]
        for visit in walk(client)
        if visit.status == 200 and visit.html
    ]
    works = [partial(client.get, visit.address, headers=COMPRESSED) for _who, client, visit in found]
    gc.collect()
    gc.freeze()  # as the server does with what is loaded; the agencies that were made are not gone through either
    kinds: dict[str, list[Page]] = defaultdict(list)
    for (who, _client, visit), taken in zip(found, taken_by(works), strict=True):
        kinds[resolve(visit.address.split("?")[0]).view_name].append(Page(taken, visit, who))
    worst = sorted(
        (max(pages, key=lambda page: page.taken.quickest) for pages in kinds.values()),
        key=lambda page: -page.taken.quickest,
    )
    print(f"sign-in page (no query): {_said(sign_in)}, ratio {sign_in.cpu / unit:.3f}")
    _sum_up([page for pages in kinds.values() for page in pages], len(kinds))
    for page in worst if everything else worst[:SHOWN]:
        print(
            f"  {_said(page.taken)}  ratio {page.taken.cpu / unit:5.2f} (sign-in × {page.taken.cpu / sign_in.cpu:4.1f})  "
            f"{page.visit.queries:2} queries  {page.visit.size / 1000:3.0f} kB  {page.who:15}  {page.visit.address}"
        )


def taken_by(works: Sequence[Callable[[], object]]) -> list[Taken]:
    """Give what some runs of each work took, after one to warm up.

    All works are gone through `PASSES` times, since a machine that is shared is slow as a whole for some seconds now and then: the
    median of three is of a moment when it was not.
    """
    clock: list[list[float]] = [[] for _work in works]
    cpu: list[list[float]] = [[] for _work in works]
    for _pass in range(PASSES):
        for number, work in enumerate(works):
            work()
            for _run in range(RUNS):
                begun = time.perf_counter(), time.process_time()
                work()
                clock[number].append(time.perf_counter() - begun[0])
                cpu[number].append(time.process_time() - begun[1])
    return [
        Taken(statistics.median(seconds), min(seconds), statistics.median(used))
        for seconds, used in zip(clock, cpu, strict=True)
    ]


def _sum_up(pages: list[Page], kinds: int) -> None:
    """Print how all pages stand, by each way to take the time."""
    print(f"{len(pages)} pages of {kinds} kinds, in milliseconds:")
    for name in ("median", "quickest", "cpu"):
        times = sorted(getattr(page.taken, name) for page in pages)
        print(
            f"  {name:8}  half within {statistics.median(times) * 1000:4.0f}, 95 of 100 within "
            f"{times[len(times) * 95 // 100] * 1000:4.0f}, worst {times[-1] * 1000:4.0f}, "
            f"over {AIM * 1000:.0f}: {sum(each > AIM for each in times)}"
        )


def _said(taken: Taken) -> str:
    return f"{taken.median * 1000:4.0f} ms ({taken.quickest * 1000:.0f} quickest, {taken.cpu * 1000:.0f} CPU)"
