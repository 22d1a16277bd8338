"""Every act of a signed-in user: who, what, when, before and after."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Act(models.Model):
    """One act. It stays readable when its user, its object or its agency is gone.

    `actor` points to a name, which can be erased; `before` and `after` hold the fields that changed, people in them
    only as ``{"name": id}``.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        "accounts.Name", on_delete=models.PROTECT, related_name="acts", verbose_name=_("who")
    )
    agency = models.ForeignKey(
        "agencies.Agency", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("agency")
    )
    agency_name = models.CharField(_("agency"), max_length=200, blank=True)
    code = models.CharField(_("act"), max_length=60)
    object_kind = models.CharField(_("kind of thing"), max_length=60)
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(_("name of the thing"), max_length=300)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("line of the log"), _("lines of the log")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["agency", "-at"]),
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["code", "-at"]),
        )

    def __str__(self) -> str:
        """Give the act's code and object."""
        return f"{self.code} {self.object_name}"
