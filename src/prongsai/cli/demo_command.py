"""`prongsai demo`: all papers of one published result, the report in every format."""

import argparse
from datetime import date
from pathlib import Path

from prongsai.cli.output import print_lines, track
from prongsai.cli.planned import fresh_plan
from prongsai.cli.working import work_out
from prongsai.intake.files import save
from prongsai.language.messages import _
from prongsai.reports.details import Details
from prongsai.reports.papers import FORMATS, PAPERS, Papers, files

EXAMPLE = Path(__file__).parent / "examples" / "published.csv"
DAY = date(2025, 12, 15)


def example() -> Papers:
    """Give what the papers of the published example are composed from.

    The scores are real and published; the measures are made up, so ตัวอย่าง stands across every page.
    """
    work = work_out(EXAMPLE, None)
    return Papers(work.analysis, fresh_plan(work), work.plan_method, Details(watermark="ตัวอย่าง"), DAY)


def command(options: argparse.Namespace) -> int:
    """Write the report and the picture in all formats, the papers around them as DOCX, and say where they lie."""
    source = example()
    wanted = [*files(source, ("report", "picture"), FORMATS), *files(source, PAPERS[2:], ("docx",))]
    paths = [
        save(each.make(), options.out / each.name) for each in track(wanted, _("writing papers"), len(wanted))
    ]
    total = source.analysis.scores.result.unit
    print_lines(
        _(
            "Example: {agency}, fiscal year {year}; its scores are published, the measures are made up."
        ).format(agency=total, year=source.plan.result_year),
        *(str(path) for path in paths),
        _("{count} files lie in {folder}").format(count=len(paths), folder=options.out.resolve()),
    )
    return 0
