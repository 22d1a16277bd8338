"""The forms of papers: which to make, and the signed copy of one."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.language.dates import full_date, parse_date
from prongsai.language.problems import InputError
from prongsai.reports.details import Details, Person
from prongsai.site.agencies.models import Agency, Columns
from prongsai.site.files.forms import ContentField
from prongsai.site.files.kinds import SCANS
from prongsai.site.papers.details import DRAFT, EXAMPLE, Plain, plain_details
from prongsai.site.plans.models import Version, VersionState
from prongsai.site.progress.models import Meeting
from prongsai.site.shell.forms import DayField
from prongsai.site.shell.speech import say_day, spell

PAPERS = {
    "report": gettext_lazy("Report of the analysis and the measures"),
    "memo": gettext_lazy("Memo to the approver"),
    "divisions": gettext_lazy("Memo to each division"),
    "order": gettext_lazy("Order of the working group"),
    "announcement": gettext_lazy("Announcement of the measures"),
    "meeting": gettext_lazy("Sheet for a meeting's agenda"),
    "picture": gettext_lazy("Picture that sums up the result (PNG)"),
    "progress": gettext_lazy("Report on progress"),
}
"""The papers in the order in which they are offered and made."""

FORMATS = {
    "docx": "Word (DOCX)",
    "pdf": "PDF",
    "xlsx": "Excel (XLSX)",
    "html": gettext_lazy("Web page (HTML)"),
}
USUAL_FORMATS = ("docx", "pdf")
NOW = "now"
"""The choice of the plan as it is worked on."""

MARKS = {"draft": DRAFT, "example": EXAMPLE, "none": ""}


class PaperForm(forms.Form):
    """Which papers to make in which formats, from which plan, and what stands on them.

    Its clean value has `version` (None for the plan as it is worked on) and `details` (plain) beside the fields, and as
    `meeting` the meeting itself (None for no one in particular).
    """

    papers = forms.MultipleChoiceField(label=gettext_lazy("Papers"), widget=forms.CheckboxSelectMultiple)
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats"), choices=FORMATS.items(), widget=forms.CheckboxSelectMultiple
    )
    plan = forms.ChoiceField(label=gettext_lazy("From which plan"), widget=forms.RadioSelect)
    watermark = forms.ChoiceField(
        label=gettext_lazy("Watermark"),
        help_text=gettext_lazy(
            "Automatic: “ร่าง” on everything but the memo to the approver, until the plan is approved."
        ),
    )
    author_name = forms.CharField(
        label=gettext_lazy("Name of the author"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("What is left empty becomes a dotted line, to be filled in by hand."),
    )
    author_position = forms.CharField(
        label=gettext_lazy("Position of the author"), max_length=200, required=False
    )
    approver_name = forms.CharField(
        label=gettext_lazy("Name of the approver"), max_length=150, required=False
    )
    approver_position = forms.CharField(
        label=gettext_lazy("Position of the approver"), max_length=200, required=False
    )
    day = forms.CharField(
        label=gettext_lazy("Date on the papers"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example 15 ธันวาคม 2568."),
    )
    until = DayField(
        label=gettext_lazy("Progress up to the day"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "For the progress report and the agenda sheet; left empty, the day of the meeting, or else today. "
            "A day to come counts as today."
        ),
    )
    meeting = forms.ChoiceField(
        label=gettext_lazy("Meeting of the agenda sheet"),
        required=False,
        help_text=gettext_lazy("Its name, its day and its measures stand on the sheet."),
    )
    number = forms.CharField(
        label=gettext_lazy("Registration number of the memos"), max_length=60, required=False
    )
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=60, required=False)
    columns = forms.ChoiceField(label=gettext_lazy("Columns of the measures table"), choices=Columns.choices)
    thai_digits = forms.BooleanField(label=gettext_lazy("Thai digits in these papers"), required=False)

    def __init__(
        self,
        *arguments: Any,
        agency: Agency,
        versions: Sequence[Version],
        meetings: Sequence[Meeting],
        progress: bool,
        columns: bool,
        **options: Any,
    ) -> None:
        """Offer the versions of a plan and its meetings; the report on `progress` and the order of `columns` where there is such."""
        super().__init__(*arguments, **options)
        self.agency = agency
        self.versions = {str(each.pk): each for each in versions}
        self.meetings = {str(each.pk): each for each in meetings}
        named = ((key, f"{each}, {say_day(each.day)}") for key, each in self.meetings.items())
        self.fields["meeting"].choices = [("", _("no one in particular: all measures")), *named]
        offered = {key: words for key, words in PAPERS.items() if progress or key != "progress"}
        self.fields["papers"].choices = offered.items()
        self.fields["plan"].choices = [
            *((key, version_words(each)) for key, each in self.versions.items()),
            (NOW, _("The plan as it is worked on now")),
        ]
        self.fields["watermark"].choices = [
            ("auto", _("Automatic")),
            ("draft", DRAFT),
            ("example", EXAMPLE),
            ("none", _("None")),
        ]
        if not columns:
            del self.fields["columns"]

    @property
    def plan_words(self) -> str:
        """Give what the plan that is chosen is called."""
        return str(dict(self.fields["plan"].choices).get(self["plan"].value(), ""))

    def clean_day(self) -> Any:
        """Give the day, None for an empty one; raise ValidationError where it is none."""
        words = self.cleaned_data["day"].strip()
        try:
            return parse_date(words) if words else None
        except InputError as error:
            raise forms.ValidationError([f"{each.what} – {each.mend}" for each in error.problems]) from None

    def clean(self) -> dict[str, Any]:
        """Give the version and the details beside the fields."""
        given = super().clean()
        if not self.errors:
            version = self.versions.get(given["plan"])
            given["version"] = version
            given["meeting"] = self.meetings.get(given["meeting"])
            given["details"] = self._details(given, agreed=version is not None and is_agreed(version))
        return given

    def _details(self, given: Mapping[str, Any], *, agreed: bool) -> Plain:
        agency, mark = self.agency, given["watermark"]
        by_itself = EXAMPLE if agency.example else "" if agreed else DRAFT
        watermark = by_itself if mark == "auto" else MARKS[mark]
        details = Details(
            author=Person(given["author_name"], given["author_position"]),
            approver=Person(given["approver_name"], given["approver_position"]),
            day=given["day"],
            number=given["number"],
            order_number=given["order_number"],
            telephone=agency.telephone,
            columns=given.get("columns", agency.columns),
            members=tuple(line.strip() for line in agency.members.splitlines() if line.strip()),
            thai_digits=given["thai_digits"],
            watermark=watermark,
        )
        return plain_details(details, spare_memo=mark == "auto" and watermark == DRAFT)


def is_agreed(version: Version) -> bool:
    """Tell whether a version was approved."""
    return version.state in {VersionState.APPROVED, VersionState.PUBLISHED}


def version_words(version: Version) -> str:
    """Give what a version is called where it is chosen: its number, how far it is, since when."""
    since = version.published_at or version.decided_at or version.submitted_at
    return _("Version {number} – {state}, {day}").format(
        number=spell(version.number), state=version.get_state_display(), day=say_day(since)
    )


def usual(details: Plain | None, agency: Agency, versions: Sequence[Version]) -> dict[str, Any]:
    """Give what the form says before anybody has changed it: the usual set, from the newest version that counts.

    `details` are those of the papers made before, or what is known of author and approver.
    """
    first = versions[0] if versions and is_agreed(versions[0]) else None
    return {
        "papers": [key for key in PAPERS if key != "progress"],
        "formats": list(USUAL_FORMATS),
        "plan": str(first.pk) if first else NOW,
        "watermark": "auto",
        "number": agency.number,
        "columns": agency.columns,
        "thai_digits": agency.thai_digits,
        **(_as_typed(details) if details else {}),
    }


def asked_for(query: QueryDict) -> dict[str, Any]:
    """Give what the address of the page asks for: one paper, a meeting, and the day up to which progress is told."""
    asked: dict[str, Any] = {"meeting": query.get("meeting", "")}
    if query.get("paper") in PAPERS:
        asked["papers"] = [query["paper"]]
    with suppress(ValueError):
        asked["until"] = full_date(date.fromisoformat(query.get("until", "")))
    return asked


def _as_typed(details: Plain) -> dict[str, Any]:
    """Give kept details as they were typed; the day is left out, since each set of papers has its own."""
    return {
        "author_name": details["author"][0],
        "author_position": details["author"][1],
        "approver_name": details["approver"][0],
        "approver_position": details["approver"][1],
        "number": details["number"],
        "order_number": details["order_number"],
        "thai_digits": details["thai_digits"],
    }


class SignedForm(forms.Form):
    """The signed copy of a paper."""

    file = ContentField(
        kinds=SCANS,
        label=gettext_lazy("Scan of the signed paper"),
        help_text=gettext_lazy("PDF, JPEG or PNG."),
    )
