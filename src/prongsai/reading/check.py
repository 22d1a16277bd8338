"""Checking a report: every rule that is not switched off, over the facts that were read from it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from prongsai.intake.files import decode, read_bytes
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reading.checks.arithmetic import arithmetic
from prongsai.reading.checks.codes import codes
from prongsai.reading.checks.completeness import completeness
from prongsai.reading.checks.copies import copied, indexed, sentences
from prongsai.reading.checks.method_levels import method_levels
from prongsai.reading.checks.report import Report
from prongsai.reading.checks.rules import KLASSES, Fault, rules
from prongsai.reading.checks.words import words
from prongsai.reading.checks.years_names import years_names
from prongsai.reading.model import Facts, RawParagraph

FAMILIES: tuple[Callable[[Report], Iterator[Fault]], ...] = (
    arithmetic,
    years_names,
    codes,
    method_levels,
    words,
    completeness,
)
_OF_ITA = re.compile(r"\bITA\b|คุณธรรมและความโปร่งใส")
_OF_NUMBERS = ("arithmetic", "method")


def must_be_report(facts: Facts) -> None:
    """Raise InputError where nothing of an ITA report was read: that no rule fires on it would say nothing.

    It holds scores, measures or findings, or at least speaks of ITA and names an agency or a year.
    """
    if facts.results or facts.measures or facts.findings:
        return
    named = facts.agency.name or facts.document_year or facts.result_year or facts.plan_year
    if not named or not any(map(_OF_ITA.search, _texts(facts))):
        what = _("nothing of an ITA report was found in it, so that it cannot be checked")
        mend = _("check that this is the report, and that its text can be copied out of it")
        raise InputError(Problem("no-report", what, facts.name, mend))


def _texts(facts: Facts) -> Iterator[str]:
    for block in facts.raw.blocks:
        if isinstance(block, RawParagraph):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row.cells)


def check(facts: Facts, others: Sequence[Facts] = (), off: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Give what is wrong in a report, errors first, then warnings and hints, each in reading order of its family.

    `others` are reports of other years or agencies, held against it for copied sentences. `off` are the codes of
    rules that are switched off. Where the text was recognised from a picture, faults of sums and levels are
    warnings, since the numbers themselves are to be confirmed.
    """
    report = Report(facts)
    found = [fault for family in FAMILIES for fault in family(report)]
    if others:
        found += copied(sentences(facts), indexed(sentences(each) for each in others))
    return sorted_faults((_softened(each, facts) for each in found), off)


def sorted_faults(faults: Iterable[Fault], off: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Give faults once each, errors first, without those whose rules are switched off."""
    left_out = set(off)
    kept = dict.fromkeys(each for each in faults if each.code not in left_out)
    return tuple(sorted(kept, key=lambda each: KLASSES.index(each.klass)))


def _softened(fault: Fault, facts: Facts) -> Fault:
    if not facts.raw.recognised or rules()[fault.code].family not in _OF_NUMBERS or fault.klass != "error":
        return fault
    note = _("the text was recognised from a picture: confirm the numbers first")
    return replace(fault, klass="warning", message=f"{fault.message} ({note})")


def switched_off(given: Iterable[str], file: Path | None = None) -> Mapping[str, str]:
    """Read which rules are switched off, and why: ``CODE=reason`` each, and such lines of a file (# begins a note).

    Raises InputError for an unknown code or a missing reason, all of them.
    """
    lines = [(each, f"--off {each}") for each in given]
    if file is not None:
        text = decode(read_bytes(file), str(file))
        lines += [
            (line.strip(), f"{file}:{number}")
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip() and not line.strip().startswith("#")
        ]
    found: dict[str, str] = {}
    problems = []
    for line, where in lines:
        code, _equals, reason = (part.strip() for part in line.partition("="))
        if code not in rules():
            what = _("there is no rule “{code}”").format(code=code)
            problems.append(Problem("unknown-rule", what, where, _("see prongsai check --list")))
        elif not reason:
            what = _("rule {code} is switched off without a reason").format(code=code)
            problems.append(Problem("no-reason", what, where, _("write {code}=why").format(code=code)))
        found[code] = reason
    if problems:
        raise InputError(problems)
    return found
