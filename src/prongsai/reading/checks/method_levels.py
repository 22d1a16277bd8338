"""Levels: of the right year's scale, and by that year's rule on the total and each instrument."""

from collections.abc import Iterator
from dataclasses import replace

from prongsai.intake.model import Printed
from prongsai.language.messages import _
from prongsai.method.library import load_method, years
from prongsai.method.model import LevelRule, Method, Unpublished
from prongsai.reading.checks.arithmetic import PARTS, to_score
from prongsai.reading.checks.report import Report, method_of
from prongsai.reading.checks.rules import Fault, fault
from prongsai.reading.model import ReadResult
from prongsai.scoring.score import score


def method_levels(report: Report) -> Iterator[Fault]:
    """Give the faults of printed levels, in every year that is printed."""
    wrong = {each.year for each in report.left_over}
    for number, result in enumerate(report.facts.results):
        method = None if result.fiscal_year in wrong else method_of(result.fiscal_year)
        if method is not None and result.level and not isinstance(method.levels, Unpublished):
            yield from _level(report, result, method, method.levels, f"/results/{number}/level")


def _level(
    report: Report, result: ReadResult, method: Method, rule: LevelRule, where: str
) -> Iterator[Fault]:
    parts = {part: result.instruments[part] for part in PARTS if part in result.instruments}
    printed = Printed(parts, result.total, result.level)
    scores = score(to_score(result, printed), method)
    if any(problem.code == "total-differs" for problem in scores.problems):
        # the total is told as wrong already: the level is held against the printed one
        scores = score(to_score(replace(result, indicators={}), printed), method)
    place, year = report.place(where), result.fiscal_year
    for problem in scores.problems:
        if problem.code == "unknown-level":
            what = problem.what
            if others := _years_of(result.level):
                what = _("{what}; it is one of {years}").format(what=what, years=others)
            names = ", ".join(each.name_th for each in rule.levels)
            yield fault("other-years-level", place, where, year=year, what=what, names=names)
        elif problem.code == "level-differs":
            yield fault("level-differs", place, where, year=year, what=problem.what)


def _years_of(level: str) -> str:
    """Give the years, as a span, whose scale has a level of that name; empty where none has."""
    found = []
    for year in years():
        rule = load_method(year).levels
        if isinstance(rule, LevelRule) and level.strip().casefold() in {
            name.casefold() for each in rule.levels for name in (each.name_th, each.name_en)
        }:
            found.append(year)
    return f"{found[0]}–{found[-1]}" if found else ""
