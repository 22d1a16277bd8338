"""Faults for other programs and for readers: JSON, SARIF 2.1.0, and HTML with the places marked."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from prongsai import __version__
from prongsai.language.messages import _, current_language
from prongsai.reading.checks.rules import Fault, position, rules
from prongsai.reading.marking import is_marked, standing
from prongsai.reading.model import Block, RawParagraph, RawReport

_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_STYLE = """body{font-family:"Sarabun","TH Sarabun New",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.6}
table{border-collapse:collapse;margin:1rem 0}td{border:1px solid #888;padding:.3rem .5rem;vertical-align:top}
mark{background:#fff2b3}.error{border-left:.4rem solid #b00020}.warning{border-left:.4rem solid #b36b00}
.hint{border-left:.4rem solid #35618f}aside{margin:.2rem 0 .6rem;padding:.2rem .6rem;background:#f6f6f6;font-size:.92em}"""


def as_json(faults: Sequence[Fault]) -> list[dict[str, str]]:
    """Give faults as a list of {code, class, where, message, mend}, all of them texts."""
    return [
        {
            "code": each.code,
            "class": each.klass,
            "where": each.where,
            "message": each.message,
            "mend": each.mend,
        }
        for each in faults
    ]


def as_sarif(found: Mapping[str, Sequence[Fault]], off: Mapping[str, str]) -> dict[str, Any]:
    """Give the faults of files (name → faults) as one SARIF 2.1.0 run; `off` are rules switched off, with reasons."""
    language = current_language()
    described = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title[language]},
            "fullDescription": {"text": rule.explanation[language]},
            "defaultConfiguration": {"level": _LEVELS[rule.klass], "enabled": rule.code not in off},
            "properties": {"family": rule.family, **({"off": off[rule.code]} if rule.code in off else {})},
        }
        for rule in rules().values()
    ]
    driver = {"name": "prongsai", "version": __version__, "language": language, "rules": described}
    results = [_sarif_result(name, each) for name, faults in found.items() for each in faults]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _sarif_result(name: str, fault: Fault) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(name)}}
    place = fault.place
    if place is not None:
        if place.line is not None:
            physical["region"] = {"startLine": place.line, "snippet": {"text": place.text}}
        elif place.page is not None:
            physical["region"] = {"startLine": 1, "snippet": {"text": place.text}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if fault.pointer or (place is not None and position(place)):
        spot = position(place) if place is not None else ""
        location["logicalLocations"] = [
            {"fullyQualifiedName": fault.pointer or spot, "name": spot or fault.pointer}
        ]
    return {
        "ruleId": fault.code,
        "level": _LEVELS[fault.klass],
        "message": {"text": f"{fault.message} — {fault.mend}"},
        "locations": [location],
    }


def _uri(name: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  only for SARIF

    return quote(name.replace("\\", "/"))


def as_html(pages: Sequence[tuple[RawReport, Sequence[Fault]]]) -> str:
    """Give one page with the text of each report, the places of its faults marked and each fault beside its place."""
    language = current_language()
    title = _("What was found")
    body = "\n".join(_report(raw, faults) for raw, faults in pages)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{_STYLE}</style>\n</head>\n<body>\n'
        f"{body}\n</body>\n</html>\n"
    )


def _report(raw: RawReport, faults: Sequence[Fault]) -> str:
    stands = standing(raw, faults)
    at: dict[int, dict[int, list[Fault]]] = {}
    for (place, row), numbers in stands.at.items():
        at.setdefault(place, {})[row] = [faults[each] for each in numbers]
    parts = [_block(block, at.get(place, {})) for place, block in enumerate(raw.blocks)]
    head = f"<h1>{escape(raw.name)}</h1>\n<p>{escape(counted(faults))}</p>"
    loose = (_aside(faults[each]) for each in stands.loose)
    return "\n".join(["<article>", head, *loose, *parts, "</article>"])


def counted(faults: Sequence[Fault]) -> str:
    """Give how many errors, warnings and hints there are, in words."""
    number = {klass: sum(each.klass == klass for each in faults) for klass in _LEVELS}
    return _("{errors} errors, {warnings} warnings, {hints} hints").format(
        errors=number["error"], warnings=number["warning"], hints=number["hint"]
    )


def _block(block: Block, by_row: Mapping[int, list[Fault]]) -> str:
    if isinstance(block, RawParagraph):
        found = by_row.get(0, [])
        words = f"<mark>{escape(block.text)}</mark>" if found else escape(block.text)
        return f"<p>{words}</p>{''.join(map(_aside, found))}"
    rows: list[str] = []
    notes: list[str] = []
    for number, row in enumerate(block.rows):
        found = by_row.get(number, [])
        marked = {each.place.text for each in found if each.place}
        cells = "".join(f"<td>{_cell(words, marked)}</td>" for words in row.cells)
        rows.append(f"<tr>{cells}</tr>")
        notes += map(_aside, found)
    return f"<table>{''.join(rows)}</table>{''.join(notes)}"


def _cell(words: str, marked: set[str]) -> str:
    return f"<mark>{escape(words)}</mark>" if is_marked(words, marked) else escape(words)


def _aside(fault: Fault) -> str:
    return (
        f'<aside class="{fault.klass}"><strong>{escape(fault.message)}</strong> – {escape(fault.mend)} '
        f"<small>{escape(fault.code)}</small></aside>"
    )
