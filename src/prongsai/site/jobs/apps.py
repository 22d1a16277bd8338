"""The app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.jobs"
    label = "jobs"
