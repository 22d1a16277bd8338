"""The fields by which files come in."""

from collections.abc import Sequence
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.site.files.kinds import ENDINGS, PICTURES, REPORTS, Kind, kind_of
from prongsai.site.files.photos import MOST_PIXELS, without_traces
from prongsai.site.files.room import is_short
from prongsai.site.files.storing import fitting_name
from prongsai.site.shell.speech import spell


class ContentField(forms.FileField):
    """A file of one of some kinds, told by its content.

    Its clean value has the bytes in `content`, the kind in `kind`, and a safe `name` that ends as the kind does.
    """

    def __init__(self, *, kinds: Sequence[Kind], **options: object) -> None:
        """Take files of `kinds` only."""
        super().__init__(**options)
        self.kinds = tuple(kinds)
        self.widget.attrs["accept"] = ",".join(ending for kind in self.kinds for ending in kind.endings)

    def clean(self, data: object, initial: object = None) -> UploadedFile | None:
        """Give the upload, or raise ValidationError for one that is too large or of another kind."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        if is_short():
            raise forms.ValidationError(
                _("The site has no room left for files. Tell whoever runs the site, then send it again.")
            )
        if upload.size > settings.UPLOAD_LIMIT:
            limit = spell(settings.UPLOAD_LIMIT // 1024 // 1024)
            raise forms.ValidationError(_("The file is larger than {limit} MB.").format(limit=limit))
        upload.content = upload.read()
        upload.kind = kind_of(upload.content)
        if upload.kind not in self.kinds:
            words = ", ".join(str(kind.title) for kind in self.kinds)
            raise forms.ValidationError(
                _("This kind of file is not taken here. Choose one of: {kinds}.").format(kinds=words)
            )
        if upload.kind in PICTURES:
            upload.content = _picture(upload.content)
        upload.name = fitting_name(upload.name, upload.kind)
        return upload


def _picture(content: bytes) -> bytes:
    try:
        return without_traces(content)
    except ValueError as error:
        words = _(
            "The picture cannot be read, or has more than {limit} million pixels. Take it again, or save it smaller."
        )
        raise forms.ValidationError(words.format(limit=spell(MOST_PIXELS // 1_000_000))) from error


class ReportField(ContentField):
    """A report that is read: a file whose name says that it is something else is refused, for one of the two is wrong."""

    def __init__(self, **options: object) -> None:
        """Take files of the kinds that are read."""
        super().__init__(kinds=REPORTS, label=gettext_lazy("The report"), **options)

    def clean(self, data: object, initial: object = None) -> UploadedFile | None:
        """Give the upload as `ContentField` does, or raise ValidationError for one that is called otherwise than it is."""
        ending = PurePath(str(getattr(data, "name", ""))).suffix.casefold()
        upload = super().clean(data, initial)
        if upload and ending in ENDINGS and ending not in upload.kind.endings:
            words = _(
                "The name ends in {ending}, but this is no such file. Open it in the program that made it, save it anew, and send that file."
            )
            raise forms.ValidationError(words.format(ending=ending))
        return upload


class _SeveralFiles(forms.FileInput):
    """A field in which several files may be chosen, or a picture be taken where a phone offers that."""

    allow_multiple_selected = True


class ContentsField(ContentField):
    """Several files of some kinds; its clean value is a list of what a `ContentField` gives."""

    widget = _SeveralFiles

    def __init__(self, *, kinds: Sequence[Kind], most: int, **options: object) -> None:
        """Take at most `most` files of `kinds`."""
        super().__init__(kinds=kinds, **options)
        self.most = most
        pictures = [kind.media_type for kind in kinds if kind in PICTURES]
        self.widget.attrs["accept"] = ",".join((*pictures, self.widget.attrs["accept"]))

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """Give the uploads, or raise ValidationError where one is wrong or there are too many."""
        uploads = data if isinstance(data, list | tuple) else [data]
        if len(uploads) > self.most:
            most = spell(self.most)
            raise forms.ValidationError(_("Choose at most {most} files at once.").format(most=most))
        found = [super(ContentsField, self).clean(each, initial) for each in uploads or [None]]
        return [each for each in found if each]
