"""The forms of invitations."""

from typing import Any

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.accounts.models import User
from prongsai.site.accounts.passwords import HINT
from prongsai.site.agencies.models import Invitation
from prongsai.site.agencies.people.forms import PlaceForm


class InviteForm(PlaceForm):
    """Who is invited, and to what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    field_order = ("name", "email", "roles", "division", "position")


class AcceptForm(forms.Form):
    """The name and the password of somebody who takes an invitation up with a new account."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        help_text=gettext_lazy("As it should stand in plans and in the log."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = SetPasswordField(label=gettext_lazy("Choose a password"), help_text=HINT)
    password2 = PasswordField(label=gettext_lazy("The password once more"), autocomplete="new-password")

    def __init__(self, invitation: Invitation, data: Any = None) -> None:
        """Fill in the name that stands in the invitation."""
        super().__init__(data, initial={"name": invitation.person.text})
        self.fields["password1"].user = User(email=invitation.email)
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Ask that the password was typed the same twice."""
        cleaned = super().clean()
        if cleaned.get("password1") != cleaned.get("password2") and "password1" in cleaned:
            self.add_error("password2", _("This is not the same password as above."))
        return cleaned
