"""The form by which a list of agencies comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.files.forms import ContentField
from prongsai.site.files.kinds import XLSX


class ListForm(forms.Form):
    """A list as XLSX."""

    file = ContentField(label=_("List of agencies (XLSX)"), kinds=(XLSX,))
