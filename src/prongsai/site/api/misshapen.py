"""What is said of a request that does not have the shape of the description: where, and in the words of the reader."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_TEXT = gettext_lazy("Text is expected here.")
_NUMBER = gettext_lazy("A whole number is expected here.")
_CHOICE = gettext_lazy("One of these is expected here: {choices}.")
_DAY = gettext_lazy("A day of the calendar (C.E.) such as 2025-11-30 is expected here.")
_YES_OR_NO = gettext_lazy("true or false is expected here.")
_LIST = gettext_lazy("A list is expected here.")
_OBJECT = gettext_lazy("An object with named values is expected here.")
_UUID = gettext_lazy("A UUID is expected here.")
_MISSING = gettext_lazy("This is missing.")

_WORDS: Mapping[str, Any] = {
    "missing": _MISSING,
    "union_tag_not_found": _MISSING,
    "string_type": _TEXT,
    "string_too_long": gettext_lazy("At most {max_length} characters are taken here."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": gettext_lazy("This must be {ge} or more."),
    "less_than_equal": gettext_lazy("This must be {le} or less."),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "union_tag_invalid": _CHOICE,
    "date_type": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "list_type": _LIST,
    "dict_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
}
"""By pydantic's word for what is wrong. For what is not here there is one line for all."""


def said(error: Mapping[str, Any]) -> str:
    """Say what is wrong, by an error of pydantic."""
    words = _WORDS.get(error["type"])
    if words is None:
        return _("This is not written as the description of the interface (openapi.json) asks for.")
    told = error.get("ctx", {})
    return str(words).format(**told, choices=_choices(told))


def _choices(told: Mapping[str, Any]) -> str:
    """Give the choices that pydantic names, without the quotes and the word of its English."""
    named = told.get("expected") or told.get("expected_tags") or ""
    return str(named).replace("'", "").replace(" or ", ", ")


def place(request: HttpRequest, error: Mapping[str, Any]) -> str:
    """Give where an error lies as the caller wrote it: `links.0.title` in a body, the name of a field elsewhere."""
    source, *parts = error["loc"]
    if source == "body":
        parts = parts[1:]  # without the name that the code has for the body
        if len(parts) > 1 and parts[0] == _kind_of_body(request):
            parts = parts[1:]
        if "discriminator" in error.get("ctx", {}):
            parts.append(error["ctx"]["discriminator"].strip("'"))
    return ".".join(str(part) for part in parts if part != "[key]") or source


def _kind_of_body(request: HttpRequest) -> str | None:
    """Give the word by which a body says which one of several it is; pydantic puts it into the places of that one."""
    body = json.loads(request.body)
    return body.get("part") if isinstance(body, dict) else None
