"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.jobs"
    label = "jobs"
    verbose_name = _("Background work")
