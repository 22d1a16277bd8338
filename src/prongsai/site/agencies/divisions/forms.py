"""The forms of divisions."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.agencies.divisions.words import WORK
from prongsai.site.agencies.models import Division
from prongsai.site.agencies.queries import own_divisions


class DivisionForm(forms.Form):
    """The name of a division and the work that it does."""

    name = forms.CharField(
        label=gettext_lazy("Name of the division"),
        max_length=200,
        help_text=gettext_lazy("As it stands in official papers."),
    )
    key = forms.ChoiceField(
        label=gettext_lazy("Its work"),
        required=False,
        choices=(),
        help_text=gettext_lazy("So that measures about this work are proposed to this division first."),
    )

    def __init__(self, others: Collection[Division], *arguments: Any, **options: Any) -> None:
        """Offer the work that none of the other divisions does."""
        super().__init__(*arguments, **options)
        taken = {each.key for each in others}
        work = [(key, words) for key, words in WORK.items() if key not in taken]
        self.fields["key"].choices = [("", _("none of these")), *work]


class MergeForm(forms.Form):
    """The division that takes over what another one has."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Which division takes it over?"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, division: Division, *arguments: Any, **options: Any) -> None:
        """Offer the other divisions."""
        super().__init__(*arguments, **options)
        self.fields["into"].queryset = own_divisions().exclude(pk=division.pk)
