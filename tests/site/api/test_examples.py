"""The examples of docs/api.md: each is sent, and the answer holds what the page says."""

import json
import re
from pathlib import Path

from django.utils import translation

from api_house import Caller, furnish, token_of
from prongsai.site.permissions import SCOPES, Role

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```http\n(\w+) (\S+)\n(.*?)```\n+```json\n(.*?)```", re.DOTALL)


def differs(shown, real, where=""):
    """Give where an answer does not hold what is shown; numbers of things differ by themselves."""
    if isinstance(shown, dict):
        missing = [f"{where}.{key} is missing" for key in shown if key not in real]
        return missing or [
            fault
            for key, value in shown.items()
            if key != "id"
            for fault in differs(value, real[key], f"{where}.{key}")
        ]
    if isinstance(shown, list):
        if len(real) < len(shown):
            return [f"{where} has {len(real)}"]
        return [
            fault
            for place, value in enumerate(shown)
            for fault in differs(value, real[place], f"{where}[{place}]")
        ]
    return [] if shown == real else [f"{where} is {real!r}"]


def test_examples_answer_what_the_page_says(house):
    known = furnish(house)
    call = Caller(token_of(house.users[Role.OFFICER]))
    examples = EXAMPLE.findall(PAGE)
    assert len(examples) == PAGE.count("```http") > 8
    wrong = []
    for method, path, body, shown in examples:
        there = path.replace("/agencies/1", f"/agencies/{house.agency.pk}")
        there = there.replace("/areas/1", f"/areas/{known['area_id']}")
        answer = call(method, there, json.loads(body) if body else None)
        wrong += [f"{method} {path}: {each}" for each in differs(json.loads(shown), answer.json())]
    assert wrong == []


def test_page_names_every_scope():
    with translation.override("en"):
        scopes = [(scope, str(words)) for scope, words in SCOPES.items()]
    assert re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE) == scopes
