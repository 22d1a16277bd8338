"""Papers once they are made: made again, earlier ones, signed copies, archives, deleted ones."""

import re
import zipfile
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from plan_pages import text_of
from prongsai.site.files.storing import content_of, path_of
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import run
from prongsai.site.papers.actions import sign_paper
from prongsai.site.papers.models import Paper, PaperFile, PaperOrder
from prongsai.site.papers.packing import packed
from prongsai.site.papers.queries import files_of, newest_papers, the_order

pytestmark = pytest.mark.usefixtures("english")


def png():
    buffer = BytesIO()
    Image.new("1", (2, 2)).save(buffer, "PNG")
    return SimpleUploadedFile("scan.png", buffer.getvalue())


def test_made_again_is_told_to_be_the_same_or_not(house, officer, order, papers_url, within):
    first = order(("memo",), ("docx", "html"))
    assert officer.post(f"{papers_url}{first.pk}/again/").url == papers_url
    again = newest_papers(first.round)
    run.func(again.job_id)
    assert "every file is the same, byte for byte." in text_of(officer.get(papers_url))
    other = PaperFile.objects.filter(paper__order=again).first()
    other.file.sha256 = "0" * 64
    other.file.save()
    words = text_of(officer.get(f"{papers_url}{again.pk}/"))
    assert "not the same, byte for byte, as the first time: บันทึกข้อความขออนุมัติมาตรการ-2568-2569.docx" in words
    assert "The first ones were made by" not in words
    PaperOrder.objects.filter(pk=first.pk).update(maker="0.0.9")
    words = text_of(officer.get(f"{papers_url}{again.pk}/"))
    assert "The first ones were made by version 0.0.9 of Prongsai, these by version" in words


def test_earlier_sets_are_folded_and_have_pages_of_their_own(house, officer, order, papers_url, within):
    first = order(("memo",), ("docx", "html"))
    sign_paper(house.actor(), first.made.all()[0], signed_upload())
    order(("announcement",))
    page = officer.get(papers_url)
    assert "1 earlier set of papers" in text_of(page)
    assert "2 files, 1 signed copy, Officer of one.example.com" in text_of(page)
    assert f'href="{papers_url}{first.pk}/"' in page.content.decode()
    own = officer.get(f"{papers_url}{first.pk}/")
    assert "บันทึกข้อความขออนุมัติมาตรการ" in text_of(own)
    assert "ประกาศมาตรการ" not in text_of(own)


def signed_upload():
    upload = png()
    from prongsai.site.files.kinds import PNG

    upload.content, upload.kind = upload.read(), PNG
    return upload


def test_signed_copy_is_uploaded_and_replaced(house, officer, order, papers_url, within):
    made = order()
    paper = made.made.all()[0]
    url = f"{papers_url}{made.pk}/signed/{paper.pk}/"
    assert f'href="{url}"' in officer.get(papers_url).content.decode()
    assert "There is one already" not in text_of(officer.get(url))
    response = officer.post(url, {"file": png()}, follow=True)
    assert response.redirect_chain == [(f"{papers_url}{made.pk}/", 302)]
    assert "The signed copy was kept." in text_of(response)
    paper = Paper.objects.select_related("signed").get()
    assert (paper.signed.name, paper.signed.media_type) == ("scan.png", "image/png")
    assert f'href="/agencies/{house.agency.pk}/files/{paper.signed_id}/"' in response.content.decode()
    assert "There is one already" in text_of(officer.get(url))
    web_page = SimpleUploadedFile("scan.pdf", b"<html>")
    assert (
        text_of(officer.post(url, {"file": web_page})).count(
            "Choose one of: PDF, picture (PNG), picture (JPEG)."
        )
        == 2
    )
    assert "Please check what you entered" in text_of(officer.post(url))
    assert officer.get(f"{papers_url}{made.pk}/signed/{paper.pk + 1}/").status_code == 404


def test_all_files_in_one_archive(house, officer, order, papers_url, within):
    made = order(("memo", "announcement"), ("docx", "html"))
    sign_paper(house.actor(), made.made.all()[1], signed_upload())
    response = officer.get(f"{papers_url}{made.pk}/zip/")
    name = quote(f"papers-2568-{made.pk}.zip")
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
        "Content-Encoding": "identity",
    }
    assert {key: response.headers[key] for key in headers} == headers
    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.testzip() is None
        held = {each.filename: archive.read(each) for each in archive.infolist()}
    wanted = {each.file.name: content_of(each.file) for _paper, each in files_of(made)}
    assert held == {**wanted, "ฉบับลงนาม/2-scan.png": signed_upload().content}


def test_archive_is_offered_when_no_more_papers_are_to_come(officer, order, papers_url, within):
    made = order(("memo", "announcement"))
    offered = {}
    for state in ("waiting", "working", "failed", "done"):
        Job.objects.update(state=state)
        offered[state] = f'href="{papers_url}{made.pk}/zip/"' in officer.get(papers_url).content.decode()
    assert offered == {"waiting": False, "working": False, "failed": True, "done": True}


def test_archive_goes_out_in_small_pieces(house, order, within):
    made = order(("memo",))
    big = signed_upload()
    big.content = bytes(300_000)
    sign_paper(house.actor(), made.made.all()[0], big)
    pieces = list(packed(the_order(made.round, made.pk)))
    assert max(map(len, pieces)) < 70_000
    assert sum(map(len, pieces)) > 300_000


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
def test_archive_with_a_lost_file_is_refused(house, officer, order, papers_url, within, harm, caplog):
    made = order()
    harm(path_of(house.agency.pk, files_of(made)[0][1].file.sha256))
    response = officer.get(f"{papers_url}{made.pk}/zip/")
    assert response.status_code == 404
    assert "The content of this file is missing or damaged" in text_of(response)
    assert f"papers {made.pk} of agency {house.agency.pk} cannot be packed" in caplog.text


def test_deleted_papers_can_be_brought_back(officer, order, papers_url, within):
    made = order()
    url = f"{papers_url}{made.pk}/"
    response = officer.post(f"{url}delete/", follow=True)
    assert "The papers were deleted. Undo" in text_of(response)
    assert [officer.get(each).status_code for each in (url, f"{url}zip/")] == [404, 404]
    undo = re.search(r'action="([^"]+restore/)"', response.content.decode())[1]
    response = officer.post(undo, follow=True)
    assert (response.redirect_chain, "The papers are back." in text_of(response)) == ([(url, 302)], True)
