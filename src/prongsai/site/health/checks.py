"""Whether the site can do its work: database, its state, a worker, room on the disk."""

from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone

from prongsai.site.backups.upkeep import pending
from prongsai.site.files.room import is_short
from prongsai.site.jobs.models import Pulse
from prongsai.site.jobs.worker import DEAD_AFTER


def readiness() -> dict[str, bool]:
    """Give for each thing that the site needs whether it is there; nothing is asked of a database that is not."""
    found = {"database": _database_is_reached(), "migrations": False, "worker": False, "disk": not is_short()}
    if found["database"]:
        found["migrations"] = not pending()
    if found["migrations"]:
        found["worker"] = worker_is_alive()
    return found


def worker_is_alive() -> bool:
    """Tell whether any worker has given a sign of life lately."""
    since = timezone.now() - timedelta(seconds=DEAD_AFTER)
    return Pulse.objects.filter(seen_at__gt=since).exists()


def _database_is_reached() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
