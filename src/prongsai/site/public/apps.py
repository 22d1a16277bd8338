"""The app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.public"
    label = "public"
