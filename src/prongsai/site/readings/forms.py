"""The form by which reports are uploaded to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.files.forms import ReportField


class ReportForm(forms.Form):
    """A report to be checked."""

    file = ReportField(help_text=_("Word (DOCX), PDF, Excel (XLSX), ODS or text."))
