"""Steps of measures: what is to be done about each question, item and remark, and about an indicator as a whole."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from prongsai.advice.book import advice, concepts, indicator_advice
from prongsai.analysis import words
from prongsai.analysis.model import Finding
from prongsai.intake.model import Remark
from prongsai.language.digits import arabic
from prongsai.method.model import Confidence, Item, Method
from prongsai.planning.model import Aim, Step

UNPLACED_TITLE = "มาตรการดำเนินการตามข้อสังเกตอื่นของผู้ประเมิน"
#: Indicators that are made of OIT items: where one is meant as a whole, all its items are, and none is named.
OF_ITEMS = (9, 10)
_REFERRED = re.compile(r"\s*\(อ้างอิง[^()]*\)")
_NUMBERED = re.compile(r"\(?(\d{1,2})\)?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Work:
    """Steps, and the keys of the divisions that they ask for, one entry for each mention."""

    steps: tuple[Step, ...]
    owners: tuple[str, ...]


def title_of(number: int, aim: Aim) -> str:
    """Give the title of a measure for an indicator; 0 stands for remarks that belong to none."""
    return indicator_advice(number).titles[aim] if number else UNPLACED_TITLE


def steps_of_indicator(number: int, aim: Aim, answers: tuple[str, ...]) -> Work:
    """Give the steps for an indicator as a whole, where no question, item or remark tells more."""
    told = indicator_advice(number)
    refs = () if number in OF_ITEMS else told.refs
    return Work(_told(told.steps[aim], answers, refs), told.owners)


def steps_of_findings(
    below: Sequence[Finding], answers: tuple[str, ...], result_method: Method, plan_method: Method
) -> Work:
    """Give the steps for what was found on questions and items and in remarks.

    Each answers the findings that it comes from, and `answers`, the weak indicator itself. A step that several
    findings ask for stands once.
    """
    made: dict[str, Step] = {}
    owners: list[str] = []
    for finding in below:
        work = _for_finding(finding, (finding.id, *answers), result_method, plan_method)
        owners += work.owners
        for step in work.steps:
            made[step.text] = joined(made.get(step.text, step), step)
    return Work(tuple(made.values()), tuple(owners))


def joined(one: Step, other: Step) -> Step:
    """Give two steps of one text as a single step."""
    return Step(
        one.text,
        tuple(dict.fromkeys((*one.answers, *other.answers))),
        tuple(dict.fromkeys((*one.refs, *other.refs))),
    )


def _for_finding(
    finding: Finding, answers: tuple[str, ...], result_method: Method, plan_method: Method
) -> Work:
    """Give the steps for one finding: what is missing, then what usually helps; the assessor's words without it."""
    steps = list(_missing(finding, answers, result_method, plan_method))
    owners: list[str] = []
    for concept in finding.concepts:
        if concept in concepts():
            told = advice(concept)
            steps += _told(told.steps, answers, told.refs)
            owners += told.owners
    if not steps and finding.remark is not None:
        steps.append(_in_own_words(finding.remark, finding.concepts, answers))
    if finding.indicator and not (steps and owners):
        general = steps_of_indicator(finding.indicator, finding.klass, answers)
        steps = steps or list(general.steps)
        owners = owners or list(general.owners)
    if steps and (referred := _referred(finding.remark, result_method)):
        steps[-1] = joined(steps[-1], replace(steps[-1], refs=referred))
    return Work(tuple(steps), tuple(owners))


def _referred(remark: Remark | None, method: Method) -> tuple[str, ...]:
    """Give the subjects of the items that the assessor referred to, by their codes in the result's year."""
    found = (method.find(code) for code in (remark.refs if remark else ()))
    return tuple(each.concept for each in found if each is not None)


def _told(texts: Iterable[str], answers: tuple[str, ...], refs: tuple[str, ...]) -> tuple[Step, ...]:
    """Give the steps of an advice; the items that it touches stand with the last, in which the work is shown."""
    *first, last = texts
    return (*(Step(text, answers) for text in first), Step(last, answers, refs))


def _missing(
    finding: Finding, answers: tuple[str, ...], result_method: Method, plan_method: Method
) -> Iterable[Step]:
    """Give the step that adds the elements which the assessor did not find."""
    items = [each for code in finding.codes if isinstance(each := result_method.find(code), Item)]
    if finding.remark is None or not finding.remark.missing or not items:
        return
    now = [plan_method.subjects[code] for code in plan_method.codes_of(items[0].concept)]
    title = next((each.title_th for each in now if isinstance(each, Item)), items[0].title_th)
    elements = words.joined(list(dict.fromkeys(_element(each, items[0]) for each in finding.remark.missing)))
    yield Step(f"เพิ่มข้อมูลที่ขาดใน{title} ได้แก่ {elements}", answers, (items[0].concept,))


def _element(written: str, item: Item) -> str:
    """Give a missing element by its words; a bare number is only put into words where the elements are known."""
    match = _NUMBERED.fullmatch(arabic(written).strip())
    if match is None:
        return written.strip()
    if match[2]:
        return written.strip()[match.start(2) :]
    number = int(match[1])
    known = item.elements_basis.confidence.rank <= Confidence.ONE_SOURCE.rank
    if known and 1 <= number <= len(item.elements):
        return item.elements[number - 1].text_th
    return f"องค์ประกอบที่ {number} ตามที่ผู้ประเมินแจ้ง"


def _in_own_words(remark: Remark, refs: tuple[str, ...], answers: tuple[str, ...]) -> Step:
    """Give the step that does what the assessor wrote, in the assessor's words.

    The items that it refers to are left out of the words: their numbers are the result year's.
    """
    said = " ".join(_REFERRED.sub("", remark.advice or remark.problem or remark.text).split())
    return Step(f"ดำเนินการตามข้อสังเกตของผู้ประเมิน {said}".strip(), answers, refs)


def steps_of_unplaced(findings: Sequence[Finding], method: Method) -> Work:
    """Give a step for each remark that the method of the result's year cannot place under an indicator."""
    once: dict[str, Step] = {}
    for each in findings:
        remark = each.remark or Remark(each.codes, "")
        step = _in_own_words(remark, _referred(remark, method), (each.id,))
        once[step.text] = joined(once.get(step.text, step), step)
    return Work(tuple(once.values()), ("office",))
