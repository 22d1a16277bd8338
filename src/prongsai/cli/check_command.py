"""`prongsai check`: what is wrong in reports, one or a folder of them."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from prongsai.cli.output import print_json, print_lines, print_table, print_text, track
from prongsai.intake.files import save
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.reading.check import switched_off
from prongsai.reading.check_export import as_html, as_json, as_sarif, counted
from prongsai.reading.check_summary import (
    Checked,
    check_files,
    report_files,
    summary_columns,
    summary_row,
    with_copies,
    write_summary,
)
from prongsai.reading.checks.rules import documentation

FOUND, FAULTY = 1, 2


def command(options: argparse.Namespace) -> int:
    """Check reports; give 1 where errors are found, 2 where a file cannot be read, else 0."""
    if options.list:
        print(documentation(), end="")
        return 0
    if not options.files:
        what = _("no file is named")
        raise InputError(Problem("no-file", what, mend=_("name reports or folders of them")))
    off = switched_off(options.off, options.off_file)
    paths = report_files(options.files)
    workers = options.workers or os.cpu_count() or 1
    outcomes = check_files(paths, off, workers=workers, keep_text=options.html is not None)
    checked = with_copies(list(track(outcomes, _("checking"), len(paths))))
    _write(options, checked, off)
    several = len(paths) > 1 or any(each.is_dir() for each in options.files)
    if options.json:
        print_json(
            [{"file": each.name, "faults": as_json(each.faults), **_unread(each)} for each in checked]
            if several
            else as_json(checked[0].faults)
        )
    else:
        _show(checked, off, several=several)
    for each in checked:
        for problem in each.problems:
            print(problem, file=sys.stderr)
    if any(each.problems for each in checked):
        return FAULTY
    return FOUND if any(fault.klass == "error" for each in checked for fault in each.faults) else 0


def _unread(checked: Checked) -> dict[str, list[str]]:
    return {"unread": [str(each) for each in checked.problems]} if checked.problems else {}


def _write(options: argparse.Namespace, checked: Sequence[Checked], off: Mapping[str, str]) -> None:
    """Write the files that were asked for: SARIF, HTML, XLSX."""
    if options.sarif is not None:
        tree = as_sarif({each.name: each.faults for each in checked}, off)
        _written(options.sarif, json.dumps(tree, ensure_ascii=False, indent=2).encode())
    if options.html is not None:
        page = as_html([(each.raw, each.faults) for each in checked if each.raw is not None])
        _written(options.html, page.encode())
    if options.xlsx is not None:
        _written(options.xlsx, write_summary(checked, off))


def _written(path: Path, data: bytes) -> None:
    save(data, path)
    print(_("written: {file}").format(file=path), file=sys.stderr)


def _show(checked: Sequence[Checked], off: Mapping[str, str], *, several: bool) -> None:
    if several:
        print_table(_("Reports"), summary_columns(), [summary_row(each) for each in checked], right=(6, 7, 8))
    else:
        for fault in checked[0].faults:
            print_text(f"{_word(fault.klass)} {fault.where}")
            print_text(f"  {fault.message}")
            print_text(f"  → {fault.mend} [{fault.code}]")
    print_lines(counted([fault for each in checked for fault in each.faults]))
    for code, reason in off.items():
        print_lines(_("switched off: {code} ({reason})").format(code=code, reason=reason))


def _word(klass: str) -> str:
    return {"error": _("ERROR"), "warning": _("WARNING"), "hint": _("HINT")}[klass]
