"""What stands under the indicators: low questions, items short of full points, and the assessor's remarks."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from prongsai.analysis.figures import plain_number
from prongsai.analysis.model import Finding, FindingClass, FindingRule, Reason
from prongsai.intake.model import Remark
from prongsai.method.model import Method
from prongsai.scoring.model import Scores, value_of

REMARKED = Reason("remark", "ผู้ประเมินมีข้อสังเกต")


def beneath(scores: Scores, rule: FindingRule, costs: Mapping[str, Fraction]) -> tuple[Finding, ...]:
    """Give the findings on questions, items and remarks, in the method's order of codes and parts.

    A remark on a question or item that is found anyway joins that finding, unless it names another part. A remark
    whose codes lie under several indicators is a finding under each. One whose codes the year's method cannot place
    stands last, under indicator 0.
    """
    found = {
        each.id: each for each in (*_low_questions(scores, rule, costs), *_short_items(scores, rule, costs))
    }
    for remark in scores.result.remarks:
        for number, codes in _by_indicator(scores.method, remark).items():
            _place(found, scores, costs, number, replace(remark, codes=codes))
    order = {code: place for place, code in enumerate(scores.method.subjects)}
    last = len(order)
    return tuple(sorted(found.values(), key=lambda each: (order.get(first_code(each), last), each.part)))


def first_code(finding: Finding) -> str:
    """Give the first code of a finding, empty where there is none."""
    return finding.codes[0] if finding.codes else ""


def _low_questions(scores: Scores, rule: FindingRule, costs: Mapping[str, Fraction]) -> list[Finding]:
    found = []
    for (part, code), value in scores.questions.items():
        question, score = scores.method.find(code), value_of(value)
        if (
            question is None or score is None or score >= rule.low_question
        ):  # lines of a question have no subject
            continue
        key = f"{part}/{code}"
        reason = Reason("low-question", f"ต่ำกว่า {plain_number(rule.low_question)} คะแนน")
        klass: FindingClass = "mend" if score < rule.mend_below else "develop"
        found.append(
            Finding(
                key, "question", question.indicator, klass, (reason,), score, part,
                (code,), (question.concept,), costs.get(key),
            )
        )  # fmt: skip
    return found


def _short_items(scores: Scores, rule: FindingRule, costs: Mapping[str, Fraction]) -> list[Finding]:
    reason = Reason("item-short", "ได้คะแนนไม่ครบ")
    return [
        Finding(
            item.code, "item", item.indicator, "mend", (reason,), score, "",
            (item.code,), (item.concept,), costs.get(item.code),
        )
        for item in scores.method.items
        if (score := value_of(scores.items.get(item.code))) is not None and score < rule.full
    ]  # fmt: skip


def _by_indicator(method: Method, remark: Remark) -> dict[int, tuple[str, ...]]:
    """Sort a remark's codes by the indicators that they lie under; 0 holds those that cannot be placed."""
    placed: dict[int, tuple[str, ...]] = {}
    for code in remark.codes:
        subject = method.find(code)
        number = 0 if subject is None else subject.indicator
        placed[number] = (*placed.get(number, ()), code)
    return placed or {0: ()}


def _place(
    found: dict[str, Finding], scores: Scores, costs: Mapping[str, Fraction], number: int, remark: Remark
) -> None:
    """Join a remark to the findings on its codes and part, or make a finding of it."""
    part = _part(scores.method, number, remark)
    joined = [
        each
        for each in found.values()
        if set(each.codes) & set(remark.codes) and (each.part == part or not part or not each.part)
    ]
    if not joined:
        one = _remark_finding(scores, costs, number, part, remark)
        found[one.id] = one
    for place, each in enumerate(joined):
        further = remark.codes if place == 0 else ()  # codes without a finding of their own follow the first
        codes = tuple(dict.fromkeys((*each.codes, *further)))
        reasons = each.reasons if REMARKED in each.reasons else (*each.reasons, REMARKED)
        whole = remark if each.remark is None else _both(each.remark, remark)
        found[each.id] = replace(
            each,
            klass="mend",
            reasons=reasons,
            codes=codes,
            concepts=_concepts(scores.method, codes),
            remark=whole,
        )


def _part(method: Method, number: int, remark: Remark) -> str:
    """Give the part that a remark speaks of, empty for items and where an EIT remark does not name it."""
    parts: tuple[str, ...] = method.instrument_of(number).parts if number else method.parts()
    if remark.part in parts:
        return remark.part
    return parts[0] if len(parts) == 1 else ""


def _remark_finding(
    scores: Scores, costs: Mapping[str, Fraction], number: int, part: str, remark: Remark
) -> Finding:
    name = "+".join(remark.codes)
    key = f"{part}/{name}" if part else name
    score: Decimal | None = value_of(scores.questions.get((part, name)) if part else scores.items.get(name))
    concepts = _concepts(scores.method, remark.codes)
    return Finding(
        f"remark/{key}", "remark", number, "mend", (REMARKED,), score, part, remark.codes, concepts,
        costs.get(key), remark,
    )  # fmt: skip


def _concepts(method: Method, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(subject.concept for code in codes if (subject := method.find(code))))


def _both(first: Remark, second: Remark) -> Remark:
    """Give two remarks on the same question or item as one."""
    return Remark(
        tuple(dict.fromkeys((*first.codes, *second.codes))),
        f"{first.text}\n{second.text}",
        first.part or second.part,
        " ".join(filter(None, (first.problem, second.problem))),
        " ".join(filter(None, (first.advice, second.advice))),
        tuple(dict.fromkeys((*first.missing, *second.missing))),
        tuple(dict.fromkeys((*first.refs, *second.refs))),
    )
