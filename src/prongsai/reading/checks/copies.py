"""Copies: sentences of analyses and measures that stand word for word in another report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from prongsai.advice.book import advice, concepts, indicator_advice
from prongsai.analysis import words as analysis_words
from prongsai.language.digits import arabic
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.indicator_names import bare, names
from prongsai.reading.model import Facts, Place

LEAST = 60
"""How many letters a sentence has at least that counts as taken over."""
_OWN_SHARE = 0.5
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
    """Give the sentences of analyses and measures of at least `LEAST` letters, without years, scores and names."""
    report = Report(facts)
    agency = facts.agency
    left_out = [bare(each) for each in (agency.name, agency.district, agency.province) if each]
    assessor = _plain(" ".join(each.text for each in facts.findings), left_out)
    own: dict[str, Sentence] = {}
    for text, pointer in _texts(facts):
        for words in (text, *re.split(r"\s+", text)):
            plain = _plain(words, left_out)
            if len(plain) >= LEAST and not any(plain in other or other in plain for other in own):
                own[plain] = Sentence(plain, words, report.place(pointer), pointer)
    kept = tuple(each for each in own.values() if each.plain not in assessor and not _composed(each.plain))
    return Sentences(facts.name, kept, assessor)


def copied(report: Sentences, others: Iterable[Sentences]) -> Iterator[Fault]:
    """Give the sentences of a report that stand whole in another one."""
    told: set[str] = set()
    for other in others:
        theirs = "\n".join(each.plain for each in other.own)
        for each in report.own:
            if each.plain in told or each.plain in other.assessor or each.plain not in theirs:
                continue
            told.add(each.plain)
            words = each.words if len(each.words) <= 90 else f"{each.words[:90]}…"
            yield fault("copied", each.place, each.pointer, source=other.name, words=words)


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
    """Give the pieces of text that Prongsai composes its paragraphs and steps of, the longest first."""
    found: set[str] = set()
    for concept in concepts():
        each = advice(concept)
        found |= {each.problem, each.advice, *each.steps}
    for number in range(1, 11):
        about = indicator_advice(number)
        found |= {
            about.looks_at,
            *about.titles.values(),
            *(step for steps in about.steps.values() for step in steps),
        }
    for value in vars(analysis_words).values():
        phrases = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
        found |= {
            part for phrase in phrases if isinstance(phrase, str) for part in re.split(r"\{\w+\}", phrase)
        }
    found |= {words for each in analysis_words.BANDS for words in (each.word, each.asked, each.shown)}
    found |= set(names())
    plain = {_plain(words, ()) for words in found}
    return tuple(sorted((each for each in plain if len(each) >= 6), key=len, reverse=True))


def _composed(plain: str) -> bool:
    """Tell whether a text is one that Prongsai composes: most of it is made of its own pieces."""
    left = plain
    for piece in _own_words():
        left = left.replace(piece, "")
    return len(left) <= _OWN_SHARE * len(plain)
