"""`prongsai plan`: make the plan file, refresh it without losing what people wrote, or only check it."""

import argparse
from pathlib import Path

from prongsai.cli.output import print_json, print_lines, print_table
from prongsai.cli.planned import fresh_plan, work_with_plan
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.export import as_json
from prongsai.planning.holes import plan_problems
from prongsai.planning.keeping import Note
from prongsai.planning.model import Plan
from prongsai.planning.plan_file import write_plan
from prongsai.planning.plan_reading import read_plan


def command(options: argparse.Namespace) -> int:
    """Make or check the plan; give 0, or 2 where `--check` finds a hole."""
    path = options.plan or beside(options.file, options.id)
    work, plan = work_with_plan(options, path)
    notes: tuple[Note, ...] = ()
    if not options.check:
        notes = write_plan(fresh_plan(work, keep=options.keep), path)
        plan = read_plan(path)
    if plan is None:
        raise InputError(
            Problem(
                "no-plan", _("there is no plan yet"), str(path), _("make one first: the same without --check")
            )
        )
    problems = plan_problems(plan, work.analysis, work.plan_method)
    if options.json:
        print_json({**as_json(plan), "problems": [str(each) for each in problems]})
    else:
        _show(plan)
        print_lines(*(str(note) for note in notes), *(f"! {problem}" for problem in problems))
        print_lines(_("The plan: {path}").format(path=path))
    return 2 if problems and options.check else 0


def beside(file: Path, row: str | None) -> Path:
    """Give where a plan lies when nobody says: beside the input and named after it."""
    return file.with_name(f"{file.stem}-{row}-plan.yaml" if row else f"{file.stem}-plan.yaml")


def _show(plan: Plan) -> None:
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
    title = _("{agency} plan year {year}").format(agency=plan.agency.name, year=plan.plan_year)
    print_table(title, columns, rows, right=(5,))
