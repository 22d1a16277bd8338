"""The form of earlier years: the ten scores, total and level of each, typed or pasted as one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.intake.pasted import read_pasted
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method
from prongsai.method.model import Unpublished
from prongsai.scoring.score import score
from prongsai.site.findings.words import figure_title, level_name
from prongsai.site.rounds.forms.scores import SCORE, put_faults
from prongsai.site.rounds.inputs import Inputs, flat, has_scores, nested
from prongsai.site.rounds.reckoning import read_as_far
from prongsai.site.rounds.words import told
from prongsai.site.shell.speech import spell

LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class YearBoxes:
    """The fields of one year."""

    fiscal_year: int
    indicators: tuple[forms.BoundField, ...]
    announced: tuple[forms.BoundField, ...]


class EarlierForm(forms.Form):
    """The scores of some earlier years. Once it was found good, `entries` are those of the years that were filled in."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste a table of several years"),
        help_text=gettext_lazy("Copy it in Excel with the row or the column of fiscal years."),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
    )

    def __init__(self, years: Iterable[int], unit: str, data: Mapping[str, str] | None = None) -> None:
        """Ask for some years, each by its own method."""
        super().__init__(data)
        self.years, self.unit = tuple(years), unit
        self.entries: list[Inputs] = []
        self.warnings: list[str] = []
        for year in self.years:
            self._year(year)

    def _year(self, year: int) -> None:
        method = load_method(year)
        names = {
            f"indicators.{each.number}": figure_title(method, str(each.number)) for each in method.indicators
        }
        for name, title in {**names, "total": _("Total score")}.items():
            self.fields[f"y{year}.{name}"] = forms.CharField(
                label=title, required=False, max_length=20, widget=forms.TextInput(SCORE)
            )
        levels = () if isinstance(method.levels, Unpublished) else method.levels.levels
        self.fields[f"y{year}.level"] = forms.ChoiceField(
            label=_("Level"),
            required=False,
            choices=[("", "–"), *((each.name_th, level_name(method, each.name_th)) for each in levels)],
        )

    @property
    def year_boxes(self) -> list[YearBoxes]:
        """Give the fields of each year."""
        return [
            YearBoxes(
                year,
                tuple(self[f"y{year}.indicators.{number}"] for number in range(1, 11)),
                (self[f"y{year}.total"], self[f"y{year}.level"]),
            )
            for year in self.years
        ]

    def clean(self) -> dict[str, object]:
        """Let the rooms read each year that was filled in; figures that do not agree must be confirmed."""
        cleaned = super().clean()
        for year in self.years:
            prefix = f"y{year}."
            texts = {
                name.removeprefix(prefix): self.data.get(name, "")
                for name in self.fields
                if name.startswith(prefix)
            }
            inputs = nested(texts)
            if inputs:
                self._read(year, {"fiscal_year": str(year), "depth": "indicators", **inputs})
        if not self.entries and not self.errors:
            self.add_error(None, _("Nothing is filled in yet."))
        if self.warnings and not self.data.get("sure"):
            self.add_error(
                None, _("Some figures do not agree. Correct them, or confirm that they were announced so.")
            )
        return cleaned

    def _read(self, year: int, inputs: Inputs) -> None:
        method = load_method(year)
        result, faults, _notes = read_as_far(inputs, self.unit, method)
        put_faults(self, faults, f"y{year}.")
        if not has_scores(inputs):
            self.add_error(f"y{year}.indicators.1", _("There are no scores yet: enter at least one."))
        elif not faults:
            self.entries.append(inputs)
            self.warnings += [f"{spell(year)}: {told(each)}" for each in score(result, method).problems]


def fill(data: Mapping[str, str], years: Iterable[int]) -> tuple[dict[str, str], list[str]]:
    """Give a form's data with what was pasted put into its fields, and what was left out.

    Raises InputError where it cannot be understood, or names none of the years.
    """
    pasted = read_pasted(data.get("pasted", ""))
    wanted = set(years)
    found = {each.fiscal_year: each for each in pasted.scores if each.fiscal_year in wanted}
    if not found:
        what = _("No scores of these years were found in what was pasted.")
        mend = _("copy the table with its fiscal years; this page takes {years}").format(
            years=", ".join(map(str, sorted(wanted)))
        )
        raise InputError(Problem("no-years", what, mend=mend))
    texts = {
        f"y{year}.{name}": text
        for year, each in found.items()
        for name, text in flat(each.entry(year)).items()
        if name not in {"fiscal_year", "depth"}
    }
    return {**{key: data[key] for key in data}, **texts}, [told(each) for each in pasted.notes]
