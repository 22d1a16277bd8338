"""The form of what an agency's papers say of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.planning.divisions import known_types
from prongsai.site.agencies.models import Agency
from prongsai.site.files.forms import ContentField
from prongsai.site.files.kinds import PICTURES
from prongsai.site.files.photos import size_of
from prongsai.site.shell.speech import spell

FIELDS = (
    "name", "type", "district", "province", "office", "head", "telephone", "number", "members", "thai_digits", "columns",
)  # fmt: skip
LARGEST_PICTURE = 2 * 1024 * 1024
LONGEST_SIDE = 4000


class PictureField(ContentField):
    """A picture for papers: PNG or JPEG, in bounds that a paper needs."""

    def __init__(self, **options: object) -> None:
        """Take pictures only; none is needed."""
        super().__init__(kinds=PICTURES, required=False, **options)

    def clean(self, data: object, initial: object = None) -> UploadedFile | None:
        """Give the upload, or raise ValidationError for one that is no picture, or too large for a paper."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        if len(upload.content) > LARGEST_PICTURE:
            limit = spell(LARGEST_PICTURE // 1024 // 1024)
            raise forms.ValidationError(_("The picture is larger than {limit} MB.").format(limit=limit))
        if max(size_of(upload.content)) > LONGEST_SIDE:
            words = _("The picture has more than {limit} pixels on one side.")
            raise forms.ValidationError(words.format(limit=spell(LONGEST_SIDE)))
        return upload


class AgencyForm(forms.ModelForm):
    """What an agency's papers say of it beside the numbers."""

    seal = PictureField(
        label=gettext_lazy("Seal of the agency"),
        help_text=gettext_lazy("Stands on the cover of the report. PNG or JPEG, at most 2 MB."),
    )
    garuda = PictureField(
        label=gettext_lazy("Garuda emblem"),
        help_text=gettext_lazy(
            "Stands on memos, orders and announcements. The site brings no picture of it; upload the one your agency uses."
        ),
    )
    renamed = forms.BooleanField(
        label=gettext_lazy("This is a new name, no correction: keep the former one in the history"),
        required=False,
    )
    no_seal = forms.BooleanField(label=gettext_lazy("Take the seal away"), required=False)
    no_garuda = forms.BooleanField(label=gettext_lazy("Take the garuda emblem away"), required=False)

    class Meta:
        model = Agency
        fields = FIELDS
        widgets = {
            "type": forms.TextInput(attrs={"list": "types"}),
            "members": forms.Textarea(attrs={"rows": 6}),
            "columns": forms.RadioSelect,
        }
        labels = {
            "name": gettext_lazy("Name of the agency"),
            "type": gettext_lazy("Type of agency"),
            "district": gettext_lazy("District"),
            "province": gettext_lazy("Province"),
            "office": gettext_lazy("Division that looks after ITA"),
            "head": gettext_lazy("Position of the head"),
            "telephone": gettext_lazy("Telephone"),
            "number": gettext_lazy("Number of memos"),
            "members": gettext_lazy("Positions in the working group"),
            "thai_digits": gettext_lazy("Thai digits in papers"),
            "columns": gettext_lazy("Columns of the measures table"),
        }
        help_texts = {
            "name": gettext_lazy("In full, as it stands on papers."),
            "type": gettext_lazy("Choose one, or write your own."),
            "district": gettext_lazy("Without the word “district”."),
            "province": gettext_lazy("Without the word “province”."),
            "head": gettext_lazy("Leave it empty for the usual one of this type of agency."),
            "number": gettext_lazy("Stands after “ที่” on memos."),
            "members": gettext_lazy("One on each line, as the order (คำสั่ง) has them."),
            "columns": gettext_lazy("In the layout until plan year 2567."),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take the boxes that take a picture away out, where there is none."""
        super().__init__(*arguments, **options)
        for name in ("seal", "garuda"):
            if getattr(self.instance, f"{name}_id") is None:
                del self.fields[f"no_{name}"]

    @property
    def types(self) -> tuple[str, ...]:
        """Give the types of agency whose usual divisions are known."""
        return known_types()

    def clean_members(self) -> str:
        """Give the positions, one a line, without empty lines."""
        lines = self.cleaned_data["members"].splitlines()
        return "\n".join(line.strip() for line in lines if line.strip())
