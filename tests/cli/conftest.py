"""The command as a person runs it: arguments in, what is printed and the exit code out."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from prongsai.cli.main import main
from prongsai.language.messages import current_language, use_language

EXAMPLE = Path(__file__).parents[2] / "examples" / "thesaban-2568.yaml"
LIST = """id,fiscal_year,unit,kind,i1,i2,i3,i4,i5,i6,i7,i8,i9,i10,iit,total,level,town
a,2565,เทศบาลเมืองตัวอย่าง,agency,95.21,90.39,93.37,87.92,92.01,91.51,90.39,90.02,97.14,100.00,,94.15,A,x
b,2566,เทศบาลเมืองตัวอย่าง,agency,95.21,90.39,93.37,87.92,92.01,91.51,90.39,90.02,97.14,100.00,,,,
c,2565,เทศบาลตำบลตัวอย่าง,agency,185,90.39,93.37,87.92,92.01,91.51,90.39,90.02,97.14,100.00,,,,
d,2565,จังหวัดตัวอย่าง,average_of_agencies,95.21,90.39,93.37,87.92,92.01,91.51,90.39,90.02,97.14,100.00,90,,,
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command in English on a terminal of 120 columns."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    before = current_language()

    def command(*arguments):
        code = main([str(each) for each in arguments])
        told = capsys.readouterr()
        return Outcome(code, told.out, told.err)

    yield command
    use_language(before)


@pytest.fixture
def agency_file(tmp_path):
    path = tmp_path / "agency.yaml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def list_file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path
