"""The app. It has no tables of its own."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.findings"
    label = "findings"
