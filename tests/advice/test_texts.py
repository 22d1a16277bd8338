"""The texts themselves: complete, well-formed, nothing twice, nothing that only one year could mean."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from pythainlp.util import normalize

from prongsai.advice.book import advice, concepts, indicator_advice
from prongsai.advice.model import AIMS, OWNERS
from prongsai.method.library import load_method, years
from prongsai.method.model import Confidence, Method
from prongsai.planning.divisions import KEYS

CONCEPTS = sorted(concepts())
NUMBERS = range(1, 11)


def methods() -> list[Method]:
    return [load_method(year) for year in years()]


def item_concepts() -> set[str]:
    return {item.concept for method in methods() for item in method.items}


def steps() -> Iterator[str]:
    for concept in CONCEPTS:
        yield from advice(concept).steps
    for number in NUMBERS:
        for aim in AIMS:
            yield from indicator_advice(number).steps[aim]


def clauses() -> Iterator[str]:
    """Give every text that is printed as part of a sentence, and not as a step or a title."""
    for concept in CONCEPTS:
        yield advice(concept).problem
        yield advice(concept).advice
    for number in NUMBERS:
        yield indicator_advice(number).looks_at


def titles() -> Iterator[str]:
    for number in NUMBERS:
        yield from indicator_advice(number).titles.values()


def texts() -> list[str]:
    return [*clauses(), *titles(), *steps()]


def twice(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_concepts_are_those_of_all_years() -> None:
    assert concepts() == {each.concept for method in methods() for each in method.subjects.values()}


def test_advice_is_filed_under_its_own_concept() -> None:
    assert [advice(concept).concept for concept in CONCEPTS] == CONCEPTS
    assert [indicator_advice(number).number for number in NUMBERS] == list(NUMBERS)


def test_refs_are_items_of_some_year() -> None:
    refs = {ref for concept in CONCEPTS for ref in advice(concept).refs}
    refs |= {ref for number in NUMBERS for ref in indicator_advice(number).refs}
    assert refs - item_concepts() == set()


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_every_question_has_a_ref_in_each_plan_year_now_in_use(year: int) -> None:
    there = {item.concept for item in load_method(year).items}
    questions = {each.concept for each in load_method(2568).subjects.values()} - item_concepts()
    assert {concept for concept in questions if not there & set(advice(concept).refs)} == set()


def test_an_item_refers_to_itself_first() -> None:
    assert {concept for concept in item_concepts() if advice(concept).refs[0] != concept} == set()


def test_owners_are_the_divisions_that_planning_knows() -> None:
    assert OWNERS == KEYS


def test_every_text_rests_on_our_own_words_or_one_report() -> None:
    bases = {advice(concept).basis for concept in CONCEPTS} | {
        indicator_advice(number).basis for number in NUMBERS
    }
    assert {basis.confidence for basis in bases} == {Confidence.INFERRED, Confidence.ONE_SOURCE}
    assert all("Prongsai’s" in basis.source + basis.note for basis in bases)


def test_no_step_stands_twice_anywhere() -> None:
    assert twice(list(steps())) == []


def test_no_clause_and_no_title_stands_twice_anywhere() -> None:
    assert twice([*clauses(), *titles()]) == []


def test_indicators_have_a_title_and_steps_for_every_aim() -> None:
    shapes = [(set(each.titles), set(each.steps)) for each in map(indicator_advice, NUMBERS)]
    assert shapes == [(set(AIMS), set(AIMS))] * 10


def test_titles_are_titles_of_measures() -> None:
    assert [title for title in titles() if not title.startswith("มาตรการ")] == []


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("starts with the agency or with should", r"^(หน่วยงาน|ควร)"),
        ("speaks of what the agency should do", r"หน่วยงานควร"),
        ("ends with a stop", r"[.,;:ฯ]$"),
        ("double space", r"\s\s"),
        ("space at an end", r"^\s|\s$"),
        ("code of an item or question of one year", r"(?i)(?<![a-z])[oie]\s?\d+"),
        ("Thai digit", r"[๐-๙]"),
        ("law by number or year", r"พ\.ศ\.|มาตรา|ฉบับที่ \d"),
        ("no space after a mai yamok", r"ๆ\S"),
        ("double quotes, brackets of data, or a slash", r"[\"{}\[\]/]"),
        ("padding", r"อย่างมีประสิทธิภาพ|อย่างยั่งยืน|อย่างเป็นรูปธรรม|บูรณาการ"),
    ],
)
def test_no_text_has_a_fault_of_form(fault: str, pattern: str) -> None:
    assert [text for text in texts() if re.search(pattern, text)] == [], fault


def test_texts_are_normalised_thai() -> None:
    assert [text for text in texts() if normalize(text) != text] == []


def test_steps_fit_a_cell_of_a_table() -> None:
    assert [step for step in steps() if len(step) > 100] == []


def test_low_scores_accuse_nobody() -> None:
    """A subject of bribes or abuse is told as what some respondents see as possible, never as a fact."""
    grave = [
        "duty-soliciting", "duty-accepting", "duty-giving", "budget-private", "budget-false-claims",
        "budget-procurement", "power-errands", "power-wrong-orders", "power-personnel", "power-personnel-bribes",
        "property-taken", "property-private", "property-outsiders", "public-soliciting",
    ]  # fmt: skip
    told = re.compile(r"ผู้ตอบแบบวัดการรับรู้บางส่วนเห็นว่า.*อาจ")
    assert [concept for concept in grave if not told.match(advice(concept).problem)] == []


def test_problems_of_questions_tell_whose_view_it_is() -> None:
    questions = set(CONCEPTS) - item_concepts()
    views = re.compile(r"(บุคลากร|ผู้ตอบแบบวัดการรับรู้|ผู้รับบริการหรือผู้มาติดต่อ)บางส่วน")
    assert [concept for concept in sorted(questions) if not views.match(advice(concept).problem)] == []
