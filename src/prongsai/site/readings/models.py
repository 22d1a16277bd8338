"""Reports that were uploaded, to be checked or to be read as a result."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class Purpose(models.TextChoices):
    """What a report was uploaded for."""

    CHECK = "check", _("to be checked")
    RESULT = "result", _("to be read as a result")


class Klass(models.TextChoices):
    """How weighty a fault is (the classes of `prongsai.reading.checks.rules`)."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    HINT = "hint", _("Hint")


class Reading(models.Model):
    """An uploaded report and what was read in it, once its job is done.

    `facts` is `prongsai.reading.export.as_json`, None until the report was read; `counts` holds how many faults of each
    class there are, None where it was not checked. `entry` is the entry of a round that its facts are to fill. `marked`
    is the page of `prongsai.reading.check_export.as_html`, to be taken away; `checker` the version that checked.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.RESTRICT, related_name="+", verbose_name=_("file")
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    entry = models.ForeignKey("rounds.Entry", null=True, on_delete=models.CASCADE, related_name="readings")
    job = models.OneToOneField("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="reading")
    facts = models.JSONField(null=True)
    counts = models.JSONField(null=True)
    marked = models.ForeignKey("files.StoredFile", null=True, on_delete=models.RESTRICT, related_name="+")
    checker = models.CharField(max_length=40, blank=True)
    uploaded_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded on"), default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        indexes = (models.Index(fields=["agency", "purpose", "-uploaded_at"]),)

    def __str__(self) -> str:
        """Give the file's name."""
        return str(self.file)

    def get_absolute_url(self) -> str:
        """Give the reading's page."""
        return reverse("reading", args=[self.agency_id, self.pk])


class Part(models.Model):
    """A portion of a report's text, small enough for one page.

    `blocks` are paragraphs ``{"text", "heading", "page"}`` and tables ``{"rows": [{"cells", "page"}]}``; a paragraph or
    row in which faults stand has their numbers in ``"faults"``, such a row its marked cells in ``"marked"``.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    blocks = models.JSONField()

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["reading", "number"], name="one_part_of_a_number"),)

    def __str__(self) -> str:
        """Give the number."""
        return str(self.number)


class Fault(models.Model):
    """Something wrong in a report. `part` is the number of the part where it stands, None where it stands nowhere.

    `texts` holds ``message`` and ``mend`` by language; `place` the page, line, sheet, cell and words, None without one.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="faults")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    klass = models.CharField(max_length=10, choices=Klass)
    texts = models.JSONField()
    place = models.JSONField(null=True)
    part = models.PositiveIntegerField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["reading", "number"], name="one_fault_of_a_number"),)

    def __str__(self) -> str:
        """Give the rule's code."""
        return self.code
