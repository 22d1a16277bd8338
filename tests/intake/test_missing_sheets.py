import io

import openpyxl
import pytest

from prongsai.intake.agency import read_intake
from prongsai.intake.sheets import write_template
from prongsai.language.messages import language
from prongsai.language.problems import InputError, Problem
from prongsai.method.library import load_method


def test_template_with_a_renamed_sheet_is_refused(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(write_template(load_method(2568))))
    book["ตัวชี้วัด"].title = "คะแนน"
    path = tmp_path / "renamed.xlsx"
    book.save(path)
    with language("en"), pytest.raises(InputError) as raised:
        read_intake(path)
    what, mend = "these sheets are missing: ตัวชี้วัด", "give them their names back, or fill in a new template"
    assert raised.value.problems == (Problem("missing-sheets", what, str(path), mend),)
