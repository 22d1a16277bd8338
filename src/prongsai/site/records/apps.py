"""The app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.records"
    label = "records"
