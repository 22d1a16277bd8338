"""A report's text in portions, with the faults that stand in each."""

import pytest

from prongsai.reading.checks.rules import Fault
from prongsai.reading.model import Place, RawParagraph, RawReport, RawRow, RawTable
from prongsai.site.readings import portions as module
from prongsai.site.readings.portions import place_of, plain_place, portions


def paragraph(words, line, page=None, heading=0):
    return RawParagraph(words, Place(words, page=page, line=line), heading)


def fault(line=None, words="", page=None):
    place = None if line is None and page is None else Place(words, page=page, line=line)
    return Fault("no-owner", "error", "nobody", "name one", place)


def report(*blocks):
    return RawReport("ก.txt", "text", blocks)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(module, "PORTION", 10)
    monkeypatch.setattr(module, "FAULT", 4)
    monkeypatch.setattr(module, "CELL", 0)


def test_portions_are_filled_and_faults_found_in_them():
    found = portions(
        report(paragraph("หัวเรื่อง", 1, heading=2), paragraph("หนึ่ง", 2, page=3), paragraph("สอง", 3)),
        [fault(3), fault(), fault(2, page=3), fault(99)],
    )
    assert found.blocks == (
        [{"text": "หัวเรื่อง", "heading": 2, "page": None}],
        [{"text": "หนึ่ง", "heading": 0, "page": 3, "faults": [3]}],
        [{"text": "สอง", "heading": 0, "page": None, "faults": [1]}],
    )
    assert found.where == {3: 2, 1: 3}


def test_long_paragraph_is_cut_and_its_faults_stand_at_the_first_slice():
    found = portions(report(paragraph("0123456789abcdefghijXY", 1)), [fault(1)])
    assert [[each["text"] for each in blocks] for blocks in found.blocks] == [
        ["0123456789"],
        ["abcdefghij"],
        ["XY"],
    ]
    assert (found.blocks[0][0]["faults"], found.where) == ([1], {1: 1})


def test_table_is_cut_between_rows_and_long_cells_are_shortened():
    rows = (
        RawRow(("หัว", "ท้าย"), Place("หัว", page=1, line=1)),
        RawRow(("ก", "ข"), Place("ก", page=2, line=2)),
        RawRow(("0123456789ab",), Place("0123456789ab", line=3)),
    )
    found = portions(
        report(RawTable(rows), RawTable(rows[:1])), [fault(2, "ข", page=2), fault(2, "ค", page=2)]
    )
    assert found.blocks == (
        [{"table": 0, "rows": [{"cells": ["หัว", "ท้าย"], "page": 1}]}],
        [{"table": 0, "rows": [{"cells": ["ก", "ข"], "page": 2, "faults": [1, 2], "marked": [1]}]}],
        [{"table": 0, "rows": [{"cells": ["0123456789…"], "page": None}]}],
        [{"table": 1, "rows": [{"cells": ["หัว", "ท้าย"], "page": 1}]}],
    )
    assert found.where == {1: 2, 2: 2}


def test_tables_side_by_side_stay_apart():
    row = RawRow(("ก",), Place("ก", line=1))
    assert portions(report(RawTable((row,)), RawTable((row,))), []).blocks == (
        [
            {"table": 0, "rows": [{"cells": ["ก"], "page": None}]},
            {"table": 1, "rows": [{"cells": ["ก"], "page": None}]},
        ],
    )


@pytest.mark.parametrize(
    "place", [None, Place("คำ", page=3), Place("คำ", sheet="ผล", cell="B2"), Place("คำ", line=9)]
)
def test_place_as_plain_values_and_back(place):
    assert place_of(plain_place(place)) == place
