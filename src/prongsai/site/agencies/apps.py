"""The app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.agencies"
    label = "agencies"
