"""The registry of rules, read from `rules.yaml`, and the faults that they find."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from prongsai.language.messages import LANGUAGES, _, current_language
from prongsai.reading.model import Place

Klass = Literal["error", "warning", "hint"]
KLASSES: tuple[Klass, ...] = ("error", "warning", "hint")
FILE = Path(__file__).parent / "rules.yaml"
_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its stable code, its family and class, and its texts by language (``en``, ``th``).

    `message` and `mend` have fields in braces, which are filled in with what was found.
    """

    code: str
    family: str
    klass: Klass
    title: Mapping[str, str]
    explanation: Mapping[str, str]
    message: Mapping[str, str]
    mend: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a report, in the language in use when it was found.

    `code` and `klass` are of its rule; `place` says where it stands, None where something is missing; `pointer` is
    the JSON pointer of the fact that it is about, empty where there is none.
    """

    code: str
    klass: Klass
    message: str
    mend: str
    place: Place | None = None
    pointer: str = ""

    @property
    def where(self) -> str:
        """Give the place in words: page or line or cell, and the words there."""
        if self.place is None:
            return _("the report")
        words = self.place.text if len(self.place.text) <= _QUOTED else f"{self.place.text[:_QUOTED]}…"
        spot = position(self.place)
        return f"{spot}: “{words}”" if spot else f"“{words}”"


def position(place: Place) -> str:
    """Give where a place is without its words, such as ``page 3`` or ``line 25``; empty where it has no number."""
    if place.cell:
        return _("sheet {sheet}, cell {cell}").format(sheet=place.sheet, cell=place.cell)
    if place.page is not None:
        return _("page {page}").format(page=place.page)
    return _("line {line}").format(line=place.line) if place.line is not None else ""


@cache
def rules() -> Mapping[str, Rule]:
    """Give all rules by their codes, in the order of `rules.yaml`."""
    import yaml  # noqa: PLC0415  only where something is checked

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(FILE.read_text(encoding="utf-8"), loader)  # noqa: S506  both loaders are safe ones
    return {code: Rule(code=code, klass=fields.pop("class"), **fields) for code, fields in read.items()}


def fault(code: str, place: Place | None = None, pointer: str = "", /, **fields: object) -> Fault:
    """Give a fault of a rule, its texts filled in with `fields` in the language in use."""
    rule = rules()[code]
    language = current_language()
    return Fault(
        code,
        rule.klass,
        rule.message[language].format(**fields),
        rule.mend[language].format(**fields),
        place,
        pointer,
    )


def documentation() -> str:
    """Give `docs/checks.md`: every rule in both languages, by family."""
    families = dict.fromkeys(rule.family for rule in rules().values())
    lines = [
        "# What `prongsai check` finds",
        "",
        "Made from `src/prongsai/reading/checks/rules.yaml` by `prongsai check --list`; edit it there.",
        "",
        "A rule is switched off with a reason: `--off CODE=reason`, or a file of such lines with `--off-file FILE`.",
        "An **error** is wrong and seen to be wrong, a **warning** is very likely wrong, a **hint** is worth a look.",
        "The exit code is 1 where errors are found, else 0, and 2 where a file cannot be read.",
    ]
    for family in families:
        lines += ["", f"## {family[0].upper()}{family[1:]}"]
        for rule in rules().values():
            if rule.family == family:
                lines += ["", f"### `{rule.code}` ({rule.klass})", ""]
                for language in reversed(LANGUAGES):
                    mend = "" if rule.mend[language] == "{hint}" else f" *{rule.mend[language]}*"
                    lines += [f"**{rule.title[language]}** – {rule.explanation[language]}{mend}", ""]
                lines.pop()
    return "\n".join(lines) + "\n"
