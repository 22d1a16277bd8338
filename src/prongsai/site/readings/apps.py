"""The app."""

from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.readings"
    label = "readings"
