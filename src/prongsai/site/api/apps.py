"""The app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "prongsai.site.api"
    label = "api"
