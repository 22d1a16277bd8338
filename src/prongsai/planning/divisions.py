"""Divisions: the keys that advice speaks of, and what an agency of a type usually calls them.

The names in `divisions.yaml` are typical ones, to be changed: every agency may give its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from prongsai.intake.model import Agency
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem

KEYS = (
    "office", "finance", "works", "education", "health", "welfare",
    "strategy", "personnel", "audit", "legal", "all",
)  # fmt: skip
#: How many owners a measure is given, the leading one among them.
MOST_OWNERS = 3
#: What a reader is told wherever the names are typical ones.
NOTE_TH = "ชื่อส่วนราชการเป็นชื่อที่ใช้กันทั่วไป โปรดแก้ให้ตรงกับโครงสร้างของหน่วยงาน"


@cache
def _lists() -> tuple[Mapping[str, Any], ...]:
    import yaml  # noqa: PLC0415  kept out of the cold start

    text = (Path(__file__).parent / "divisions.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text)["lists"].values())


def _list_of(agency_type: str) -> Mapping[str, Any]:
    """Give the list of a type of agency; the general one where the type is not known."""
    return next((each for each in _lists() if agency_type in each["types"]), _lists()[-1])


def type_named(name: str) -> str:
    """Give the type that an agency's official name begins with (``เทศบาลเมือง``), empty where it tells none."""
    known = (each for entry in _lists() for each in entry["types"])
    return max((each for each in known if name.startswith(each)), key=len, default="")


def divisions_of(agency: Agency, own: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the name of every key in `KEYS` for an agency: its own, else the typical one, else the office's.

    `own` holds the agency's own names by key; `agency.office` is its own name of the office. Raises InputError
    for a key that is not known.
    """
    given = {**({"office": agency.office} if agency.office else {}), **(own or {})}
    if unknown := sorted(set(given) - set(KEYS)):
        raise InputError(
            Problem(
                "unknown-division",
                _("“{key}” is no key of a division").format(key=unknown[0]),
                mend=_("use one of {keys}").format(keys=", ".join(KEYS)),
            )
        )
    typical = {key: name for key, name in _list_of(agency.type).items() if key in KEYS}
    names = {**typical, **{key: name for key, name in given.items() if name}}
    return {key: names.get(key, names["office"]) for key in KEYS}


def division_names(divisions: Mapping[str, str]) -> tuple[str, ...]:
    """Give the divisions by name, each once, the office first, without “every division”."""
    return tuple(dict.fromkeys(divisions[key] for key in KEYS if key != "all"))


def owner_names(mentions: Iterable[str], divisions: Mapping[str, str]) -> tuple[str, ...]:
    """Give the owners of a measure by name from the keys that its work mentions, one entry for each mention.

    The division mentioned most often leads, so that somebody does; at most `MOST_OWNERS` are named. “Every
    division” stands last, so that those with most of the work are seen beside it.
    """
    counted = Counter(divisions[key] for key in mentions)
    everyone = divisions["all"]
    shared = counted.pop(everyone, 0) > 0
    named = [name for name, _times in counted.most_common(MOST_OWNERS - shared)]
    return (*named, everyone) if shared else tuple(named)


def stands_for_all(owner: str) -> bool:
    """Tell whether an owner stands for all divisions (``ทุกส่วนราชการ``, ``ทุกกอง``)."""
    return owner.startswith("ทุก")


def head_of(agency: Agency) -> str:
    """Give the position of the agency's head: its own words, else the usual ones of its type."""
    return agency.head or str(_list_of(agency.type)["head"])


def known_types() -> tuple[str, ...]:
    """Give the types of agency whose usual divisions are known, without their short forms."""
    return tuple(each for entry in _lists() for each in entry["types"] if not each.endswith("."))


def usual_approvers(agency: Agency) -> tuple[str, ...]:
    """Give the positions that usually approve a plan one after the other, the agency's head last.

    For local government: the head of the office, the clerk (ปลัด), the head. Of other types only the head is known.
    They are suggestions: every agency has its own delegation of authority.
    """
    head = head_of(agency)
    entry = _list_of(agency.type)
    if "clerk" not in entry:
        return (head,)
    office = divisions_of(agency)["office"]
    return (f"หัวหน้า{office}", str(entry["clerk"]), head)
