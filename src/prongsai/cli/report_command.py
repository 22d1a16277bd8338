"""`prongsai report`: the report and the papers around it, from the scores and the plan."""

import argparse
from dataclasses import replace
from datetime import date

from prongsai.cli.details_file import read_details
from prongsai.cli.output import print_lines, track
from prongsai.cli.planned import fresh_plan, work_with_plan
from prongsai.intake.files import save
from prongsai.language.dates import parse_date
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reports.details import Details
from prongsai.reports.papers import FORMATS, PAPERS, Papers, chosen, files


def command(options: argparse.Namespace) -> int:
    """Write the papers that the options name and say where they lie.

    All are made before the first is saved, so that a fault leaves no half set behind.
    """
    names = chosen(options.paper, PAPERS, "--paper")
    formats = chosen(options.format, FORMATS, "--format")
    details = read_details(options.details) if options.details else Details()
    if options.watermark is not None:
        details = replace(details, watermark=options.watermark)
    if options.thai_digits:
        details = replace(details, thai_digits=True)
    day = parse_date(options.date) if options.date else date.today()  # noqa: DTZ011  the officer's own day
    if options.plan is not None and not options.plan.exists():
        raise InputError(
            Problem(
                "no-plan", _("there is no such plan"), str(options.plan), _("make it with: prongsai plan")
            )
        )
    work, plan = work_with_plan(options, options.plan)
    details = replace(details, printed_year=work.intake.printed_year)
    source = Papers(work.analysis, plan or fresh_plan(work), work.plan_method, details, day)
    wanted = list(files(source, names, formats))
    made = [(each.name, each.make()) for each in track(wanted, _("writing papers"), len(wanted))]
    print_lines(*(str(save(content, options.out / name)) for name, content in made))
    return 0
