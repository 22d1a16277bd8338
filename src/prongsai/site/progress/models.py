"""What was done on the measures of a plan, the evidence of it, and the meetings that spoke of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class State(models.TextChoices):
    """How far an entry is: only what the officer confirmed counts."""

    REPORTED = "reported", _("awaiting confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    RETURNED = "returned", _("returned")


class Entry(models.Model):
    """What a division reports on a measure, as it stood on a day.

    `measure` is the measure's key in the plan. `percent` is 0–100; `spent` the budget spent so far in baht. `revision`
    counts changes, so that two people do not overwrite each other and nothing is confirmed that was not read.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="entries")
    measure = models.CharField(_("measure"), max_length=20)
    division = models.ForeignKey(
        "agencies.Division",
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name=_("division that reports"),
    )
    day = models.DateField(_("day of the progress"))
    percent = models.DecimalField(_("per cent done"), max_digits=5, decimal_places=2)
    result = models.TextField(_("what was done"))
    spent = models.DecimalField(_("budget spent so far (baht)"), max_digits=14, decimal_places=2, null=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    suggestions = models.TextField(_("suggestions"), blank=True)
    entered_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered on"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REPORTED)
    word = models.TextField(_("word on the decision"), blank=True)
    decided_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("day", "pk")
        indexes = (models.Index(fields=["plan", "measure"]),)
        constraints = (
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="per_cent_in_bounds"),
        )

    def __str__(self) -> str:
        """Give measure, division and per cent."""
        return f"{self.measure} {self.division} {self.percent.normalize():f}%"


class Meeting(models.Model):
    """A meeting that spoke of measures; `measures` are their keys. Its minutes (`Evidence`) count as proof of those."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField(_("day of the meeting"))
    title = models.CharField(_("name of the meeting"), max_length=200)
    measures = models.JSONField(_("measures discussed"), default=list)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        """Give the name of the meeting."""
        return self.title


class Evidence(models.Model):
    """A file or a link that proves an entry, or the minutes of a meeting.

    `dated_on` is the day that it bears, None where that is not known, apart from the day on which it was added.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="evidence")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="minutes")
    title = models.CharField(_("what the evidence shows"), max_length=200)
    dated_on = models.DateField(_("date of the evidence"), null=True)
    file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.RESTRICT, related_name="+", verbose_name=_("file")
    )
    link = models.URLField(_("link"), max_length=1000, blank=True)
    added_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added on"), default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = (models.F("dated_on").asc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(entry__isnull=False, meeting=None) | Q(entry=None, meeting__isnull=False),
                name="evidence_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | (Q(file=None) & ~Q(link="")),
                name="evidence_is_a_file_or_a_link",
            ),
        )

    def __str__(self) -> str:
        """Give what it shows."""
        return self.title
