"""The worker: takes jobs from the queue, gives a sign of life, and puts back what a dead worker had taken.

Nothing but the database tells a worker's life: a row with the time of its last sign. What is claimed by a worker without
one goes back into the queue, on the next beat of any other worker or at the next start. So does a job that stands in the
queue no more although it is not finished, as after a worker that was stopped by force.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from prongsai.site.jobs.daily import ask_due
from prongsai.site.jobs.models import UNFINISHED, Job, Pulse, State
from prongsai.site.jobs.running import run
from prongsai.site.shell.speech import speaking

log = logging.getLogger("prongsai.jobs")
BEAT = 5.0
"""How often a worker gives a sign of life, in seconds."""

DEAD_AFTER = 30.0
"""After how many seconds without one it is taken for dead: more than a write ever waits for its turn."""

ATTEMPTS = 3
"""How often a job is tried whose worker died; then it is given up, since it may be what kills them."""

KEPT_DAYS = 14
"""How many days finished rows of the queue are kept; the jobs themselves stay."""

TIDY_EVERY = timedelta(hours=6)


def go_on(working: Callable[[], None], pause: float = BEAT) -> None:
    """Work; where the database is lost on the way, work again after a pause in seconds, as often as it takes."""
    while True:
        try:
            return working()
        except (OperationalError, InterfaceError) as error:
            log.warning("the worker lost the database (%s) and tries again", type(error).__name__)
        time.sleep(pause)


def work(
    *,
    until_empty: bool = False,
    interval: float = 0.5,
    beat_every: float = BEAT,
    dead_after: float = DEAD_AFTER,
) -> None:
    """Run jobs until told to stop, or until there are none left. Told twice, it leaves the job at hand to another."""
    name = uuid.uuid4().hex
    stop = threading.Event()
    beat(name)
    put_back(dead_after)
    ask_due()
    heart = threading.Thread(target=_heart, args=(name, stop, beat_every, dead_after), daemon=True)
    heart.start()
    try:
        call_command(
            "db_worker",
            worker_id=name,
            interval=interval,
            batch=until_empty,
            startup_delay=False,
            reload=False,
            verbosity=0,
        )
    finally:
        stop.set()
        connection.close()  # a signal may have come in the middle of a transaction, for which the heart would wait
        heart.join()
        Pulse.objects.filter(pk=name).delete()


def _heart(name: str, stop: threading.Event, beat_every: float, dead_after: float) -> None:
    """Be a thread that lives, with a connection of its own."""
    try:
        _live(name, stop, beat_every, dead_after)
    finally:
        connection.close()


def _live(name: str, stop: threading.Event, beat_every: float, dead_after: float) -> None:
    """Give signs of life, put back what dead workers left, ask for the works of the day, and tidy the queue."""
    tidied: datetime | None = None
    while not stop.wait(beat_every):
        try:
            beat(name)
            put_back(dead_after)
            ask_due()
            if tidied is None or timezone.now() - tidied > TIDY_EVERY:
                tidy()
                tidied = timezone.now()
        except Exception:
            log.exception("the worker could not give a sign of life")
        finally:
            close_old_connections()


def beat(name: str) -> None:
    """Give a sign of life."""
    Pulse.objects.update_or_create(pk=name, defaults={"seen_at": timezone.now()})


def tidy() -> None:
    """Remove finished rows of the queue that are old."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)


def put_back(dead_after: float = DEAD_AFTER) -> int:
    """Put back into the queue what is not finished and nobody works on; give how many. One tried too often is given up."""
    claimed = list(DBTaskResult.objects.running())  # before the signs of life: whoever claims has given one
    Pulse.objects.filter(seen_at__lt=timezone.now() - timedelta(seconds=dead_after)).delete()
    alive = frozenset(Pulse.objects.values_list("pk", flat=True))
    dead = [row for row in claimed if row.worker_ids[-1] not in alive]
    with scopes_disabled():
        return sum(map(_put_back_row, dead)) + _lost(_unfinished())


def _put_back_row(row: DBTaskResult) -> bool:
    """Put back what a dead worker had claimed, unless somebody else has done so; tell whether it was."""
    same = DBTaskResult.objects.filter(pk=row.pk, status=row.status, worker_ids=row.worker_ids)
    number = _number(row)
    if len(row.worker_ids) >= ATTEMPTS:
        if same.update(status=TaskResultStatus.FAILED, finished_at=timezone.now()):
            _give_up(number)
        return False
    with transaction.atomic():
        if not same.update(status=TaskResultStatus.READY, started_at=None):
            return False
        _let_wait(number)
        return True


def _unfinished() -> list[int]:
    return list(Job.objects.filter(state__in=UNFINISHED).values_list("pk", flat=True))


def _lost(unfinished: Iterable[int]) -> int:
    """Queue those jobs again that stand in the queue no more."""
    live = DBTaskResult.objects.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    queued = {_number(row) for row in live}
    put = 0
    for number in unfinished:
        if number not in queued:
            put += _queue_again(number)
    return put


def _queue_again(number: int) -> bool:
    """Queue a job that is still unfinished and not queued, unless that was done too often; tell whether it was."""
    with transaction.atomic():
        if not Job.objects.select_for_update().filter(pk=number, state__in=UNFINISHED).first():
            return False
        rows = DBTaskResult.objects.filter(args_kwargs__args__0=number)
        if rows.exclude(finished_at__isnull=False).exists():
            return False
        if rows.count() >= ATTEMPTS:
            _give_up(number)
            return False
        _let_wait(number)
        run.enqueue(number)
        return True


def _number(row: DBTaskResult) -> int:
    """Give the number of the job that a row of the queue is for; 0, which none has, for a mail or a daily work."""
    (number,) = row.args_kwargs["args"] or (0,)
    return int(number)


def _let_wait(number: int) -> None:
    """Let a job wait again, and take it out of the hands of any run that may still come back."""
    Job.objects.filter(pk=number, state__in=UNFINISHED).update(state=State.WAITING, turn=F("turn") + 1)


def _give_up(number: int) -> None:
    """Say at the job that it did not succeed."""
    job = Job.objects.filter(pk=number, state__in=UNFINISHED).first()
    if job is None:
        return
    log.error("job %s (%s) was given up: its worker died each time", job.pk, job.kind)
    with speaking(job.language):
        told = _(
            "This was tried {times} times and could not be finished. Tell whoever runs the site."
        ).format(times=ATTEMPTS)
    Job.objects.filter(pk=number, state__in=UNFINISHED).update(
        state=State.FAILED, told=told, turn=F("turn") + 1, finished_at=timezone.now()
    )
