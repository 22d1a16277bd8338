"""Agencies, divisions, members, invitations and the chain of approval."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from prongsai.intake.model import Agency as AgencyFacts
from prongsai.planning.divisions import KEYS, head_of
from prongsai.site.permissions import Role

if TYPE_CHECKING:
    from prongsai.site.coordination.models import Area


class Columns(models.TextChoices):
    """The order of the columns of the measures table, in the layout until plan year 2567."""

    RESPONSIBLE_FIRST = "responsible_first", _("responsible, then period")
    PERIOD_FIRST = "period_first", _("period, then responsible")


class Agency(models.Model):
    """A public agency as its papers name it, and what its papers need beside the numbers.

    `code` is its official number where one was given. From the day `merged_on` it is part of `merged_into`, and closed:
    everything stays readable, nothing is written any more (`Actor.may`).
    """

    code = models.CharField(_("official code"), max_length=40, blank=True)
    name = models.CharField(_("name of the agency"), max_length=200)
    type = models.CharField(_("type of agency"), max_length=100, blank=True)
    district = models.CharField(_("district"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    office = models.CharField(_("office that looks after ITA"), max_length=200, blank=True)
    head = models.CharField(_("position of the head"), max_length=200, blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    number = models.CharField(_("registration number of memos"), max_length=60, blank=True)
    members = models.TextField(_("positions in the working group"), blank=True)
    thai_digits = models.BooleanField(_("Thai digits in papers"), default=False)
    columns = models.CharField(
        _("columns of the measures table"),
        max_length=20,
        choices=Columns,
        default=Columns.RESPONSIBLE_FIRST,
    )
    seal = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    garuda = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    example = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("added on"), default=timezone.now)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="predecessors",
        verbose_name=_("became part of"),
    )
    merged_on = models.DateField(_("part of it since"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("agency"), _("agencies")
        ordering = ("name", "pk")
        indexes = (
            # Lists of many agencies are in the order of their names, a page at a time.
            models.Index(fields=["name", "id"], name="agencies_by_name"),
        )
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_agency_of_a_code"),
        )

    def __str__(self) -> str:
        """Give the agency's name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Give the agency's page."""
        return reverse("agency", args=[self.pk])

    @property
    def closed(self) -> bool:
        """Tell whether it is part of another agency by now."""
        return self.merged_on is not None and self.merged_on <= timezone.localdate()

    @property
    def facts(self) -> AgencyFacts:
        """Give the agency as the rooms below know it."""
        return AgencyFacts(
            name=self.name,
            type=self.type,
            district=self.district,
            province=self.province,
            office=self.office,
            head=self.head,
        )

    @property
    def head_position(self) -> str:
        """Give the position of the head: the agency's own words, else the usual ones of its type."""
        return head_of(self.facts)


class AgencyName(models.Model):
    """A name that an agency had before, until the day on which the next one came."""

    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="former_names", verbose_name=_("agency")
    )
    text = models.CharField(_("former name"), max_length=200)
    until = models.DateField(_("until"))

    objects = ScopedManager(agency="agency")

    class Meta:
        verbose_name, verbose_name_plural = _("former name"), _("former names")
        ordering = ("-until", "-pk")

    def __str__(self) -> str:
        """Give the name."""
        return self.text


class ListImport(models.Model):
    """A list of agencies that was uploaded: its sound rows, what is wrong with others, and what came of it.

    `rows` hold the fields of `prongsai.intake.agency_list.ListedAgency`, `problems` those of a `Problem`; `counts` how many
    were added, changed, left as they were and faulty, once it was brought in.
    """

    name = models.CharField(_("name of the file"), max_length=200)
    rows = models.JSONField()
    problems = models.JSONField()
    counts = models.JSONField(_("what came of it"), null=True)
    uploaded_by = models.ForeignKey(
        "accounts.Name", on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded on"), default=timezone.now)
    brought_in_at = models.DateTimeField(_("brought in on"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("list of agencies"), _("lists of agencies")

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class Division(models.Model):
    """A division of an agency. `key` is the word by which advice speaks of it; empty where none fits.

    `merged_into` is the division that took over the work of one that was removed.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="divisions")
    name = models.CharField(_("name of the division"), max_length=200)
    key = models.CharField(
        _("work of the division"), max_length=20, blank=True, choices=[(key, key) for key in KEYS]
    )
    place = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("place", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(removed_at=None), name="one_division_of_a_name"
            ),
        )

    def __str__(self) -> str:
        """Give the division's name."""
        return self.name


class Membership(models.Model):
    """A role that somebody holds in an agency, from one day to another.

    `came_with` is the agency that was merged into this one and brought the role along.
    """

    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("agency")
    )
    user = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    division = models.ForeignKey(
        Division,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
        verbose_name=_("division"),
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    came_with = models.ForeignKey(
        Agency,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("came with the agency"),
    )

    objects = ScopedManager(agency="agency")

    class Meta:
        verbose_name, verbose_name_plural = _("role in an agency"), _("roles in agencies")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "user", "role"], condition=Q(ended_at=None), name="one_role_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Give the role and the person."""
        return f"{self.get_role_display()} {self.user}"


class Invitation(models.Model):
    """An invitation to take up roles in an agency, or to coordinate an area. Only the hash of its link is kept.

    `person` is the name that was written in it; `takes_over` the member whose work goes over when it is accepted.
    """

    agency = models.ForeignKey(
        Agency, null=True, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("agency")
    )
    area = models.ForeignKey(
        "coordination.Area",
        null=True,
        on_delete=models.CASCADE,
        related_name="invitations",
        verbose_name=_("area"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    person = models.ForeignKey(
        "accounts.Name", on_delete=models.PROTECT, related_name="+", verbose_name=_("invited person")
    )
    roles = models.JSONField(_("roles"), default=list)
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    position = models.CharField(_("position"), max_length=200, blank=True)
    takes_over = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        "accounts.Name", on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited on"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted on"), null=True)
    accepted_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(_("taken back on"), null=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        verbose_name, verbose_name_plural = _("invitation"), _("invitations")
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(agency=None) ^ Q(area=None), name="invited_to_an_agency_or_an_area"
            ),
        )

    def __str__(self) -> str:
        """Give who is invited."""
        return str(self.person)

    @property
    def place(self) -> "Agency | Area":
        """Give what it invites to."""
        return self.area or self.agency

    @property
    def expired(self) -> bool:
        """Tell whether its link is too old."""
        return self.expires_at <= timezone.now()

    @property
    def role_words(self) -> str:
        """Give the roles in words."""
        if self.area_id is not None:
            return str(_("Coordinator"))
        return ", ".join(str(Role(role).label) for role in self.roles)


class ChainStep(models.Model):
    """One step of the chain by which an agency approves its plan.

    `position` is the one that approves (นายกเทศมนตรี); where its holder acts for it (รักษาราชการแทน), `acting_position` is
    the holder's own.
    """

    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="chain", verbose_name=_("agency")
    )
    place = models.PositiveSmallIntegerField()
    position = models.CharField(_("position"), max_length=200)
    holder = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    acting_position = models.CharField(_("own position of one who acts for it"), max_length=200, blank=True)

    objects = ScopedManager(agency="agency")

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        """Give the position, and for whom it is held."""
        if self.acting_position:
            return f"{self.acting_position} รักษาราชการแทน {self.position}"
        return self.position
