"""What a Word file's styles say of its paragraphs: which are headings, listed, or lines of the table of contents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prongsai.reading.docx_names import W, number, value

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"(?:heading|หัวเรื่อง|หัวข้อ)\s*([1-9])", re.IGNORECASE)
_TITLES = {"title", "ชื่อเรื่อง"}
_CONTENTS = re.compile(r"(?:toc|สารบัญ)\s*[1-9]", re.IGNORECASE)
_BODY = 9
"""The outline level of text that is no heading."""


@dataclass(frozen=True, slots=True)
class Style:
    """What counts of a style: heading level (0: none), its list and the level in it, whether of the contents."""

    heading: int = 0
    list_id: str = ""
    list_level: int = 0
    contents: bool = False


def read_styles(root: "etree._Element | None") -> Mapping[str, Style]:
    """Give the paragraph styles by their identifiers, each with what it takes from those that it is based on."""
    if root is None:
        return {}
    elements = {value(each, "styleId"): each for each in root.iterchildren(f"{W}style")}
    styles: dict[str, Style] = {}
    for name in elements:
        _resolve(name, elements, styles)
    return styles


def _resolve(name: str, elements: Mapping[str, "etree._Element"], styles: dict[str, Style]) -> None:
    """Add the style `name` to `styles`, and those it is based on, without going round in circles."""
    chain: list[str] = []
    while name in elements and name not in styles and name not in chain:
        chain.append(name)
        name = value(elements[name].find(f"{W}basedOn"))
    base = styles.get(name, Style())
    for each in reversed(chain):
        base = styles[each] = _own(elements[each], base)


def _own(element: "etree._Element", base: Style) -> Style:
    name = value(element.find(f"{W}name")).strip()
    heading = _HEADING.fullmatch(name)
    level = int(heading[1]) if heading else int(name.lower() in _TITLES) or base.heading
    properties = element.find(f"{W}pPr")
    if heading is None and (outline := outline_level(properties)) is not None:
        level = outline
    list_id, list_level = listed(properties)
    return Style(
        level,
        list_id or base.list_id,
        list_level if list_id else base.list_level,
        base.contents or _CONTENTS.fullmatch(name) is not None,
    )


def outline_level(properties: "etree._Element | None") -> int | None:
    """Give the heading level that a paragraph's properties say (0: none), None where they say nothing."""
    outline = None if properties is None else properties.find(f"{W}outlineLvl")
    if outline is None:
        return None
    level = number(outline)
    return level + 1 if level < _BODY else 0


def listed(properties: "etree._Element | None") -> tuple[str, int]:
    """Give the list and the level in it that a paragraph's properties say; empty where they say nothing."""
    place = None if properties is None else properties.find(f"{W}numPr")
    if place is None:
        return "", 0
    return value(place.find(f"{W}numId")), number(place.find(f"{W}ilvl"))
