"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Name the app, and let the log hear of sign-ins."""

    name = "prongsai.site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Begin to hear what the library of accounts tells."""
        from prongsai.site.accounts.signing import listen  # noqa: PLC0415  it needs the models

        listen()
