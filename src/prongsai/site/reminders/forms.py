"""The form by which somebody chooses how to be reminded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.site.accounts.mail import mail_works
from prongsai.site.reminders.models import Contact, Way


class WayForm(forms.Form):
    """By e-mail, by LINE, or not at all: as far as the site can."""

    way = forms.ChoiceField(label=_("How to remind you"), widget=forms.RadioSelect)
    use_required_attribute = False

    @classmethod
    def of(cls, contact: Contact, now: Way, data: Any = None) -> "WayForm":
        """Give the form with the ways by which somebody can be reached, and the present one."""
        form = cls(data, initial={"way": now})
        there = {Way.MAIL: mail_works(), Way.LINE: contact.line_id is not None, Way.NONE: True}
        form.fields["way"].choices = [(way.value, way.label) for way in Way if there[way]]
        return form
