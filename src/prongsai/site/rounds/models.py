"""Rounds, their results, and the copies of the packs by which they are scored."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class PackCopy(models.Model):
    """A pack as it was when a result came in: a result is never scored by other rules than these."""

    hash = models.CharField(max_length=64, primary_key=True)
    fiscal_year = models.PositiveSmallIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        """Give the year and the beginning of the hash."""
        return f"{self.fiscal_year} {self.hash[:12]}"


class ResultKind(models.TextChoices):
    """What kind of result it is (the kinds of `prongsai.intake.model.Kind` that one agency can have)."""

    PUBLISHED = "published", _("published result")
    FINAL = "final", _("final result")
    PRELIMINARY = "preliminary", _("preliminary result")
    ESTIMATE = "estimate", _("estimate of the result")
    REHEARSAL = "rehearsal", _("own rehearsal")


class Way(models.TextChoices):
    """How a result came in."""

    FORM = "form", _("typed into the form")
    PASTE = "paste", _("pasted from Excel")
    XLSX = "xlsx", _("from the XLSX template")
    REPORT = "report", _("read from a report")
    API = "api", _("brought in by a program")


class Round(models.Model):
    """One agency in one fiscal year (B.E.).

    `decisive` is the result that counts. While the round is closed, scores and findings are read from its `closing`
    and never made again. `kind`, `total`, `level` and `indicators` repeat what lists of many agencies show of the
    decisive result, `plan_stage` how far the plan is, `measures`, `reported` and `overdue` how many measures the approved
    plan has, on how many progress was reported and confirmed, and how many are overdue today; so that thousands are told
    apart without opening each (`prongsai.site.rounds.shown` writes them).
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="rounds")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    decisive = models.ForeignKey(
        "Result", null=True, blank=True, on_delete=models.SET_NULL, related_name="decides"
    )
    started_at = models.DateTimeField(default=timezone.now)
    closing = models.ForeignKey("Closing", null=True, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=15, blank=True, choices=ResultKind, editable=False)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    level = models.CharField(max_length=100, blank=True, editable=False)
    indicators = models.CharField(max_length=100, blank=True, editable=False)
    plan_stage = models.CharField(max_length=10, blank=True, editable=False)
    measures = models.PositiveSmallIntegerField(default=0, editable=False)
    reported = models.PositiveSmallIntegerField(default=0, editable=False)
    overdue = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-fiscal_year",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="one_round_a_fiscal_year"),
        )
        indexes = (
            # Holds all that a list of many agencies shows, where the database can read it from the index alone.
            models.Index(
                fields=["fiscal_year", "agency"],
                include=[
                    "decisive",
                    "closing",
                    "kind",
                    "total",
                    "level",
                    "plan_stage",
                    "measures",
                    "reported",
                    "overdue",
                ],
                name="rounds_of_a_year",
            ),
        )

    def __str__(self) -> str:
        """Give the fiscal year."""
        return str(self.fiscal_year)

    def get_absolute_url(self) -> str:
        """Give the round's page."""
        return reverse("round", args=[self.agency_id, self.fiscal_year])

    @property
    def closed(self) -> bool:
        """Tell whether results, forms and findings are frozen."""
        return self.closing_id is not None


class Closing(models.Model):
    """A closing of a round: its scores and findings as they were (`prongsai.site.rounds.freezing`).

    It is kept when the round is reopened, with the reason.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="closings")
    frozen = models.JSONField()
    closed_at = models.DateTimeField(_("closed on"), default=timezone.now)
    closed_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(_("reopened on"), null=True)
    reopened_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-closed_at",)

    def __str__(self) -> str:
        """Give the day."""
        return f"{self.closed_at:%Y-%m-%d}"


class Result(models.Model):
    """One result of a round: what was brought in, by which way, and the pack by which it is scored.

    `inputs` is an entry of `results:` of an agency file (docs/input.md), remarks included. `figures` holds what lists
    of results show, as text with two decimals: ``indicators``, ``instruments``, ``total``, ``level``.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="results", verbose_name=_("agency")
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="results")
    kind = models.CharField(
        _("kind of result"), max_length=15, choices=ResultKind, default=ResultKind.PUBLISHED
    )
    way = models.CharField(max_length=10, choices=Way)
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)
    inputs: models.JSONField[Any] = models.JSONField()
    pack = models.ForeignKey(PackCopy, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.RESTRICT, related_name="+")
    entered_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered on"), default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-entered_at", "-pk")

    def __str__(self) -> str:
        """Give kind and year."""
        return f"{self.get_kind_display()} {self.round.fiscal_year}"

    def get_absolute_url(self) -> str:
        """Give the result's page."""
        return reverse("result", args=[self.agency_id, self.round.fiscal_year, self.pk])


class Entry(models.Model):
    """A result while it is brought in: kept until it is confirmed, so that nothing typed is lost.

    `content` is a `prongsai.site.rounds.drafts.Draft`. `result` is the result that is being corrected, none for a new
    one. `ended_at` is when it was confirmed or thrown away.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="entries", verbose_name=_("agency")
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    result = models.ForeignKey(Result, null=True, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    content = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+")
    begun_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("changed on"), default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-changed_at",)
        indexes = (models.Index(fields=["round"], condition=Q(ended_at=None), name="open_entries"),)

    def __str__(self) -> str:
        """Give the way."""
        return self.get_way_display()

    def get_absolute_url(self) -> str:
        """Give the page on which it goes on."""
        return reverse("entry", args=[self.agency_id, self.round.fiscal_year, self.pk])
