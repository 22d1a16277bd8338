"""PDFs without text are read by the program for it, where there is one."""

from pathlib import Path

import pytest

from drawn_pdfs import content, pdf
from prongsai.language.problems import InputError
from prongsai.reading import ocr
from prongsai.reading.opening import open_report_bytes

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which programs are looked for; it is empty."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, script: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_scan_is_refused_with_advice_where_it_cannot_be_recognised(programs: Path) -> None:
    with pytest.raises(InputError, match=r"there is no text in this PDF.*ask whoever looks after the system"):
        open_report_bytes(pdf("0 0 m 9 9 l S"), "scan.pdf")


def test_scan_is_read_by_the_program_for_it(programs: Path) -> None:
    words = (
        ("1", "1", "100", "score"),
        ("1", "1", "160", "99.14"),
        ("1", "2", "100", "next line"),
        ("1", "3", "100", " "),
    )
    table = "\n".join(
        f"5\t1\t{block}\t1\t{line}\t1\t{left}\t{100 * int(line)}\t50\t40\t90\t{word}"
        for block, line, left, word in words
    )
    install(
        programs,
        f"read -r head\n[ \"$head\" = 'P5 2500 1667 255' ] || exit 1\nprintf '%s\\n' '{HEAD}\n{table}'",
    )
    report = open_report_bytes(pdf("0 0 m 9 9 l S"), "scan.pdf")
    assert (report.kind, report.recognised, content(report)) == (
        "pdf",
        True,
        [("score 99.14 next line", 0)],
    )


@pytest.mark.parametrize("script", ["exit 3", "while :; do :; done"])
def test_program_that_fails_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 1)
    install(programs, script)
    with pytest.raises(InputError, match="page 1 is a picture that could not be read"):
        open_report_bytes(pdf(""), "scan.pdf")


def test_scan_of_many_pages_is_refused(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PAGE_LIMIT", 1)
    install(programs, "exit 0")
    with pytest.raises(InputError, match="more than 1 pages"):
        open_report_bytes(pdf("", ""), "scan.pdf")
