import pytest

from prongsai.method.library import load_method
from prongsai.planning.references import (
    Reference,
    plan_concepts,
    reference_text,
    references,
)


@pytest.mark.parametrize(
    ("concepts", "years", "text"),
    [
        (["manual"], (2567, 2568), "ข้อ o8; ปี 2567: o10"),
        (["svcmanual", "manual"], (2567, 2568), "ข้อ o8, o9; ปี 2567: o10, o11"),
        (["executives"], (2567, 2568), "ข้อ o2"),
        (["executives", "manual"], (2567, 2568), "ข้อ o2, o8; ปี 2567: o2, o10"),
        (["structure"], (2567, 2568), "ข้อ o1; ปี 2567: o1, o3"),
        (["annualplan"], (2566, 2567), "ข้อ o8; ปี 2566: o11, o12"),  # two became one
        (["annualplan", "monitor6"], (2566, 2567), "ข้อ o8; ปี 2566: o11, o12"),
        (["satisf"], (2566, 2567), "ข้อ o17 ของปี 2566 ไม่มีในปี 2567"),
        (["satisf", "manual"], (2566, 2567), "ข้อ o10; ปี 2566: o14"),
        (["hrcrit"], (2568, 2569), "ข้อ o13"),  # new in the plan year
        (["kitchen"], (2568, 2569), ""),
        ([], (2568, 2569), ""),
    ],
)
def test_reference_text_has_the_plan_years_numbers_first(
    concepts: list[str], years: tuple[int, int], text: str
) -> None:
    assert reference_text(concepts, load_method(years[0]), load_method(years[1])) == text


def test_references_hold_titles_and_both_numbers_and_end_with_what_is_gone() -> None:
    found = references(["satisf", "svcmanual", "manual", "manual"], load_method(2566), load_method(2567))
    assert [(each.plan_codes, each.result_codes) for each in found] == [
        (("o10",), ("o14",)),
        (("o11",), ("o15",)),
        ((), ("o17",)),
    ]
    assert found[2].title == "รายงานผลการสำรวจความพึงพอใจการให้บริการ"


def test_references_of_a_question_name_its_subject() -> None:
    method = load_method(2568)
    concept = method.subjects["i1"].concept
    (found,) = references([concept], method, method)
    assert found == Reference(method.subjects["i1"].subject_th, ("i1",), ("i1",))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("concepts", "years", "now"),
    [
        (["svcmanual", "manual", "manual"], (2567, 2568), ("manual", "svcmanual")),
        (["annualplan", "monitor6"], (2566, 2567), ("planprogress",)),
        (["satisf", "manual", "kitchen"], (2566, 2567), ("manual",)),
        (["satisf", "kitchen"], (2566, 2567), ("satisf",)),
        (["hrcrit"], (2568, 2569), ("hrcrit",)),
        ([], (2568, 2569), ()),
    ],
)
def test_plan_concepts_are_those_of_the_plan_year(
    concepts: list[str], years: tuple[int, int], now: tuple[str, ...]
) -> None:
    assert plan_concepts(concepts, load_method(years[0]), load_method(years[1])) == now
