"""YAML and JSON as trees of text with the place of every node, strict about keys and size."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from prongsai.intake.numbers import clip
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

Tree = str | None | list["Tree"] | dict[str, "Tree"]
"""A node: text as it was written, nothing (None), a list, or named nodes."""

Path = tuple[str | int, ...]
"""The way to a node: keys and places in lists, from the root."""

DEPTH_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Document:
    """A tree, the file's name, and the place (``result.yaml:12``) of nodes by their way, where it is known."""

    root: Tree
    name: str
    places: dict[Path, str] = field(default_factory=dict)

    def where(self, path: Path) -> str:
        """Give the place of a node for messages: its own or its nearest parent's, with the key."""
        key = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
        known = path
        while known and known not in self.places:
            known = known[:-1]
        place = self.places.get(known, self.name)
        return f"{place} {key}" if key else place


def json_document(text: str, name: str) -> Document:
    """Read JSON; numbers stay text as written. Raises InputError for broken JSON, a doubled key or deep nesting."""

    def pairs(found: list[tuple[str, Tree]]) -> Tree:
        tree = dict(found)
        if len(tree) < len(found):
            keys = [key for key, _node in found]
            doubled = next(key for key in keys if keys.count(key) > 1)
            raise InputError(_doubled(doubled, name))
        return tree

    try:
        root: Tree = json.loads(
            text, object_pairs_hook=pairs, parse_float=str, parse_int=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        what = _("this is not sound JSON: {reason}").format(reason=error.msg)
        raise InputError(
            Problem("bad-json", what, f"{name}:{error.lineno}", _("mend the file there"))
        ) from None
    except RecursionError:
        raise InputError(_too_deep(name)) from None
    return Document(_plain(root, name, 0), name)


def _plain(node: object, name: str, depth: int) -> Tree:
    """Turn JSON's true and false into text, and refuse deep nesting."""
    if depth > DEPTH_LIMIT:
        raise InputError(_too_deep(name))
    if isinstance(node, dict):
        return {key: _plain(child, name, depth + 1) for key, child in node.items()}
    if isinstance(node, list):
        return [_plain(child, name, depth + 1) for child in node]
    return node if node is None else str(node)


def yaml_document(text: str, name: str) -> Document:
    """Read one YAML document; scalars stay text as written, with the line of every node.

    Raises InputError, with the line, for broken YAML, a doubled key, an anchor, several documents, deep nesting.
    """
    import yaml  # noqa: PLC0415 (only where YAML is read)

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _YamlReader(yaml.parse(text, Loader=loader), name).document()
    except yaml.MarkedYAMLError as error:
        line = f"{name}:{error.problem_mark.line + 1}" if error.problem_mark else name
        what = _("this is not sound YAML: {reason}").format(reason=error.problem)
        mend = _("mind the indentation, a colon and a space after each key, and quotation marks")
        raise InputError(Problem("bad-yaml", what, line, mend)) from None
    except yaml.YAMLError:
        what = _("this is not sound YAML: it holds characters that are not allowed")
        raise InputError(Problem("bad-yaml", what, name, _("save it anew as plain text in UTF-8"))) from None


class _YamlReader:
    """Builds a tree from the events of the YAML parser, so that lines are kept and nothing is expanded."""

    def __init__(self, events: Iterator[object], name: str) -> None:
        self.events = events
        self.name = name
        self.places: dict[Path, str] = {}

    def document(self) -> Document:
        from yaml import DocumentStartEvent, StreamEndEvent, StreamStartEvent  # noqa: PLC0415

        root: Tree = None
        started = False
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if started:
                    what = _("the file holds several YAML documents")
                    raise InputError(self._problem("several-documents", what, event, _("keep one")))
                started = True
                root = self._node(next(self.events), ())
            elif isinstance(event, StreamStartEvent | StreamEndEvent):
                continue
        return Document(root, self.name, self.places)

    def _problem(self, code: str, what: str, event: object, mend: str) -> Problem:
        return Problem(code, what, self._place(event), mend)

    def _place(self, event: object) -> str:
        return f"{self.name}:{event.start_mark.line + 1}"  # type: ignore[attr-defined]

    def _node(self, event: object, path: Path) -> Tree:
        from yaml import MappingStartEvent, ScalarEvent, SequenceStartEvent  # noqa: PLC0415

        self.places[path] = self._place(event)
        if len(path) > DEPTH_LIMIT:
            raise InputError(_too_deep(self._place(event)))
        if getattr(event, "anchor", None) is not None:
            what = _("anchors and aliases are not used here")
            raise InputError(self._problem("yaml-anchor", what, event, _("write the value itself")))
        if isinstance(event, ScalarEvent):
            empty = event.implicit[0] and event.value in {"", "~", "null", "Null", "NULL"}
            return None if empty else str(event.value)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, MappingStartEvent)  # noqa: S101 (the parser gives no other start of a node)
        return self._mapping(path)

    def _sequence(self, path: Path) -> Tree:
        from yaml import SequenceEndEvent  # noqa: PLC0415

        nodes: list[Tree] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            nodes.append(self._node(event, (*path, len(nodes))))
        return nodes

    def _mapping(self, path: Path) -> Tree:
        from yaml import MappingEndEvent, ScalarEvent  # noqa: PLC0415

        nodes: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                what = _("a key must be plain text")
                raise InputError(self._problem("bad-key", what, event, _("write “name: value”")))
            key = str(event.value)
            if key in nodes:
                raise InputError(_doubled(key, self._place(event)))
            nodes[key] = self._node(next(self.events), (*path, key))
            self.places[*path, key] = self._place(event)
        return nodes


def _doubled(key: str, where: str) -> Problem:
    what = _("the key “{key}” is there twice").format(key=clip(key))
    return Problem("doubled-key", what, where, _("keep one of the two"))


def _too_deep(where: str) -> Problem:
    return Problem(
        "too-deep", _("the file is nested too deeply"), where, _("follow the form in docs/input.md")
    )
