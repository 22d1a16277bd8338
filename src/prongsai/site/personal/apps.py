"""The app."""

from django.apps import AppConfig


class PersonalConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.personal"
    label = "personal"
