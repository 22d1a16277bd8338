"""Scores → findings: each indicator, question, item and remark in one of three classes, by the rule."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from prongsai.analysis.beneath import beneath
from prongsai.analysis.changes import changes, distances
from prongsai.analysis.costs import costs
from prongsai.analysis.figures import next_level, plain_number, sheet_word
from prongsai.analysis.model import Analysis, Finding, FindingClass, FindingRule, Reason
from prongsai.analysis.rule import default_rule
from prongsai.analysis.words import joined
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.model import Instrument
from prongsai.scoring.model import Scores, value_of

STRENGTH: Mapping[FindingClass, int] = {"keep": 0, "develop": 1, "mend": 2}
"""The classes from the mildest to the strictest."""

Classed = tuple[FindingClass, Reason]


def analyse(scores: Scores, earlier: Sequence[Scores] = (), rule: FindingRule | None = None) -> Analysis:
    """Give all that the analysis says of one result, compared with earlier years' results where given.

    `rule` is Prongsai's own where none is given. `earlier` may come in any order and is kept newest first. Raises
    InputError when a result to compare with is not of an earlier year, or a year is there twice.
    """
    rule = rule or default_rule()
    before = tuple(sorted(earlier, key=lambda each: -each.result.fiscal_year))
    _check_years(scores, before)
    values = {each.number: value_of(scores.indicators[each.number]) for each in scores.method.indicators}
    ranking = tuple(sorted(values.items(), key=_from_high))
    known = {number: value for number, value in values.items() if value is not None}
    missing = costs(scores)
    level = next_level(scores)
    return Analysis(
        scores=scores,
        earlier=before,
        rule=rule,
        ranking=ranking,
        places={
            number: 1 + sum(other > value for other in known.values()) for number, value in known.items()
        },
        findings=_findings(scores, rule, known, missing),
        changes=changes(scores, before),
        distances=distances(scores),
        costs=missing,
        next_level=level.name_th if level else "",
        unscored=tuple(number for number in values if number not in known),
    )


def _check_years(scores: Scores, earlier: Sequence[Scores]) -> None:
    """Refuse a comparison with the same or a later year, or with one year twice."""
    seen = {scores.result.fiscal_year}
    for before in earlier:
        year = before.result.fiscal_year
        if year in seen or year > scores.result.fiscal_year:
            what = _("the result of {year} cannot stand beside the one of {now} as an earlier one").format(
                year=year, now=scores.result.fiscal_year
            )
            mend = _("give one result for each earlier year")
            raise InputError(Problem("not-earlier", what, before.result.where, mend))
        seen.add(year)


def _from_high(entry: tuple[int, Decimal | None]) -> tuple[bool, Decimal, int]:
    number, value = entry
    return value is None, -(value or Decimal(0)), number


def _findings(
    scores: Scores, rule: FindingRule, known: Mapping[int, Decimal], missing: Mapping[str, Fraction]
) -> tuple[Finding, ...]:
    """Give each indicator's finding followed by what stands under it, then what cannot be placed."""
    below = beneath(scores, rule, missing)
    own = own_reasons(scores, rule, known)
    findings: list[Finding] = []
    for indicator in scores.method.indicators:
        number = indicator.number
        under = [each for each in below if each.indicator == number]
        classed = [*own.get(number, ()), *_from_below(under)]
        if number in known or classed:
            classed = classed or [("keep", Reason("sound", "ไม่เข้าเกณฑ์ที่ต้องแก้ไขหรือพัฒนา"))]
            klass = max((each for each, _reason in classed), key=STRENGTH.__getitem__)
            reasons = tuple(reason for _class, reason in classed)
            cost = missing.get(str(number))
            findings.append(
                Finding(str(number), "indicator", number, klass, reasons, known.get(number), costs=cost)
            )
        findings += under
    return (*findings, *(each for each in below if not each.indicator))


def own_reasons(scores: Scores, rule: FindingRule, known: Mapping[int, Decimal]) -> dict[int, list[Classed]]:
    """Give the reasons that an indicator's own score makes, each with its class; none where it is sound."""
    reasons: dict[int, list[Classed]] = {number: [] for number in known}
    for number, value in known.items():
        if value < rule.mend_below:
            reason = Reason("below-mend", f"ต่ำกว่า {plain_number(rule.mend_below)} คะแนน")
            reasons[number].append(("mend", reason))
    for instrument in scores.method.instruments:
        if instrument.parts:
            for number, classed in _survey_reasons(instrument, rule, known):
                reasons[number].append(classed)
    lowest = min(known.values(), default=rule.full)
    if lowest < rule.full:
        for number in (number for number, value in known.items() if value == lowest):
            words = f"ต่ำที่สุดใน {len(known)} ตัวชี้วัด"
            reasons[number].append(("develop", Reason("lowest-of-all", words)))
    return reasons


def _survey_reasons(
    instrument: Instrument, rule: FindingRule, known: Mapping[int, Decimal]
) -> list[tuple[int, Classed]]:
    """Give the reasons of the lowest and the next lowest indicators of a survey instrument, ties together."""
    own = {number: known[number] for number in instrument.indicators if number in known}
    steps = [value for value in sorted(set(own.values())) if value < rule.full]
    sheet = sheet_word(instrument)
    found: list[tuple[int, Classed]] = []
    for number, value in own.items():
        if steps[:1] == [value]:
            cut = plain_number(rule.survey_lowest_below)
            mended = value < rule.survey_lowest_below
            # What is below the cut for all was told so already.
            above = mended and value >= rule.mend_below
            words = f"ต่ำที่สุดใน{sheet}" + (f" และไม่ถึง {cut} คะแนน" if above else "")
            klass: FindingClass = "mend" if mended else "develop"
            found.append((number, (klass, Reason("lowest-of-instrument", words))))
        elif rule.next_lowest and steps[1:2] == [value]:
            reason = Reason("next-lowest-of-instrument", f"อยู่ในลำดับรองสุดท้ายของ{sheet}")
            found.append((number, ("develop", reason)))
    return found


def _from_below(under: Sequence[Finding]) -> list[Classed]:
    """Give the one reason that all that stands under an indicator makes, with the strictest class among it."""
    if not under:
        return []
    klass = max((each.klass for each in under), key=STRENGTH.__getitem__)
    codes = dict.fromkeys(code for each in under for code in each.codes)
    verb = "แก้ไข" if klass == "mend" else "พัฒนา"
    return [(klass, Reason("below-it", f"มีประเด็นที่ต้อง{verb}ในข้อ {joined(list(codes))}"))]
