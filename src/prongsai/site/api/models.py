"""Tokens by which programs act for people."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """A token of a user: what its bearer may do is what the user may, within its scopes.

    Only the hash of its secret is kept. `scopes` are words of `prongsai.site.permissions.SCOPES`; `used_at` is the hour
    in which it was used last.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("what the token is for"), max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("scopes"), default=list)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("last used on"), null=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        """Give what it is for."""
        return self.name

    @property
    def valid(self) -> bool:
        """Tell whether it still opens anything."""
        return self.revoked_at is None and self.expires_at > timezone.now()
