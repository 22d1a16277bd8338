"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.files"
    label = "files"
    verbose_name = _("Files")
