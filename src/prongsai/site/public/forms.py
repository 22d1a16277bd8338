"""The form of what the public page is to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.public.models import Part
from prongsai.site.public.reports import Report
from prongsai.site.shell.speech import say_day, spell


class ProposalForm(forms.Form):
    """What is to be shown, and, until the page was open, the readable part of its address."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What the page shows"),
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Only results that were published or are final, the published plan and confirmed progress are ever shown."
        ),
        error_messages={"required": gettext_lazy("Choose at least one part that the page is to show.")},
    )
    reports = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Reports to be downloaded"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Files are given as they are. Choose none in which people are named who need not be."
        ),
    )
    words = forms.SlugField(
        label=gettext_lazy("Readable part of the address"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Small Latin letters, digits and hyphens, such as the name of the agency. It stands after the agency's number, and"
            " stays for good once the page was open."
        ),
        error_messages={"invalid": gettext_lazy("Write Latin letters, digits and hyphens only.")},
    )

    def __init__(self, reports: list[Report], *arguments: Any, fixed: bool, **options: Any) -> None:
        """Offer the reports that there are; take fields out that have nothing to choose."""
        super().__init__(*arguments, **options)
        if fixed:
            del self.fields["words"]
        if reports:
            self.fields["reports"].choices = [(each.number, _said(each)) for each in reports]
        else:
            del self.fields["reports"]

    def clean_words(self) -> str:
        """Give the words in small letters, without hyphens at their ends."""
        words: str = self.cleaned_data["words"]
        return words.lower().strip("-_")

    def clean(self) -> dict[str, Any]:
        """Ask for the part “reports” where files are chosen, and the other way round."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        parts = given.get("parts", [])
        if given.get("reports") and parts and Part.REPORTS not in parts:
            self.add_error("reports", _("Tick “Reports” above, or choose no file."))
        return given


def _said(report: Report) -> str:
    """Say which file it is."""
    words = _("{title}, fiscal year {year}, {format}, {signed}, kept on {day}")
    signed = _("signed copy") if report.signed else _("as it was made")
    return words.format(
        title=report.title,
        year=spell(report.fiscal_year),
        format=report.format,
        signed=signed,
        day=say_day(report.day),
    )
