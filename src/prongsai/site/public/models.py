"""The public page of an agency: its address, what is proposed to be shown, and what is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class Part(models.TextChoices):
    """What a public page may show."""

    RESULTS = "results", _("Results")
    PLAN = "plan", _("Plan of measures")
    PROGRESS = "progress", _("Progress of the measures")
    REPORTS = "reports", _("Reports")


class PublicPage(models.Model):
    """The public page of an agency. `slug` is its address, and stays once the page was open.

    `proposed` is what awaits approval, None where nothing does; `shown` what was approved. Both hold ``parts`` (of
    `Part`) and ``reports`` (numbers of files). `revision` counts proposals, so that nobody approves one unseen.
    """

    agency = models.OneToOneField(
        "agencies.Agency", on_delete=models.CASCADE, related_name="public_page", verbose_name=_("agency")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    proposed = models.JSONField(null=True)
    proposed_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    shown = models.JSONField(default=dict)
    opened_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened on"), null=True)
    closed_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    def __str__(self) -> str:
        """Give its address."""
        return self.slug

    @property
    def is_open(self) -> bool:
        """Tell whether everybody may see it."""
        return self.opened_at is not None and self.closed_at is None


def parts_of(choice: Mapping[str, Any] | None) -> tuple[Part, ...]:
    """Give the parts of what is proposed or shown, in the order of the page."""
    chosen: Sequence[str] = (choice or {}).get("parts", [])
    return tuple(each for each in Part if each in chosen)


def reports_of(choice: Mapping[str, Any] | None) -> tuple[int, ...]:
    """Give the numbers of the files that are chosen as reports; none where reports are not shown."""
    numbers: Sequence[int] = (choice or {}).get("reports", [])
    return tuple(numbers) if Part.REPORTS in parts_of(choice) else ()
