"""The form by which reports are uploaded to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.files.forms import ContentField
from prongsai.site.files.kinds import REPORTS


class ReportForm(forms.Form):
    """A report to be checked."""

    file = ContentField(
        kinds=REPORTS,
        label=_("The report"),
        help_text=_("Word (DOCX), PDF, Excel (XLSX), ODS or text."),
    )
