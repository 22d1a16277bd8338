"""Names and values in the markup of Word files."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = 6
"""Numbers in markup (columns, lists, levels) have no more digits than these."""


def value(element: "etree._Element | None", name: str = "val") -> str:
    """Give an attribute of Word's own, empty where it or the element is missing."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def number(element: "etree._Element | None", name: str = "val") -> int:
    """Give an attribute as a whole number, 0 where it is missing or none."""
    text = value(element, name)
    return int(text) if len(text) <= _DIGITS and text.isascii() and text.isdigit() else 0
