"""Every format is told by its content; what cannot be read is refused in one clear line."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from prongsai.intake.files import LIMIT
from prongsai.language.problems import InputError, Problem
from prongsai.reading.model import Doubt, Place, RawParagraph, RawReport, RawTable
from prongsai.reading.opening import open_report, open_report_bytes


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_text_in_thai_windows_is_read_with_its_doubts(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("ค าสั่งเทศบาล\n".encode("cp874"))
    report = open_report(path)
    place = Place("ค าสั่งเทศบาล", line=1)
    (doubt,) = report.doubts
    assert report == RawReport(
        str(path),
        "text",
        (RawParagraph("คำสั่งเทศบาล", place),),
        (Doubt(doubt.read, doubt.taken, "likely", place, doubt.why),),
    )
    assert (doubt.read, doubt.taken) == ("ค าสั่งเทศบ", "คำสั่งเทศบ")


def test_csv_is_told_by_its_name() -> None:
    assert open_report_bytes(b"a,b\n1,2\n", "A.CSV").kind == "csv"
    assert isinstance(open_report_bytes(b"a,b\n1,2\n", "A.CSV").blocks[0], RawTable)
    assert open_report_bytes(b"a,b\n1,2\n", "A.txt").kind == "text"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "other-format", "old Word or Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked-file",
            "locked by a password",
        ),
        (b"{\\rtf1 text}", "other-format", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "other-format", "a picture"),
        (b"\xff\xd8\xff\xe0", "other-format", "a picture"),
        (b" <!DOCTYPE html><p>x", "other-format", "web page"),
        (b"<?xml version='1.0'?><a/>", "other-format", "web page or XML"),
        (b"  \n\n", "empty-report", "no text"),
        (b"", "empty-report", "no text"),
        (b"a\0b", "not-text", "not a text file"),
        (b"PK\x03\x04broken", "broken-file", "not a sound ZIP"),
        (packed(a=b"x"), "other-format", "neither DOCX nor XLSX nor ODS"),
        (b"x" * (LIMIT + 1), "report-too-large", "larger than 50 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        open_report_bytes(data, "report")
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == (code, "report")
    assert words in problem.what
    assert problem.mend


@pytest.mark.parametrize(
    ("name", "ending"), [("bad.xlsx", ".xlsx"), ("bad.PDF", ".PDF"), ("bad.docx", ".docx")]
)
def test_file_that_is_called_otherwise_than_it_is_is_refused(name: str, ending: str) -> None:
    with pytest.raises(InputError) as caught:
        open_report_bytes("คะแนน".encode(), name)
    what = f"the name ends in {ending}, but this is no such file"
    mend = "open it in the program that made it, save it anew, and bring that file"
    assert caught.value.problems == (Problem("misnamed", what, name, mend),)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/vbaProject.bin", "Basic/script-lc.xml", ""])
def test_macro_file_is_refused(name: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<x/>")
        types = "<x/>" if name else "application/vnd.ms-word.document.macroEnabled.main+xml"
        file.writestr("[Content_Types].xml", types)
        if name:
            file.writestr(name, b"code")
    with pytest.raises(InputError, match="macros"):
        open_report_bytes(out.getvalue(), "report.docm")


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_report(tmp_path / "missing.docx")
