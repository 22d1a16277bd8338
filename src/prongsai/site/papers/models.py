"""Papers that were asked for, and the files that were made."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from prongsai.reports.papers import title

EACH = "แต่ละส่วนราชการ"
"""Whom the memos to the divisions are for, where they are named together."""


class PaperOrder(models.Model):
    """A set of papers that was asked for from a round.

    `papers` and `formats` are words of `prongsai.reports.papers`; `details` what stands on them beside the numbers
    (`prongsai.site.papers.details`). `source` is all else that went in, frozen when the set was asked for, so that the
    same papers can be made again whatever became of the result and the plan since (`prongsai.site.papers.sources`).
    `version` is the version of the plan that was printed, None for the plan as it was worked on; `maker` the version of
    this software that made it; `again_of` the set that was made again.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="paper_orders")
    version = models.ForeignKey("plans.Version", null=True, on_delete=models.RESTRICT, related_name="+")
    job = models.OneToOneField("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="paper_order")
    papers = models.JSONField()
    formats = models.JSONField()
    details = models.JSONField()
    source = models.JSONField()
    seal = models.ForeignKey("files.StoredFile", null=True, on_delete=models.RESTRICT, related_name="+")
    garuda = models.ForeignKey("files.StoredFile", null=True, on_delete=models.RESTRICT, related_name="+")
    maker = models.CharField(max_length=40, default="")
    again_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    ordered_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(_("asked on"), default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-ordered_at", "-pk")

    def __str__(self) -> str:
        """Give the papers, as people call them."""
        return ", ".join(title(each, EACH if each == "divisions" else "") for each in self.papers)

    def get_absolute_url(self) -> str:
        """Give the page of the set; `round` must be at hand."""
        return reverse("paper-set", args=[self.agency_id, self.round.fiscal_year, self.pk])


class Paper(models.Model):
    """One paper of a set, in one or more formats. `kind` is a word of `prongsai.reports.papers.PAPERS`.

    `title` is what people call it, in Thai; `division` whom a memo is for. `signed` is the signed copy of it.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    order = models.ForeignKey(PaperOrder, on_delete=models.CASCADE, related_name="made")
    kind = models.CharField(max_length=20)
    division = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    signed = models.ForeignKey("files.StoredFile", null=True, on_delete=models.RESTRICT, related_name="+")

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["order", "kind", "division"], name="one_paper_of_a_kind"),
        )

    def __str__(self) -> str:
        """Give the title."""
        return self.title


class PaperFile(models.Model):
    """One file of a paper: kept with its hash, so that it can be had again years later."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=10)
    file = models.ForeignKey("files.StoredFile", on_delete=models.RESTRICT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["paper", "format"], name="one_file_of_a_paper_and_format"),
        )

    def __str__(self) -> str:
        """Give the file's name."""
        return str(self.file)
