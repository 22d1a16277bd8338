"""Strict loading of a pack: YAML with the line of every fault, typed values, and a hash of the content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import yaml

from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.bases import check_bases_used, read_bases
from prongsai.method.counting import read_facts, read_levels, read_links, read_report, read_rules, read_target
from prongsai.method.model import Item, Method, Question, Unpublished
from prongsai.method.places import Place, Sheet
from prongsai.method.subjects import (
    read_indicators,
    read_instruments,
    read_items,
    read_questions,
    read_scales,
    read_sub_indicators,
)  # fmt: skip

SECTIONS = (
    "fiscal_year", "bases", "instruments", "indicators", "sub_indicators", "scales", "questions", "items",
    "rules", "levels", "target", "report", "facts", "links",
)  # fmt: skip

# The C loader composes a pack in about ten milliseconds; the pure one, where there is no C, in about two hundred.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read: its method, its file, and the line of every dotted path in it."""

    method: Method
    file: str
    lines: Mapping[str, int]


def load_pack(path: Path) -> Pack:
    """Read a pack from its file, which bears the fiscal year as its name (``2568.yaml``).

    Raises InputError with every fault of the file, each with file, line, dotted path and mend; OSError where the
    file cannot be opened.
    """
    return read_pack(path.read_bytes(), path)


def read_pack(content: bytes, path: Path) -> Pack:
    """Read a pack from its content; `path` names its year and stands in messages, and need not be there.

    Raises InputError as `load_pack` does.
    """
    root = compose(content, path)
    if root is None:
        mend = _("docs/method.md says what a pack holds")
        raise InputError(Problem("empty-file", _("the file is empty"), str(path), mend))
    sheet = Sheet(str(path))
    method = _read(Place(sheet, "", root), path.stem)
    if sheet.faults:
        raise InputError(sheet.problems())
    return Pack(replace(method, hash=_hash(root)), str(path), sheet.lines)


def compose(content: bytes, path: Path) -> yaml.Node | None:
    """Give the root node of YAML with its lines, for `prongsai.method.places`; None where it is empty.

    Raises InputError (``not-yaml``) with the file `path` and the line.
    """
    loader = _LOADER(content)
    try:
        return loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            Problem(
                "not-yaml",
                _("this is not YAML: {reason}").format(reason=getattr(error, "problem", None) or error),
                f"{path}:{mark.line + 1}" if mark else str(path),
                _("mend the indentation or the quotes there"),
            )
        ) from error
    finally:
        loader.dispose()


def _read(root: Place, name: str) -> Method:
    sheet = root.sheet
    keys = root.keys(SECTIONS)
    year = _year(keys["fiscal_year"], name)
    bases = read_bases(keys["bases"])
    before = len(sheet.faults)
    instruments = read_instruments(keys["instruments"], bases)
    # A faulty list of instruments would make every indicator look homeless, so nothing is held against it.
    faulty = len(sheet.faults) > before
    homes = {} if faulty else {str(number): each.code for each in instruments for number in each.indicators}
    indicators = read_indicators(keys["indicators"], homes)
    items_there = keys["items"].names()
    sub_indicators = read_sub_indicators(keys["sub_indicators"], items_there, homes, bases)
    scales = read_scales(keys["scales"], bases)
    questions = read_questions(keys["questions"], keys["scales"].names(), homes, bases)
    items = read_items(keys["items"], sub_indicators, bases)
    asked: list[Question | Item] = [*(() if isinstance(questions, Unpublished) else questions), *items]
    _check_concepts(sheet, asked)
    method = Method(
        fiscal_year=year,
        hash="",
        instruments=instruments,
        indicators=indicators,
        sub_indicators=sub_indicators,
        scales=scales,
        questions=questions,
        items=items,
        rules=read_rules(keys["rules"], bases),
        levels=read_levels(keys["levels"], bases),
        target=read_target(keys["target"], bases),
        report=read_report(keys["report"], items_there, bases),
        facts=read_facts(keys["facts"], bases),
        links=read_links(
            keys["links"], {each.concept for each in asked} if questions and items else set(), bases
        ),
    )
    check_bases_used(bases)
    return method


def _year(place: Place, name: str) -> int:
    """Read the pack's year; a fault where the file is named after another."""
    year = place.whole()
    if year and str(year) != name:
        place.fault(
            "wrong-year",
            _("the file is named {name} but says {year}").format(name=name, year=year),
            _("name the file {year}.yaml, or mend the year").format(year=year),
        )
    return year


def _check_concepts(sheet: Sheet, asked: list[Question | Item]) -> None:
    """Note a fault where two subjects are the same concept: evidence and history could not be told apart."""
    first: dict[str, str] = {}
    for each in asked:
        if each.concept and each.concept in first:
            section = "items" if isinstance(each, Item) else "questions"
            sheet.fault(
                f"{section}.{each.code}.concept",
                "concept-twice",
                _("{code} is the same concept as {first}").format(code=each.code, first=first[each.concept]),
                _("give each its own concept; a link can say that they merge later"),
            )
        first.setdefault(each.concept, each.code)


def _hash(root: yaml.Node) -> str:
    """Give the SHA-256 of the pack's keys and values in their order, whatever its comments, quotes and spaces."""
    content = json.dumps(_plain(root), ensure_ascii=False, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return [[_plain(key), _plain(value)] for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return {"list": [_plain(each) for each in node.value]}
    return node.value
