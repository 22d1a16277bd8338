import io
import zipfile

import pytest

from prongsai.intake import files
from prongsai.intake.files import check_xlsx, decode, read_bytes
from prongsai.language.problems import InputError


def complaint(function, *arguments):
    with pytest.raises(InputError) as caught:
        function(*arguments)
    return str(caught.value)


def archive(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def test_no_such_file_is_said(tmp_path):
    path = tmp_path / "gone.yaml"
    assert complaint(read_bytes, path) == f"{path}: there is no such file — check the name and the folder"


def test_folder_is_said(tmp_path):
    assert complaint(read_bytes, tmp_path) == f"{tmp_path}: this is a folder — name a file inside it"


def test_file_that_cannot_be_opened_is_said(tmp_path):
    path = tmp_path / "a" / "b.yaml"
    path.parent.write_text("a file, not a folder")
    assert (
        complaint(read_bytes, path)
        == f"{path}: the file cannot be read: Not a directory — check who may read it"
    )


def test_file_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 1024 * 1024)
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * (1024 * 1024))
    assert len(read_bytes(path)) == 1024 * 1024
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    assert (
        complaint(read_bytes, path) == f"{path}: the file is larger than 1 MB — split it into smaller files"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874", "tis-620"])
def test_thai_text_is_read_in_any_usual_encoding(encoding):
    assert decode("คะแนน 93.00".encode(encoding), "a") == "คะแนน 93.00"


def test_text_in_no_known_encoding_is_refused():
    assert complaint(decode, b"\xff\xdb\xdc", "a") == (
        "a: the text is in no known encoding — save the file as UTF-8"
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7", "this is a PDF"),
        (b"\xd0\xcf\x11\xe0rest", "this is a file of old Excel or Word, or one locked by a password"),
        (b"a\0b", "this is not a text file"),
        (b"PK\x03\x04", "this is not a text file"),
    ],
)
def test_binary_file_is_named(data, what):
    assert complaint(decode, data, "a").startswith(f"a: {what} — ")


def test_sound_workbook_passes():
    check_xlsx(archive(**{"xl__workbook.xml": "<x/>"}), "a")


@pytest.mark.parametrize("data", [b"PK\x03\x04 no archive", archive(readme="hello")])
def test_archive_that_is_no_workbook_is_refused(data):
    assert complaint(check_xlsx, data, "a") == (
        "a: this is not a sound XLSX file — open it in Excel or LibreOffice and save it anew as XLSX"
    )


def test_workbook_that_unpacks_too_far_is_refused(monkeypatch):
    monkeypatch.setattr(files, "UNPACKED_LIMIT", 1000)
    data = archive(**{"xl__workbook.xml": "x" * 1001})
    assert complaint(check_xlsx, data, "a").startswith("a: the workbook is too large — ")


def test_sheet_that_spans_too_far_is_refused():
    cell = '<c r="A1"/><c r="XFD1048576"/>'
    data = archive(**{"xl__workbook.xml": "", "xl__worksheets__sheet1.xml": cell})
    assert complaint(check_xlsx, data, "a").startswith("a: the workbook is too large — ")
