"""Charts come as pictures of one width with all that they were given, whatever is missing."""

import re
import struct
from dataclasses import replace
from decimal import Decimal
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.reports.charts import chart_data, chart_png, chart_svg, short_score
from prongsai.reports.document import Chart
from prongsai.reports.text_pieces import Spelling

BARS = Chart(
    "bars",
    "คะแนนรายตัวชี้วัด",
    ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"),
    (Decimal("97.21"), Decimal("79.95"), None),
    "คะแนน <สาม> ตัวชี้วัด ปี 2568",
    Decimal(85),
)
LINE = replace(BARS, kind="line", labels=("2566", "2567", "2568"), notes=("ผ่านดี", "ผ่าน", ""))
RADAR = replace(BARS, kind="radar")
SVG = "{http://www.w3.org/2000/svg}"


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("chart", [BARS, LINE, RADAR], ids=lambda chart: chart.kind)
def test_chart_png_is_1600_pixels_wide_and_the_same_each_time(chart: Chart) -> None:
    png = chart_png(chart)
    assert png.startswith(b"\x89PNG")
    width, height = size(png)
    assert width == 1600
    assert 300 < height < 1600
    assert chart_png(chart) == png


@pytest.mark.parametrize("chart", [BARS, LINE, RADAR], ids=lambda chart: chart.kind)
def test_chart_png_shows_every_part(chart: Chart) -> None:
    changed = [
        replace(chart, labels=("ก", *chart.labels[1:])),
        replace(chart, values=(Decimal("97.22"), *chart.values[1:])),
        replace(chart, values=(*chart.values[:2], Decimal(0))),
        replace(chart, target=Decimal(80)),
        replace(chart, target=None),
    ]
    if chart.kind == "line":
        changed.append(replace(chart, notes=("ผ่าน", "ผ่าน", "")))
    pictures = [chart_png(chart), chart_png(chart, thai_digits=True), *map(chart_png, changed)]
    assert len(set(pictures)) == len(pictures)


def test_chart_svg_is_one_named_element_without_live_text() -> None:
    svg = chart_svg(BARS, thai_digits=True)
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "คะแนน <สาม> ตัวชี้วัด ปี ๒๕๖๘"
    assert not list(root.iter(f"{SVG}text"))
    assert 'aria-label="คะแนน &lt;สาม&gt; ตัวชี้วัด ปี 2568"' in chart_svg(BARS)


def test_chart_svg_hatches_only_what_misses_the_target() -> None:
    assert "<pattern" in chart_svg(BARS)
    assert "<pattern" not in chart_svg(replace(BARS, target=Decimal(70)))


def test_chart_data_names_scores_and_target() -> None:
    data = chart_data(BARS, Spelling(thai_digits=True))
    assert data["values"] == [97.21, 79.95, None]
    assert data["texts"] == [["๙๗.๒๑"], ["๗๙.๙๕"], [["ไม่"], "มี", ["คะแนน"]]]
    assert data["target-text"] == "ค่าเป้าหมาย ๘๕"


def test_chart_data_puts_values_in_hundredths_of_their_axis():
    data = chart_data(
        replace(BARS, values=(Decimal("1.50"), None, Decimal(0)), most=Decimal("2.5")), Spelling()
    )
    assert data["values"] == [60.0, None, 0.0]
    assert data["target"] == 3400.0
    assert data["ticks"] == ["0", "0.25", "0.5", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.25", "2.5"]
    assert chart_data(BARS, Spelling(thai_digits=True))["ticks"][-1] == "๑๐๐"


@pytest.mark.parametrize("chart", [BARS, LINE, RADAR], ids=lambda chart: chart.kind)
def test_chart_png_that_stands_alone_bears_its_title(chart: Chart) -> None:
    alone = chart_png(chart, titled=True)
    assert size(alone)[0] == 1600
    assert size(alone)[1] > size(chart_png(chart))[1]
    assert chart_png(replace(chart, title="อีกชื่อหนึ่ง"), titled=True) != alone


@pytest.mark.parametrize(
    ("value", "text"), [("85", "85"), ("85.00", "85"), ("87.5", "87.50"), ("100", "100"), (None, "–")]
)
def test_short_score_leaves_out_zeros_after_the_point(value: str | None, text: str) -> None:
    assert short_score(None if value is None else Decimal(value)) == text


@settings(max_examples=40)
@given(
    st.sampled_from(("bars", "line", "radar")),
    st.lists(
        st.tuples(st.text(max_size=60), st.none() | st.decimals(0, 100, places=2), st.text(max_size=10)),
        max_size=12,
    ),
    st.none() | st.decimals(0, 100, places=2),
)
def test_chart_svg_is_drawn_for_any_chart(
    kind: Literal["bars", "line", "radar"],
    points: list[tuple[str, Decimal | None, str]],
    target: Decimal | None,
) -> None:
    labels = tuple(label for label, _, _ in points)
    values = tuple(value for _, value, _ in points)
    notes = tuple(note for _, _, note in points)
    svg = chart_svg(Chart(kind, "", labels, values, "", target, notes))
    assert re.fullmatch(r"<svg .*</svg>", svg, re.DOTALL)
    assert 'width="460pt"' in svg
