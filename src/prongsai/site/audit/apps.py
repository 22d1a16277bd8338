"""The app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.audit"
    label = "audit"
