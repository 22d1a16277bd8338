"""The pages of readings."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope

from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import run
from prongsai.site.permissions import Role
from prongsai.site.readings.models import Fault, Part, Reading

HOSTILE = """รายงาน ITA <script>alert(1)</script> ปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลต้นแบบ" onmouseover="alert(2)
หัว	<img src=x onerror=alert(3)>
ก	ข
"""


def text_of(response):
    """Give the words of a page, without tags, on single spaces."""
    page = re.sub(r"<script.*?</script>|<style.*?</style>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def readings_url(house):
    return f"/agencies/{house.agency.pk}/readings/"


@pytest.fixture
def reading(house, within, upload):
    return upload(house)


@pytest.fixture
def english(house):
    for user in house.users.values():
        user.language = "en"
        user.save()


def test_empty_list_says_what_to_do(officer, readings_url, english):
    words = text_of(officer.get(readings_url))
    assert "No report was checked yet. Upload one above; it takes a few seconds." in words


def test_reader_of_an_empty_list_is_told_who_uploads(house, signed_in, readings_url, english):
    words = text_of(signed_in(house.users[Role.READER]).get(readings_url))
    assert "No report was checked yet. The agency's ITA officer uploads them." in words
    assert "Check it" not in words


def test_report_is_uploaded_read_and_shown(house, officer, readings_url, english, upload):
    file = SimpleUploadedFile("รายงาน.txt", "\n".join(upload.lines).encode())
    response = officer.post(f"{readings_url}upload/", {"file": file})
    with scope(agency=house.agency):
        reading = Reading.objects.select_related("job").get()
    assert (response.status_code, response.url) == (302, f"{readings_url}{reading.pk}/")
    waiting = officer.get(response.url)
    assert "Waiting for its turn…" in text_of(waiting)
    assert f'hx-get="/agencies/{house.agency.pk}/jobs/{reading.job_id}/"' in waiting.content.decode()
    assert "waiting" in text_of(officer.get(readings_url))
    run.func(reading.job_id)
    words = text_of(officer.get(response.url))
    assert "Errors 1 Warnings 1 Hints 0" in words
    assert (
        "o25 of 2569 asks for measures; none was found Add the table of measures. the whole report" in words
    )
    assert "Checked by version" in words
    assert upload.lines[3] in words
    listed = text_of(officer.get(readings_url))
    assert "รายงาน.txt 1 error 1 warning" in listed


def test_faulty_upload_is_told_beside_the_field(officer, readings_url, english):
    page = SimpleUploadedFile("report.pdf", b"<html>")
    response = officer.post(f"{readings_url}upload/", {"file": page})
    assert response.status_code == 200
    assert (
        text_of(response).count(
            "This kind of file is not taken here. Choose one of: "
            "Word (DOCX), PDF, Excel (XLSX), LibreOffice Calc (ODS), text (TXT or CSV)."
        )
        == 2
    )
    assert "Please check what you entered" in text_of(officer.post(f"{readings_url}upload/"))


def test_report_that_is_called_otherwise_than_it_is_is_refused(house, officer, readings_url, english):
    file = SimpleUploadedFile("bad.XLSX", "คะแนนรวม 91.20".encode())
    words = text_of(officer.post(f"{readings_url}upload/", {"file": file}))
    assert (
        "The report: The name ends in .xlsx, but this is no such file. "
        "Open it in the program that made it, save it anew, and send that file." in words
    )
    with scope(agency=house.agency):
        assert not Reading.objects.exists()


def test_what_is_no_report_is_not_called_sound(house, officer, within, readings_url, upload, english):
    reading = upload(house, "สูตรแกงเขียวหวาน ใส่กะทิ 2 ถ้วย")
    words = text_of(officer.get(f"{readings_url}{reading.pk}/"))
    assert "ไม่พบเนื้อหาของรายงาน ITA จึงตรวจไม่ได้" in words
    assert "Nothing was found" not in words
    listed = text_of(officer.get(readings_url))
    assert ("รายงาน.txt did not succeed" in listed, "nothing found" in listed) == (True, False)


def test_address_of_the_upload_shows_the_form_again(officer, readings_url, english):
    assert "Upload a report" in text_of(officer.get(f"{readings_url}upload/"))


def test_failed_reading_says_why_and_can_be_tried_again(
    house, officer, within, upload, english, readings_url
):
    reading = upload(house, b"%PDF-1.7 and no more", "broken.pdf")
    url = f"{readings_url}{reading.pk}/"
    words = text_of(officer.get(url))
    assert "broken.pdf" in words
    assert "Try again" in words
    assert "did not succeed" in text_of(officer.get(readings_url))
    assert officer.post(f"{url}again/").url == url
    assert Job.objects.get(reading__pk=reading.pk).state == "waiting"
    assert "Waiting for its turn…" in text_of(officer.get(url))


def test_reading_without_faults_says_so(house, officer, within, reading, readings_url, english):
    Fault.objects.all().delete()
    Reading.objects.update(counts={"error": 0, "warning": 0, "hint": 0})
    url = f"{readings_url}{reading.pk}/"
    words = text_of(officer.get(url))
    assert "Nothing was found. What the rules do not look for is still for you to read." in words
    assert "Nothing of this class was found." in text_of(officer.get(f"{url}?class=hint"))
    assert "nothing found" in text_of(officer.get(readings_url))


def test_reading_whose_job_is_gone_still_shows(officer, within, reading, readings_url):
    Job.objects.all().delete()
    assert officer.get(f"{readings_url}{reading.pk}/").status_code == 200
    Reading.objects.update(counts=None)
    assert officer.get(readings_url).status_code == 200


def test_faults_are_filtered_by_class(officer, reading, readings_url, english):
    url = f"{readings_url}{reading.pk}/"
    words = text_of(officer.get(f"{url}?class=warning"))
    assert "there is no analysis of indicators" in words
    assert "asks for measures" not in words
    for odd in ("?class=nonsense", "?page=99&part=99", "?page=x&part=-1"):
        assert "asks for measures" in text_of(officer.get(url + odd))


def test_faults_lead_to_their_marked_places_in_other_parts(
    house, officer, within, readings_url, english, upload
):
    lines = [
        *upload.lines,
        "ตัวชี้วัด\tคะแนน",
        *(f"{number}. ตัวชี้วัดที่ {number}\t{90 + number}.00" for number in range(1, 11)),
        *("ข้อความยาวที่ไม่มีข้อบกพร่อง" * 40 for _ in range(8)),
        "ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 96.10 คะแนน ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 95.10 คะแนน",
    ]
    reading = upload(house, "\n".join(lines))
    fault = Fault.objects.filter(part__gt=1).first()
    url = f"{readings_url}{reading.pk}/"
    page = officer.get(url).content.decode()
    assert f'href="?part={fault.part}#place-{fault.number}"' in page
    assert f'id="place-{fault.number}"' not in page
    assert "Part 1 of" in page
    page = officer.get(f"{url}?part={fault.part}").content.decode()
    assert f'id="place-{fault.number}"' in page
    assert "<mark>" in page
    assert "Part before" in page


def test_text_of_a_report_is_never_markup(house, officer, within, readings_url, upload):
    reading = upload(house, HOSTILE, '"><script>alert(4)</script>.txt')
    page = officer.get(f"{readings_url}{reading.pk}/")
    assert re.findall(r"<script(?! src=)|<img|onerror=[^&]*>|\" onmouseover=", page.content.decode()) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()
    assert re.findall(r"alert\(4\)</script>", officer.get(readings_url).content.decode()) == []


def test_doubts_and_scores_are_shown(house, officer, within, reading, readings_url, english):
    place = {"text": "ก", "page": 3}
    doubts = [
        {"read": "O1O", "taken": "o10", "sure": "likely", "why": "ตัวอักษร", "place": place},
        {"read": "??", "taken": "", "sure": "doubtful", "why": "", "place": {"text": "ข", "line": 7}},
        {
            "read": "!!",
            "taken": "",
            "sure": "doubtful",
            "why": "",
            "place": {"text": "ค", "sheet": "S", "cell": "A1"},
        },
    ]
    Reading.objects.update(facts={**reading.facts, "doubts": doubts})
    words = text_of(officer.get(f"{readings_url}{reading.pk}/"))
    assert "What was not read for certain O1O → o10 page 3 ตัวอักษร ?? line 7 !!" in words
    assert "Year of the result 2568" in words
    assert "Total score 91.20" in words
    Reading.objects.update(facts={**reading.facts, "results": [], "agency": {"name": ""}})
    words = text_of(officer.get(f"{readings_url}{reading.pk}/"))
    assert "Total score" not in words
    assert "Agency –" in words


def test_deleted_report_can_be_brought_back(officer, within, reading, readings_url, english):
    url = f"{readings_url}{reading.pk}/"
    response = officer.post(f"{url}delete/", follow=True)
    assert "The report was deleted. Undo" in text_of(response)
    assert "No report was checked yet." in text_of(response)
    assert officer.get(url).status_code == 404
    undo = re.search(r'action="([^"]+restore/)"', response.content.decode())[1]
    response = officer.post(undo, follow=True)
    assert (response.redirect_chain, "The report is back." in text_of(response)) == ([(url, 302)], True)


def test_only_posts_change_anything(officer, reading, readings_url):
    tried = ("again/", "delete/", "restore/")
    assert [officer.get(f"{readings_url}{reading.pk}/{each}").status_code for each in tried] == [405] * 3


@pytest.mark.parametrize("role", list(Role))
def test_roles(house, signed_in, reading, readings_url, role):
    client, actor = signed_in(house.users[role]), house.actor(role)
    seen = 200 if actor.may("reading.view") else 403
    url = f"{readings_url}{reading.pk}/"
    assert [client.get(each).status_code for each in (readings_url, url)] == [seen] * 2
    assert client.get(f"{readings_url}upload/").status_code == (200 if actor.may("reading.upload") else 403)
    changed = 302 if actor.may("reading.delete") else 403
    posts = ("again/", "delete/", "restore/")
    assert [client.post(f"{url}{each}").status_code for each in posts] == [changed] * 3


def test_nothing_of_another_agency_is_shown(house, other, officer, readings_url, upload):
    with scope(agency=other.agency):
        secret = upload(other, "ความลับ\n" * 3, "ความลับ.txt")
    with scope(agency=house.agency):
        own = upload(house)
    theirs = f"/agencies/{other.agency.pk}/readings/"
    for url in (readings_url, f"{readings_url}{own.pk}/"):
        assert "ความลับ" not in officer.get(url).content.decode()
    for url in (theirs, f"{theirs}{secret.pk}/", f"{readings_url}{secret.pk}/"):
        response = officer.get(url)
        assert (response.status_code, "ความลับ" in response.content.decode()) == (404, False)
    for each in ("again/", "delete/", "restore/"):
        assert officer.post(f"{readings_url}{secret.pk}/{each}").status_code == 404


def test_results_are_no_checks(house, officer, within, readings_url, upload):
    reading = upload(house, purpose="result")
    assert officer.get(f"{readings_url}{reading.pk}/").status_code == 404
    assert "รายงาน.txt" not in officer.get(readings_url).content.decode()


def test_pages_keep_their_budget_with_much_in_them(
    house, officer, within, readings_url, upload, django_assert_max_num_queries
):
    reading = upload(house)
    Fault.objects.all().delete()
    texts = {each: {"message": "ข้อความ" * 12, "mend": "แก้ไข" * 10} for each in ("th", "en")}
    place = {"text": "ข้อความในรายงาน" * 8, "page": 1, "line": 3, "sheet": "", "cell": ""}
    Fault.objects.bulk_create(
        Fault(
            agency=house.agency,
            reading=reading,
            number=number,
            code="no-owner",
            klass="error",
            texts=texts,
            place=place,
            part=1,
        )
        for number in range(1, 301)
    )
    blocks = [{"text": "ก" * 100, "heading": 0, "page": 1, "faults": [number]} for number in range(1, 16)]
    Part.objects.update(blocks=blocks)
    Part.objects.bulk_create(
        Part(agency=house.agency, reading=reading, number=number, blocks=blocks) for number in range(2, 60)
    )
    Fault.objects.filter(number__gt=15).update(part=2)
    Reading.objects.update(counts={"error": 300, "warning": 0, "hint": 0})
    for number in range(30):
        upload(house, name=f"{number}.txt")
    with django_assert_max_num_queries(12):
        response = officer.get(readings_url)
    assert "Page 1 of 2" in text_of(response) or "หน้า 1 จาก 2" in text_of(response)
    with django_assert_max_num_queries(12):
        response = officer.get(f"{readings_url}{reading.pk}/")
    assert len(response.content) < 60_000


def test_list_is_newest_first(house, officer, within, readings_url, upload):
    for days, name in ((3, "old.txt"), (1, "new.txt"), (2, "middle.txt")):
        reading = upload(house, name=name)
        Reading.objects.filter(pk=reading.pk).update(uploaded_at=timezone.now() - timedelta(days=days))
    page = officer.get(readings_url).content.decode()
    assert re.findall(r">(\w+\.txt)</a>", page) == ["new.txt", "middle.txt", "old.txt"]


def test_report_of_a_made_pdf_has_pages(house, officer, within, readings_url, upload, english):
    from prongsai.reports.document import Document, PageBreak, text
    from prongsai.reports.pdf_writer import write_pdf

    pdf = write_pdf(Document("รายงาน", (text("หน้าแรก ITA ปีงบประมาณ พ.ศ. 2568"), PageBreak(), text("หน้าสอง"))))
    reading = upload(house, pdf, "ก.pdf")
    words = text_of(officer.get(f"{readings_url}{reading.pk}/"))
    assert re.search(r"page 1 หน้าแรก .* page 2 หน้าสอง", words)


def test_templates_mark_nothing_safe():
    folder = Path(__file__).parents[3] / "src/prongsai/site"
    for app in ("readings", "papers", "jobs", "files"):
        for path in (folder / app).rglob("*"):
            if path.suffix in {".html", ".py"}:
                text = path.read_text(encoding="utf-8")
                assert re.findall(r"\|\s*safe\b|mark_safe|SafeString|style=|autoescape", text) == [], path
