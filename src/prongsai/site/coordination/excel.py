"""The table of an area as an Excel workbook: numbers that can be counted with, and text that is never a formula."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _

from prongsai.reports.xlsx_writer import OPTIONS
from prongsai.site.coordination.words import Row

WIDTHS = (40, 26, 18, 18, 14, 12, 20, 18, 14, 18, 14, 20, 14)


def columns() -> tuple[str, ...]:
    """Give the headings."""
    return (
        _("Agency"),
        _("Type of agency"),
        _("District"),
        _("Province"),
        _("Round"),
        _("Total score"),
        _("Kind of result"),
        _("Level"),
        _("Change in points"),
        _("Plan"),
        _("Measures"),
        _("Reported and confirmed"),
        _("Overdue"),
    )


def workbook(title: str, notes: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Give a workbook with the table, and a sheet that says what it holds."""
    from xlsxwriter import Workbook  # noqa: PLC0415  slow to import, and only this needs it

    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        points = book.add_format({"num_format": "0.00"})
        sheet = book.add_worksheet(_("Agencies"))
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, columns(), bold)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(_cells(row)):
                if isinstance(value, float):
                    sheet.write_number(number, place, value, points)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)
        sheet.autofilter(0, 0, max(len(rows), 1), len(WIDTHS) - 1)
        about = book.add_worksheet(_("About this file"))
        about.set_column(0, 0, 100)
        about.write_string(0, 0, title, bold)
        for number, words in enumerate(notes, 1):
            about.write_string(number, 0, words)
    return buffer.getvalue()


def _cells(row: Row) -> tuple[str | float | int, ...]:
    line = row.line
    followed = (line.measures, line.reported, line.overdue) if line.measures else ("", "", "")
    return (
        line.name,
        line.type,
        line.district,
        line.province,
        row.round,
        "" if line.total is None else float(line.total),
        row.kind,
        row.level,
        "" if line.change is None else float(line.change),
        row.plan,
        *followed,
    )
