"""The common way of the commands: file → scores → analysis → plan, with the methods of both years."""

from dataclasses import dataclass
from pathlib import Path

from prongsai.analysis.findings import analyse
from prongsai.analysis.model import Analysis
from prongsai.analysis.rule import load_rule
from prongsai.cli.opening import open_intake
from prongsai.intake.model import Intake
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method
from prongsai.method.model import Method
from prongsai.scoring.score import score


@dataclass(frozen=True)
class Work:
    """An input file as far as it was worked out: the intake, its analysis, and the plan year's method."""

    intake: Intake
    analysis: Analysis
    plan_year: int
    plan_method: Method


def work_out(path: Path, row: str | None, rule: Path | None = None, plan_year: int | None = None) -> Work:
    """Read a file, score all its results and analyse the newest; find the plan year and its method.

    The plan year is `plan_year`, else the file's, else the year after the result. Raises InputError where it is
    no later than the result's year or has no pack.
    """
    intake = open_intake(path, row)
    newest, *older = [score(result, load_method(result.fiscal_year)) for result in intake.results]
    analysis = analyse(newest, older, *((load_rule(rule),) if rule else ()))
    year = plan_year or intake.plan_year or newest.result.fiscal_year + 1
    if year < newest.result.fiscal_year:
        raise InputError(
            Problem(
                "plan-year-before-result",
                _("the plan year {plan} is before the result's year {result}").format(
                    plan=year, result=newest.result.fiscal_year
                ),
                str(path),
                _("name the year in which the measures are carried out, with --plan-year"),
            )
        )
    return Work(intake, analysis, year, load_method(year))
