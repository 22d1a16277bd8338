"""The file with author, approver, dates, seal and the like: strict YAML, pictures beside it."""

from pathlib import Path

from prongsai.intake.files import decode, read_bytes
from prongsai.intake.nodes import Node
from prongsai.intake.trees import yaml_document
from prongsai.language.messages import _
from prongsai.language.problems import InputError
from prongsai.reports.details import Columns, Details, Person

_KEYS = (
    "seal", "garuda", "author", "approver", "day", "number", "order_number", "telephone", "columns", "members", "texts",
    "thai_digits", "watermark",
)  # fmt: skip
_TEXTS = ("rationale", "introduction")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def read_details(path: Path) -> Details:
    """Give the details of a file. Raises InputError with every fault: file, line, and mend."""
    root = Node.root(yaml_document(decode(read_bytes(path), str(path)), str(path))).fields(_KEYS)
    columns: Columns = (
        "period_first"
        if _choice(root.get("columns"), "responsible_first", "period_first")
        else "responsible_first"
    )
    texts = root.get("texts").fields(_TEXTS)
    details = Details(
        seal=_picture(root.get("seal"), path.parent),
        garuda=_picture(root.get("garuda"), path.parent),
        author=_person(root.get("author")),
        approver=_person(root.get("approver")),
        day=root.get("day").day(),
        number=root.get("number").text(),
        order_number=root.get("order_number").text(),
        telephone=root.get("telephone").text(),
        columns=columns,
        members=tuple(each.text() for each in root.get("members").listed()),
        texts={key: text for key in _TEXTS if (text := texts.get(key).text())},
        thai_digits=_choice(root.get("thai_digits"), "false", "true"),
        watermark=root.get("watermark").text(),
    )
    if root.problems:
        raise InputError(root.problems)
    return details


def _person(node: Node) -> Person:
    node.fields(("name", "position"))
    return Person(node.get("name").text(), node.get("position").text())


def _choice(node: Node, usual: str, other: str) -> bool:
    """Tell whether the other of two words was written; none is the usual one."""
    word = node.text()
    if word not in {"", usual, other}:
        node.refuse(
            "unknown-word",
            _("“{word}” is not known here").format(word=word),
            _("write {usual} or {other}").format(usual=usual, other=other),
        )
    return word == other


def _picture(node: Node, folder: Path) -> bytes | None:
    """Give a picture's bytes, looked up beside the details file; only PNG and JPEG, told by their content."""
    name = node.text()
    if not name:
        return None
    try:
        content = read_bytes(folder / name)
    except InputError as error:
        for problem in error.problems:
            node.refuse(problem.code, f"{problem.where}: {problem.what}", problem.mend)
        return None
    if not content.startswith(_PICTURES):
        node.refuse("bad-picture", _("this is neither a PNG nor a JPEG"), _("save the picture as PNG"))
    return content
