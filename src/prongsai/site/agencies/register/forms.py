"""The forms of those who look after the site."""

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.planning.divisions import known_types


class NewAgencyForm(forms.Form):
    """A new agency, and its first manager."""

    name = forms.CharField(
        label=_("Name of the agency"), max_length=200, help_text=_("In full, as it stands on papers.")
    )
    type = forms.CharField(
        label=_("Type of agency"),
        max_length=100,
        required=False,
        help_text=_("Choose one, or write your own. Empty: as the name begins."),
        widget=forms.TextInput(attrs={"list": "types"}),
    )
    district = forms.CharField(label=_("District"), max_length=100, required=False)
    province = forms.CharField(label=_("Province"), max_length=100, required=False)
    manager_name = forms.CharField(label=_("Name of the first manager"), max_length=150)
    manager_email = forms.EmailField(label=_("E-mail address of the first manager"))

    @property
    def types(self) -> tuple[str, ...]:
        """Give the types of agency whose usual divisions are known."""
        return known_types()


class ManagerForm(forms.Form):
    """Somebody who is to look after the people of an agency."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))


class SearchForm(forms.Form):
    """What to look for in the list of agencies."""

    words = forms.CharField(label=_("Name or province"), required=False, max_length=100)
