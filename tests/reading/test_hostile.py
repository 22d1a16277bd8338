"""Hostile files end in a clear line, soon and without filling the memory; mutated ones never in another error."""

import random
import time
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.language.problems import InputError, Problem
from prongsai.reading import limits, opening
from prongsai.reading.limits import Budget, archive
from prongsai.reading.model import RawReport
from prongsai.reading.opening import open_report_bytes
from prongsai.reports.document import Document, Heading, Table, cell, text
from prongsai.reports.docx_writer import write_docx
from prongsai.reports.pdf_writer import write_pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAPER = Document(
    "รายงาน",
    (
        Heading("1. ผล"),
        text("เทศบาลตำบลตัวอย่าง"),
        Table(((cell("ตัวชี้วัด"), cell("คะแนน")),), ((cell("1"), cell("99.14")),), (1, 1), "ผล"),
    ),
)


def docx(body: bytes, head: bytes = b"") -> bytes:
    return zipped(
        {
            "word/document.xml": head
            + b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W.encode(), body)
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def claiming(size: int) -> bytes:
    """Give a DOCX whose archive claims that its document has `size` bytes."""
    data = bytearray(docx(b"<w:p/>"))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(mark) + at
        data[start : start + 4] = size.to_bytes(4, "little")
    return bytes(data)


def encrypted_zip() -> bytes:
    data = bytearray(docx(b"<w:p/>"))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def entities() -> bytes:
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    return docx(b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", b'<!DOCTYPE x [<!ENTITY a0 "ha">%s]>' % levels)


def outside() -> bytes:
    return docx(
        b"<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    )


def table(rows: int) -> bytes:
    return b"<w:tbl>%s</w:tbl>" % (b"<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>" * rows)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: docx(b" " * (60 * 1024 * 1024)), "larger than 32 MB"),
    "entity bomb": (entities, "not a sound"),
    "entity from outside": (outside, "not a sound"),
    "claim of 2 GB": (lambda: claiming(2**31), "larger than 32 MB"),
    "locked archive": (encrypted_zip, "password"),
    "10,000 tables": (lambda: docx(table(1) * 10_000), "more than 5000 tables"),
    "300,000 paragraphs": (lambda: docx(b"<w:p/>" * 300_000), "more than 200000"),
    "a million columns": (
        lambda: docx(
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>'
        ),
        "columns",
    ),
    "columns before": (
        lambda: docx(
            b'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999"/></w:trPr><w:tc/><w:tc/></w:tr></w:tbl>'
        ),
        "columns",
    ),
    "deep nesting": (lambda: docx(b"<w:sdt>" * 5_000 + b"</w:sdt>" * 5_000), "not a sound"),
    "paths that climb": (lambda: zipped({"../../etc/x": b"x", "/abs": b"y"}), "neither DOCX"),
    "many parts": (lambda: zipped({f"word/{n}": b"" for n in range(20_001)}), "more than 20000 parts"),
    "endless paragraph": (
        lambda: docx(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b"a " * 3_000_000)),
        "characters",
    ),
    "endless cells": (lambda: b"ab\tcd" * 900_000 + b"\n", "columns"),
    "cut archive": (lambda: write_docx(PAPER)[:-200], "not a sound"),
    "part without its relations": (lambda: zipped({"xl/workbook.xml": b"<x/>"}), "not a sound XLSX"),
    "no XML": (lambda: zipped({"word/document.xml": b"\xff\xfe\x00garbage"}), "not a sound DOCX"),
    "cut PDF": (lambda: write_pdf(PAPER)[:300], "not a sound PDF"),
    "locked PDF": (locked_pdf, "password"),
    "PDF of garbage": (lambda: b"%PDF-1.7\n" + b"\xff" * 1000, "not a sound PDF"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_soon(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, words = HOSTILE[name]
    data = make()
    monkeypatch.chdir(tmp_path)
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        open_report_bytes(data, "report")
    assert time.process_time() - start < 10
    (problem,) = caught.value.problems
    assert words in problem.what
    assert problem.mend
    assert list(tmp_path.iterdir()) == []


def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(InputError, match="takes too long"):
        Budget("report", seconds=-1).tick()


def test_block_limit_counts_time_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BLOCK_LIMIT", 257)
    with pytest.raises(InputError, match="takes too long"):
        Budget("report", seconds=-1).block()


def test_errors_inside_an_archive_are_told_as_damage() -> None:
    data = zipped({"a": b"abc"})
    with pytest.raises(InputError, match="not a sound DOCX"), archive(data, "x", "DOCX") as parts:
        raise ValueError(parts.names)


def workbook() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["ตัวชี้วัด", "คะแนน", 99.14])
    book.close()
    return out.getvalue()


def sheet_of_open_document() -> bytes:
    names = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    row = "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<x {names}><table:table>{row}</table:table></x>".encode(),
        }
    )


@cache
def seeds() -> tuple[bytes, ...]:
    """Give a small sound file of every kind."""
    return (
        write_docx(PAPER),
        write_pdf(PAPER),
        workbook(),
        sheet_of_open_document(),
        "ก\tข\nค\tง\n".encode("cp874"),
        "ตัวชี้วัด,คะแนน\n1,99\n".encode(),
    )


def mutated(data: bytes, seed: int) -> bytes:
    """Give `data` with bytes changed, cut out or doubled; parts of an archive are changed inside it."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(BytesIO(data)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        name = chance.choice(sorted(parts))
        parts[name] = mutated(parts[name], chance.randrange(2**32))
        return zipped(parts)
    changed = bytearray(data)
    for _change in range(chance.randrange(1, 8)):
        at = chance.randrange(len(changed) + 1)
        size = chance.choice((1, 1, 1, 5, 50))
        way = chance.randrange(4)
        if way == 0:
            changed[at : at + size] = chance.randbytes(size)
        elif way == 1:
            del changed[at : at + size]
        elif way == 2:
            changed[at:at] = changed[max(0, at - size) : at]
        else:
            changed[at : at + 1] = chance.choice((b"9999999", b"<", b'"', b"/", b"\0", b"-1", b"&"))
    return bytes(changed)


def outcome(data: bytes, name: str) -> RawReport | tuple[Problem, ...]:
    """Give the report in `data`, or what is wrong with it; any other error goes through."""
    try:
        return open_report_bytes(data, name)
    except InputError as error:
        return error.problems


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 5), st.integers(0, 2**32), st.sampled_from(["a.csv", "a.docx"]))
def test_mutated_file_ends_in_a_report_or_a_clear_line(which: int, seed: int, name: str) -> None:
    found = outcome(mutated(seeds()[which], seed), name)
    if isinstance(found, RawReport):
        assert found.blocks
    else:
        assert [bool(problem.what and problem.where and problem.mend) for problem in found] == [True]


def test_table_with_endless_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "TEXT_LIMIT", 10)
    with pytest.raises(InputError, match="more than 10 characters"):
        open_report_bytes(b"abcdef\tghijkl\n", "a.txt")


def test_paragraph_with_every_kind_of_noise_is_cleaned_soon() -> None:
    noise = "<p ค า **<&amp;amp;__x ํ  า\n\n" * 5_000 + " " * 100_000 + "<b " * 50_000 + "&amp;" * 50_000
    start = time.process_time()
    open_report_bytes(docx(f"<w:p><w:r><w:t>{escape(noise)}</w:t></w:r></w:p>".encode()), "a.docx")
    assert time.process_time() - start < 10
