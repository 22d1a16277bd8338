"""Run as a program: a worker that takes others for dead after a second, and ends when nothing is left unfinished."""

import time

import django

django.setup()
from django.db import connection  # noqa: E402

from prongsai.site.jobs.models import UNFINISHED, Job  # noqa: E402
from prongsai.site.jobs.worker import put_back, work  # noqa: E402

end = time.monotonic() + 300
while Job._base_manager.filter(state__in=UNFINISHED).exists() and time.monotonic() < end:
    put_back(1.0)
    work(until_empty=True, interval=0.05, dead_after=1.0)
    time.sleep(0.2)
connection.close()
