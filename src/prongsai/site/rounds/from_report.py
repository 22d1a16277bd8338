"""A report that was read → what of it can become a result: each fact beside the place that it comes from.

Nothing of it counts before the officer has confirmed it (`prongsai.site.rounds.forms.facts`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from prongsai.language.dates import full_date
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import years
from prongsai.method.model import Item, Method
from prongsai.site.findings.words import figure_title
from prongsai.site.rounds.inputs import flat
from prongsai.site.rounds.words import place_words

Facts = Mapping[str, Any]
_POSITION = ("page", "line", "sheet", "cell")
_PART = re.compile(r"^\(?(?:EIT\s*)?ส่วนที่\s*[12]\)?\s*")
_ONLY_A_SCORE = re.compile(r"\s*(?:\([\d.]+ คะแนน\).*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the report that was not read as it stands: what was read, what it was taken for, why, and where."""

    read: str
    taken: str
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its field, what it is of, what was read, where it stands and the words there, and what is doubtful."""

    name: str
    title: str
    value: str
    where: str = ""
    words: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def worded(self) -> bool:
        """Tell whether it is said in words, not in a number."""
        return self.name.endswith((".level", ".announced"))


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The scores of one year in the report; `number` is its place there."""

    number: int
    fiscal_year: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RemarkFact:
    """What the report says on a question or item, which may be a remark of the assessor."""

    number: int
    codes: str
    part: str
    text: str
    missing: tuple[str, ...] = ()
    where: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a report offers for a round: its own year's scores, earlier years', remarks, and doubts that touch none.

    `others` names the agency that the report is of, where it is not this one; `same_year` tells that the remarks
    are in the codes of the round's year.
    """

    own: YearFacts
    earlier: tuple[YearFacts, ...]
    remarks: tuple[RemarkFact, ...]
    doubts: tuple[Doubt, ...] = ()
    taken_for: tuple[Doubt, ...] = ()
    others: str = ""


def proposal(facts: Facts, method: Method, unit: str) -> Proposal:
    """Give what a report offers for the round of a method's year.

    Raises InputError where the report holds no scores of that year.
    """
    doubts = _Doubts(facts)
    found = {each["fiscal_year"]: number for number, each in enumerate(facts["results"])}
    if method.fiscal_year not in found:
        raise InputError(_no_scores(sorted(found), method.fiscal_year))
    own = _year(facts, found[method.fiscal_year], method, doubts, own=True)
    earlier = tuple(
        _year(facts, number, method, doubts, own=False)
        for year, number in sorted(found.items(), reverse=True)
        if year < method.fiscal_year and year in years()
    )
    remarks = tuple(_remarks(facts, method, doubts))
    return Proposal(own, earlier, remarks, doubts.left(), doubts.taken_for(), _other_agency(facts, unit))


def _no_scores(found: list[int], fiscal_year: int) -> Problem:
    if found:
        what = _("The report holds scores of {years}, but none of {year}.").format(
            years=", ".join(map(str, found)), year=fiscal_year
        )
        mend = _("upload the report on this year's result, or go to the round of the other year")
        return Problem("other-year", what, mend=mend)
    what = _("No scores were found in the report.")
    return Problem("no-scores", what, mend=_("type the scores, or paste them"))


def _other_agency(facts: Facts, unit: str) -> str:
    name = facts["agency"]["name"]
    return "" if not name or "".join(name.split()) == "".join(unit.split()) else name


def _year(facts: Facts, number: int, method: Method, doubts: "_Doubts", *, own: bool) -> YearFacts:
    """Give the facts of one year; those of the round's own also have the day of the announcement."""
    held = facts["results"][number]
    texts = flat({key: held[key] for key in ("indicators", "instruments")})
    texts |= {key: held[key] for key in ("total", "level") if held[key]}
    if held["rank"] is not None:
        texts["rank.place"] = str(held["rank"])
    pointers = {name: f"/results/{number}/{name.replace('.', '/')}" for name in texts}
    if own and facts["announced"] and facts["result_year"] == method.fiscal_year:
        texts["announced"] = full_date(date.fromisoformat(facts["announced"]))
        pointers["announced"] = "/announced"
    return YearFacts(
        number,
        held["fiscal_year"],
        tuple(
            _fact(facts, f"r{number}.{name}", _title(name, method), text, pointers[name], doubts)
            for name, text in texts.items()
        ),
    )


def _fact(facts: Facts, name: str, title: str, text: str, pointer: str, doubts: "_Doubts") -> Fact:
    place = facts["places"].get(pointer.replace("rank/place", "rank"), {})
    words = place.get("row") or place.get("text", "")
    return Fact(name, title, text, place_words(place), words, doubts.at(place))


def _title(name: str, method: Method) -> str:
    worded = {
        "level": _("Level"),
        "rank.place": _("Place among agencies of its kind"),
        "announced": _("Day of the announcement"),
    }
    return worded.get(name) or figure_title(method, name.rpartition(".")[2])


def _remarks(facts: Facts, method: Method, doubts: "_Doubts") -> Iterable[RemarkFact]:
    """Give what the report says on questions and items, where its codes are those of the round's year."""
    if facts["result_year"] != method.fiscal_year:
        return
    for number, each in enumerate(facts["findings"]):
        place = facts["places"].get(f"/findings/{number}", {})
        if _is_title(each, method):
            continue
        advice = f"ดังนั้น {each['advice']}" if each["advice"] else ""
        yield RemarkFact(
            number,
            each["code"],
            each["part"],
            f"{each['problem']} {advice}".strip(),
            tuple(each["missing"]),
            place_words(place),
            doubts.at(place),
        )


def _is_title(found: Mapping[str, Any], method: Method) -> bool:
    """Tell whether what was found is no remark but what a question or item is called, as reports made here name findings.

    Nothing else stands there then, or its score and the reasons of the finding.
    """
    subject = method.find(found["code"])
    if subject is None or found["advice"]:
        return False
    title = subject.title_th if isinstance(subject, Item) else subject.subject_th
    text = _PART.sub("", found["problem"])
    return text.startswith(title) and _ONLY_A_SCORE.fullmatch(text.removeprefix(title)) is not None


class _Doubts:
    """The doubts of a report by where they stand; one that is asked for by a fact is no longer left over."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.asked: set[tuple[Any, ...]] = set()

    def at(self, place: Mapping[str, Any]) -> tuple[Doubt, ...]:
        """Give what is doubtful at a place."""
        position = _position(place)
        self.asked.add(position)
        return tuple(
            _doubt(each) for each in self._open() if any(position) and _position(each["place"]) == position
        )

    def left(self) -> tuple[Doubt, ...]:
        """Give the doubts at no place that was asked for, without those on measures, which make no result."""
        measures = {
            _position(place)
            for pointer, place in self.facts["places"].items()
            if pointer.startswith("/measures")
        }
        gone = self.asked | measures
        return tuple(_doubt(each) for each in self._open() if _position(each["place"]) not in gone)

    def taken_for(self) -> tuple[Doubt, ...]:
        """Give what was certainly taken for something else than what stands there, once each."""
        sure = (_doubt(each) for each in self.facts["doubts"] if each["sure"] == "certain")
        return tuple({(each.read, each.taken): each for each in sure}.values())

    def _open(self) -> list[Mapping[str, Any]]:
        return [each for each in self.facts["doubts"] if each["sure"] != "certain"]


def _position(place: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(place.get(key) for key in _POSITION)


def _doubt(held: Mapping[str, Any]) -> Doubt:
    return Doubt(held["read"], held["taken"], held["why"], place_words(held["place"]))
