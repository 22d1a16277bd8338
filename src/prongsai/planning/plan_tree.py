"""The plan file as a tree: YAML in which every scalar is plain text, kept with its comments, order and lines.

No scalar is a number, a date or a yes/no of YAML's own: ``2567-02-29`` and ``0.840`` come back as they were written,
and what they mean is said by the one who reads them. `ruamel.yaml` is only imported where a file is opened.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prongsai.intake.files import decode, read_bytes, save
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

_WIDE = 1_000_000  # so that no line of Thai, which has few spaces, is folded


def _yaml() -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415  heavy, and only needed for plan files
    from ruamel.yaml.resolver import VersionedResolver  # noqa: PLC0415

    class PlainText(VersionedResolver):
        """Take every scalar for text."""

        @property
        def versioned_resolver(self) -> Any:
            """Give no rule by which a scalar would be something else."""
            return {}

    yaml = YAML()
    yaml.Resolver = PlainText
    yaml.width = _WIDE
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def read_tree(path: Path) -> Any:
    """Give the tree of a YAML file (mappings, lists and strings that know their lines).

    Raises InputError where the file cannot be read as text, is no YAML, or has a key twice.
    """
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    text = decode(read_bytes(path), str(path)).replace("\r\n", "\n")
    try:
        return _yaml().load(text)
    except YAMLError as error:
        raise InputError(_yaml_problem(error, path)) from error


def _yaml_problem(error: Any, path: Path) -> Problem:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}:{mark.line + 1}" if mark else str(path)
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    if "duplicate key" in said:
        key = said.split('"')[1]
        return Problem(
            "doubled-key", _("“{key}” stands here twice").format(key=key), where, _("keep one of them")
        )
    return Problem(
        "bad-yaml",
        _("this is not YAML: {said}").format(said=said),
        where,
        _("check indents, colons and quotation marks around this line"),
    )


def write_tree(tree: Any, path: Path) -> None:
    """Write a tree to a file in one go: the file is either the old one or the new one, never half of it."""
    stream = io.StringIO()
    _yaml().dump(tree, stream)
    save(stream.getvalue().encode(), path)


def tree_of(value: Any) -> Any:
    """Give plain mappings, lists and strings as a tree that can be written and keeps comments.

    Lists of short strings without Thai words (codes, numbers) go on one line, texts of several lines and long ones
    into blocks.
    """
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415
    from ruamel.yaml.scalarstring import LiteralScalarString  # noqa: PLC0415

    if isinstance(value, Mapping):
        return CommentedMap({key: tree_of(each) for key, each in value.items()})
    if isinstance(value, str):
        value = plain(value)
        return LiteralScalarString(value) if "\n" in value or len(value) > 100 else value
    listed = CommentedSeq([tree_of(each) for each in value])
    if all(isinstance(each, str) and each.isascii() for each in value):
        listed.fa.set_flow_style()
    return listed


def plain(node: Any) -> Any:
    """Give a node as plain mappings, lists and strings, without the spaces at the ends of lines."""
    if isinstance(node, Mapping):
        return {str(key): plain(each) for key, each in node.items()}
    if isinstance(node, list | tuple):
        return [plain(each) for each in node]
    return "\n".join(line.rstrip() for line in str(node or "").strip().splitlines())


def has_comment(node: Any) -> bool:
    """Tell whether a person's comment stands within a mapping or list."""
    if not hasattr(node, "ca"):  # a text, or plain values
        return False
    each_of = node.values() if isinstance(node, Mapping) else node
    return _speaks(node.ca.comment) or _speaks(list(node.ca.items.values())) or any(map(has_comment, each_of))


def comment_at(node: Any, key: Any) -> bool:
    """Tell whether a comment stands at a key of a mapping or a place of a list, or within what is there."""
    return hasattr(node, "ca") and (_speaks(node.ca.items.get(key)) or has_comment(node[key]))


def append(listed: Any, value: Any, *, apart: bool = False) -> None:
    """Put a value at the end of a list, on lines of its own where that is a tree; `apart`: after an empty line."""
    listed.append(value)
    if hasattr(listed, "ca"):
        listed.fa.set_block_style()
        if apart and len(listed) > 1:
            listed.yaml_set_comment_before_after_key(len(listed) - 1, before="\n")


def _speaks(tokens: Any) -> bool:
    if tokens is None:
        return False
    if isinstance(tokens, list):
        return any(map(_speaks, tokens))
    return "#" in tokens.value


def line_of(node: Any, key: Any) -> int:
    """Give the line (from 1) of a key of a mapping or a place of a list."""
    place = node.lc.key(key) if hasattr(node, "keys") else node.lc.item(key)
    return int(place[0]) + 1
