"""The charts of a result as pictures, drawn as the papers draw them, and the names of their files."""

import re
from dataclasses import replace

from prongsai.analysis.model import Analysis
from prongsai.reports.charts import chart_png
from prongsai.reports.document import Chart
from prongsai.reports.results_part import (
    history_chart,
    indicators_chart,
    instruments_chart,
    lost_chart,
    radar_chart,
)

NAMES = ("instruments", "bars", "radar", "history", "points")
_UNFIT = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')
_LONGEST = 80


def chart(analysis: Analysis, name: str) -> Chart | None:
    """Give a chart of a result by its name, one of `NAMES`; None for another, or where there is nothing to draw."""
    scores = analysis.scores
    if name == "points":
        return lost_chart(analysis)
    if name == "history":
        return history_chart(analysis)
    draw = {"instruments": instruments_chart, "bars": indicators_chart, "radar": radar_chart}.get(name)
    return None if draw is None else draw(scores)


def picture(drawn: Chart, agency: str, *, thai_digits: bool) -> bytes:
    """Draw a chart as a PNG that stands alone: its title and whose it is are on it."""
    return chart_png(replace(drawn, title=f"{drawn.title}\n{agency}"), thai_digits=thai_digits, titled=True)


def file_name(title: str, agency: str) -> str:
    """Give the name of a picture's file: what it shows and whose it is, without signs that a disk refuses."""
    name = _UNFIT.sub(" ", f"{title} {agency}")
    return f"{' '.join(name.split())[:_LONGEST].strip(' .')}.png"
