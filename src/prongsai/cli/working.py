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
from prongsai.method.library import load_method, years
from prongsai.method.model import Method
from prongsai.scoring.score import score


@dataclass(frozen=True)
class Work:
    """An input file as far as it was worked out: the intake, its analysis, and the plan year's method."""

    intake: Intake
    analysis: Analysis
    plan_year: int
    plan_method: Method


def analysed(path: Path, row: str | None, rule: Path | None = None) -> tuple[Intake, Analysis]:
    """Read a file, score all its results by their own years' methods, and analyse the newest against the others."""
    intake = open_intake(path, row)
    newest, *older = [score(result, load_method(result.fiscal_year)) for result in intake.results]
    return intake, analyse(newest, older, load_rule(rule) if rule else None)


def work_out(
    path: Path,
    row: str | None,
    rule: Path | None = None,
    plan_year: int | None = None,
    numbers_of: int | None = None,
) -> Work:
    """Analyse a file and find the year of its plan and that year's method.

    The plan year is `plan_year`, else the file's, else the year after the result; its item numbers are those of
    `numbers_of` where that is given, for a plan year whose method is not published yet. Raises InputError where
    the plan year is before the result's or has no pack.
    """
    intake, analysis = analysed(path, row, rule)
    result_year = analysis.scores.result.fiscal_year
    year = plan_year or intake.plan_year or result_year + 1
    if year < result_year:
        raise InputError(
            Problem(
                "plan-year-before-result",
                _("the plan year {plan} is before the result's year {result}").format(
                    plan=year, result=result_year
                ),
                str(path),
                _("name the year in which the measures are carried out, with --plan-year"),
            )
        )
    return Work(intake, analysis, year, _plan_method(year, numbers_of, str(path)))


def _plan_method(plan_year: int, numbers_of: int | None, where: str) -> Method:
    """Give the method whose item numbers, contents and layout the plan follows."""
    if numbers_of is None and plan_year not in years():
        raise InputError(
            Problem(
                "no-pack-for-plan",
                _("there is no method for the plan year {year}, so its item numbers are not known").format(
                    year=plan_year
                ),
                where,
                _(
                    "use the numbers of a year that is there with --numbers-of {newest}, or name another plan year"
                ).format(newest=years()[-1]),
            )
        )
    return load_method(numbers_of or plan_year)
