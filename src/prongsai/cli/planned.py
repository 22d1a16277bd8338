"""The plan that a command works with: the one that people edit, or one made afresh."""

import argparse
from pathlib import Path

from prongsai.cli.working import Work, work_out
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan
from prongsai.planning.plan_file import another_plan
from prongsai.planning.plan_reading import read_plan


def work_with_plan(options: argparse.Namespace, path: Path | None) -> tuple[Work, Plan | None]:
    """Work a file out for the plan at `path`, whose years are taken where the options name none.

    Gives the plan too, None where there is no such file or path. Raises InputError where the plan is faulty, or is
    the plan of another result.
    """
    plan = read_plan(path) if path is not None and path.exists() else None
    plan_year = options.plan_year or (plan.plan_year if plan else None)
    numbers_of = options.numbers_of or (plan.item_year if plan else None)
    work = work_out(options.file, options.id, options.rule, plan_year, numbers_of)
    if plan is not None:
        _check_years(plan, work, str(path))
        if plan.agency.name != work.intake.agency.name:
            raise another_plan(_("agency"), plan.agency.name, work.intake.agency.name, str(path))
    return work, plan


def _check_years(plan: Plan, work: Work, where: str) -> None:
    found = (plan.result_year, plan.plan_year)
    wanted = (work.analysis.scores.result.fiscal_year, work.plan_year)
    if found != wanted:
        raise InputError(
            Problem(
                "other-plan",
                _(
                    "the plan is for result year {result}, plan year {plan}; the input is for {input_result}, {input_plan}"
                ).format(result=found[0], plan=found[1], input_result=wanted[0], input_plan=wanted[1]),
                where,
                _("name the right plan with --plan, or the plan year with --plan-year"),
            )
        )


def fresh_plan(work: Work, *, keep: bool = False) -> Plan:
    """Give a plan made from the analysis alone."""
    return make_plan(work.analysis, work.intake.agency, work.plan_year, work.plan_method, keep=keep)
