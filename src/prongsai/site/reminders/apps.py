"""The app."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.reminders"
    label = "reminders"
