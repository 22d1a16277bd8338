"""Areas, those who coordinate them, and the messages that they send to agencies."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class AreaKind(models.TextChoices):
    """What holds the agencies of an area together."""

    PROVINCE = "province", _("province")
    MINISTRY = "ministry", _("ministry")
    OTHER = "other", _("other group")


class Area(models.Model):
    """Agencies whose assessment somebody coordinates: those of a province, of a ministry, or of another group.

    Which agencies belong to it is decided by those who look after the site, and by nobody else.
    """

    name = models.CharField(_("name of the area"), max_length=200)
    kind = models.CharField(_("kind of area"), max_length=10, choices=AreaKind, default=AreaKind.PROVINCE)
    agencies = models.ManyToManyField("agencies.Agency", related_name="areas")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        """Give the area's name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Give the area's page."""
        return reverse("area", args=[self.pk])


class Coordinator(models.Model):
    """Somebody who coordinates an area, from one day to another."""

    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, related_name="coordinators", verbose_name=_("area")
    )
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="coordinations")
    since = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended on"), null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["area", "user"], condition=Q(ended_at=None), name="one_coordination_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Give the person and the area."""
        return f"{self.user} {self.area}"


class Reason(models.TextChoices):
    """Why an agency is reminded. `prongsai.site.coordination.standings` says which agencies each fits."""

    NO_ROUND = "no-round", _("no round begun")
    NO_RESULT = "no-result", _("no decisive result")
    NO_PLAN = "no-plan", _("no plan yet")
    WRITING = "writing", _("plan not submitted")
    AWAITING = "awaiting", _("plan awaiting approval")
    UNPUBLISHED = "unpublished", _("plan not published")
    OVERDUE = "overdue", _("measures overdue")


class Message(models.Model):
    """A message of a coordinator to agencies of the area, about a fiscal year. `key` tells a form sent twice."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="messages", verbose_name=_("area"))
    key = models.UUIDField(default=uuid.uuid4)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    reason = models.CharField(_("why"), max_length=15, choices=Reason)
    text = models.TextField(_("text"))
    sent_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["area", "key"], name="one_message_of_a_form"),)

    def __str__(self) -> str:
        """Give why it was sent, and the year it is about."""
        return f"{self.get_reason_display()} {self.fiscal_year}"


class Notice(models.Model):
    """A message as it stands on the overview of one agency, until somebody there puts it away."""

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="notices", verbose_name=_("agency")
    )
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notices")
    put_away_at = models.DateTimeField(_("put away on"), null=True)
    put_away_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager(agency="agency")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "agency"], name="one_notice_of_a_message"),)

    def __str__(self) -> str:
        """Give the message."""
        return str(self.message)


class Letter(models.Model):
    """The mail by which one person is told of a message: at most one, in however many agencies that person is.

    `taken_at` is when it was taken in hand, so that no second run sends it again; `sent` what came of it.
    """

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="letters", verbose_name=_("message")
    )
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(_("taken in hand on"), null=True)
    sent = models.BooleanField(_("sent"), default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "user"], name="one_letter_of_a_message"),)

    def __str__(self) -> str:
        """Give the message."""
        return str(self.message)
