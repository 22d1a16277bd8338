"""Numbers over time, as Prometheus reads them.

Each process that serves pages counts for itself, in a file of the folder that `prongsai site serve` names; whichever is
asked adds them up. Without such a folder (another server than ours, with more than one process) a process tells only of
itself.
"""

import os
from collections.abc import Iterator
from datetime import timedelta

from django.db import Error
from django.db.models import Count
from django.utils import timezone
from django_scopes import scopes_disabled
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from prongsai import __version__
from prongsai.site.files.room import free_megabytes
from prongsai.site.health.checks import worker_is_alive
from prongsai.site.jobs.models import UNFINISHED, Job, State
from prongsai.site.reminders.models import Digest, DigestState

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
REQUESTS = Counter(
    "prongsai_requests", "Requests that were answered.", ("method", "route", "status"), registry=None
)
SECONDS = Histogram(
    "prongsai_request_seconds",
    "Seconds until a request was answered.",
    ("route",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=None,
)


class AtPresent(Collector):
    """What is looked up whenever it is asked for."""

    def collect(self) -> Iterator[Metric]:
        """Give version, free room, and, where the database is reached, jobs and the worker."""
        build = GaugeMetricFamily("prongsai_build", "The version that runs.", labels=("version",))
        build.add_metric((__version__,), 1)
        yield build
        free = free_megabytes() * 1024 * 1024
        yield GaugeMetricFamily("prongsai_disk_free_bytes", "Bytes free where the data lie.", value=free)
        try:
            jobs, digests, alive = _jobs(), _digests(), worker_is_alive()
        except Error:
            yield GaugeMetricFamily("prongsai_database_up", "Whether the database is reached.", value=0)
            return
        yield GaugeMetricFamily("prongsai_database_up", "Whether the database is reached.", value=1)
        counted = GaugeMetricFamily("prongsai_jobs", "Jobs that are not done.", labels=("state",))
        for state, count in jobs.items():
            counted.add_metric((state,), count)
        yield counted
        counted = GaugeMetricFamily(
            "prongsai_digests", "Messages of reminders in the last seven days.", labels=("state",)
        )
        for state, count in digests.items():
            counted.add_metric((state,), count)
        yield counted
        words = "Whether a worker gave a sign of life lately."
        yield GaugeMetricFamily("prongsai_worker_alive", words, value=int(alive))


def count(method: str | None, route: str, status: int, seconds: float) -> None:
    """Count a request that was answered."""
    REQUESTS.labels(method if method in METHODS else "other", route, status).inc()
    SECONDS.labels(route).observe(seconds)


def exposition() -> bytes:
    """Give all numbers in Prometheus' text format."""
    registry = CollectorRegistry()
    if FOLDER in os.environ:
        MultiProcessCollector(registry)
    else:
        registry.register(REQUESTS)
        registry.register(SECONDS)
    registry.register(AtPresent())
    return generate_latest(registry)


def _jobs() -> dict[str, int]:
    states = (*UNFINISHED, State.FAILED)
    with scopes_disabled():
        rows = Job.objects.filter(state__in=states).order_by().values_list("state").annotate(Count("pk"))
        return {**{state.value: 0 for state in states}, **dict(rows)}


def _digests() -> dict[str, int]:
    since = timezone.localdate() - timedelta(days=7)
    rows = Digest.objects.filter(day__gt=since).order_by().values_list("state").annotate(Count("pk"))
    return {**{state.value: 0 for state in DigestState}, **dict(rows)}
