"""Every example of docs/input.md is read."""

import re
from pathlib import Path

from prongsai.intake.agency import read_intake
from prongsai.intake.listing import read_list

TEXT = (Path(__file__).parents[2] / "docs" / "input.md").read_text(encoding="utf-8")


def examples(kind):
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


def test_examples_of_agency_files_are_read(tmp_path):
    responses, counts, listed = examples("csv")
    (tmp_path / "iit.csv").write_text(responses, encoding="utf-8")
    (tmp_path / "counts.csv").write_text(counts, encoding="utf-8")
    found = []
    for suffix in ("yaml", "json"):
        for number, text in enumerate(examples(suffix)):
            path = tmp_path / f"{number}.{suffix}"
            path.write_text(text, encoding="utf-8")
            found.append([(each.fiscal_year, each.depth) for each in read_intake(path).results])
    assert found == [
        [(2568, "indicators"), (2567, "indicators")],
        [(2568, "questions")],
        [(2568, "responses")],
        [(2566, "indicators")],
        [(2565, "indicators")],
    ]
    path = tmp_path / "list.csv"
    path.write_text(listed, encoding="utf-8")
    rows, notes = read_list(path)
    assert ([(row.id, row.result is None) for row in rows], notes) == ([("a", False), ("b", True)], ())
