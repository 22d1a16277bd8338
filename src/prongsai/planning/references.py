"""OIT items that a step or measure touches, in the plan year's numbers with the result year's beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from prongsai.method.lineage import joins
from prongsai.method.model import Item, Method


@dataclass(frozen=True, slots=True)
class Reference:
    """An item that is referred to: its title, and its codes in the plan year and in the result year.

    `plan_codes` is empty where the plan year does not ask it, `result_codes` where the result year did not.
    """

    title: str
    plan_codes: tuple[str, ...]
    result_codes: tuple[str, ...]


@cache
def _ways(result_method: Method, plan_method: Method) -> dict[str, tuple[str, ...]]:
    """Give, for each concept of the result year, what it is in the plan year; doubtful matches are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for join in joins(result_method, plan_method):
        if not join.doubts:
            found[join.before] = (*found.get(join.before, ()), join.after)
    return found


def references(concepts: Iterable[str], result_method: Method, plan_method: Method) -> tuple[Reference, ...]:
    """Give the items of concepts in both years, in the plan year's order, each item once.

    Concepts that neither year has are left out; those that came together in one item are one reference; those that
    the plan year no longer asks come last.
    """
    ways = _ways(result_method, plan_method)
    results: dict[str, tuple[str, ...]] = {}
    gone: dict[str, tuple[str, ...]] = {}
    for concept in dict.fromkeys(concepts):
        now = ways.get(concept) or ((concept,) if plan_method.codes_of(concept) else ())
        if not now and (codes := result_method.codes_of(concept)):
            gone[concept] = codes
        for each in now:
            before = [name for name in (*ways, each) if each in (*ways.get(name, ()), name)]
            codes = tuple(code for name in dict.fromkeys(before) for code in result_method.codes_of(name))
            results[each] = codes
    order = {each.concept: place for place, each in enumerate(plan_method.items)}
    listed = sorted(results, key=lambda concept: order.get(concept, len(order)))
    return (
        *(Reference(_title(each, plan_method), plan_method.codes_of(each), results[each]) for each in listed),
        *(Reference(_title(each, result_method), (), codes) for each, codes in gone.items()),
    )


def plan_concepts(concepts: Iterable[str], result_method: Method, plan_method: Method) -> tuple[str, ...]:
    """Give what concepts are in the plan year, each once, in its order; where it asks none of them, those asked before."""
    ways = _ways(result_method, plan_method)
    asked = tuple(dict.fromkeys(concepts))
    now = {each for concept in asked for each in ways.get(concept, (concept,)) if plan_method.codes_of(each)}
    if not now:
        return tuple(each for each in asked if result_method.codes_of(each))
    return tuple(concept for concept in dict.fromkeys(_of_all(plan_method)) if concept in now)


def _of_all(method: Method) -> Iterable[str]:
    return (each.concept for each in method.subjects.values())


def _title(concept: str, method: Method) -> str:
    subject = method.subjects[method.codes_of(concept)[0]]
    return subject.title_th if isinstance(subject, Item) else subject.subject_th


def reference_text(concepts: Iterable[str], result_method: Method, plan_method: Method) -> str:
    """Give the items of concepts as they are printed: ``ข้อ o8, o9; ปี 2567: o10, o11``.

    The result year's numbers stand beside where any of them differs. Items that the plan year does not ask are only
    named where no other is left, and said to be gone; empty where there are none at all.
    """
    found = references(concepts, result_method, plan_method)
    now = [code for each in found for code in each.plan_codes]
    before = [code for each in found if each.plan_codes or not now for code in each.result_codes]
    if not now:
        if not before:
            return ""
        return f"ข้อ {', '.join(before)} ของปี {result_method.fiscal_year} ไม่มีในปี {plan_method.fiscal_year}"
    text = f"ข้อ {', '.join(now)}"
    if before and before != now:
        text += f"; ปี {result_method.fiscal_year}: {', '.join(before)}"
    return text
