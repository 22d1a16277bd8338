"""Downloads."""

import logging
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from prongsai.site.files.kinds import DOCX, HTML, PDF
from prongsai.site.files.storing import path_of, store
from prongsai.site.permissions import Role


@pytest.fixture
def file(house, within):
    return store(house.agency, "รายงาน ITA.docx", b"the very bytes", DOCX.media_type)


def address(house, file):
    return f"/agencies/{house.agency.pk}/files/{file.pk}/"


def test_file_is_served_as_a_guarded_download(house, officer, file):
    response = officer.get(address(house, file), headers={"accept-encoding": "gzip"})
    assert b"".join(response.streaming_content) == b"the very bytes"
    wanted = {
        "Content-Type": DOCX.media_type,
        "Content-Disposition": f"attachment; filename*=utf-8''{quote('รายงาน ITA.docx')}",
        "Content-Length": "14",
        "Content-Encoding": "identity",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert {key: response.headers.get(key) for key in wanted} == wanted


def test_web_page_is_served_as_a_download_too(house, officer, within):
    page = store(house.agency, "page.html", b"<script>alert(1)</script>", HTML.media_type)
    response = officer.get(address(house, page))
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("role", list(Role))
def test_file_is_for_those_who_may_do_its_act(house, signed_in, within, role):
    actor = house.actor(role)
    for act in ("paper.view", "reading.view", "log.view"):
        kept = store(house.agency, "a.pdf", b"%PDF-", PDF.media_type, act=act)
        response = signed_in(house.users[role]).get(address(house, kept))
        served = b"".join(response.streaming_content) if response.streaming else None
        wanted = (200, b"%PDF-") if actor.may(act) else (403, None)
        assert (response.status_code, served) == wanted, act


def test_file_of_another_agency_does_not_exist(house, other, officer):
    with scope(agency=other.agency):
        secret = store(other.agency, "ความลับ.pdf", b"%PDF-", PDF.media_type)
    for where in (house, other):
        response = officer.get(address(where, secret))
        assert (response.status_code, "ความลับ" in response.content.decode()) == (404, False)


def test_stranger_is_asked_to_sign_in(house, file):
    response = Client().get(address(house, file))
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(
    "harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other bytes!!!")]
)
def test_lost_content_is_told_and_logged(house, officer, file, harm, caplog):
    harm(path_of(house.agency.pk, file.sha256))
    with caplog.at_level(logging.ERROR, logger="prongsai.files"):
        response = officer.get(address(house, file))
    assert response.status_code == 404
    assert "เนื้อหาของไฟล์นี้สูญหายหรือเสียหาย" in response.content.decode()
    assert [record.getMessage() for record in caplog.records if record.name == "prongsai.files"] == [
        f"file {file.pk} of agency {house.agency.pk} cannot be served"
    ]


def test_nothing_in_the_folder_of_files_has_an_address(house, officer, file, settings):
    settings.MIDDLEWARE = [
        settings.MIDDLEWARE[0],
        "whitenoise.middleware.WhiteNoiseMiddleware",
        *settings.MIDDLEWARE[1:],
    ]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    client = Client()
    client.force_login(house.users[Role.OFFICER])
    inside = path_of(house.agency.pk, file.sha256).relative_to(settings.DATA).as_posix()
    tried = [
        f"{start}{inside}"
        for start in ("/", "/static/", "/static/../", "/static/%2e%2e/", "/static//../", "/media/", "/data/")
    ]
    tried += [
        f"/{settings.DATA}/{inside}",
        "/secret-key",
        "/static/../secret-key",
        "/static/%2e%2e/prongsai.sqlite3",
    ]
    assert [client.get(each).status_code for each in tried] == [404] * len(tried)
