"""`prongsai plan`: make the plan file, refresh it without losing what people wrote, or only check it."""

import argparse
from pathlib import Path

from prongsai.cli.output import print_json, print_lines, print_table
from prongsai.cli.working import Work, work_out
from prongsai.language.messages import _
from prongsai.planning.export import as_json
from prongsai.planning.holes import plan_problems
from prongsai.planning.making import make_plan
from prongsai.planning.model import Plan
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan


def command(options: argparse.Namespace) -> int:
    """Make or check the plan; give 0, or 2 where `--check` finds a hole."""
    work = work_out(options.file, options.id, options.rule, options.plan_year)
    path = options.plan or _beside(options.file, options.id, work.plan_year)
    if not options.check:
        made = make_plan(
            work.analysis, work.intake.agency, work.plan_year, work.plan_method, keep=options.keep
        )
        notes = write_plan(made, path)
    else:
        notes = ()
    plan = read_plan(path)
    problems = plan_problems(plan, work.analysis, work.plan_method)
    if options.json:
        print_json({**as_json(plan), "problems": [str(each) for each in problems]})
    else:
        _show(plan, work)
        print_lines(
            *(str(note) for note in notes),
            *(f"! {problem}" for problem in problems),
            _("The plan: {path}").format(path=path),
        )
    return 2 if problems and options.check else 0


def _beside(file: Path, row: str | None, plan_year: int) -> Path:
    """Give where a plan lies when nobody says: beside the input, named after it and the plan year."""
    name = f"{file.stem}-{row}" if row else file.stem
    return file.with_name(f"{name}-plan-{plan_year}.yaml")


def _show(plan: Plan, work: Work) -> None:
    rows = [
        (
            str(number),
            ", ".join(map(str, each.indicators)) or "–",
            each.title,
            "\n".join(each.owners),
            each.period.words,
            str(len(each.steps)),
        )
        for number, each in enumerate(plan.measures, start=1)
    ]
    columns = ("", _("indicator"), _("measure"), _("owner"), _("period"), _("steps"))
    print_table(f"{plan.agency.name} {_('plan year')} {work.plan_year}", columns, rows, right=(5,))
