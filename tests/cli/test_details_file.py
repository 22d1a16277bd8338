from datetime import date

import pytest

from prongsai.cli.details_file import read_details
from prongsai.language.messages import language
from prongsai.language.problems import InputError
from prongsai.reports.details import Details, Person

PNG = b"\x89PNG\r\n\x1a\nrest"
WHOLE = """
seal: seal.png
garuda: garuda.jpg
author: {name: นางสาวตัวอย่าง ใจดี, position: นิติกรปฏิบัติการ}
approver: {name: นายตัวอย่าง ใจงาม}
day: 15 ธันวาคม 2568
number: ตย 52001/12
order_number: 12/2568
telephone: 0 0000 0000
columns: period_first
members: [ปลัดเทศบาล, ผู้อำนวยการกองคลัง]
texts: {rationale: ข้อความ}
thai_digits: true
watermark: ร่าง
"""


@pytest.fixture
def read(tmp_path):
    (tmp_path / "seal.png").write_bytes(PNG)
    (tmp_path / "garuda.jpg").write_bytes(b"\xff\xd8\xffrest")
    (tmp_path / "text.png").write_bytes(b"GIF89a")

    def from_text(text):
        path = tmp_path / "details.yaml"
        path.write_text(text, encoding="utf-8")
        with language("en"):
            return read_details(path)

    return from_text


def test_details_with_every_key(read):
    assert read(WHOLE) == Details(
        PNG,
        b"\xff\xd8\xffrest",
        Person("นางสาวตัวอย่าง ใจดี", "นิติกรปฏิบัติการ"),
        Person("นายตัวอย่าง ใจงาม"),
        date(2025, 12, 15),
        "ตย 52001/12",
        "12/2568",
        "0 0000 0000",
        "period_first",
        ("ปลัดเทศบาล", "ผู้อำนวยการกองคลัง"),
        {"rationale": "ข้อความ"},
        True,
        "ร่าง",
    )


def test_details_with_nothing(read):
    assert read("{}") == Details()


def test_every_fault_of_details_with_line_and_mend(read, tmp_path):
    with pytest.raises(InputError) as raised:
        read("seal: none.png\ngaruda: text.png\nday: วันนี้\ncolumns: wide\nthai_digits: perhaps\nstamp: x\n")
    path = tmp_path / "details.yaml"
    assert [(each.code, each.where) for each in raised.value.problems] == [
        ("unknown-key", f"{path}:6 stamp"),
        ("unknown-word", f"{path}:4 columns"),
        ("no-file", f"{path}:1 seal"),
        ("bad-picture", f"{path}:2 garuda"),
        ("bad-date", f"{path}:3 day"),
        ("unknown-word", f"{path}:5 thai_digits"),
    ]


def test_the_example_of_the_documentation_is_read(read):
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0].replace("garuda.png", "garuda.jpg")
    assert read(example).columns == "responsible_first"
