"""The typesetter makes files from templates, in every thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from typst import TypstError

from prongsai.reports.typesetting import typeset


def test_typeset_does_not_hide_a_fault_of_ours() -> None:
    with pytest.raises(TypstError, match="width"):
        typeset("chart.typ", {}, "png")


def test_typeset_serves_several_threads_at_once() -> None:
    chart = {
        "kind": "bars",
        "labels": [["ก"]],
        "values": [50],
        "texts": [["50"]],
        "notes": [],
        "target": None,
        "ticks": [str(tick) for tick in range(0, 101, 10)],
    }
    with ThreadPoolExecutor(4) as threads:
        files = threads.map(
            lambda width: typeset("chart.typ", {"chart": chart, "width": width, "title": []}, "svg"),
            [460] * 8,
        )
        assert len(set(files)) == 1
