"""The app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.plans"
    label = "plans"
