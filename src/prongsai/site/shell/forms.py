"""How forms are drawn: one template for every field, with its hint and errors beside it."""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.translation import gettext_noop, ngettext_lazy

from prongsai.language.dates import parse_date
from prongsai.language.problems import InputError


class Renderer(TemplatesSetting):
    """Draws fields by the site's own template."""

    field_template_name = "shell/field.html"


F = TypeVar("F", bound=forms.BaseForm)


def as_typed(request: HttpRequest, form: F) -> F:
    """Give a form that is shown first, with what was typed into it before the session ended, where something is held.

    Files and passwords are left out: they are to be given again.
    """
    if request.held is not None:
        for name, field in form.fields.items():
            if not isinstance(field, forms.FileField) and not isinstance(field.widget, forms.PasswordInput):
                form.initial[name] = field.widget.value_from_datadict(request.held, {}, form.add_prefix(name))
    return form


def say_problems(form: forms.BaseForm, error: InputError) -> None:
    """Say at a form what was wrong with the input, and how to mend it."""
    for problem in error.problems:
        form.add_error(None, " ".join(filter(None, (problem.what, problem.mend))))


class DayField(forms.CharField):
    """A day as officials write it; its clean value is a date, None for an empty one."""

    def clean(self, value: Any) -> date | None:
        """Read the day; raises ValidationError where it cannot be read."""
        words = super().clean(value)
        try:
            return parse_date(words) if words else None
        except InputError as error:
            raise forms.ValidationError([f"{each.what} — {each.mend}" for each in error.problems]) from error


# What Django's own forms say, so that it is said in our Thai.
_OF_DJANGO = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("Enter a list of values."),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
        "max",
    ),
)
