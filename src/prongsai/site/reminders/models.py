"""How people are reached, their calendars, and what they were told on which day."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How somebody wants to be reminded."""

    MAIL = "mail", _("by e-mail")
    LINE = "line", _("by LINE")
    NONE = "none", _("not at all")


class Contact(models.Model):
    """How somebody is reached; who has no row is reached by e-mail.

    `line_id` is the person's id at LINE, as the official account is told it. Of a code that links it only the hash is
    kept, until it is used or too old.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="contact")
    way = models.CharField(_("how to remind"), max_length=4, choices=Way, default=Way.MAIL)
    line_id = models.CharField(_("id at LINE"), max_length=50, null=True, unique=True)
    linked_at = models.DateTimeField(_("linked with LINE since"), null=True)
    code_hash = models.CharField(max_length=64, null=True, unique=True)
    code_until = models.DateTimeField(null=True)


class CalendarFeed(models.Model):
    """Somebody's calendar under an address that is a secret, of which only the hash is kept."""

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("address made"), default=timezone.now)


class DigestState(models.TextChoices):
    """How far a message is."""

    BEGUN = "begun", _("begun")
    SENT = "sent", _("sent")
    FAILED = "failed", _("did not succeed")


class Digest(models.Model):
    """The one message that somebody gets on a day. It is written before it is sent, so that none is sent twice.

    `key` is that by which LINE knows a message that comes again.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="digests")
    day = models.DateField(_("day"))
    way = models.CharField(_("how it was sent"), max_length=4, choices=Way)
    state = models.CharField(_("state"), max_length=6, choices=DigestState, default=DigestState.BEGUN)
    key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day"),)


class Kind(models.TextChoices):
    """What people are reminded of."""

    DUE = "due", _("a report comes due")
    MISSED = "missed", _("a report did not come")
    OVERDUE = "overdue", _("a measure is overdue")
    CONFIRM = "confirm", _("progress awaits confirmation")
    STALLED = "stalled", _("a measure does not move")
    UNPROVED = "unproved", _("a measure has no evidence")
    DECIDE = "decide", _("a plan awaits a decision")


class Reminder(models.Model):
    """That somebody was reminded of a thing on a day. `thing` is its stable name (`prongsai.site.reminders.things`)."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    thing = models.CharField(_("thing"), max_length=100)
    day = models.DateField(_("day"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "kind", "thing", "day"], name="told_once_a_day"),
            models.CheckConstraint(condition=~Q(thing=""), name="reminded_of_something"),
        )
