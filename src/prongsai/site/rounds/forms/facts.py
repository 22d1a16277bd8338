"""The form on which the facts of a report are confirmed, beside the places that they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext as _

from prongsai.method.library import load_method
from prongsai.method.model import Method
from prongsai.site.rounds.drafts import Draft
from prongsai.site.rounds.forms.scores import SCORE, put_faults, sent
from prongsai.site.rounds.from_report import Fact, Proposal, RemarkFact, YearFacts
from prongsai.site.rounds.inputs import Inputs, has_scores, nested
from prongsai.site.rounds.reckoning import read_as_far
from prongsai.site.shell.speech import spell


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with its field, and the field by which a doubt about it is answered."""

    fact: Fact | RemarkFact
    field: forms.BoundField
    answer: forms.BoundField | None


class FactsForm(forms.Form):
    """What a report offers: every fact in a field of its own, every doubt with a box to tick."""

    def __init__(
        self,
        offered: Proposal,
        method: Method,
        unit: str,
        data: Mapping[str, str] | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """Offer the facts of a report for the round of a method's year; `typed` is what the form held before."""
        super().__init__(data, initial=dict(typed or {}))
        self.offered, self.method, self.unit = offered, method, unit
        for year in (offered.own, *offered.earlier):
            self._year(year)
        for each in offered.remarks:
            self._remark(each)
        if offered.doubts:
            self.fields["doubts"] = _must(_("I have looked at these places in the report"))
        if offered.others:
            self.fields["others"] = _must(_("Yes, they are"))

    def _year(self, year: YearFacts) -> None:
        if year is not self.offered.own:
            self.fields[f"take{year.number}"] = forms.BooleanField(
                label=_("Take the scores of {year} too").format(year=spell(year.fiscal_year)), required=False
            )
        for fact in year.facts:
            self.fields[fact.name] = forms.CharField(
                label=fact.title,
                initial=fact.value,
                required=False,
                max_length=60,
                widget=forms.TextInput({} if fact.worded else SCORE),
            )
            if fact.doubts:
                self.fields[f"sure.{fact.name}"] = _must(_("I have compared this with the report"))

    def _remark(self, each: RemarkFact) -> None:
        name = f"remark{each.number}"
        self.fields[name] = forms.BooleanField(
            label=_("Take this as a remark of the assessor"), required=False, initial=not each.doubts
        )
        self.fields[f"{name}.text"] = forms.CharField(
            label=_("Text of the remark on {code}").format(code=each.codes),
            initial=each.text,
            required=False,
            max_length=5000,
            widget=forms.Textarea({"rows": 3}),
        )

    @property
    def own(self) -> list[Row]:
        """Give the facts of the round's own year."""
        return self._rows(self.offered.own)

    @property
    def earlier(self) -> list[tuple[YearFacts, forms.BoundField, list[Row]]]:
        """Give the facts of earlier years, each with the box by which they are taken."""
        return [(year, self[f"take{year.number}"], self._rows(year)) for year in self.offered.earlier]

    @property
    def remarks(self) -> list[Row]:
        """Give what may be remarks, each with the box by which it is taken."""
        return [
            Row(each, self[f"remark{each.number}.text"], self[f"remark{each.number}"])
            for each in self.offered.remarks
        ]

    def _rows(self, year: YearFacts) -> list[Row]:
        return [
            Row(fact, self[fact.name], self[f"sure.{fact.name}"] if fact.doubts else None)
            for fact in year.facts
        ]

    def inputs_of(self, year: YearFacts) -> Inputs:
        """Give the entry of `results:` that the fields of a year make."""
        prefix = f"r{year.number}."
        texts = {fact.name.removeprefix(prefix): sent(self, fact.name) for fact in year.facts}
        return {"fiscal_year": str(year.fiscal_year), "depth": "indicators", **nested(texts)}

    def clean(self) -> dict[str, object]:
        """Let the rooms read what was confirmed, and put each fault at its field."""
        cleaned = super().clean()
        for year in self._taken(cleaned):
            method = self.method if year is self.offered.own else load_method(year.fiscal_year)
            inputs = self.inputs_of(year)
            _result, faults, _notes = read_as_far(inputs, self.unit, method)
            put_faults(self, faults, f"r{year.number}.")
            if not has_scores(inputs):
                said = _("There are no scores of {year} yet: enter at least one.")
                self.add_error(None, said.format(year=spell(year.fiscal_year)))
        return cleaned

    def _taken(self, cleaned: Mapping[str, object]) -> list[YearFacts]:
        earlier = [year for year in self.offered.earlier if cleaned.get(f"take{year.number}")]
        return [self.offered.own, *earlier]

    @property
    def typed(self) -> dict[str, str]:
        """Give what the form holds, whatever is wrong with it."""
        return {name: sent(self, name) for name in self.fields if name in self.data}

    def draft(self, before: Draft) -> Draft:
        """Give a draft with what was confirmed, once it was found good."""
        own, *earlier = self._taken(self.cleaned_data)
        remarks = [
            {
                "codes": [each.codes],
                "part": each.part,
                "text": self.cleaned_data[f"remark{each.number}.text"].strip(),
                "missing": list(each.missing),
            }
            for each in self.offered.remarks
            if self.cleaned_data[f"remark{each.number}"]
            and self.cleaned_data[f"remark{each.number}.text"].strip()
        ]
        return replace(
            before,
            inputs=self.inputs_of(own),
            remarks=remarks,
            earlier=[self.inputs_of(year) for year in earlier],
            typed=self.typed,
            read=True,
        )


def _must(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, error_messages={"required": _("Confirm this to go on.")})
