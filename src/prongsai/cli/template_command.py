"""`prongsai template`: an XLSX file to fill in for one fiscal year."""

import argparse
from pathlib import Path

from prongsai.cli.output import print_lines
from prongsai.intake.files import save
from prongsai.intake.sheets import write_template
from prongsai.language.messages import _
from prongsai.method.library import load_method


def command(options: argparse.Namespace) -> int:
    """Write the template and say where it lies."""
    path = options.out or Path(f"ita-{options.year}.xlsx")
    save(write_template(load_method(options.year)), path)
    print_lines(_("Fill in {path}, then: prongsai score {path}").format(path=path))
    return 0
