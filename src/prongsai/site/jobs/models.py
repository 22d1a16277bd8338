"""Jobs in the background as people see them, and the pulse of the workers, and what was done today."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class State(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("waiting")
    WORKING = "working", _("in progress")
    DONE = "done", _("done")
    FAILED = "failed", _("did not succeed")


class Kind(models.TextChoices):
    """The works that people ask for (`jobs.running.WORKS`)."""

    PAPERS = "papers", _("making of papers")
    READING = "reading", _("reading of a report")


class Work(models.TextChoices):
    """The works of every day (`jobs.daily.DAILY`)."""

    KEEPING = "keeping", _("removal of what is past its period")
    FOLLOW_UP = "follow-up", _("figures of the follow-up of today")
    FILES = "files", _("removal of files that nothing needs")
    REMINDERS = "reminders", _("messages that remind")


UNFINISHED = (State.WAITING, State.WORKING)


class Job(models.Model):
    """Something that is done in the background for an agency, with its progress.

    `kind` names the work, `subject` the object that it works on; `told` is what people are told of a failure. `turn`
    counts the runs: only the newest one may write how far the job is.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="jobs", verbose_name=_("agency")
    )
    kind = models.CharField(_("kind of work"), max_length=40, choices=Kind)
    subject = models.CharField(max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps in all"), default=0)
    told = models.TextField(blank=True)
    turn = models.PositiveIntegerField(_("runs"), default=0)
    language = models.CharField(max_length=2, default="th")
    asked_by = models.ForeignKey(
        "accounts.Name", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished on"), null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        verbose_name, verbose_name_plural = _("job"), _("jobs")
        indexes = (models.Index(fields=["agency", "kind", "subject"]),)

    def __str__(self) -> str:
        """Give the job's kind and subject."""
        return f"{self.kind} {self.subject}"

    @property
    def unfinished(self) -> bool:
        """Tell whether it waits or is worked on."""
        return self.state in UNFINISHED


class Pulse(models.Model):
    """When a worker last gave a sign of life; tasks of one without a pulse run again."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    seen_at = models.DateTimeField(_("last sign of life"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("worker"), _("workers")


class DailyRun(models.Model):
    """For which day a daily work was last asked, how often it was tried on it, and when it was done (`jobs.daily`)."""

    word = models.CharField(_("work"), max_length=40, primary_key=True, choices=Work)
    day = models.DateField(_("day"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    finished_at = models.DateTimeField(_("finished on"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("daily work"), _("daily works")
