"""The app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.papers"
    label = "papers"
