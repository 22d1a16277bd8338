"""What the page of a reading shows: faults by rule, the text with its places marked, the facts as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from prongsai.method.library import load_method, years
from prongsai.reading.checks.rules import position, rules
from prongsai.site.readings.models import Fault, Klass
from prongsai.site.readings.portions import place_of

CLASSES = {
    Klass.ERROR: gettext_lazy("Errors"),
    Klass.WARNING: gettext_lazy("Warnings"),
    Klass.HINT: gettext_lazy("Hints"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A fault in the reader's language. `where` is its place in words, `words` what stands there."""

    number: int
    klass: str
    klass_words: str
    message: str
    mend: str
    where: str
    words: str
    part: int | None


@dataclass(slots=True)
class Group:
    """The faults of one rule, with what the rule is about."""

    title: str
    explanation: str
    klass: str
    klass_words: str
    faults: list[Shown] = field(default_factory=list)


def shown(fault: Fault) -> Shown:
    """Give a fault in the reader's language."""
    texts, place = fault.texts[_language()], place_of(fault.place)
    return Shown(
        fault.number,
        fault.klass,
        str(Klass(fault.klass).label),
        texts["message"],
        texts["mend"],
        position(place) if place else "",
        place.text if place else "",
        fault.part,
    )


def grouped(faults: Iterable[Fault]) -> list[Group]:
    """Give faults by rule, in the order in which the rules first come."""
    groups: dict[tuple[str, str], Group] = {}
    known, language = rules(), _language()
    for fault in faults:
        each = shown(fault)
        if (key := (fault.klass, fault.code)) not in groups:
            # A rule that is no longer known is called by its code.
            rule = known.get(fault.code)
            title, explanation = (
                (rule.title[language], rule.explanation[language]) if rule else (fault.code, "")
            )
            groups[key] = Group(title, explanation, each.klass, each.klass_words)
        groups[key].faults.append(each)
    return list(groups.values())


def marked(blocks: Sequence[Mapping[str, Any]], faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Give the blocks of a portion as the page draws them: with their faults, and their page where a new one begins."""
    known = {each.number: shown(each) for each in faults}
    drawn: list[dict[str, Any]] = []
    page = None
    for block in blocks:
        rows = block.get("rows")
        first = rows[0] if rows else block
        new = first["page"] if first["page"] != page else None
        page = (rows[-1] if rows else block)["page"]
        if rows is None:
            drawn.append({**block, "new_page": new, "faults": _of(block, known)})
        else:
            drawn.append({"new_page": new, "rows": [_row(row, known) for row in rows]})
    return drawn


def _row(row: Mapping[str, Any], known: Mapping[int, Shown]) -> dict[str, Any]:
    among = row.get("marked", ())
    cells = [(words, place in among) for place, words in enumerate(row["cells"])]
    return {"cells": cells, "faults": _of(row, known)}


def _of(piece: Mapping[str, Any], known: Mapping[int, Shown]) -> list[Shown]:
    return [known[number] for number in piece.get("faults", ())]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores that a report prints: a column a year, a row a figure."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    levels: tuple[str, ...]


def scores_in(facts: Mapping[str, Any]) -> Scores:
    """Give the scores in the facts of a report (`prongsai.reading.export.as_json`) as a table."""
    results: list[Mapping[str, Any]] = facts["results"]
    names = _names(facts["result_year"])
    rows = [
        (
            f"{number}. {names[number]}" if number in names else str(number),
            _column(results, "indicators", str(number)),
        )
        for number in range(1, 11)
    ]
    rows += [(code, _column(results, "instruments", code)) for code in ("IIT", "EIT", "EIT1", "EIT2", "OIT")]
    rows.append((_("Total score"), tuple(_decimal(each["total"]) for each in results)))
    return Scores(
        tuple(each["fiscal_year"] for each in results),
        tuple((name, values) for name, values in rows if any(value is not None for value in values)),
        tuple(each["level"] for each in results),
    )


def _names(fiscal_year: int | None) -> dict[int, str]:
    """Give the names of a year's indicators in the reader's language, none for a year without a pack."""
    if fiscal_year not in years():
        return {}
    english = _language() == "en"
    return {
        each.number: each.name_en if english else each.name_th for each in load_method(fiscal_year).indicators
    }


def _column(results: Iterable[Mapping[str, Any]], kind: str, key: str) -> tuple[Decimal | None, ...]:
    return tuple(_decimal(each[kind].get(key)) for each in results)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _language() -> str:
    return get_language() or "th"
