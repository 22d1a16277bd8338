"""What forms say of what was entered: in Thai, and that something is to be chosen where something can be chosen."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator

import prongsai.site
from prongsai.site.shell.speech import speaking


def every_field() -> Iterator[tuple[str, forms.Field]]:
    """Give the fields of every form of the site, by form and name."""
    for module in pkgutil.walk_packages(prongsai.site.__path__, "prongsai.site."):
        if "forms" in module.name.rpartition("site.")[2]:
            import_module(module.name)
    waiting, seen = [forms.BaseForm], set()
    while waiting:
        form = waiting.pop()
        if form in seen:
            continue
        seen.add(form)
        waiting += form.__subclasses__()
        if form.__module__.startswith("prongsai.site.") and hasattr(form, "base_fields"):
            for name, field in form.base_fields.items():
                yield f"{form.__name__}.{name}", field


FIELDS = dict(every_field())
PARAMETERS = dict.fromkeys(("value", "limit_value", "show_value", "max", "length"), 2)


def said(message: object) -> str:
    return ValidationError(message, params=PARAMETERS).messages[0]


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_speaks_thai(name):
    field = FIELDS[name]
    messages = [*field.error_messages.values()]
    for validator in field.validators:
        found = (
            validator.messages.values() if isinstance(validator, DecimalValidator) else [validator.message]
        )
        messages += found
    with speaking("th"):
        spoken = [said(each) for each in messages]
    assert [each for each in spoken if not any("ก" <= letter <= "๛" for letter in each)] == []


@pytest.mark.parametrize(
    "name", [name for name, field in FIELDS.items() if isinstance(field, forms.ChoiceField)]
)
def test_what_is_to_be_chosen_is_not_asked_to_be_filled_in(name):
    with speaking("th"):
        assert "เลือก" in str(FIELDS[name].error_messages["required"])


def test_forms_of_all_kinds_are_walked():
    assert {"WayForm.way", "MoneyForm.expected_gain", "ProfileForm.digits", "PaperForm.papers"} <= set(FIELDS)
