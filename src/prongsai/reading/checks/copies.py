"""Copies: sentences of analyses and measures that stand word for word in another report."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from prongsai.advice.book import advice, concepts, indicator_advice
from prongsai.analysis import words as analysis_words
from prongsai.intake.indicator_names import bare, names
from prongsai.language.digits import arabic
from prongsai.method.library import load_method, years
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.model import Facts, Place

LEAST = 60
"""How many letters a sentence has at least that counts as taken over."""
_OWN_SHARE = 0.5
_PIECE = 6
#: The sentence beside a measure that says in which class its indicator is, without marks and numbers.
_VERDICT = re.compile(
    bare("ตัวชี้วัดที่ได้คะแนน")
    + ".*"
    + bare("จึง(?:ให้|ควร|ต้อง)(?:รักษามาตรฐานไว้|ดำเนินการต่อเนื่อง|พัฒนาให้ดีขึ้น|แก้ไขโดยเร่งด่วน)")
)
_YEAR = re.compile(r"25[5-9]\d|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one's own: its letters as they are compared, its words, and where it stands."""

    plain: str
    words: str
    place: Place | None
    pointer: str


@dataclass(frozen=True)
class Sentences:
    """What is compared of one report: its name, its own sentences, and the assessor's text in it."""

    name: str
    own: tuple[Sentence, ...]
    assessor: str


def sentences(facts: Facts) -> Sentences:
    """Give the sentences of analyses and measures of at least `LEAST` letters, without years, scores and names.

    A text counts as a whole and by its stretches between spaces, the whole first.
    """
    report = Report(facts)
    agency = facts.agency
    left_out = [bare(each) for each in (agency.name, agency.district, agency.province) if each]
    assessor = _plain(" ".join(each.text for each in facts.findings), left_out)
    own: dict[str, Sentence] = {}
    for text, pointer in _texts(facts):
        for words in (text, *text.split()):
            plain = _plain(words, left_out)
            if len(plain) >= LEAST and plain not in own and plain not in assessor:
                own[plain] = Sentence(plain, words, report.place(pointer), pointer)
    return Sentences(facts.name, tuple(own.values()), assessor)


Index = Mapping[str, Sequence[Sentences]]


def indexed(reports: Iterable[Sentences]) -> Index:
    """Give the reports in which each sentence stands, by its letters."""
    found: dict[str, list[Sentences]] = {}
    for report in reports:
        for each in report.own:
            found.setdefault(each.plain, []).append(report)
    return found


def copied(report: Sentences, index: Index) -> Iterator[Fault]:
    """Give the sentences of a report that stand whole in another one; a stretch of one that does is not told again."""
    told: list[str] = []
    for each in report.own:
        others = (
            other.name
            for other in index.get(each.plain, ())
            if other is not report and each.plain not in other.assessor
        )
        source = next(others, None)
        if source is None or any(each.plain in longer for longer in told) or _composed(each.plain):
            continue
        told.append(each.plain)
        words = each.words if len(each.words) <= 90 else f"{each.words[:90]}…"
        yield fault("copied", each.place, each.pointer, source=source, words=words)


def _texts(facts: Facts) -> Iterator[tuple[str, str]]:
    for number, text in facts.sections.items():
        yield text, f"/sections/{number}"
    for number, measure in enumerate(facts.measures):
        if measure.analysis:
            yield measure.analysis, f"/measures/{number}/analysis"
        for step in measure.steps:
            yield step, f"/measures/{number}/steps"


def _plain(text: str, left_out: Sequence[str]) -> str:
    plain = _YEAR.sub("", bare(arabic(text)))
    for name in left_out:
        plain = plain.replace(name, "")
    return plain


@cache
def _own_words() -> tuple[str, ...]:
    """Give the pieces of text that Prongsai composes of, and the titles of items, the longest first."""
    found: set[str] = set()
    for concept in concepts():
        each = advice(concept)
        found |= {each.problem, each.advice, *each.steps}
    for number in range(1, 11):
        about = indicator_advice(number)
        steps = {step for steps in about.steps.values() for step in steps}
        found |= {about.looks_at, *about.titles.values(), *steps}
    for value in vars(analysis_words).values():
        phrases = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
        found |= {
            part for phrase in phrases if isinstance(phrase, str) for part in re.split(r"\{\w+\}", phrase)
        }
    found |= {words for each in analysis_words.BANDS for words in (each.word, each.asked, each.shown)}
    found |= {item.title_th for year in years() for item in load_method(year).items}
    found |= set(names())
    pieces = {_plain(words, ()) for text in found for words in (text, *text.split())}
    return tuple(sorted((each for each in pieces if len(each) >= _PIECE), key=len, reverse=True))


def _composed(plain: str) -> bool:
    """Tell whether a text is one that Prongsai composes: most of it is made of its own pieces."""
    if _VERDICT.fullmatch(plain):
        return True
    left = plain
    for piece in _own_words():
        left = left.replace(piece, "")
    return len(left) <= _OWN_SHARE * len(plain)
