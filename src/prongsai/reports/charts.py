"""Charts as pictures: one drawing of each kind, the same in PDF, PNG and SVG."""

from decimal import Decimal
from html import escape

from prongsai.language.digits import score_text, thai
from prongsai.reports.document import Chart
from prongsai.reports.text_pieces import Spelling, pieces
from prongsai.reports.typesetting import typeset

WIDTH = 460
"""The width that charts are drawn for, in points: that of the text on a portrait page."""

PIXELS = 1600
NO_SCORE = "ไม่มีคะแนน"

_LABEL_ROOM = {"bars": 17.5, "line": 12.0, "radar": 12.0}
"""How long a label's line is in em, by kind of chart."""


def chart_png(chart: Chart, *, thai_digits: bool = False, titled: bool = False) -> bytes:
    """Draw a chart as a PNG on white, about 1,600 pixels wide.

    Its title is left to the paper around it, unless the picture is to stand alone (`titled`).
    """
    spelling = Spelling(thai_digits=thai_digits)
    title = pieces(chart.title, spelling) if titled else []
    data = {"chart": chart_data(chart, spelling), "width": WIDTH, "title": title}
    return typeset("chart.typ", data, "png", ppi=72 * PIXELS / WIDTH)


def chart_svg(chart: Chart, *, thai_digits: bool = False) -> str:
    """Draw a chart as one SVG element with its text as shapes, to stand inside a web page.

    `alt` becomes its accessible name; the title is left to the page around it.
    """
    data = {"chart": chart_data(chart, Spelling(thai_digits=thai_digits)), "width": WIDTH, "title": []}
    svg = typeset("chart.typ", data, "svg").decode()
    name = escape(thai(chart.alt) if thai_digits else chart.alt)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)


def chart_data(chart: Chart, spelling: Spelling) -> dict[str, object]:
    """Give a chart as the template `charts.typ` takes it."""

    def digits(text: str) -> str:
        return thai(text) if spelling.thai_digits else text

    room = _LABEL_ROOM[chart.kind]
    return {
        "kind": chart.kind,
        "labels": [pieces(label, spelling, room) for label in chart.labels],
        "values": [_place(value, chart.most) for value in chart.values],
        "texts": [pieces(score_text(value, NO_SCORE), spelling, room) for value in chart.values],
        "notes": [pieces(note, spelling, room) for note in chart.notes],
        "target": _place(chart.target, chart.most),
        "target-text": digits(f"ค่าเป้าหมาย {short_score(chart.target)}"),
        "reached-text": "ถึงค่าเป้าหมาย",
        "missed-text": "ต่ำกว่าค่าเป้าหมาย",
        "ticks": [digits(f"{(chart.most * tick / 10).normalize():f}") for tick in range(11)],
    }


def short_score(value: Decimal | None) -> str:
    """Give a score without decimals where they are zeros (``85``), else with two (``87.50``)."""
    return str(int(value)) if value is not None and value == int(value) else score_text(value)


def _place(value: Decimal | None, most: Decimal) -> float | None:
    """Give the place of a value on an axis, in hundredths of it.

    A drawing needs no more than a float; printed scores never are.
    """
    return None if value is None else float(value * 100 / most)
