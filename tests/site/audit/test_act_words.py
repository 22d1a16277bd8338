"""Every act and every field that is recorded anywhere has its words."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.utils.functional import Promise

import prongsai.site
from prongsai.site.audit.fields import FIELDS
from prongsai.site.audit.words import ACTS, THINGS
from prongsai.site.permissions import ACTS as PERMITTED
from prongsai.site.permissions import AREA_ACTS, SITE_ACTS

SITE = Path(prongsai.site.__file__).parent
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
RECORDING = {"record", "note", "log"}
TELLING = {"facts_of", "facts"}
OTHER_DOTTED = re.compile(r"(prongsai|rank|allauth|django|manifest)\.|.*\.(json|html|svg)$")


def sources():
    for path in sorted(SITE.rglob("*.py")):
        if path.parts[-2:] != ("audit", "words.py") and not {"migrations", "demonstration"} & set(path.parts):
            yield path.relative_to(SITE), ast.parse(path.read_text(encoding="utf-8"))


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""


def texts(node):
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def codes():
    """Give every word that could be an act: as it stands in a call that records, or is given on to one."""
    labels = {model._meta.label_lower for model in apps.get_models()}
    for path, tree in sources():
        for text in texts(tree):
            known = text in labels or text in PERMITTED or text in SITE_ACTS | AREA_ACTS
            if CODE.fullmatch(text) and not known and not OTHER_DOTTED.match(text):
                yield text, path


def recorded_literally():
    for path, tree in sources():
        for node in ast.walk(tree):
            if called(node) in RECORDING and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                yield node.args[1].value, path


def test_every_act_that_is_recorded_has_words():
    assert {code: str(path) for code, path in codes() if code not in ACTS} == {}


def test_the_search_finds_what_is_recorded():
    found = {code for code, _path in codes()}
    literal = {code for code, _path in recorded_literally() if isinstance(code, str) and "." in code}
    assert {"agency.changed", "result.entered", "plan.submitted"} <= literal
    assert literal <= found


def test_no_words_stand_for_an_act_that_is_recorded_nowhere():
    assert set(ACTS) - {code for code, _path in codes()} == set()


def test_every_field_that_is_recorded_has_words():
    named = {
        field.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(getattr(field, "verbose_name", None), Promise)
    }
    found = {}
    for path, tree in sources():
        for node in ast.walk(tree):
            if called(node) in TELLING:
                keys = [each for argument in node.args for each in texts(argument)]
            elif called(node) in RECORDING:
                dicts = [each for each in ast.walk(node) if isinstance(each, ast.Dict)]
                keys = [key.value for each in dicts for key in each.keys if isinstance(key, ast.Constant)]
            else:
                continue
            found.update({key: str(path) for key in keys if key.isidentifier()})
    assert {key: path for key, path in found.items() if key not in FIELDS and key not in named} == {}


def test_every_kind_of_thing_is_a_model():
    assert set(THINGS) <= {model._meta.label_lower for model in apps.get_models()}
