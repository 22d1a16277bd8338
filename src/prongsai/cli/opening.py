"""Opening what the command names: an agency's file, or one row of a list of results."""

import sys
from pathlib import Path

from prongsai.intake.agency import form_of, read_intake
from prongsai.intake.listing import read_list
from prongsai.intake.model import Agency, Intake, Row
from prongsai.language.messages import _
from prongsai.language.problems import InputError, Problem
from prongsai.planning.divisions import type_named


def open_intake(path: Path, row: str | None) -> Intake:
    """Give the agency and its results, newest first: a whole agency file, or the row with the id `row` of a list.

    A list of one row needs no id. Earlier years' rows of the same agency come along. What was understood only by a
    guess (a misread code in a remark) is said on standard error. Raises InputError where the file or the row cannot
    be used.
    """
    if form_of(path) == "agency":
        intake = read_intake(path)
        for note in intake.notes:
            print(note, file=sys.stderr)
        return intake
    rows, _notes = read_list(path)
    chosen = _chosen(rows, row, str(path))
    result = chosen.result
    if result is None:
        raise InputError(chosen.problems)
    own = [
        each.result
        for each in rows
        if each.result is not None
        and each.unit == chosen.unit
        and each.result.fiscal_year < result.fiscal_year
    ]
    earlier = sorted(own, key=lambda each: -each.fiscal_year) if chosen.unit else []
    name = chosen.unit or chosen.id or path.stem
    return Intake(Agency(name, type=type_named(name)), (result, *earlier))


def _chosen(rows: tuple[Row, ...], row: str | None, where: str) -> Row:
    found = [each for each in rows if row is None or each.id == row]
    if len(found) == 1:
        return found[0]
    ids = ", ".join(each.id for each in rows[:10]) + (" …" if len(rows) > 10 else "")
    what = _("{count} rows could be meant").format(count=len(found))
    if not found:
        what = _("there is no row “{id}”").format(id=row) if row else _("there is no row")
    raise InputError(Problem("which-row", what, where, _("name one with --id: {ids}").format(ids=ids)))
