"""Charts in a workbook: their numbers as a small table, and native Excel charts of it that stay editable."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from prongsai.reports.document import Chart, Paragraph, Run
from prongsai.reports.xlsx_cells import (
    DEEP,
    FONT,
    LINE,
    PALE,
    TABLE_SIZE,
    WARM,
    Look,
    Style,
    in_thai_digits,
    spell,
    write,
)

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as ExcelChart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

KINDS = {
    "bars": {"type": "column"},
    "line": {"type": "line"},
    "radar": {"type": "radar", "subtype": "with_markers"},
}
FONT_OF_CHART = {"name": FONT, "size": 11}
GREY = "#D5DFE1"


def chart_sheet(
    workbook: "Workbook", sheet: "Worksheet", chart: Chart, style: Style, *, thai_digits: bool
) -> None:
    """Fill `sheet` with a chart's numbers as a small table from A1 on, and the chart beside it."""
    columns = _columns(chart)
    look: Look = {"font_size": TABLE_SIZE, "border": 1, "border_color": LINE}
    form = in_thai_digits("0.00") if thai_digits else "0.00"
    for column, (name, width, values) in enumerate(columns):
        sheet.set_column_pixels(column, column, width, style(font_size=TABLE_SIZE))
        head = (Paragraph((Run(name, bold=True),)),)
        write(sheet, (0, column, 0, column), head, style, look | {"bg_color": PALE, "align": "center"})
        for row, value in enumerate(values, start=1):
            area = (row, column, row, column)
            if isinstance(value, Decimal):
                write(sheet, area, float(value), style, look | {"num_format": form, "align": "center"})
            else:
                words = (Paragraph((Run(value or ""),)),)
                write(sheet, area, words, style, look, thai_digits=thai_digits)
    sheet.freeze_panes(1, 0)
    excel = excel_chart(workbook, chart, sheet.get_name(), thai_digits=thai_digits)
    excel.set_size({"width": 720, "height": 420})
    description = spell(chart.alt, thai_digits=thai_digits)
    sheet.insert_chart(0, len(columns) + 1, excel, {"description": description, "object_position": 2})


def _columns(chart: Chart) -> list[tuple[str, int, Sequence[str | Decimal | None]]]:
    """Give the columns of a chart's table: name, width in pixels, values."""
    columns: list[tuple[str, int, Sequence[str | Decimal | None]]] = [
        ("รายการ", 220, chart.labels),
        ("คะแนน", 90, chart.values),
    ]
    if chart.target is not None:
        columns.append(("ค่าเป้าหมาย", 90, [chart.target] * len(chart.labels)))
    if chart.notes:
        columns.append(("หมายเหตุ", 140, chart.notes))
    return columns


def excel_chart(workbook: "Workbook", chart: Chart, sheet: str, *, thai_digits: bool) -> "ExcelChart":
    """Give a native chart of the numbers that `chart_sheet` wrote on the sheet named `sheet`.

    Values run from 0 to the most they can be and are not joined where one is missing; the target is a line of its own.
    """
    form = in_thai_digits("0.00") if thai_digits else "0.00"
    last = len(chart.labels)

    def series(column: int, **look: object) -> dict[str, object]:
        return {
            "name": [sheet, 0, column],
            "categories": [sheet, 1, 0, last, 0],
            "values": [sheet, 1, column, last, column],
            **look,
        }

    excel = workbook.add_chart(KINDS[chart.kind])
    excel.add_series(series(1, **_look(chart, form)))
    if chart.target is not None:
        aim = series(2, line={"color": WARM, "width": 2, "dash_type": "dash"}, marker={"type": "none"})
        if chart.kind == "bars":
            line = workbook.add_chart({"type": "line"})
            line.add_series(aim)
            excel.combine(line)
        else:
            excel.add_series(aim)
    excel.set_title(
        {"name": spell(chart.title, thai_digits=thai_digits), "name_font": {"name": FONT, "size": 16}}
    )
    _set_axes(excel, chart.most, in_thai_digits("0") if thai_digits else "0")
    excel.set_legend({"position": "bottom", "font": FONT_OF_CHART})
    return excel


def _set_axes(excel: "ExcelChart", most: Decimal, form: str) -> None:
    """Let values run from 0 to the most they can be, in the number format `form`."""
    excel.set_x_axis({"num_font": FONT_OF_CHART, "line": {"color": LINE}})
    excel.set_y_axis(
        {
            "min": 0,
            "max": most,
            "num_font": FONT_OF_CHART,
            "num_format": form,
            "major_gridlines": {"visible": True, "line": {"color": GREY}},
            "line": {"none": True},
        }
    )


def _look(chart: Chart, form: str) -> dict[str, object]:
    """Give how the scores are drawn; columns below the target have the warm colour of the target's line."""
    labels = {"value": True, "num_format": form, "font": FONT_OF_CHART}
    if chart.kind == "bars":
        points = [
            {"fill": {"color": WARM if value is not None and value < (chart.target or 0) else DEEP}}
            for value in chart.values
        ]
        inside = labels | {"position": "inside_base", "font": FONT_OF_CHART | {"color": "#FFFFFF"}}
        return {"fill": {"color": DEEP}, "points": points, "gap": 50, "data_labels": inside}
    marker = {"type": "circle", "size": 7, "fill": {"color": DEEP}, "border": {"color": DEEP}}
    line: dict[str, object] = {"line": {"color": DEEP, "width": 2.5}, "marker": marker}
    return line | {"data_labels": labels | {"position": "above"}} if chart.kind == "line" else line
