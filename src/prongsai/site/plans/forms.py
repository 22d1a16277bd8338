"""The forms of a plan's parts: each reads what officials write and says beside the field what cannot be read."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.intake.numbers import read_score
from prongsai.language.problems import InputError
from prongsai.planning.follow_up import read_follow_up, write_follow_up
from prongsai.planning.model import Cadence, FollowUp, Period
from prongsai.planning.periods import read_period
from prongsai.site.accounts.models import User
from prongsai.site.agencies.models import Division
from prongsai.site.shell.speech import spell

Choices = Sequence[tuple[str, str]]

AIMS = (
    ("mend", gettext_lazy("mend at once")),
    ("develop", gettext_lazy("develop")),
    ("keep", gettext_lazy("keep up")),
    ("general", gettext_lazy("general (answers no weak point)")),
)
USUAL: tuple[Cadence, ...] = ("monthly_meeting", "quarter", "april_october", "end_of_year")
"""The cadences of follow-up that are offered."""


def aim_word(aim: str) -> str:
    """Give what a measure is for, or what a finding asks for, in a word or two."""
    return str(dict(AIMS)[aim])


def input_error(error: InputError) -> forms.ValidationError:
    """Give what the rooms found wrong as it is shown beside a field."""
    return forms.ValidationError(
        [f"{each.what} — {each.mend}" if each.mend else each.what for each in error.problems]
    )


class PartForm(forms.Form):
    """A form of a part that two people may work on: it holds the revision that was seen."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    use_required_attribute = False


def begin_at_fault(form: PartForm) -> None:
    """Let a form that is shown within a page begin at its first faulty field, else at its first."""
    visible = [field.name for field in form.visible_fields()]
    faulty = [name for name in visible if name in form.errors]
    form.fields[(faulty or visible)[0]].widget.attrs["autofocus"] = True


class TitleForm(PartForm):
    """The name of a measure, what it is for, and its indicators."""

    title = forms.CharField(
        label=gettext_lazy("Name of the measure"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    aim = forms.ChoiceField(label=gettext_lazy("What it is for"), choices=AIMS, widget=forms.RadioSelect)
    indicators = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Indicators"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, indicators: Choices, **options: Any) -> None:
        """Offer the indicators of the year."""
        super().__init__(*arguments, **options)
        self.fields["indicators"].choices = indicators

    def values(self) -> dict[str, Any]:
        """Give the fields of the part; call it on a valid form."""
        return {key: self.cleaned_data[key] for key in ("title", "aim", "indicators")}


class NewMeasureForm(TitleForm):
    """A measure that is added."""

    revision = None


class OwnersForm(PartForm):
    """The division that leads, those beside it, and the persons."""

    lead = forms.TypedChoiceField(
        label=gettext_lazy("Leading division"), coerce=int, required=False, empty_value=None
    )
    others = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Other divisions"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    persons = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Persons"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *arguments: Any, divisions: Iterable[Division], people: Iterable[User], **options: Any
    ) -> None:
        """Offer the divisions in the given order, and the people."""
        super().__init__(*arguments, **options)
        self.divisions = {each.pk: each for each in divisions}
        self.people = {each.pk: each for each in people}
        named = [(str(number), str(each)) for number, each in self.divisions.items()]
        self.fields["lead"].choices = [("", _("Not chosen yet")), *named]
        self.fields["others"].choices = named
        self.fields["persons"].choices = [(str(number), str(each)) for number, each in self.people.items()]

    def values(self) -> dict[str, Any]:
        """Give owners (the leading one first, the others as they were offered) and persons; call it on a valid form."""
        chosen = self.cleaned_data
        others = [number for number in self.divisions if number in chosen["others"]]
        numbers = dict.fromkeys([chosen["lead"], *others] if chosen["lead"] else others)
        return {
            "owners": [self.divisions[number] for number in numbers],
            "persons": [self.people[number] for number in chosen["persons"]],
        }


class PeriodForm(PartForm):
    """When a measure is carried out, in the words of officials."""

    words = forms.CharField(label=gettext_lazy("Period"), max_length=200, required=False)

    def __init__(self, *arguments: Any, plan_year: int, **options: Any) -> None:
        """Read periods for a plan year."""
        super().__init__(*arguments, **options)
        self.plan_year = plan_year

    def clean_words(self) -> Period | None:
        """Give the period, None where nothing is written; raises ValidationError where it cannot be read."""
        words = self.cleaned_data["words"]
        if not words:
            return None
        try:
            return read_period(words, self.plan_year)
        except InputError as error:
            raise input_error(error) from error

    def values(self) -> dict[str, Any]:
        """Give the fields of the part; call it on a valid form."""
        period: Period | None = self.cleaned_data["words"]
        if period is None:
            return {"period_words": "", "start": None, "end": None}
        return {"period_words": period.words, "start": period.start, "end": period.end}


def usual_follow_ups(head: str) -> dict[str, str]:
    """Give the usual ways of reporting to an agency's head in official words, by their cadence."""
    return {each: write_follow_up(each, head) for each in USUAL}


class FollowUpForm(PartForm):
    """How a measure is followed up: a usual way, or own words."""

    usual = forms.ChoiceField(label=gettext_lazy("Follow-up"), widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("In your own words"), max_length=300, required=False)

    def __init__(self, *arguments: Any, head: str, **options: Any) -> None:
        """Offer the usual ways of reporting to the agency's head."""
        super().__init__(*arguments, **options)
        self.written = usual_follow_ups(head)
        self.fields["usual"].choices = [
            *self.written.items(),
            ("own", _("In other words, as below")),
            ("none", _("Not said yet")),
        ]

    def clean(self) -> dict[str, Any]:
        """Read the follow-up into `follow_up`; the words count where own ones are chosen."""
        chosen = super().clean()
        usual, words = chosen.get("usual"), chosen.get("words", "")
        chosen["follow_up"] = None
        if usual == "own" and not words:
            self.add_error("words", _("Write how it is followed up."))
        elif usual == "own" or usual in self.written:
            try:
                chosen["follow_up"] = read_follow_up(words if usual == "own" else self.written[usual])
            except InputError as error:
                self.add_error("words", input_error(error))
        return chosen

    def values(self) -> dict[str, Any]:
        """Give the fields of the part; call it on a valid form."""
        found: FollowUp | None = self.cleaned_data["follow_up"]
        if found is None:
            return {"follow_up_words": "", "cadence": "", "follow_up_to": "", "follow_up_months": []}
        return {
            "follow_up_words": found.words,
            "cadence": found.cadence,
            "follow_up_to": found.to,
            "follow_up_months": list(found.months),
        }


class PointsField(forms.CharField):
    """Points from 0 to 100 with two decimals, in Thai or Arabic digits; its clean value is None for an empty one."""

    default_error_messages = {
        "points": gettext_lazy("Write points from 0 to 100 with at most two decimals, such as 1.25.")
    }

    def clean(self, value: Any) -> Decimal | None:
        """Read the points; raises ValidationError, always the same, for what are none."""
        try:
            return read_score(super().clean(value), "")
        except InputError as error:
            raise forms.ValidationError(self.error_messages["points"], code="points") from error


class MoneyForm(PartForm):
    """The budget in words, and the points that the measure is expected to bring."""

    budget = forms.CharField(
        label=gettext_lazy("Budget"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: 20,000 baht from the annual budget, or no budget needed"),
    )
    expected_gain = PointsField(
        label=gettext_lazy("Expected gain in points of the total"),
        required=False,
        widget=forms.TextInput(attrs={"class": "score", "inputmode": "decimal"}),
    )

    def __init__(self, *arguments: Any, hint: str = "", **options: Any) -> None:
        """Show beside the gain what is missing at most."""
        super().__init__(*arguments, **options)
        self.fields["expected_gain"].help_text = hint

    def values(self) -> dict[str, Any]:
        """Give the fields of the part; call it on a valid form."""
        return {"budget": self.cleaned_data["budget"], "expected_gain": self.cleaned_data["expected_gain"]}


class StepForm(PartForm):
    """A step: what is done, which findings it answers, which items it touches."""

    text = forms.CharField(
        label=gettext_lazy("What is done"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Points of the result that it answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    refs = forms.MultipleChoiceField(
        label=gettext_lazy("OIT items that it touches"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, answers: Choices, refs: Choices, **options: Any) -> None:
        """Offer findings and items."""
        super().__init__(*arguments, **options)
        self.fields["answers"].choices = answers
        self.fields["refs"].choices = refs

    def values(self) -> dict[str, Any]:
        """Give the step; call it on a valid form."""
        return {key: self.cleaned_data[key] for key in ("text", "answers", "refs")}


class TextForm(PartForm):
    """A text of the plan, or a paragraph of its analysis."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class MakeForm(forms.Form):
    """For which year a plan is made, and whose item numbers it uses until those of that year are known."""

    plan_year = forms.TypedChoiceField(
        label=gettext_lazy("Year in which the measures are carried out"), coerce=int
    )
    numbers_of = forms.TypedChoiceField(
        label=gettext_lazy("Whose item numbers are used, where those of that year are not published yet"),
        coerce=int,
        required=False,
        empty_value=None,
    )
    use_required_attribute = False

    def __init__(self, *arguments: Any, result_year: int, years: Sequence[int], **options: Any) -> None:
        """Offer the result's year and the two after it, and the years whose items are known."""
        super().__init__(*arguments, **options)
        self.years = years
        self.fields["plan_year"].choices = [
            (str(year), spell(year)) for year in range(result_year, result_year + 3)
        ]
        self.fields["numbers_of"].choices = [
            ("", _("Not chosen yet")),
            *((str(year), spell(year)) for year in reversed(years)),
        ]

    def clean(self) -> dict[str, Any]:
        """Take the year's own numbers where they are known; ask for those of another year only where they are not."""
        chosen = super().clean()
        year = chosen.get("plan_year")
        if year in self.years:
            chosen["numbers_of"] = year
        elif year is not None and not chosen.get("numbers_of"):
            what = _(
                "The items of {year} are not published yet, so their numbers are not known. Choose a year whose numbers are used until then."
            )
            self.add_error("numbers_of", what.format(year=spell(year)))
        return chosen
