"""The form of a step of the chain of approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import ChainStep
from prongsai.site.agencies.people.queries import Member
from prongsai.site.permissions import Role


class StepForm(forms.Form):
    """The position that approves, and who holds it or acts for it."""

    position = forms.CharField(
        label=gettext_lazy("Position that approves"),
        max_length=200,
        help_text=gettext_lazy("As it stands in official papers."),
    )
    holder = forms.TypedChoiceField(
        label=gettext_lazy("Who approves"),
        required=False,
        empty_value=None,
        help_text=gettext_lazy("A member with the role of an approver. It can be left open for now."),
    )
    acting_position = forms.CharField(
        label=gettext_lazy("Own position, where somebody acts"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where somebody acts for the position (รักษาราชการแทน)."),
    )
    give_role = forms.BooleanField(
        label=gettext_lazy("Make this person an approver"), required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, people: list[Member], *, may_give: bool, data: Any = None, step: ChainStep | None = None
    ) -> None:
        """Offer the members; `may_give` tells whether the role of an approver can be given here."""
        initial = {}
        if step is not None:
            initial = {
                "position": step.position,
                "holder": step.holder_id or "",
                "acting_position": step.acting_position,
            }
        super().__init__(data, initial=initial)
        self.members = {member.user.pk: member for member in people}
        self.may_give = may_give
        self.fields["holder"].coerce = lambda number: self.members[int(number)]
        self.fields["holder"].choices = [
            ("", _("nobody yet")),
            *((pk, _choice(each)) for pk, each in self.members.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the role of an approver: offer to give it where that may be done here."""
        cleaned = super().clean()
        member: Member | None = cleaned.get("holder")
        if member is not None and Role.APPROVER not in member.roles:
            if not self.may_give:
                words = _("{name} is no approver. Ask the agency's manager to give that role first.")
                self.add_error("holder", words.format(name=member.user))
            elif not cleaned.get("give_role"):
                self.offer()
                words = _("{name} is no approver yet. Tick the box below to give that role.")
                self.add_error("holder", words.format(name=member.user))
        return cleaned

    def offer(self) -> None:
        """Show the box that gives the role."""
        self.fields["give_role"].widget = forms.CheckboxInput(attrs={"id": "id_give_role"})

    @property
    def holder_user(self) -> User | None:
        """Give the user who was chosen."""
        member: Member | None = self.cleaned_data["holder"]
        return member.user if member else None


def _choice(member: Member) -> str:
    """Give a member for the list: name, position, and whether the role is there."""
    parts = [str(member.user), member.position]
    if Role.APPROVER not in member.roles:
        parts.append(_("no approver"))
    return " · ".join(part for part in parts if part)
