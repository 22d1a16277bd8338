"""The app."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.progress"
    label = "progress"
