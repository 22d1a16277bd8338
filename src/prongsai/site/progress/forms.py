"""The forms of follow-up: progress with its evidence, a decision on it, meetings and their minutes."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.language.dates import full_date
from prongsai.language.digits import arabic
from prongsai.planning import model
from prongsai.site.agencies.models import Division
from prongsai.site.files.forms import ContentsField
from prongsai.site.files.kinds import DOCX, JPEG, PDF, PICTURES, PNG, XLSX
from prongsai.site.files.photos import taken_on
from prongsai.site.plans.approval_forms import PastDayField, today
from prongsai.site.progress.actions import Exhibit, Reported
from prongsai.site.progress.models import Entry
from prongsai.site.shell.forms import DayField

EVIDENCE = (JPEG, PNG, PDF, DOCX, XLSX)
"""What evidence may be."""
MOST_FILES = 10
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,2})?")


class NumberField(forms.CharField):
    """A number as people write it: Thai or Arabic digits, commas, a sign of per cent; its clean value is a Decimal."""

    def __init__(self, *, highest: int, **options: Any) -> None:
        """Take numbers from 0 to `highest`, with at most two decimals."""
        super().__init__(max_length=30, **options)
        self.highest = highest
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "size": "6"}

    def clean(self, value: Any) -> Decimal | None:
        """Read the number, None where nothing is written; raises ValidationError for what is none."""
        words = arabic(super().clean(value)).replace(",", "").replace("%", "").replace("บาท", "").strip()
        if not words:
            return None
        if not _NUMBER.fullmatch(words) or Decimal(words) > self.highest:
            raise forms.ValidationError(_("Enter a number such as {example}.").format(example=self.example))
        return Decimal(words)

    @property
    def example(self) -> str:
        """Give a number that is taken."""
        return "75" if self.highest == 100 else "12,500.50"


def _text(label: Any, hint: Any = "", *, rows: int = 3, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _taken(upload: Any) -> date | None:
    """Give the day on which a photo was taken, None for what is none, tells none, or tells a day still to come."""
    day = taken_on(upload.content) if upload.kind in PICTURES else None
    return day if day is None or day <= timezone.localdate() else None


class EvidenceForm(forms.Form):
    """Files or a link that prove something, what they show, and the date that they bear."""

    files = ContentsField(
        kinds=EVIDENCE,
        most=MOST_FILES,
        required=False,
        label=gettext_lazy("Photos or files"),
        help_text=gettext_lazy(
            "JPEG, PNG, PDF, Word or Excel. On a phone you can take a photo; where it was taken is left out."
        ),
    )
    link = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Link"),
        help_text=gettext_lazy("For example a page of the agency's website: https://…"),
        widget=forms.URLInput,
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("What the evidence shows"),
        help_text=gettext_lazy(
            "For example: photos of the training. Left empty, the name of the file stands here."
        ),
    )
    dated_on = PastDayField(
        required=False,
        max_length=40,
        label=gettext_lazy("Date of the evidence"),
        help_text=gettext_lazy(
            "The date that it bears, not the day on which you upload it. Left empty, a photo has the day on which its camera "
            "took it, where that is known; all else is shown without a date, and still counts as evidence."
        ),
    )
    use_required_attribute = False
    needed = True

    def clean_link(self) -> str:
        """Give the address; raise ValidationError for one that is none on the web."""
        link: str = self.cleaned_data["link"].strip()
        if link:
            URLValidator(["http", "https"], message=_("Enter an address that begins with https://"))(link)
        return link

    def clean(self) -> dict[str, Any]:
        """Ask for a file or a link where evidence is needed."""
        given: dict[str, Any] = super().clean()
        if self.needed and not self.errors and not given["files"] and not given["link"]:
            self.add_error("files", _("Choose a file, or give a link."))
        return given

    def exhibits(self) -> list[Exhibit]:
        """Give the evidence that was given; where no date was written, a photo bears its own, and all else none."""
        given = self.cleaned_data
        day, title = given["dated_on"], given["title"].strip()
        files = [
            Exhibit(title or PurePath(each.name).stem, day or _taken(each), each) for each in given["files"]
        ]
        links = [Exhibit(title or given["link"][:200], day, link=given["link"])] if given["link"] else []
        return files + links


class EntryForm(EvidenceForm):
    """What a division did on a measure. With evidence where it is new."""

    needed = False
    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    division = forms.ChoiceField(label=gettext_lazy("Division that reports"))
    day = PastDayField(
        label=gettext_lazy("As of the day"),
        max_length=40,
        initial=today,
        help_text=gettext_lazy("For example 15 ธันวาคม 2568."),
    )
    percent = NumberField(
        highest=100,
        label=gettext_lazy("Per cent done"),
    )
    result = _text(gettext_lazy("What was done"), rows=4, required=True)
    spent = NumberField(
        highest=10**11,
        required=False,
        label=gettext_lazy("Budget spent so far (baht)"),
        help_text=gettext_lazy("In all since the beginning; left empty where no budget is used."),
    )
    obstacles = _text(gettext_lazy("Obstacles"), rows=2)
    suggestions = _text(gettext_lazy("Suggestions"), rows=2)
    field_order = (
        "division", "day", "percent", "result", "files", "link", "title", "dated_on", "spent", "obstacles", "suggestions",
    )  # fmt: skip

    def __init__(
        self,
        *arguments: Any,
        divisions: Sequence[Division],
        lead: Division | None,
        entry: Entry | None = None,
        **options: Any,
    ) -> None:
        """Offer the divisions for which the reader may report; an `entry` that is changed keeps its own.

        `lead` is the division whose per cent is that of the whole measure, None where it left the plan meanwhile.
        """
        super().__init__(*arguments, **options)
        reporting = (entry.division,) if entry else divisions
        self.fields["percent"].help_text = _of_what(lead, reporting)
        self.divisions = {str(each.pk): each for each in divisions}
        self.fields["division"].choices = [(key, str(each)) for key, each in self.divisions.items()]
        if entry is not None:
            for name in ("division", *EvidenceForm.base_fields):
                del self.fields[name]
            self.fields["revision"].required = True
        elif len(divisions) == 1:
            self.fields["division"].widget = forms.HiddenInput()
            self.initial.setdefault("division", next(iter(self.divisions)))

    def clean(self) -> dict[str, Any]:
        """Leave evidence aside where an entry is changed."""
        return super().clean() if "link" in self.fields else self.cleaned_data

    def reported(self) -> Reported:
        """Give what was reported."""
        given = self.cleaned_data
        names = ("day", "percent", "result", "spent", "obstacles", "suggestions")
        return Reported(**{name: given[name] for name in names})

    @property
    def division_chosen(self) -> Division:
        """Give the division that reports."""
        return self.divisions[self.cleaned_data["division"]]


def _of_what(lead: Division | None, divisions: Sequence[Division]) -> str:
    """Say of what the per cent is that divisions report: of the whole measure where the leading one does."""
    if all(each == lead for each in divisions):
        return _("Of the whole measure, from 0 to 100.")
    if lead not in divisions:
        return _("Of the part that the division is responsible for, from 0 to 100.")
    words = _(
        "Of the whole measure for {lead}, which leads; of its own part for any other division. From 0 to 100."
    )
    return words.format(lead=lead)


def entry_form(data: Any, entry: Entry, lead: Division | None) -> EntryForm:
    """Give the form of an entry that is changed, filled in with what stands there or with `data`."""
    initial = {
        "revision": entry.revision,
        "day": full_date(entry.day),
        "percent": f"{entry.percent.normalize():f}",
        "result": entry.result,
        "spent": "" if entry.spent is None else f"{entry.spent:,.2f}",
        "obstacles": entry.obstacles,
        "suggestions": entry.suggestions,
    }
    return EntryForm(data, divisions=(), lead=lead, entry=entry, initial=initial)


class SeenForm(forms.Form):
    """The entry as it was seen when it was decided on."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ReturnForm(SeenForm):
    """The entry as it was seen, and the word with which it is sent back."""

    word = forms.CharField(
        label=gettext_lazy("What is to be changed"),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say what is to be changed.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    use_required_attribute = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Name its fields apart from those of the entry, beside which it stands."""
        super().__init__(*arguments, auto_id="decision_%s", **options)


class MeetingForm(forms.Form):
    """A meeting: its day, its name, and the measures that it speaks of."""

    day = DayField(
        label=gettext_lazy("Day of the meeting"),
        max_length=40,
        help_text=gettext_lazy("For example 15 ธันวาคม 2568."),
    )
    title = forms.CharField(
        label=gettext_lazy("Name of the meeting"),
        max_length=200,
        help_text=gettext_lazy("For example: monthly meeting 3/2569."),
    )
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Measures that it speaks of"), widget=forms.CheckboxSelectMultiple
    )
    use_required_attribute = False

    def __init__(self, *arguments: Any, measures: Sequence[model.Measure], **options: Any) -> None:
        """Offer the measures of the plan."""
        super().__init__(*arguments, **options)
        self.fields["measures"].choices = [(each.id, each.title) for each in measures]
