"""A plan file that is being read: its values by kind, and every problem with file and line."""

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.plan_tree import line_of, plain


class Sheet:
    """A plan file that is being read, with the problems found so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def say(self, line: int, code: str, what: str, mend: str) -> None:
        """Note a problem at a line."""
        self.problems.append(Problem(code, what, f"{self.path}:{line}", mend))

    def mapping(
        self, node: Any, line: int, known: Collection[str], needed: Collection[str] = ()
    ) -> Mapping[str, Any]:
        """Give a mapping of which every key is known and every needed one is there; nothing is an empty one."""
        if not isinstance(node, Mapping):
            if plain(node):
                self.say(line, "not-a-mapping", _("keys with values are expected here"), keys_are(known))
                return {}
            node = {}
        found: Mapping[str, Any] = node
        for key in found:
            if key not in known:
                what = _("“{key}” is not known here").format(key=key)
                self.say(line_of(node, key), "unknown-key", what, keys_are(known))
        for key in needed:
            if key not in found:
                what = _("“{key}” is missing").format(key=key)
                self.say(line, "missing-key", what, _("add a line “{key}: …”").format(key=key))
        return found

    def part(
        self, node: Mapping[str, Any], key: str, known: Collection[str], needed: Collection[str] = ()
    ) -> Mapping[str, Any]:
        """Give the mapping at a key; an empty one where the key is not there."""
        return self.mapping(node[key], line_of(node, key), known, needed) if key in node else {}

    def text(self, node: Mapping[str, Any], key: str) -> str:
        """Give the text at a key, empty where there is none."""
        value = node.get(key)
        if isinstance(value, Mapping | list):
            self.say(
                line_of(node, key),
                "not-a-text",
                _("“{key}” takes a text").format(key=key),
                _("write one text"),
            )
            return ""
        return str(plain(value))

    def rows(self, node: Mapping[str, Any], key: str) -> list[tuple[Any, int]]:
        """Give what is listed at a key, each with its line; one text alone counts as a list of one."""
        value = node.get(key)
        if value is None or value == "":
            return []
        if isinstance(value, str):
            return [(value, line_of(node, key))]
        if not isinstance(value, list):
            self.say(line_of(node, key), "not-a-list", _("“{key}” takes a list").format(key=key), _listed())
            return []
        return [(each, line_of(value, place)) for place, each in enumerate(value)]

    def texts(self, node: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Give a list of texts at a key."""
        found = []
        for each, line in self.rows(node, key):
            if isinstance(each, str):
                found.append(str(plain(each)))
            else:
                self.say(line, "not-a-text", _("“{key}” takes a list of texts").format(key=key), _listed())
        return tuple(found)

    def number(self, node: Mapping[str, Any], key: str, lowest: int, highest: int) -> Decimal | None:
        """Give a number within bounds at a key, or None where there is none; Thai digits and % are read."""
        words = self.text(node, key)
        if not words:
            return None
        try:
            value = Decimal(arabic(words).removeprefix("ร้อยละ").strip().removesuffix("%").strip())
        except InvalidOperation:
            value = Decimal("NaN")
        if value.is_finite() and lowest <= value <= highest:
            return value
        what = _("“{words}” is no number from {lowest} to {highest}").format(
            words=words, lowest=lowest, highest=highest
        )
        self.say(line_of(node, key), "bad-number", what, _("correct “{key}”").format(key=key))
        return None

    def at(self, node: Mapping[str, Any], key: str, error: InputError) -> None:
        """Note what was wrong with the words at a key."""
        for each in error.problems:
            self.say(line_of(node, key), each.code, each.what, each.mend)


def keys_are(known: Collection[str]) -> str:
    """Give the sentence that names the keys that may stand at a place."""
    return _("the keys are {keys}").format(keys=", ".join(known))


def _listed() -> str:
    return _("write each on a line of its own after “- ”")
