"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.agencies"
    label = "agencies"
    verbose_name = _("Agencies")
