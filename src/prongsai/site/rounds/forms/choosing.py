"""Forms that ask one thing: which year, which way, why."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.rounds.models import Way
from prongsai.site.shell.speech import spell

WAYS = [(each.value, each.label) for each in Way if each != Way.API]
"""The ways that a person can take."""


class StartForm(forms.Form):
    """The fiscal year of a round that is started."""

    fiscal_year = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, years: Collection[int], data: object = None) -> None:
        """Offer some years, in their order."""
        super().__init__(data)
        self.fields["fiscal_year"].choices = [(year, spell(year)) for year in years]


class WayForm(forms.Form):
    """How a result is brought in."""

    way = forms.ChoiceField(
        label=_("How do you want to bring in the result?"), choices=WAYS, widget=forms.RadioSelect
    )


class ReasonForm(forms.Form):
    """Why a round is reopened."""

    reason = forms.CharField(
        label=_("Why is the round reopened?"),
        help_text=_("The reason is kept with the round and in the log."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
