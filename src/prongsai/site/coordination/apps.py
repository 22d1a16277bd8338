"""The app."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.coordination"
    label = "coordination"
