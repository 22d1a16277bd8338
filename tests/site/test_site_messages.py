"""The site's catalogues: every message of every app has its Thai, with the same fields, and the compiled file says it."""

import re
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from messages import ROOMS, SITE, catalogues
from messages import messages as messages_of

APPS = [file for file in catalogues() if file != ROOMS]
NAMES = [str(file.relative_to(SITE).parts[0]) for file in APPS]


def entries(file):
    return {
        (each.id if isinstance(each.id, str) else each.id[0], each.context): each.string
        for each in read_po(BytesIO(file.read_bytes()))
        if each.id
    }


def fields(text):
    braces = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def said(string):
    return [string] if isinstance(string, str) else list(string)


@pytest.mark.parametrize("file", APPS, ids=NAMES)
def test_catalogue_of_app_holds_just_its_messages(file):
    found = {
        (message if isinstance(message, str) else message[0], context)
        for path in catalogues()[file]
        for _path, _line, message, context in messages_of(path)
    }
    assert (set(entries(file)) if file.exists() else set()) == found


@pytest.mark.parametrize("file", APPS, ids=NAMES)
def test_every_message_of_app_is_in_thai_with_the_same_fields(file):
    if not file.exists():
        return
    faulty = [
        (english, string)
        for (english, _context), string in entries(file).items()
        for text in said(string)
        if not re.search("[ก-๛]", text)
        or fields(text) != fields(english)
        or (text.endswith(".") and not text.endswith("น."))
    ]
    assert faulty == []


@pytest.mark.parametrize("file", APPS, ids=NAMES)
def test_compiled_catalogue_of_app_says_the_same(file):
    if not file.exists():
        return
    compiled = read_mo(BytesIO(file.with_suffix(".mo").read_bytes()))
    assert {
        (each.id if isinstance(each.id, str) else each.id[0], each.context): said(each.string)
        for each in compiled
        if each.id
    } == {key: said(string) for key, string in entries(file).items()}


def test_a_message_has_the_same_thai_in_every_app():
    """Django puts the catalogues together, so that one app's words would stand for another's."""
    told: dict[object, set[str]] = {}
    for file in APPS:
        for key, string in (entries(file) if file.exists() else {}).items():
            told.setdefault(key, set()).add(str(said(string)))
    assert {key: strings for key, strings in told.items() if len(strings) > 1} == {}
