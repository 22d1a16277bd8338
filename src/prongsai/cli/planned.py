"""The plan that a command works with: the one that people edit, or one made afresh."""

from pathlib import Path

from prongsai.cli.working import Work
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan
from prongsai.planning.plan_reading import read_plan


def plan_for(work: Work, path: Path | None) -> Plan:
    """Give the plan in the file at `path`, or one made from the analysis where there is none.

    Raises InputError where the file is faulty, or is the plan of another result or year.
    """
    if path is None:
        return make_plan(work.analysis, work.intake.agency, work.plan_year, work.plan_method)
    plan = read_plan(path)
    wanted = (work.analysis.scores.result.fiscal_year, work.plan_year)
    if (plan.result_year, plan.plan_year) != wanted:
        raise InputError(
            Problem(
                "other-plan",
                _(
                    "the plan is for result year {result} and plan year {plan}, the input for {wanted_result} and {wanted_plan}"
                ).format(
                    result=plan.result_year,
                    plan=plan.plan_year,
                    wanted_result=wanted[0],
                    wanted_plan=wanted[1],
                ),
                str(path),
                _("name the right plan with --plan, or the plan year with --plan-year"),
            )
        )
    return plan
