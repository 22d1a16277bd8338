"""The threat model names tests that are there."""

import re
from pathlib import Path

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "docs" / "threat-model.md"


def test_every_test_that_is_named_is_there():
    named = re.findall(r"`([\w/.-]+\.py)::(test_\w+)`", MODEL.read_text(encoding="utf-8"))
    missing = [
        (file, name)
        for file, name in named
        if not (HERE / file).is_file()
        or not re.search(rf"^def {name}\(", (HERE / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert (missing, len(named) > 50) == ([], True)


def test_every_line_of_a_table_names_a_test():
    rows = [line for line in MODEL.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    heads = [line for line in rows if line.endswith("| shown by |")]
    assert [line for line in rows if line not in heads and "::test_" not in line] == []
    assert len(heads) == 4
