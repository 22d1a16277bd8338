"""The app."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.shell"
    label = "shell"
