"""Facts for other programs: as JSON, and as the files that `prongsai score` and `prongsai plan` take."""

from typing import Any

from prongsai.language.dates import full_date
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method, years
from prongsai.planning.follow_up import follow_up_of, read_follow_up
from prongsai.planning.model import Aim, FollowUp, Measure, Plan, Step
from prongsai.planning.periods import read_period
from prongsai.reading.model import Doubt, Facts, Place, ReadFinding, ReadMeasure, ReadResult


def as_json(facts: Facts) -> dict[str, Any]:
    """Give facts as plain values: scores as strings, days as ``2025-10-01`` (C.E.), years in the Buddhist Era.

    `places` gives, by JSON pointer into the same values, the page, line, sheet or cell and the words there.
    """
    agency = facts.agency
    return {
        "file": facts.name,
        "agency": {
            "name": agency.name,
            "type": agency.type,
            "district": agency.district,
            "province": agency.province,
        },
        "document_year": facts.document_year,
        "result_year": facts.result_year,
        "plan_year": facts.plan_year,
        "announced": facts.announced.isoformat() if facts.announced else None,
        "results": [_result(each) for each in facts.results],
        "findings": [_finding(each) for each in facts.findings],
        "measures": [_measure(each) for each in facts.measures],
        "sections": {str(number): text for number, text in facts.sections.items()},
        "mend": list(facts.mend),
        "develop": list(facts.develop),
        "doubts": [_doubt(each) for each in facts.doubts],
        "places": {pointer: _place(each) for pointer, each in facts.places.items()},
    }


def _result(result: ReadResult) -> dict[str, Any]:
    return {
        "fiscal_year": result.fiscal_year,
        "indicators": {str(number): str(score) for number, score in result.indicators.items()},
        "instruments": {key: str(score) for key, score in result.instruments.items()},
        "total": None if result.total is None else str(result.total),
        "level": result.level,
        "rank": result.rank,
    }


def _finding(finding: ReadFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "part": finding.part,
        "indicator": finding.indicator,
        "under": finding.under,
        "refs": list(finding.refs),
        "problem": finding.problem,
        "advice": finding.advice,
        "missing": list(finding.missing),
        "text": finding.text,
    }


def _measure(measure: ReadMeasure) -> dict[str, Any]:
    return {
        "number": measure.number,
        "indicators": list(measure.indicators),
        "title": measure.title,
        "steps": list(measure.steps),
        "owner": measure.owner,
        "owners": list(measure.owners),
        "period": measure.period,
        "from": measure.start.isoformat() if measure.start else None,
        "to": measure.end.isoformat() if measure.end else None,
        "follow_up": measure.follow_up,
        "analysis": measure.analysis,
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "read": doubt.read,
        "taken": doubt.taken,
        "sure": doubt.sure,
        "why": doubt.why,
        "place": _place(doubt.place),
    }


def _place(place: Place) -> dict[str, Any]:
    """Give a place without what it does not have."""
    stands = {
        "page": place.page,
        "line": place.line,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
        "row": place.row or None,
    }
    return {**{key: value for key, value in stands.items() if value is not None}, "text": place.text}


def to_intake(facts: Facts) -> str:
    """Give the facts as the YAML of an agency file (docs/input.md), which `prongsai score` and `plan` take.

    Years without a method are left out, and so are findings whose code the result's year does not have. Nothing
    is corrected: a score that was mistyped in the report stands here too.
    """
    import yaml  # noqa: PLC0415  only needed where a file is written

    agency = {
        key: value
        for key in ("name", "type", "district", "province")
        if (value := getattr(facts.agency, key))
    }
    tree: dict[str, Any] = {"agency": agency}
    if facts.plan_year:
        tree["plan_year"] = str(facts.plan_year)
    if facts.document_year:
        tree["printed_year"] = str(facts.document_year)
    tree["results"] = [_intake_result(each, facts) for each in facts.results if each.fiscal_year in years()]
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000))


def _intake_result(result: ReadResult, facts: Facts) -> dict[str, Any]:
    tree: dict[str, Any] = {"fiscal_year": str(result.fiscal_year), "depth": "indicators"}
    if result.indicators:
        tree["indicators"] = {str(number): str(score) for number, score in result.indicators.items()}
    if result.instruments:
        tree["instruments"] = {key: str(score) for key, score in result.instruments.items()}
    if result.total is not None:
        tree["total"] = str(result.total)
    if result.level:
        tree["level"] = result.level
    if result.rank is not None:
        tree["rank"] = {"place": str(result.rank), "among": facts.agency.type}
    if result.fiscal_year == facts.result_year:
        if facts.announced:
            tree["announced"] = full_date(facts.announced)
        tree |= _remarks(facts, result.fiscal_year)
    return tree


def _remarks(facts: Facts, year: int) -> dict[str, Any]:
    method = load_method(year)
    remarks: list[dict[str, Any]] = []
    for finding in facts.findings:
        if method.find(finding.code) is None:
            continue
        remark: dict[str, Any] = {"codes": [finding.code], "text": finding.text}
        if finding.part:
            remark["part"] = finding.part
        if finding.missing:
            remark["missing"] = list(finding.missing)
        remarks.append(remark)
    return {"remarks": remarks} if remarks else {}


def to_plan(facts: Facts) -> Plan:
    """Give the measures as a plan, to be written with `prongsai.planning.plan_file.write_plan` and edited there.

    The aim of a measure is that of the lists in which its indicators stand. A measure without a follow-up gets the
    end of the year where the plan's year asks for none. Raises InputError with what is missing: a year, a measure,
    its period, or a follow-up that can be understood.
    """
    problems: list[Problem] = []
    for name, year in (("result_year", facts.result_year), ("plan_year", facts.plan_year)):
        if year not in years():
            what = _("the report tells no {name} that has a method").format(name=name)
            problems.append(Problem("no-year", what, facts.name, _("write the plan by hand")))
    if not facts.measures:
        what = _("no measures were found in the report")
        problems.append(Problem("no-measures", what, facts.name, _("make a plan from its scores instead")))
    if problems or facts.plan_year is None or facts.result_year is None:
        raise InputError(problems)
    follow_up_asked = "follow_up" in load_method(facts.plan_year).report.requires
    measures = []
    for number, each in enumerate(facts.measures, start=1):
        try:
            measures.append(_planned(each, number, facts, follow_up_asked=follow_up_asked))
        except InputError as error:
            where = _("measure {number} “{title}”").format(number=number, title=each.title)
            problems += [Problem(fault.code, fault.what, where, fault.mend) for fault in error.problems]
    if problems:
        raise InputError(problems)
    owners = tuple(dict.fromkeys(owner for measure in measures for owner in measure.owners))
    return Plan(
        agency=facts.agency,
        result_year=facts.result_year,
        plan_year=facts.plan_year,
        item_year=facts.plan_year,
        measures=tuple(measures),
        divisions=owners,
        paragraphs=dict(facts.sections),
    )


def _planned(measure: ReadMeasure, number: int, facts: Facts, *, follow_up_asked: bool) -> Measure:
    return Measure(
        id=f"m{number}",
        title=measure.title,
        aim=_aim(measure, facts),
        indicators=measure.indicators,
        owners=measure.owners,
        steps=tuple(Step(text) for text in measure.steps),
        period=read_period(measure.period, facts.plan_year or 0),
        follow_up=_follow_up(measure, asked=follow_up_asked),
    )


def _aim(measure: ReadMeasure, facts: Facts) -> Aim:
    for aim, numbers in (("mend", facts.mend), ("develop", facts.develop)):
        if set(measure.indicators) & set(numbers):
            return aim  # type: ignore[return-value]
    listed = facts.mend or facts.develop
    return "keep" if listed and measure.indicators else "general"


def _follow_up(measure: ReadMeasure, *, asked: bool) -> FollowUp:
    if not measure.follow_up and not asked:
        return follow_up_of("end_of_year")
    return read_follow_up(measure.follow_up)
