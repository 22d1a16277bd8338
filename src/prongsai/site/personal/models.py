"""People who are to be erased."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """A person who is to be erased on a day, unless it is called off before."""

    person = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked for on"), default=timezone.now)
    due_on = models.DateField(_("to be erased on"))
    called_off_at = models.DateTimeField(_("called off on"), null=True)
    done_at = models.DateTimeField(_("erased on"), null=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=Q(called_off_at=None, done_at=None), name="one_open_erasure"
            ),
        )

    def __str__(self) -> str:
        """Give the person."""
        return str(self.person)
