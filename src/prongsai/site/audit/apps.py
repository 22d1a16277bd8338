"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.audit"
    label = "audit"
    verbose_name = _("Log")
