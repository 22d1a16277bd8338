"""What may be looked for in the log."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.agencies.models import Agency
from prongsai.site.audit.queries import actors_in, codes_in
from prongsai.site.audit.words import ACTS, OF_THE_REGISTER, OF_THE_SITE, THINGS
from prongsai.site.shell.forms import DayField

_PERIODS = (
    ("", gettext_lazy("any time")),
    ("7", gettext_lazy("the last 7 days")),
    ("30", gettext_lazy("the last 30 days")),
    ("365", gettext_lazy("the last 365 days")),
)


class LookForm(forms.Form):
    """Words, person, act, thing and period, in an agency's log or (None) in that of the site."""

    words = forms.CharField(label=gettext_lazy("Words"), max_length=100, required=False)
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=None, required=False, empty_label=gettext_lazy("anybody")
    )
    code = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    thing = forms.ChoiceField(label=gettext_lazy("Done to"), required=False)
    days = forms.TypedChoiceField(
        label=gettext_lazy("When"), choices=_PERIODS, required=False, coerce=int, empty_value=None
    )
    since = DayField(label=gettext_lazy("From (day month year)"), max_length=40, required=False)
    until = DayField(label=gettext_lazy("To (day month year)"), max_length=40, required=False)

    def __init__(self, agency: Agency | None, data: Any) -> None:
        """Offer what there is in the log."""
        super().__init__(data)
        if agency is None:
            # Everybody who ever signed in would be too many to choose from: words find them.
            del self.fields["person"], self.fields["thing"]
            codes = {*OF_THE_SITE, *OF_THE_REGISTER}
        else:
            found = codes_in(agency)
            codes = {code for code, _kind in found}
            kinds = sorted((str(THINGS.get(kind, kind)), kind) for kind in {kind for _code, kind in found})
            self.fields["person"].queryset = actors_in(agency)
            self.fields["thing"].choices = [("", _("anything")), *((kind, words) for words, kind in kinds)]
        said = sorted((str(ACTS.get(code, code)), code) for code in codes)
        self.fields["code"].choices = [("", _("any act")), *((code, words) for words, code in said)]

    def wanted(self) -> dict[str, Any]:
        """Give what is looked for; what cannot be understood is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
