"""The forms by which an agency is renamed or becomes part of another."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.language.dates import full_date
from prongsai.site.shell.forms import DayField


def today() -> str:
    """Give today as officials write it."""
    return full_date(timezone.localdate())


class RenameForm(forms.Form):
    """A new name, and the day from which it is used."""

    name = forms.CharField(
        label=_("New name of the agency"), max_length=200, help_text=_("In full, as it stands on papers.")
    )
    day = DayField(label=_("From the day"), max_length=40, initial=today)


class MergeForm(forms.Form):
    """The day from which an agency is part of another, and whether its members come along."""

    day = DayField(label=_("From the day"), max_length=40, initial=today)
    members = forms.BooleanField(
        label=_("Its members are given the same roles in the other agency, at once"), required=False
    )
