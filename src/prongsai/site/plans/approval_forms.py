"""The forms of submission, approval and publication."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.language.dates import full_date
from prongsai.site.files.forms import ContentField
from prongsai.site.files.kinds import SCANS
from prongsai.site.plans.models import Decision
from prongsai.site.shell.forms import DayField


class SubmitForm(forms.Form):
    """What is new in the plan, and why something is left open."""

    note = forms.CharField(
        label=gettext_lazy("What is new in this version"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    explanation = forms.CharField(
        label=gettext_lazy("Why these points are left open"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def __init__(self, *arguments: Any, grave: bool, **options: Any) -> None:
        """Ask for an explanation only where something grave is open."""
        super().__init__(*arguments, **options)
        if grave:
            self.fields["explanation"].required = True
        else:
            del self.fields["explanation"]


class DecisionForm(forms.Form):
    """Approving or returning, with a word. It names the step that was shown, so that it decides no later one."""

    step = forms.IntegerField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=gettext_lazy("Your decision"), widget=forms.RadioSelect)
    word = forms.CharField(
        label=gettext_lazy("Your word on it"),
        help_text=gettext_lazy("When returning, say what is to be changed."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def __init__(self, *arguments: Any, last: bool, **options: Any) -> None:
        """Offer approval to the last of the chain; those before endorse."""
        super().__init__(*arguments, **options)
        self.fields["decision"].choices = (
            (Decision.APPROVED.value, _("Approve") if last else _("Endorse")),
            (Decision.RETURNED.value, _("Return for changes")),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for a word where the version is returned."""
        chosen = super().clean()
        if chosen.get("decision") == Decision.RETURNED and not chosen.get("word"):
            self.add_error("word", _("Say what is to be changed."))
        return chosen


class PastDayField(DayField):
    """A day as officials write it, not to come; its clean value is a date."""

    def clean(self, value: Any) -> date | None:
        """Read the day; raises ValidationError where it cannot be read or is still to come."""
        day = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


def today() -> str:
    """Give today as officials write it."""
    return full_date(timezone.localdate())


class ScanForm(DecisionForm):
    """What was decided on paper, with the signed scan."""

    scan = ContentField(
        label=gettext_lazy("Signed scan"), kinds=SCANS, help_text=gettext_lazy("PDF, PNG or JPEG")
    )
    signed_on = PastDayField(label=gettext_lazy("Day of the signature"), initial=today)
    whole = forms.BooleanField(
        label=gettext_lazy("The scan bears the signatures of all the steps that are left"), required=False
    )
    field_order = ("step", "scan", "signed_on", "decision", "word", "whole")

    def __init__(self, *arguments: Any, several: bool, **options: Any) -> None:
        """Ask whether the scan bears all signatures only where several steps are left."""
        super().__init__(*arguments, **options)
        if not several:
            del self.fields["whole"]


class PublishForm(forms.Form):
    """When a version was published."""

    day = PastDayField(label=gettext_lazy("Day of publication"), initial=today)
    use_required_attribute = False
