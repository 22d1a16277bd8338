"""Strict reading of the advice texts: every fault of every file, each with file, line, dotted path and mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yaml import SequenceNode

from prongsai.advice.model import AIMS, OWNERS, Advice, IndicatorAdvice
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.bases import Bases, check_bases_used, read_bases, read_basis
from prongsai.method.loading import compose
from prongsai.method.places import Place, Sheet, twice

INDICATORS_FILE = "indicators.yaml"
INDICATORS = tuple(str(number) for number in range(1, 11))
ADVICE_KEYS = ("problem", "advice", "steps", "refs", "owners", "basis")
INDICATOR_KEYS = ("looks_at", "titles", "steps", "refs", "owners", "basis")


@dataclass(frozen=True, slots=True)
class Book:
    """All advice: by concept of a question or item, and by number of an indicator (1–10)."""

    concepts: Mapping[str, Advice]
    indicators: Mapping[int, IndicatorAdvice]


def read_book(directory: Path) -> Book:
    """Read all advice of a directory: `indicators.yaml`, and the advice on concepts in every other YAML file.

    Raises InputError with all faults of all files, in the order of files and lines; OSError where a file
    cannot be opened.
    """
    problems: list[Problem] = []
    concepts: dict[str, Advice] = {}
    indicators: dict[int, IndicatorAdvice] = {}
    homes: dict[str, str] = {}
    for path in sorted({*directory.glob("*.yaml"), directory / INDICATORS_FILE}):
        sheet = Sheet(str(path))
        root = Place(sheet, "", compose(path.read_bytes(), path))
        section = "indicators" if path.name == INDICATORS_FILE else "advice"
        keys = root.keys(("bases", section))
        bases = read_bases(keys["bases"])
        if section == "indicators":
            places = keys[section].keys(INDICATORS)
            indicators = {int(number): _indicator(number, places[number], bases) for number in INDICATORS}
        else:
            for concept, place in keys[section].entries():
                _note_home(concept, place, homes)
                concepts[concept] = _advice(concept, place, bases)
        check_bases_used(bases)
        problems += sheet.problems()
    if problems:
        raise InputError(problems)
    return Book(concepts, indicators)


def _note_home(concept: str, place: Place, homes: dict[str, str]) -> None:
    """Note where a concept stands; a fault where it stands in an earlier file too."""
    if concept in homes:
        place.fault(
            "concept-twice",
            _("there is advice on {concept} in {where} already").format(
                concept=concept, where=homes[concept]
            ),
            _("keep one of the two"),
        )
    homes.setdefault(concept, f"{place.sheet.name}:{place.sheet.lines[place.path]}")


def _advice(concept: str, place: Place, bases: Bases) -> Advice:
    keys = place.keys(ADVICE_KEYS)
    return Advice(
        concept=concept,
        problem=keys["problem"].text(),
        advice=keys["advice"].text(),
        steps=_texts(keys["steps"], 1, 4),
        refs=_texts(keys["refs"], 0, 5),
        owners=_owners(keys["owners"]),
        basis=read_basis(keys["basis"], bases),
    )


def _indicator(number: str, place: Place, bases: Bases) -> IndicatorAdvice:
    keys = place.keys(INDICATOR_KEYS)
    titles = keys["titles"].keys(AIMS)
    steps = keys["steps"].keys(AIMS)
    return IndicatorAdvice(
        number=int(number),
        looks_at=keys["looks_at"].text(),
        titles={aim: titles[aim].text() for aim in AIMS},
        steps={aim: _texts(steps[aim], 3, 4) for aim in AIMS},
        refs=_texts(keys["refs"], 0, 5),
        owners=_owners(keys["owners"]),
        basis=read_basis(keys["basis"], bases),
    )


def _texts(place: Place, least: int, most: int) -> tuple[str, ...]:
    """Read a list of `least` to `most` different texts."""
    texts = place.words()
    for text in twice(texts):
        place.fault("text-twice", _("“{text}” stands twice").format(text=text), _("keep one of the two"))
    if isinstance(place.node, SequenceNode) and not least <= len(texts) <= most:
        place.fault(
            "wrong-count",
            _("{count} where {least} to {most} should stand").format(
                count=len(texts), least=least, most=most
            ),
            _("add or take out as many as needed"),
        )
    return texts


def _owners(place: Place) -> tuple[str, ...]:
    owners = _texts(place, 1, len(OWNERS))
    for owner in owners:
        if owner and owner not in OWNERS:
            place.fault(
                "unknown-owner",
                _("{owner} is no key of a division").format(owner=owner),
                _("use one of {keys}").format(keys=", ".join(OWNERS)),
            )
    return owners
