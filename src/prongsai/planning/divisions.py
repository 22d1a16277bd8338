"""Divisions: the keys that advice speaks of, and what an agency of a type usually calls them.

The names in `divisions.yaml` are typical ones, to be changed: every agency may give its own.
"""

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


def owner_names(keys: Iterable[str], divisions: Mapping[str, str]) -> tuple[str, ...]:
    """Give the owners of a measure by name, the leading one first, each once.

    Where “every division” is among them it stands for all but the leading one.
    """
    names = list(dict.fromkeys(divisions[key] for key in keys))
    everyone = divisions["all"]
    if everyone not in names:
        return tuple(names)
    return (everyone,) if names[0] == everyone else (names[0], everyone)


def head_of(agency: Agency) -> str:
    """Give the position of the agency's head: its own words, else the usual ones of its type."""
    return agency.head or str(_list_of(agency.type)["head"])
