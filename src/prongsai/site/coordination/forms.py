"""What may be looked for in an area, and the message to its agencies."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.method.library import load_method
from prongsai.method.model import Unpublished
from prongsai.site.coordination.models import Area, Reason
from prongsai.site.coordination.standings import (
    SORTS,
    Wanted,
    districts_of,
    newest_year,
    types_and_provinces,
    year_choices,
)
from prongsai.site.coordination.words import stage_choices
from prongsai.site.findings.words import level_name
from prongsai.site.shell.speech import spell

LONGEST = 18
"""How many digits a number of an agency may have, so that any database can look for it."""


def year_in(area: Area, data: QueryDict) -> int:
    """Give the fiscal year that an address asks for, else the newest of the area."""
    known = {str(year): year for year in year_choices()}
    return known.get(data.get("year", "")) or newest_year(area)


def numbers_in(data: QueryDict) -> list[int]:
    """Give the numbers of the agencies that an address or a form names; what is no number is left out."""
    named = data.getlist("agency")
    return [int(each) for each in named if each.isascii() and each.isdecimal() and len(each) <= LONGEST]


class LookForm(forms.Form):
    """Year, words, type, place, level, plan, need of attention, and the order."""

    year = forms.TypedChoiceField(label=gettext_lazy("Fiscal year"), coerce=int, required=False)
    words = forms.CharField(label=gettext_lazy("Name or district"), max_length=100, required=False)
    type = forms.ChoiceField(label=gettext_lazy("Type of agency"), required=False)
    province = forms.ChoiceField(label=gettext_lazy("Province"), required=False)
    district = forms.ChoiceField(label=gettext_lazy("District"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    plan = forms.ChoiceField(label=gettext_lazy("Plan"), required=False)
    attention = forms.ChoiceField(label=gettext_lazy("Needs attention"), required=False)
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(self, area: Area, data: QueryDict) -> None:
        """Offer what there is in the area; a place with but one choice is not asked for."""
        self.fiscal_year = year_in(area, data)
        super().__init__({**data.dict(), "year": str(self.fiscal_year)})
        self.fields["year"].choices = [(year, spell(year)) for year in year_choices()]
        types, provinces = types_and_provinces(area)
        asked = data.get("province", "")
        province = provinces[0] if len(provinces) == 1 else asked if asked in provinces else ""
        districts = districts_of(area, province) if province else []
        for name, offered in (
            ("type", types),
            ("province", provinces),
            ("district", districts),
        ):
            if len(offered) > 1:
                self.fields[name].choices = [("", _("any")), *((each, each) for each in offered)]
            else:
                del self.fields[name]
        self._offer_levels()
        self.fields["plan"].choices = [("", _("any")), *stage_choices()]
        reasons = [("any", _("anything")), *((each.value, each.label) for each in Reason)]
        self.fields["attention"].choices = [("", _("all agencies")), *reasons]

    def _offer_levels(self) -> None:
        method = load_method(self.fiscal_year)
        if isinstance(method.levels, Unpublished):
            del self.fields["level"]
            return
        names = [each.name_th for each in method.levels.levels]
        self.fields["level"].choices = [("", _("any")), *((name, level_name(method, name)) for name in names)]

    def wanted(self) -> Wanted:
        """Give what is looked for; what cannot be understood is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if name != "year" and value}
        return Wanted(**asked)


class WriteForm(forms.Form):
    """The text of a message."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=2000,
        help_text=gettext_lazy(
            "Every agency reads the same text. Name no person and no single agency in it."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "lang": "th"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
