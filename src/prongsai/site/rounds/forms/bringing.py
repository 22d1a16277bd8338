"""Forms by which a whole result comes in: a paste, a template, a report; and the last look before it counts."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.files.forms import ContentField, ReportField
from prongsai.site.files.kinds import XLSX
from prongsai.site.rounds.drafts import Draft
from prongsai.site.shell.speech import spell

LONGEST = 200_000


class PasteForm(forms.Form):
    """Scores, and remarks with them, as they were copied elsewhere."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste here what you copied"),
        help_text=gettext_lazy("At most 200,000 characters: your own agency's scores and remarks."),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the scores come from"),
        help_text=gettext_lazy("For example: announcement of the ITAS system, letter number and day"),
        max_length=300,
        required=False,
    )


class TemplateForm(forms.Form):
    """The filled-in XLSX template."""

    file = ContentField(label=gettext_lazy("The filled-in file"), kinds=(XLSX,))


class ReportForm(forms.Form):
    """A report whose scores and remarks are read."""

    file = ReportField()


class CheckForm(forms.Form):
    """The last look: every doubt is answered, and the earlier years that came along are chosen."""

    def __init__(self, draft: Draft, taken: Sequence[int], data: object = None) -> None:
        """Ask about a draft; `taken` are the years of which the agency has a result already."""
        super().__init__(data)
        for number, doubt in enumerate(draft.doubts):
            self.fields[f"doubt{number}"] = forms.BooleanField(
                label=_("Yes, they are"),
                help_text=doubt,
                error_messages={"required": _("Confirm this to go on.")},
            )
        years = [int(each["fiscal_year"]) for each in draft.earlier]
        if years:
            self.fields["years"] = forms.TypedMultipleChoiceField(
                label=_("Earlier years that came along"),
                help_text=_(
                    "Choose those to be saved as published results in the rounds of their own years."
                ),
                coerce=int,
                required=False,
                choices=[(year, _year(year, taken)) for year in years],
                initial=[year for year in years if year not in taken],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def years(self) -> list[int]:
        """Give the earlier years that were chosen."""
        chosen: list[int] = self.cleaned_data.get("years", [])
        return chosen


def _year(year: int, taken: Sequence[int]) -> str:
    words = _("{year} (there is a result already: this one would be added)") if year in taken else "{year}"
    return words.format(year=spell(year))
