"""The numbers behind a chart of a Word file, as the table from which it was drawn."""

from typing import TYPE_CHECKING

from prongsai.intake.tables import cell_text
from prongsai.reading.limits import Budget

if TYPE_CHECKING:
    from lxml import etree

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def chart_title(root: "etree._Element") -> str:
    """Give the title of a chart, empty where it has none."""
    title = root.find(f"{_CHART}chart/{_CHART}title")
    return "" if title is None else "".join(each.text or "" for each in title.iter(f"{_DRAWING}t"))


def chart_rows(root: "etree._Element", budget: Budget) -> list[tuple[str, ...]]:
    """Give the rows of a chart's table: the names of the series, then each label with its values.

    Charts whose numbers are not kept in the file give no rows.
    """
    labels: dict[int, str] = {}
    names: list[str] = []
    columns: list[dict[int, str]] = []
    for series in root.iter(f"{_CHART}ser"):
        names.append(" ".join(_points(series.find(f"{_CHART}tx")).values()))
        labels |= _points(series.find(f"{_CHART}cat"))
        columns.append(_points(series.find(f"{_CHART}val")))
        budget.columns(len(columns) + 1)
    numbers = sorted(set(labels).union(*columns))
    if not numbers:
        return []
    rows = [(labels.get(at, ""), *(column.get(at, "") for column in columns)) for at in numbers]
    return [("", *names), *rows]


def _points(element: "etree._Element | None") -> dict[int, str]:
    """Give the values that a chart keeps, by their number."""
    points: dict[int, str] = {}
    if element is None:
        return points
    for point in element.iter(f"{_CHART}pt"):
        at = point.get("idx", "")
        text = point.findtext(f"{_CHART}v", "")
        if len(at) <= 6 and at.isascii() and at.isdigit():
            points[int(at)] = _tidy(text)
    return points


def _tidy(text: str) -> str:
    """Give a number without the dust of binary fractions, any other text as it is."""
    try:
        return cell_text(float(text)) if "." in text else text
    except ValueError:
        return text
