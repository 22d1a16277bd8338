"""The forms of members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.agencies.people.queries import Member
from prongsai.site.agencies.queries import own_divisions
from prongsai.site.permissions import Role

ROLE_HINTS = {
    Role.MANAGER: _("invites people and changes what they may do"),
    Role.OFFICER: _("enters results, works on the plan, makes the papers"),
    Role.APPROVER: _("approves or returns the plan at a step of the chain"),
    Role.STAFF: _("sees the plan and is responsible for measures of a division"),
    Role.READER: _("sees everything and changes nothing"),
}


def role_choices() -> list[tuple[str, str]]:
    """Give the roles, each with what it is for."""
    return [(role.value, f"{role.label}: {ROLE_HINTS[role]}") for role in Role]


class PlaceForm(forms.Form):
    """Roles, division and position: what a member or somebody invited is in the agency."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or several."),
    )
    division = forms.ModelChoiceField(
        label=_("Division"), queryset=None, required=False, empty_label=_("no division")
    )
    position = forms.CharField(
        label=_("Position"), max_length=200, required=False, help_text=_("As it stands in official papers.")
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Offer the divisions of the agency whose scope is open."""
        super().__init__(*arguments, **options)
        self.fields["division"].queryset = own_divisions()

    def clean_roles(self) -> frozenset[Role]:
        """Give the roles."""
        return frozenset(Role(role) for role in self.cleaned_data["roles"])


def member_form(member: Member, data: Any = None) -> PlaceForm:
    """Give the form of a member."""
    return PlaceForm(
        data,
        initial={
            "roles": [role.value for role in member.roles],
            "division": member.division,
            "position": member.position,
        },
    )
