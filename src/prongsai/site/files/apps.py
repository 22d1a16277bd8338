"""The app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.files"
    label = "files"
