"""The form of a token."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.accounts.models import User
from prongsai.site.permissions import SCOPES

VALID = {30: _("30 days"), 90: _("90 days"), 365: _("one year")}


class TokenForm(forms.Form):
    """What a token is for, what it is good for, and how long."""

    name = forms.CharField(
        label=_("What the token is for"), max_length=100, help_text=_("For example the program that uses it.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may do yourself. Choose as little as the program needs."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it is valid"), choices=VALID.items(), coerce=int, widget=forms.RadioSelect
    )
    use_required_attribute = False

    def __init__(self, user: User, *arguments: Any, **options: Any) -> None:
        """Offer the scopes; looking after the site only to those who do."""
        super().__init__(*arguments, **options)
        offered = {
            scope: words for scope, words in SCOPES.items() if scope != "site" or user.is_administrator
        }
        self.fields["scopes"].choices = offered.items()
