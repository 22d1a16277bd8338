"""Remarks in a list, each under a key that changes with its words, so that nobody changes one that is gone."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prongsai.intake.remarks import remark_of
from prongsai.method.model import Method
from prongsai.site.rounds.models import Result, Round
from prongsai.site.rounds.summary import RemarkRow, remark_rows

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A remark that is kept: its key, its entry of `remarks:`, and how it was understood."""

    key: str
    entry: Entry
    row: RemarkRow


def key_of(entry: Entry) -> str:
    """Give the key of a remark."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def kept(remarks: Iterable[Entry], method: Method) -> list[Kept]:
    """Give remarks with their keys."""
    found = []
    for entry in remarks:
        read = remark_of(tuple(entry["codes"]), entry["text"], entry["part"], tuple(entry["missing"]), method)
        found.append(Kept(key_of(entry), entry, remark_rows([read], method)[0]))
    return found


def carriable(each: Round, results: Iterable[Result]) -> Result | None:
    """Give the newest other result of an open round whose remarks may be carried over to the decisive one.

    None where the decisive result has remarks of its own, or no other has any. `results` are newest first.
    """
    if each.closed or each.decisive is None or each.decisive.inputs.get("remarks"):
        return None
    return next((row for row in results if row.pk != each.decisive_id and row.inputs.get("remarks")), None)


def replaced(remarks: Iterable[Entry], key: str, entry: Entry) -> list[Entry]:
    """Give remarks with another in the place of the one with a key."""
    return [entry if key_of(each) == key else each for each in remarks]


def without(remarks: Iterable[Entry], key: str) -> list[Entry]:
    """Give remarks without the one with a key."""
    return [each for each in remarks if key_of(each) != key]
