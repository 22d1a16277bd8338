"""The log as a file, made piece by piece: it is never whole in memory. No cell is ever a formula."""

import csv
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from io import StringIO
from itertools import islice
from typing import IO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from prongsai.language.dates import ERA
from prongsai.scoring.export import text_cell
from prongsai.site.audit.models import Act
from prongsai.site.audit.telling import Told, tell
from prongsai.site.shell.speech import say_moment, speaking, spell, thai_digits_wanted

FORMATS = ("xlsx", "csv")
AT_ONCE = 500
MOST_ROWS = 1_000_000
"""The most lines of a sheet; Excel takes 1,048,576 rows."""

LONGEST = 32_000
"""The longest text of a cell; Excel takes 32,767 characters."""

_WIDTHS = (28, 28, 34, 24, 40, 80, 20)


def columns() -> list[str]:
    """Give the heads of the columns."""
    return [
        _("When"), _("Who"), _("Did"), _("Done to"), _("Name"), _("What changed"), _("When, to sort by (B.E.)"),
    ]  # fmt: skip


def lines_of(acts: QuerySet[Act]) -> Iterator[list[list[str]]]:
    """Give acts in words, some hundred lines at a time, in the language and digits that are spoken where this is called."""
    spoken = partial(speaking, get_language() or "th", thai_digits=thai_digits_wanted())
    return _pieces(acts.iterator(chunk_size=AT_ONCE), spoken)


def _pieces(
    acts: Iterator[Act], spoken: Callable[[], AbstractContextManager[None]]
) -> Iterator[list[list[str]]]:
    while piece := list(islice(acts, AT_ONCE)):
        with spoken():  # whoever sends the file out takes its pieces when the page's own words are over
            lines = [_line(each) for each in tell(piece)]
        yield lines


def _line(told: Told) -> list[str]:
    changes = [f"{each.field}: {each.before} → {each.after}" for each in told.changes]
    if told.more:
        changes.append(_("and {count} more").format(count=spell(told.more)))
    said = "\n".join(changes)[:LONGEST]
    return [say_moment(told.at), told.who, told.did, told.thing, told.name, said, _sortable(told.at)]


def _sortable(moment: datetime) -> str:
    """Give a moment so that lines sort by it: ``2569-11-24 14:30:05``, the year of the Buddhist Era."""
    local = timezone.localtime(moment)
    return f"{local.year + ERA}-{local:%m-%d %H:%M:%S}"


def as_csv(acts: QuerySet[Act]) -> Iterator[bytes]:
    """Give the log as CSV in pieces, with the mark by which Excel knows UTF-8."""
    heads, pieces = columns(), lines_of(acts)
    return _csv_pieces(heads, pieces)


def _csv_pieces(heads: list[str], pieces: Iterator[list[list[str]]]) -> Iterator[bytes]:
    yield "\ufeff".encode() + _csv([heads])
    for piece in pieces:
        yield _csv(piece)


def _csv(lines: list[list[str]]) -> bytes:
    target = StringIO()
    csv.writer(target).writerows([text_cell(cell) for cell in line] for line in lines)
    return target.getvalue().encode()


def as_xlsx(acts: QuerySet[Act]) -> IO[bytes]:
    """Give the log as an open XLSX file that is gone when it is closed; it holds the newest `MOST_ROWS` lines."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415  slow to import

    target = tempfile.TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    book = Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Log"))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    _write(sheet.write_string, 0, columns(), bold)
    number = 0
    for piece in lines_of(acts[:MOST_ROWS]):
        for line in piece:
            number += 1
            _write(sheet.write_string, number, line, wrapped)
    book.close()
    target.seek(0)
    return target


def _write(write: Callable[..., object], row: int, cells: list[str], form: object) -> None:
    for place, cell in enumerate(cells):
        write(row, place, cell, form)
