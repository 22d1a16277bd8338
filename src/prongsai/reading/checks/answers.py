"""Findings against measures: which finding no step takes up, and which step stands under another indicator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from prongsai.advice.book import advice
from prongsai.intake.indicator_names import bare
from prongsai.language.digits import arabic
from prongsai.language.messages import _
from prongsai.language.problems import InputError
from prongsai.method.model import Item
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.model import ReadFinding, ReadMeasure

_LONG_STEP = 40
_RUN = 6
_TAKEN_UP = 0.2
"""From this share of its runs of letters on that stand in the steps too, a finding's advice is taken up."""
_NAMED = 0.5
"""The same for the subject of its question or item, which is shorter."""
_OVER = 0.45
"""From this share on, steps are taken to be written for a finding, whatever their measure is for."""
_CODE = re.compile(r"(?<![A-Za-z0-9])([ieo]\d{1,2})(?!\d)")
_COMMON = (
    "หน่วยงาน", "บุคลากร", "การดำเนินการ", "การดำเนินงาน", "การปฏิบัติงาน", "การให้บริการ", "ผู้รับบริการ",
    "ผู้มาติดต่อราชการ", "ผู้มาติดต่อ", "เจ้าหน้าที่", "เผยแพร่", "ประชาสัมพันธ์", "ให้แก่", "ได้รับทราบ", "อย่างทั่วถึง",
    "หรือผู้มีส่วนได้ส่วนเสีย", "ภายใน", "ภายนอก", "เป็นต้น", "บุคคล", "สามารถ", "ควรจัดทำ", "จัดทำ", "นอกจากนี้",
    "ให้ดีขึ้น", "มากขึ้น", "รายงานผล",
)  # fmt: skip


@dataclass(frozen=True)
class _Steps:
    """A measure's steps as they are compared: its number, the measure, all text, and the runs of letters in it."""

    number: int
    measure: ReadMeasure
    text: str
    runs: frozenset[str]


def answers(report: Report) -> Iterator[Fault]:
    """Give the findings that no step takes up, and the steps that take up a finding of another indicator."""
    measures = [_steps(number, each) for number, each in enumerate(report.facts.measures)]
    if not any(each.measure.indicators for each in measures):
        return
    for number, finding in enumerate(report.facts.findings):
        if finding.indicator is None or not (finding.advice or finding.missing or finding.problem):
            continue
        where = f"/findings/{number}"
        own = [each for each in measures if finding.indicator in each.measure.indicators]
        others = [each for each in measures if each.measure.indicators and each not in own]
        general = [each for each in measures if not each.measure.indicators]
        over = next((each for each in others if _written_for(finding, each) >= _OVER), None)
        if not any(_takes_up(report, finding, each) for each in (*own, *general)):
            yield _unanswered(report, finding, where, own=bool(own), over=over)
        if over is not None:
            yield fault(
                "step-under-other-indicator", report.place(f"/measures/{over.number}/steps"),
                f"/measures/{over.number}/steps",
                title=over.measure.title, code=finding.code, indicator=finding.indicator,
            )  # fmt: skip


def repeated_steps(report: Report) -> Iterator[Fault]:
    """Give the steps that stand in measures for different indicators."""
    seen: list[tuple[str, ReadMeasure]] = []
    for number, measure in enumerate(report.facts.measures):
        for step in measure.steps:
            plain = _plain(step)
            if len(plain) < _LONG_STEP or not measure.indicators:
                continue
            for before, other in seen:
                if (plain in before or before in plain) and not set(other.indicators) & set(
                    measure.indicators
                ):
                    where = f"/measures/{number}/steps"
                    short = step if len(step) <= 80 else f"{step[:80]}…"
                    yield fault(
                        "step-twice", report.place(where), where,
                        step=short, one=other.title, other=measure.title,
                    )  # fmt: skip
                    break
            seen.append((plain, measure))


def _unanswered(report: Report, finding: ReadFinding, where: str, *, own: bool, over: _Steps | None) -> Fault:
    why = (
        _("no step of the measures for indicator {number} takes it up")
        if own
        else _("there is no measure for indicator {number}")
    )
    why = why.format(number=finding.indicator)
    if over is not None:
        why = _("{why}; one for another indicator does").format(why=why)
    return fault(
        "finding-unanswered", report.place(where), where,
        code=finding.code, subject=_subject(report, finding), why=why, indicator=finding.indicator,
    )  # fmt: skip


def _subject(report: Report, finding: ReadFinding) -> str:
    known = report.method.find(finding.code) if report.method else None
    if known is None:
        return finding.part or "–"
    words = known.title_th if isinstance(known, Item) else known.subject_th
    return f"{finding.part} {words}".strip()


def _takes_up(report: Report, finding: ReadFinding, steps: _Steps) -> bool:
    """Tell whether a measure's steps take up a finding: by its code, by Prongsai's own steps, or by its words."""
    if finding.code in _CODE.findall(steps.text):
        return True
    known = report.method.find(finding.code) if report.method else None
    if known is not None:
        if any(own in steps.text for own in _own_steps(known.concept)):
            return True
        subject = known.title_th if isinstance(known, Item) else known.subject_th
        if _plain(subject) in steps.text or _share(_runs(subject), steps.runs) >= _NAMED:
            return True
    return _written_for(finding, steps) >= _TAKEN_UP


def _written_for(finding: ReadFinding, steps: _Steps) -> float:
    """Give how much of a finding's advice, or of the steps where they are shorter, stands in the other (0–1)."""
    wanted = _runs(finding.advice or f"{finding.problem} {finding.text}")
    return _share(wanted if len(wanted) <= len(steps.runs) else steps.runs, wanted & steps.runs)


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


@cache
def _own_steps(concept: str) -> tuple[str, ...]:
    """Give the steps that Prongsai itself writes on a concept, as they are compared."""
    try:
        return tuple(_plain(step) for step in advice(concept).steps)
    except InputError:
        return ()


def _steps(number: int, measure: ReadMeasure) -> _Steps:
    text = " ".join(measure.steps)
    return _Steps(number, measure, _plain(text), _runs(text))


def _plain(text: str) -> str:
    return bare(arabic(text))


def _runs(text: str) -> frozenset[str]:
    """Give all runs of letters of a text, the words left out that stand in every measure."""
    plain = _plain(re.sub(r"\([^)]*\)", " ", text))
    for common in _COMMON:
        plain = plain.replace(bare(common), "|")
    parts = (part for part in plain.split("|") if len(part) >= _RUN)
    return frozenset(part[place : place + _RUN] for part in parts for place in range(len(part) - _RUN + 1))
