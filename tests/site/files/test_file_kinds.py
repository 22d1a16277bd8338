"""What a file is, told by its content."""

import zipfile
from io import BytesIO

import pytest

from prongsai.site.files.kinds import DOCX, JPEG, ODS, PDF, PNG, TEXT, XLSX, kind_of


def packed(*parts: tuple[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


WORD = packed(("[Content_Types].xml", b""), ("word/document.xml", b""))
ODS_MARK = ODS.media_type.encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", PDF),
        (b"\xef\xbb\xbf\r\n %PDF-1.4", PDF),
        (b"\x89PNG\r\n\x1a\n...", PNG),
        (b"\xff\xd8\xff\xe0...", JPEG),
        (WORD, DOCX),
        (packed(("xl/workbook.xml", b"")), XLSX),
        (packed(("mimetype", ODS_MARK)), ODS),
        (packed(("mimetype", ODS_MARK + b"\n")), ODS),
        ("รายงาน ปี ๒๕๖๘".encode(), TEXT),
        ("\ufeffรายงาน".encode(), TEXT),
        ("รายงาน".encode("cp874"), TEXT),
        ("รายงาน".encode("utf-16"), TEXT),
    ],
)
def test_kind_of_what_is_taken(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n ",
        b"\xff\xfe",
        b"<!doctype html><script>alert(1)</script>",
        b"\xef\xbb\xbf  <svg onload='x'/>",
        "<html>".encode("utf-16"),
        b"<html>%PDF-1.7",
        b"GIF89a%PDF-1.7" + bytes(9),
        bytes(100),
        b"\x81\x82\x83\x84",
        b"\xff\xfea",
        b"MZ\x90\x00",
        b"{\\rtf1 \x00}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        b"PK\x03\x04 and nothing more",
        b"PK\x03\x04" + bytes(10) + b"PK\x05\x06\0\0",
        WORD[:-30],
        packed(("a.txt", b"words")),
        packed(("mimetype", b"application/vnd.oasis.opendocument.text")),
    ],
    ids=range(19),
)
def test_kind_of_what_is_not_taken(content):
    assert kind_of(content) is None


def test_archive_with_a_huge_list_of_parts_is_not_opened():
    content = bytearray(WORD)
    place = content.rfind(b"PK\x05\x06")
    content[place + 12 : place + 16] = (5_000_000).to_bytes(4, "little")
    assert kind_of(bytes(content)) is None


def test_archive_whose_part_unpacks_to_anything_is_read_in_bounds():
    assert kind_of(packed(("mimetype", ODS_MARK + bytes(300_000_000)))) is None


def test_a_broken_archive_is_not_taken():
    content = bytearray(packed(("mimetype", ODS_MARK)))
    content[35:60] = bytes(25)
    assert kind_of(bytes(content)) is None


def test_a_document_that_is_an_archive_and_a_picture_is_what_it_begins_as():
    assert kind_of(b"\x89PNG\r\n\x1a\n" + WORD) == PNG
