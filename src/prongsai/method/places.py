"""Places in a pack: a YAML node with its file, line and dotted path, read strictly.

Every reader here notes a fault and gives a harmless stand-in where the node is not what it should be, so that
one reading finds all faults of a file. What was built from stand-ins is thrown away by `prongsai.method.loading`.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

from prongsai.language.messages import _
from prongsai.language.problems import Problem

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(slots=True)
class Sheet:
    """A pack file while it is read: its name, the faults found so far, and the line of every dotted path."""

    name: str
    faults: list[tuple[int, Problem]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=lambda: {"": 1})

    def fault(self, path: str, code: str, what: str, mend: str, line: int | None = None) -> None:
        """Note one fault at a dotted path (in the line of that path, unless another is given)."""
        line = line or self.lines[path]
        where = f"{self.name}:{line}"
        self.faults.append((line, Problem(code, what, f"{where}, {path}" if path else where, mend)))

    def problems(self) -> list[Problem]:
        """Give the faults in the order of their lines."""
        return [problem for _line, problem in sorted(self.faults, key=lambda fault: fault[0])]


@dataclass(frozen=True, slots=True)
class Place:
    """One node of a pack and its dotted path; `node` is None where a key is missing, which was already said."""

    sheet: Sheet
    path: str
    node: yaml.Node | None

    def fault(self, code: str, what: str, mend: str) -> None:
        """Note a fault at this place, unless the place is missing (which is a fault already noted)."""
        if self.node is not None:
            self.sheet.fault(self.path, code, what, mend)

    def is_mapping(self) -> bool:
        """Tell whether keys with values stand here."""
        return isinstance(self.node, yaml.MappingNode)

    def has(self, key: str) -> bool:
        """Tell whether keys with values stand here, `key` among them."""
        return key in self.names()

    def is_word(self, word: str) -> bool:
        """Tell whether just this one word stands here."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.value == word

    def names(self) -> set[str]:
        """Give the keys that stand here, without a word about faults."""
        return (
            {str(key.value) for key, _value in self.node.value}
            if isinstance(self.node, yaml.MappingNode)
            else set()
        )

    def keys(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Place"]:
        """Give the places under the known keys of a mapping: all of `required`, and what stands of `optional`."""
        found = dict(self.entries())
        for key in [each for each in found if each not in {*required, *optional}]:
            allowed = ", ".join((*required, *optional))
            found[key].fault(
                "unknown-key",
                _("unknown key {key}").format(key=key),
                _("keys known here: {keys}").format(keys=allowed),
            )
        for key in required:
            if key not in found:
                if isinstance(self.node, yaml.MappingNode):
                    self.fault(
                        "missing-key",
                        _("{key} is missing").format(key=key),
                        _("add the key {key}").format(key=key),
                    )
                found[key] = Place(self.sheet, "", None)
        return found

    def entries(self) -> list[tuple[str, "Place"]]:
        """Give the keys of a mapping with their places, in the file's order; a doubled key only once."""
        if not isinstance(self.node, yaml.MappingNode):
            self._wrong_type(_("keys with values"))
            return []
        found: dict[str, Place] = {}
        for key, value in self.node.value:
            name = str(key.value)
            path = f"{self.path}.{name}" if self.path else name
            line = key.start_mark.line + 1
            if name in found:
                self.sheet.fault(
                    path,
                    "doubled-key",
                    _("{key} stands twice (first in line {line})").format(
                        key=name, line=self.sheet.lines[path]
                    ),
                    _("keep one of the two"),
                    line,
                )
                continue
            self.sheet.lines[path] = line
            found[name] = Place(self.sheet, path, value)
        return list(found.items())

    def each(self) -> list["Place"]:
        """Give the places of a list, numbered from 1 in their paths (``links.3``)."""
        if not isinstance(self.node, yaml.SequenceNode):
            self._wrong_type(_("a list"))
            return []
        places = []
        for number, node in enumerate(self.node.value, 1):
            path = f"{self.path}.{number}"
            self.sheet.lines[path] = node.start_mark.line + 1
            places.append(Place(self.sheet, path, node))
        return places

    def text(self) -> str:
        """Give a text that is not empty."""
        if not isinstance(self.node, yaml.ScalarNode):
            self._wrong_type(_("a text"))
            return ""
        text = str(self.node.value).strip()
        if not text:
            self.fault("empty", _("there is nothing here"), _("write a text, or take the key out"))
        return text

    def words(self) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(each.text() for each in self.each())

    def word(self, *allowed: str, code: str = "unknown-word") -> str:
        """Give a text that is one of `allowed`."""
        text = self.text()
        if text and text not in allowed:
            self.fault(
                code,
                _("{text} is none of {allowed}").format(text=text, allowed=", ".join(allowed)),
                _("write one of them"),
            )
        return text if text in allowed else allowed[0]

    def number(self) -> Decimal:
        """Give a number that is not negative, exactly as written."""
        text = self.text()
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        if text:
            self.fault(
                "not-a-number",
                _("{text} is not a number").format(text=text),
                _("write digits, such as 85 or 33.33"),
            )
        return Decimal(0)

    def whole(self) -> int:
        """Give a whole number that is not negative."""
        number = self.number()
        if number != int(number):
            self.fault(
                "not-whole",
                _("{number} is not a whole number").format(number=number),
                _("write it without decimals"),
            )
        return int(number)

    def _wrong_type(self, wanted: str) -> None:
        found = {
            yaml.MappingNode: _("keys with values"),
            yaml.SequenceNode: _("a list"),
            yaml.ScalarNode: _("a text"),
        }
        if self.node is not None:
            self.fault(
                "wrong-type",
                _("{found} where {wanted} should stand").format(found=found[type(self.node)], wanted=wanted),
                _("write {wanted}").format(wanted=wanted),
            )


def twice(words: Iterable[str]) -> list[str]:
    """Give the words that occur more than once, each once, in order."""
    seen: set[str] = set()
    doubled: dict[str, None] = {}
    for word in words:
        if word in seen:
            doubled[word] = None
        seen.add(word)
    return list(doubled)
