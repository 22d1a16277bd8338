"""The forms by which areas are made and filled."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.coordination.models import Area
from prongsai.site.coordination.register.queries import agencies_by, numbers_by_name, provinces, types


class AreaForm(forms.ModelForm):
    """Name and kind of an area."""

    class Meta:
        model = Area
        fields = ("name", "kind")
        labels = {"name": gettext_lazy("Name of the area"), "kind": gettext_lazy("What it is")}
        help_texts = {"name": gettext_lazy("As its coordinators call it, such as a province or a ministry.")}
        widgets = {"kind": forms.RadioSelect}


class TakeInForm(forms.Form):
    """Which agencies are taken into an area: all of a province, of a type, or those that are named."""

    province = forms.ChoiceField(label=gettext_lazy("Province"), required=False)
    type = forms.ChoiceField(label=gettext_lazy("Type of agency"), required=False)
    names = forms.CharField(
        label=gettext_lazy("Names"),
        required=False,
        help_text=gettext_lazy(
            "One agency a line, as it is called here. Empty: all agencies of the province and type above."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "lang": "th"}),
    )

    def __init__(self, data: Any = None) -> None:
        """Offer the provinces and types that agencies name."""
        super().__init__(data)
        for name, offered in (("province", provinces()), ("type", types())):
            self.fields[name].choices = [("", _("any")), *((each, each) for each in offered)]

    def clean(self) -> dict[str, Any]:
        """Find the agencies, and keep their numbers as ``agencies``."""
        cleaned = super().clean()
        agencies = agencies_by(cleaned.get("province", ""), cleaned.get("type", ""))
        names = list(dict.fromkeys(filter(None, map(str.strip, cleaned.get("names", "").splitlines()))))
        if names:
            cleaned["agencies"] = self._named(numbers_by_name(agencies, names))
        elif not (cleaned.get("province") or cleaned.get("type")) and not self.errors:
            self.add_error(None, _("Choose a province or a type, or write names."))
        else:
            cleaned["agencies"] = list(agencies.values_list("pk", flat=True))
        return cleaned

    def _named(self, numbers: dict[str, list[int]]) -> list[int]:
        for name, found in numbers.items():
            if not found:
                self.add_error("names", _("No agency is called “{name}”.").format(name=name))
            elif len(found) > 1:
                what = _("{count} agencies are called “{name}”. Choose their province or type, too.")
                self.add_error("names", what.format(count=len(found), name=name))
        return [number for found in numbers.values() for number in found]
