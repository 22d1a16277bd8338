"""Files that were uploaded or made."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class StoredFile(models.Model):
    """A file of an agency. Its content lies under its SHA-256 in the data folder, never in the web root.

    `act` is the act of the table of permissions that lets somebody have it.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="files", verbose_name=_("agency")
    )
    name = models.CharField(_("name of the file"), max_length=200)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum of the file"), max_length=64)
    act = models.CharField(max_length=30, default="paper.view")
    stored_at = models.DateTimeField(_("stored on"), default=timezone.now)
    stored_by = models.ForeignKey(
        "accounts.Name", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("stored by")
    )

    objects = ScopedManager(agency="agency")

    class Meta:
        verbose_name, verbose_name_plural = _("file"), _("files")
        indexes = (models.Index(fields=["agency", "sha256"]),)

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name
