"""How long things are kept: set for each kind, announced for a time of grace, then removed once a day, with a line in the log.

What is past its period is shown to administrators for the days of grace before it is removed, so that a period set too
short by mistake costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, ProtectedError, Q, QuerySet, RestrictedError
from django.utils import timezone
from django_scopes import scopes_disabled

from prongsai.site.accounts.administrators import command_line
from prongsai.site.accounts.held import KEPT
from prongsai.site.accounts.models import HeldForm, Name
from prongsai.site.accounts.signing import SIGN_INS
from prongsai.site.agencies.models import Invitation, ListImport
from prongsai.site.audit.models import Act
from prongsai.site.doors import note
from prongsai.site.files.models import StoredFile
from prongsai.site.jobs.models import UNFINISHED, Job
from prongsai.site.personal.actions import erase_due
from prongsai.site.personal.words import REMOVED
from prongsai.site.readings.models import Reading

Rows = QuerySet[Model]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its words, the setting of its period in days, its rows older than a moment, how they go."""

    words: str
    setting: str
    older_than: Callable[[datetime], Rows]
    remove: Callable[[Rows], int]


@dataclass(frozen=True, slots=True)
class Announced:
    """What an administrator is told of a kind: its period, how many rows are past it and when the next ones go."""

    words: str
    setting: str
    days: int
    past: int


def _sign_ins(moment: datetime) -> Rows:
    return Act.objects.filter(agency=None, code__in=(*SIGN_INS, "signed.out"), at__lt=moment)


def _invitations(moment: datetime) -> Rows:
    """Give invitations that ended long ago and still name somebody."""
    ended = Q(accepted_at__lt=moment) | Q(accepted_at=None, expires_at__lt=moment)
    return Invitation.objects.filter(ended).exclude(email="")


def _removed_readings(moment: datetime) -> Rows:
    return Reading.objects.filter(removed_at__lt=moment)


def _jobs(moment: datetime) -> Rows:
    return Job.objects.exclude(state__in=UNFINISHED).filter(finished_at__lt=moment)


def _lists(moment: datetime) -> Rows:
    return ListImport.objects.filter(uploaded_at__lt=moment)


def _delete(rows: Rows) -> int:
    _total, by_table = rows.delete()
    return by_table.get(rows.model._meta.label, 0)


def _forget_invited(rows: Rows) -> int:
    """Empty the addresses of invitations, and the names of those who never came."""
    numbers = list(rows.values_list("pk", flat=True))
    chosen = Invitation.objects.filter(pk__in=numbers)
    never = chosen.filter(accepted_at=None).exclude(person__user__isnull=False)
    Name.objects.filter(pk__in=list(never.values_list("person", flat=True))).update(
        text="", erased_at=timezone.now()
    )
    chosen.update(email="")
    return len(numbers)


def _delete_readings(rows: Rows) -> int:
    """Delete uploaded reports for good, with their files where nothing else needs them."""
    readings = list(rows)
    for reading in readings:
        files = [reading.file_id, reading.marked_id]
        reading.delete()
        for file in StoredFile.objects.filter(pk__in=[number for number in files if number]):
            try:
                with transaction.atomic():
                    file.delete()
            except (ProtectedError, RestrictedError):
                continue
    return len(readings)


KINDS = {
    "sign-ins": Kind(REMOVED["sign-ins"], "KEEP_SIGN_INS_DAYS", _sign_ins, _delete),
    "invitations": Kind(
        REMOVED["invitations"],
        "KEEP_INVITATIONS_DAYS",
        _invitations,
        _forget_invited,
    ),
    "readings": Kind(
        REMOVED["readings"],
        "KEEP_DELETED_REPORTS_DAYS",
        _removed_readings,
        _delete_readings,
    ),
    "jobs": Kind(REMOVED["jobs"], "KEEP_JOBS_DAYS", _jobs, _delete),
    "lists": Kind(REMOVED["lists"], "KEEP_LISTS_DAYS", _lists, _delete),
}
"""The kinds by their word."""


def grace() -> timedelta:
    """Give how long what is past its period is announced before it is removed."""
    return timedelta(days=settings.ENVIRONMENT["RETENTION_GRACE_DAYS"])


def announced() -> list[Announced]:
    """Give every kind with its period and how many rows are past it, to be removed within the time of grace."""
    with scopes_disabled():
        return [
            Announced(str(kind.words), f"PRONGSAI_{kind.setting}", days, _past(kind, days))
            for kind in KINDS.values()
            for days in (settings.ENVIRONMENT[kind.setting],)
        ]


def _past(kind: Kind, days: int) -> int:
    return kind.older_than(timezone.now() - timedelta(days=days)).count() if days else 0


def tidy() -> None:
    """Erase who is due, and remove what is past its period and its time of grace, each kind with a line in the log."""
    erase_due()
    with scopes_disabled():
        _tidy_sessions()
        for word, kind in KINDS.items():
            if days := settings.ENVIRONMENT[kind.setting]:
                _remove(word, kind, timezone.now() - timedelta(days=days) - grace())


@transaction.atomic
def _remove(word: str, kind: Kind, moment: datetime) -> None:
    if removed := kind.remove(kind.older_than(moment)):
        by = command_line()
        note(by, "retention.removed", by, after={"removed": word, "lines": removed})


def _tidy_sessions() -> None:
    """Remove sessions that ended, with the addresses that they came from, and what was typed when one did."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    HeldForm.objects.filter(held_at__lt=timezone.now() - KEPT).delete()
