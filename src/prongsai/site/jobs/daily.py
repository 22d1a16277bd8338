"""What is done once a day, however many workers there are and however often they start anew.

An app registers its work by a word (`DAILY`). A row of the database says for which day a work was last asked, so that
only one worker asks; the work itself goes through the queue like any other, so that one whose worker died runs again.
A work must do no harm where it runs twice in a day, and must make up for days on which no worker ran.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from prongsai.site.jobs.models import DailyRun


@dataclass(frozen=True, slots=True)
class Daily:
    """A work of every day: the function that does it, without arguments, and the hour of Thailand from which it may."""

    does: str
    from_hour: int


DAILY = {
    "keeping": Daily("prongsai.site.personal.retention.tidy", from_hour=1),
    "follow-up": Daily("prongsai.site.progress.shown.show_today", from_hour=0),
    "files": Daily("prongsai.site.files.purging.remove_orphans", from_hour=2),
    "reminders": Daily(
        "prongsai.site.reminders.digest.send_all", from_hour=settings.ENVIRONMENT["REMIND_HOUR"]
    ),
}
"""The works by their word."""

TRIES = 3
"""How often a work that fails is tried on one day."""


def ask_due() -> None:
    """Put every work into the queue whose hour has come today, and which was neither done today nor tried too often."""
    now = timezone.localtime()
    settled = DailyRun.objects.filter(Q(finished_at__isnull=False) | Q(tries__gte=TRIES), day=now.date())
    over = frozenset(settled.values_list("pk", flat=True))
    for word, work in DAILY.items():
        if word not in over and now.hour >= work.from_hour:
            _ask(word, now.date())


def _ask(word: str, today: date) -> None:
    """Ask for a work of today, unless another worker has done so and it is still in the queue."""
    with transaction.atomic():
        DailyRun.objects.get_or_create(pk=word)
        row = DailyRun.objects.select_for_update().get(pk=word)
        if row.day != today:
            row.day, row.tries, row.finished_at = today, 0, None
        elif row.finished_at or row.tries >= TRIES or _queued(word):
            return
        row.tries += 1
        row.save()
        run_daily.enqueue(word=word, day=today.isoformat())


def _queued(word: str) -> bool:
    live = DBTaskResult.objects.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    return live.filter(args_kwargs__kwargs__word=word).exists()


@task()
def run_daily(*, word: str, day: str) -> None:
    """Do a work of a day, unless it was done or a new day has come meanwhile. What goes wrong is logged and tried again."""
    row = DailyRun.objects.filter(pk=word, day=day, finished_at=None)
    if not row.exists():
        return
    import_string(DAILY[word].does)()
    row.update(finished_at=timezone.now())
