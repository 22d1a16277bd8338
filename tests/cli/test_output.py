import sys

import pytest

from prongsai.cli import output


class Terminal:
    """A standard error that a person is watching."""

    encoding = "utf-8"

    def __init__(self):
        self.written = []

    def isatty(self):
        return True

    def write(self, text):
        self.written.append(text)

    def flush(self):
        pass


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")


def test_bar_is_shown_only_where_somebody_watches_long_work(monkeypatch, capsys):
    assert list(output.track([1, 2], "งาน", 2)) == [1, 2]
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(output.track([1], "งาน", 1)) == [1]
    assert terminal.written == []
    assert list(output.track([1, 2, 3], "งาน", 3)) == [1, 2, 3]
    assert any("งาน" in each for each in terminal.written)


def test_paragraph_breaks_between_words_and_leaves_codes_whole(narrow, capsys):
    output.print_text("รายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน อ้างอิงข้อ o13 และ EIT2-2568")
    lines = capsys.readouterr().out.splitlines()
    assert (
        "".join(line.replace(" ", "") for line in lines)
        == "รายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือนอ้างอิงข้อo13และEIT2-2568"
    )
    assert len(lines) > 1
    assert any("EIT2-2568" in line for line in lines)


def test_short_text_stands_as_it_is(narrow, capsys):
    output.print_text("สั้น")
    assert capsys.readouterr().out == "สั้น\n"


def test_table_gives_way_in_its_widest_column(narrow, capsys):
    output.print_table("ตาราง", ("a", "b"), [("1", "การเปิดเผยข้อมูลสาธารณะของหน่วยงานภาครัฐทุกแห่ง")], right=(0,))
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "ตาราง"
    assert [line.split() for line in lines[4:6]] == [
        ["1", "การเปิดเผยข้อมูลสาธารณะของหน่วยงาน"],
        ["ภาครัฐทุกแห่ง"],
    ]


def test_table_that_cannot_shrink_further_is_printed_all_the_same(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "20")
    output.print_table("", ("a", "b", "c"), [("ก" * 30, "ข" * 30, "ค" * 30)])
    assert "ก" in capsys.readouterr().out
