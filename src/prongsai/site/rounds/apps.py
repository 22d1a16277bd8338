"""The app."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.rounds"
    label = "rounds"
