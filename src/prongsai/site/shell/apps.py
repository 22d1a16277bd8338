"""The app."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    """Name the app."""

    name = "prongsai.site.shell"
    label = "shell"

    def ready(self) -> None:
        """Let all fields in which something is chosen ask for a choice where Django asks to fill them in.

        It is done here since forms take their fields' messages when they are first imported, which is later.
        """
        forms.ChoiceField.default_error_messages["required"] = _("Choose one of these.")
        forms.MultipleChoiceField.default_error_messages["required"] = _("Choose at least one of these.")
