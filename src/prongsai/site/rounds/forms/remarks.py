"""Forms of the assessor's remarks: a whole letter, or one by one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.language.digits import arabic
from prongsai.method.model import Method
from prongsai.scoring.levels import figure_name
from prongsai.site.rounds.reckoning import read_as_far
from prongsai.site.rounds.words import told_at_field

LONGEST = 200_000


class LetterForm(forms.Form):
    """The assessor's letter as it was copied, and whether it joins or replaces what is there."""

    letter = forms.CharField(
        label=gettext_lazy("Paste the assessor's letter here"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    replace = forms.ChoiceField(
        label=gettext_lazy("What is to become of the remarks that are here already?"),
        choices=(
            ("", gettext_lazy("Keep them and add the new ones")),
            ("yes", gettext_lazy("Replace all of them")),
        ),
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )


class RemarkForm(forms.Form):
    """One remark. Once it was found good, `entry` is it as an entry of `remarks:`."""

    codes = forms.CharField(
        label=gettext_lazy("Question or item"),
        help_text=gettext_lazy("The code of the year, such as i7, e3 or o13; several with commas"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    part = forms.ChoiceField(label=gettext_lazy("Part of EIT"), required=False)
    text = forms.CharField(
        label=gettext_lazy("What the assessor wrote"),
        help_text=gettext_lazy(
            "What stands before “ดังนั้น” is taken for the problem, what follows for the advice."
        ),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    missing = forms.CharField(
        label=gettext_lazy("Elements that were missing"),
        help_text=gettext_lazy("One a line, as the assessor wrote them"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self,
        method: Method,
        remark: Mapping[str, Any] | None = None,
        data: Mapping[str, str] | None = None,
    ) -> None:
        """Show a remark, or an empty one."""
        super().__init__(data, initial=_shown(remark or {}))
        self.method = method
        parts = [part for part in method.parts() if part[3:]]
        self.fields["part"].choices = [("", _("not said")), *((part, figure_name(part)) for part in parts)]
        if not parts:
            del self.fields["part"]

    def clean(self) -> dict[str, Any]:
        """Let the rooms read the remark, and say what is wrong with it."""
        cleaned = super().clean()
        inputs = {"depth": "indicators", "remarks": [self.entry]}
        _result, faults, _notes = read_as_far(inputs, "", self.method)
        for each in faults if "codes" not in self.errors else ():
            self.add_error("codes" if each.code == "unknown-code" else "text", told_at_field(each))
        return cleaned

    @property
    def entry(self) -> dict[str, Any]:
        """Give what was typed as an entry of `remarks:`."""
        codes = arabic(self.cleaned_data.get("codes", "")).replace(",", " ").lower().split()
        return {
            "codes": codes,
            "part": self.cleaned_data.get("part", ""),
            "text": self.cleaned_data.get("text", "").strip(),
            "missing": [
                line.strip() for line in self.cleaned_data.get("missing", "").splitlines() if line.strip()
            ],
        }


def _shown(remark: Mapping[str, Any]) -> dict[str, str]:
    return {
        "codes": ", ".join(remark.get("codes", ())),
        "part": remark.get("part", ""),
        "text": remark.get("text", ""),
        "missing": "\n".join(remark.get("missing", ())),
    }
