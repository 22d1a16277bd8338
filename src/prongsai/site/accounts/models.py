"""Users, and people's names in a table of their own.

Whatever must stay readable when a user is gone (the log, approvals) points to a `Name`, never holds one. Erasing a
person empties the one row.
"""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Name(models.Model):
    """What a person is called; emptied when the person is erased, never deleted."""

    text = models.CharField(_("name"), max_length=150, blank=True)
    erased_at = models.DateTimeField(_("erased on"), null=True, editable=False)

    def __str__(self) -> str:
        """Give the name, or say that it was erased."""
        return self.text or _("erased person {number}").format(number=self.pk)


class UserManager(BaseUserManager["User"]):
    """Makes users, and finds them together with their names."""

    def get_queryset(self) -> models.QuerySet["User"]:
        """Give users with their names, so that none costs a query of its own."""
        return super().get_queryset().select_related("name")

    def create_user(self, email: str, name: str, password: str | None = None, **fields: object) -> "User":
        """Make a user with a name; without a password nobody can sign in by one."""
        user = self.model(
            email=self.normalize_email(email).casefold(), name=Name.objects.create(text=name), **fields
        )
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by e-mail address, whatever its case."""
        return self.get(email=(username or "").casefold())


class Digits(models.TextChoices):
    """Which digits a person reads."""

    ARABIC = "arabic", _("Arabic digits (1, 2, 3)")
    THAI = "thai", _("Thai digits (๑, ๒, ๓)")


class User(AbstractBaseUser):
    """Somebody who signs in, by e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.OneToOneField(Name, on_delete=models.PROTECT, related_name="user", verbose_name=_("name"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="th")
    digits = models.CharField(_("digits"), max_length=6, choices=Digits, default=Digits.ARABIC)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_administrator = models.BooleanField(_("looks after the site"), default=False)
    joined_at = models.DateTimeField(_("user since"), default=timezone.now)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name, verbose_name_plural = _("user"), _("users")

    def __str__(self) -> str:
        """Give the user's name."""
        return str(self.name)

    def get_full_name(self) -> str:
        """Give the user's name."""
        return str(self.name)


class HeldForm(models.Model):
    """What somebody typed into a form after the session had ended, until that person has signed in again.

    Its number is kept in the browser's session (`prongsai.site.accounts.held`); only its owner is given it.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE)
    path = models.CharField(_("page"), max_length=500)
    content = models.JSONField(_("what was typed"))
    held_at = models.DateTimeField(_("kept since"), default=timezone.now)
