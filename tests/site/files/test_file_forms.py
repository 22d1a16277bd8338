"""The field by which files come in, and the bound on what comes."""

from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import override
from PIL import Image

from prongsai.site.files.forms import ContentField, ReportField
from prongsai.site.files.kinds import DOCX, PDF, SCANS
from prongsai.site.files.photos import without_traces
from prongsai.site.files.uploads import Bounded

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english():
    with override("en"):
        yield


def cleaned(name, content, **options):
    return ContentField(kinds=SCANS, **options).clean(SimpleUploadedFile(name, content))


def test_clean_value_has_content_kind_and_fitting_name():
    upload = cleaned("..\\หนังสือ.docx", b"%PDF-1.7")
    assert (upload.content, upload.kind, upload.name) == (b"%PDF-1.7", PDF, "หนังสือ.pdf")


def test_picture_comes_without_what_a_camera_wrote_beside_it():
    buffer = BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "JPEG", comment=b"taken at home")
    upload = cleaned("photo.jpg", buffer.getvalue())
    assert b"taken at home" not in upload.content
    assert upload.content == without_traces(buffer.getvalue())


def test_field_accepts_the_endings_of_its_kinds():
    assert ContentField(kinds=SCANS).widget.attrs["accept"] == ".pdf,.png,.jpg,.jpeg"


def test_optional_field_without_a_file_is_none():
    assert ContentField(kinds=(DOCX,), required=False).clean(None) is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "page.pdf",
            b"<html>",
            "This kind of file is not taken here. Choose one of: PDF, picture (PNG), picture (JPEG).",
        ),
        (
            "words.pdf",
            b"words",
            "This kind of file is not taken here. Choose one of: PDF, picture (PNG), picture (JPEG).",
        ),
        (
            "torn.png",
            b"\x89PNG\r\n\x1a\n torn",
            "The picture cannot be read, or has more than 64 million pixels. Take it again, or save it smaller.",
        ),
        ("empty.pdf", b"", "The submitted file is empty."),
        ("large.pdf", b"%PDF-" + bytes(2 * 1024 * 1024), "The file is larger than 2 MB."),
    ],
)
def test_what_is_not_taken(name, content, words, settings):
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    with pytest.raises(forms.ValidationError) as error:
        cleaned(name, content)
    assert error.value.messages == [words]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bad.xlsx", b"words", ".xlsx"),
        ("bad.PDF", b"words", ".pdf"),
        ("bad.txt", b"%PDF-1.7", ".txt"),
        ("good.csv", b"words", ""),
        ("without", b"words", ""),
        ("notes.v2", b"words", ""),
    ],
)
def test_report_that_is_called_otherwise_than_it_is_is_refused(name, content, told):
    upload = SimpleUploadedFile(name, content)
    if not told:
        assert ReportField().clean(upload).content == content
        return
    with pytest.raises(forms.ValidationError) as error:
        ReportField().clean(upload)
    (said,) = error.value.messages
    assert said.startswith(f"The name ends in {told}, but this is no such file. Open it in the program")


def test_report_may_be_left_out_where_it_is_optional():
    assert ReportField(required=False).clean(None) is None


def test_nothing_is_not_taken_where_a_file_is_asked_for():
    with pytest.raises(forms.ValidationError):
        ContentField(kinds=SCANS).clean(None)


def received(size, settings):
    settings.UPLOAD_LIMIT = 200_000
    upload = SimpleUploadedFile("a.pdf", bytes(size))
    request: HttpRequest = RequestFactory().post("/", {"file": upload})
    request.upload_handlers = [Bounded(request), MemoryFileUploadHandler(request)]
    return request.FILES["file"].size


def test_upload_within_the_limit_comes_whole(settings):
    assert received(200_000, settings) == 200_000


def test_upload_beyond_the_limit_is_dropped_while_it_comes(settings):
    assert 200_000 < received(2_000_000, settings) < 400_000


def test_site_bounds_its_uploads(settings):
    assert settings.FILE_UPLOAD_HANDLERS[0] == "prongsai.site.files.uploads.Bounded"
