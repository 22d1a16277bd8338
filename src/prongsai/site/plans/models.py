"""The plan of a round as it is worked on, its versions, and their approval."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class Plan(models.Model):
    """The plan that answers a round's findings, as it is worked on.

    `texts` and `paragraphs` are those of `prongsai.planning.model.Plan`; `made` holds what was made from which result, so
    that what a person wrote is never overwritten (`prongsai.site.plans.renewing`). `revision` and `changed` are those
    of `Measure`, for the texts.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="plans")
    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="plan")
    plan_year = models.PositiveSmallIntegerField(_("plan year"))
    item_pack = models.ForeignKey("rounds.PackCopy", on_delete=models.PROTECT, related_name="+")
    method_hash = models.CharField(max_length=64)
    texts = models.JSONField(default=dict)
    paragraphs = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    changed = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(agency="agency")

    def __str__(self) -> str:
        """Give the plan year."""
        return str(self.plan_year)

    def get_absolute_url(self) -> str:
        """Give the plan's page."""
        return reverse("plan", args=[self.agency_id, self.round.fiscal_year])


class Measure(models.Model):
    """A measure of the plan. What is not filled in yet is empty, and shown as a hole.

    `key` is its stable id (``m7``). `steps` is a list of ``{"key", "text", "answers", "refs"}``, each key once. `revision`
    counts its changes and `changed` tells for each part the revision that last changed it, so that two people do not
    overwrite each other.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="measures", verbose_name=_("agency")
    )
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    key = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField(_("place in the order"))
    title = models.CharField(_("name of the measure"), max_length=500, blank=True)
    aim = models.CharField(_("aim"), max_length=10, default="general")
    indicators = models.JSONField(_("indicators"), default=list)
    steps = models.JSONField(_("steps"), default=list)
    period_words = models.CharField(_("period"), max_length=200, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    follow_up_words = models.CharField(_("follow-up"), max_length=300, blank=True)
    cadence = models.CharField(max_length=20, blank=True)
    follow_up_to = models.CharField(max_length=200, blank=True)
    follow_up_months = models.JSONField(default=list)
    budget = models.CharField(_("budget"), max_length=200, blank=True)
    expected_gain = models.DecimalField(
        _("expected gain in points"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    persons = models.ManyToManyField("accounts.User", blank=True, related_name="measures")
    revision = models.PositiveIntegerField(default=0)
    changed = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("place", "pk")
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="one_measure_of_a_key"),)

    def __str__(self) -> str:
        """Give the title."""
        return self.title or self.key


class Ownership(models.Model):
    """A division's part in a measure; the first in `place` leads."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="owners")
    division = models.ForeignKey("agencies.Division", on_delete=models.RESTRICT, related_name="ownerships")
    place = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("place", "pk")
        constraints = (
            models.UniqueConstraint(fields=["measure", "division"], name="one_part_of_a_division"),
        )

    def __str__(self) -> str:
        """Give the division."""
        return str(self.division)


class VersionState(models.TextChoices):
    """How far a version of the plan is."""

    SUBMITTED = "submitted", _("awaiting approval")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")


class Version(models.Model):
    """The plan as it was submitted: never changed again.

    `content` is the plan as `prongsai.planning.export.as_json` gives it, and beside it ``persons`` (the numbers of their
    names, by measure), ``owners`` (those of the divisions, the leading one first), ``item_pack`` (the pack of the item numbers) and ``holes`` (what was still open: code, measure,
    step, subject). `explanation` says why that was left open.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number of the version"))
    state = models.CharField(
        _("state of the version"), max_length=10, choices=VersionState, default=VersionState.SUBMITTED
    )
    content = models.JSONField()
    note = models.TextField(_("what is new in it"), blank=True)
    explanation = models.TextField(_("why points are left open"), blank=True)
    submitted_by = models.ForeignKey("accounts.Name", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted on"), default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(_("day of publication"), null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="submitted"), name="one_version_awaiting_approval"
            ),
        )

    def __str__(self) -> str:
        """Give the number."""
        return str(self.number)


class Decision(models.TextChoices):
    """What was decided at a step."""

    OPEN = "", _("not decided yet")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")


class Approval(models.Model):
    """One step of a version's approval: a copy of the agency's chain as it was when the version was submitted."""

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.CASCADE, related_name="+", verbose_name=_("agency")
    )
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="approvals")
    place = models.PositiveSmallIntegerField()
    position = models.CharField(_("position"), max_length=200)
    acting_position = models.CharField(_("own position of one who acts for it"), max_length=200, blank=True)
    holder = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.SET_NULL, related_name="approvals"
    )
    decision = models.CharField(
        _("what was decided"), max_length=10, choices=Decision, default=Decision.OPEN, blank=True
    )
    word = models.TextField(_("word on the decision"), blank=True)
    decided_by = models.ForeignKey("accounts.Name", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    scan = models.ForeignKey(
        "files.StoredFile",
        null=True,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name=_("signed scan"),
    )
    signed_on = models.DateField(_("day of the signature"), null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        """Give the position, and for whom it is held."""
        if self.acting_position:
            return f"{self.acting_position} รักษาราชการแทน {self.position}"
        return self.position

    @property
    def is_last(self) -> bool:
        """Tell whether nobody decides after this step."""
        return self == list(self.version.approvals.all())[-1]

    @property
    def said(self) -> str:
        """What was decided, as it is said: those before the last endorse (เห็นชอบ), only the last approves (อนุมัติ)."""
        if self.decision == Decision.APPROVED and not self.is_last:
            return str(_("endorsed"))
        return self.get_decision_display()
