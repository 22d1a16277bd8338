"""A cursor over a document's tree: typed values out, every fault collected with its place."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from prongsai.intake.numbers import clip, read_score, read_whole, read_year
from prongsai.intake.trees import Document, Path, Tree
from prongsai.language.dates import parse_date
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a document with its way, and the list into which its faults go."""

    value: Tree
    path: Path
    document: Document
    problems: list[Problem]

    @classmethod
    def root(cls, document: Document) -> "Node":
        """Give the cursor at a document's root, with no faults yet."""
        return cls(document.root, (), document, [])

    @property
    def where(self) -> str:
        """The place for messages."""
        return self.document.where(self.path)

    @property
    def empty(self) -> bool:
        """Tell whether nothing was written here."""
        return self.value is None or self.value in ("", [], {})

    def refuse(self, code: str, what: str, mend: str) -> None:
        """Note a fault of this node."""
        self.problems.append(Problem(code, what, self.where, mend))

    def get(self, key: str) -> "Node":
        """Give the node under a key, an empty one where there is none."""
        child = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(child, (*self.path, key), self.document, self.problems)

    def fields(self, known: Collection[str]) -> "Node":
        """Check that this is a mapping with known keys only; give itself."""
        for key, child in self.named().items():
            if key not in known:
                close = get_close_matches(key, known, n=1)
                mend = (
                    _("did you mean “{key}”?").format(key=close[0])
                    if close
                    else _("the keys here are: {keys}").format(keys=", ".join(known))
                )
                child.refuse("unknown-key", _("there is no key “{key}” here").format(key=clip(key)), mend)
        return self

    def named(self) -> dict[str, "Node"]:
        """Give the nodes of a mapping by key; a node that is none is a fault."""
        if self.empty:
            return {}
        if not isinstance(self.value, dict):
            self.refuse("not-a-mapping", _("this must hold keys with values"), _("write “key: value”"))
            return {}
        return {key: self.get(key) for key in self.value}

    def listed(self) -> list["Node"]:
        """Give the nodes of a list; a node that is none is a fault."""
        if self.empty:
            return []
        if not isinstance(self.value, list):
            self.refuse("not-a-list", _("this must be a list"), _("begin each entry with “- ”"))
            return []
        return [
            Node(child, (*self.path, number), self.document, self.problems)
            for number, child in enumerate(self.value)
        ]

    def text(self) -> str:
        """Give trimmed text, empty where there is none; a list or mapping is a fault."""
        if isinstance(self.value, list | dict):
            self.refuse("not-text", _("this must be text"), _("write one value"))
            return ""
        return (self.value or "").strip()

    def needed(self, what: str, mend: str) -> str:
        """Give text that must be there; `what` and `mend` say so where it is not."""
        text = self.text()
        if not text:
            self.refuse("missing-value", what, mend)
        return text

    def score(self) -> Decimal | None:
        """Give a score 0–100 with at most two decimals, or None where there is none."""
        return self._read(lambda text: read_score(text, self.where))

    def whole(self) -> int | None:
        """Give a whole number, or None where there is none."""
        return self._read(lambda text: read_whole(text, self.where))

    def year(self) -> int | None:
        """Give a fiscal year (B.E.), or None where there is none."""
        return self._read(lambda text: read_year(text, self.where))

    def day(self) -> date | None:
        """Give a date as `parse_date` reads it, or None where there is none."""
        return self._read(parse_date)

    def _read(self, read: Callable[[str], Read]) -> Read | None:
        text = self.text()
        if not text:
            return None
        try:
            return read(text)
        except InputError as error:
            self.problems.extend(
                Problem(each.code, each.what, each.where or self.where, each.mend) for each in error.problems
            )
            return None
