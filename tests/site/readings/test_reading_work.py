"""Reading uploaded reports in the background."""

import zipfile
from io import BytesIO

import pytest
from django_scopes import scope

from prongsai import __version__
from prongsai.reading.checks.rules import KLASSES
from prongsai.site.files.storing import content_of, path_of
from prongsai.site.jobs.models import Job
from prongsai.site.jobs.running import run
from prongsai.site.readings.actions import read_again
from prongsai.site.readings.models import Fault, Klass, Part, Reading
from prongsai.site.readings.work import read_report

pytestmark = pytest.mark.usefixtures("within")


def test_result_keeps_facts_only(house, upload):
    reading = upload(house, purpose="result")
    assert (reading.job.state, reading.job.done, reading.job.total) == ("done", 3, 3)
    assert reading.facts["result_year"] == 2568
    assert reading.facts["agency"]["name"] == "เทศบาลตำบลต้นแบบ"
    assert (reading.counts, reading.checker, reading.marked) == (None, "", None)
    assert (reading.parts.count(), reading.faults.count()) == (0, 0)


def test_check_keeps_faults_in_both_languages_and_the_text(house, upload):
    reading = upload(house)
    assert (reading.job.state, reading.counts, reading.checker) == (
        "done",
        {"error": 1, "warning": 1, "hint": 0},
        __version__,
    )
    first, second = reading.faults.all()
    assert (first.number, str(first), first.klass, first.place, first.part) == (
        1,
        "no-measures",
        "error",
        None,
        None,
    )
    assert first.texts == {
        "th": {"message": "ข้อ o25 ปี 2569 ต้องมีมาตรการ แต่ไม่พบในรายงาน", "mend": "เพิ่มตารางมาตรการ"},
        "en": {
            "message": "o25 of 2569 asks for measures; none was found",
            "mend": "Add the table of measures.",
        },
    }
    assert (second.number, second.code, second.klass) == (2, "no-analysis", "warning")
    (part,) = reading.parts.all()
    assert (str(part), [each["text"] for each in part.blocks]) == ("1", upload.lines)


def test_check_keeps_the_marked_page_as_a_file_for_those_who_see_readings(house, upload):
    marked = upload(house, name="รายงาน.csv").marked
    assert (marked.name, marked.media_type, marked.act) == (
        "รายงาน.html",
        "text/html; charset=utf-8",
        "reading.view",
    )
    assert "ไม่พบในรายงาน" in content_of(marked).decode()


def test_classes_are_those_of_the_checker():
    assert tuple(Klass.values) == KLASSES


def test_reading_is_read_once_however_often_its_job_runs(house, upload):
    reading = upload(house)
    before = list(reading.faults.values_list("pk", flat=True))
    read_report(reading.job)
    assert list(reading.faults.values_list("pk", flat=True)) == before


def test_what_another_run_kept_meanwhile_is_left(house, upload, monkeypatch):
    from prongsai.site.readings import work

    def kept_by_another(facts):
        Reading.objects.update(facts={"by": "another run"})
        return genuine(facts)

    genuine = work.check
    monkeypatch.setattr(work, "check", kept_by_another)
    reading = upload(house)
    assert (reading.facts, reading.counts) == ({"by": "another run"}, None)
    assert (Fault.objects.count(), Part.objects.count()) == (0, 0)


def test_job_of_a_reading_that_is_gone_does_nothing(house):
    job = Job.objects.create(agency=house.agency, kind="reading", subject="999")
    run.func(job.pk)
    job.refresh_from_db()
    assert job.state == "done"


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "wordprocessingml")
        archive.writestr("word/document.xml", bytes(40_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "bomb.docx",
            bomb(),
            "bomb.docx: ส่วนหนึ่งของไฟล์มีขนาดเกิน 32 MB — แบ่งเป็นไฟล์ที่เล็กลง และคงไว้เฉพาะตัวรายงาน",
        ),
        (
            "broken.pdf",
            b"%PDF-1.7 and no more",
            "broken.pdf: ไฟล์ PDF นี้ไม่สมบูรณ์หรือเสียหาย — เปิดในโปรแกรมที่สร้างไฟล์แล้วบันทึกใหม่",
        ),
    ],
)
def test_hostile_file_ends_in_one_clear_line(house, upload, name, content, told):
    reading = upload(house, content, name)
    assert (reading.job.state, reading.job.told, reading.facts) == ("failed", told, None)


def test_damaged_upload_is_our_fault_and_read_once_it_is_mended(house, upload, caplog):
    reading = upload(house)
    Reading.objects.filter(pk=reading.pk).update(facts=None)
    Fault.objects.all().delete()
    Part.objects.all().delete()
    path = path_of(house.agency.pk, reading.file.sha256)
    whole = path.read_bytes()
    path.write_bytes(b"damaged")
    reading = read_again(house.actor(), Reading.objects.get(pk=reading.pk))
    run.func(reading.job_id)
    reading.job.refresh_from_db()
    assert (reading.job.state, "ระบบขัดข้อง" in reading.job.told) == ("failed", True)
    assert "is damaged" in caplog.text
    path.write_bytes(whole)
    reading = read_again(house.actor(), Reading.objects.get(pk=reading.pk))
    run.func(reading.job_id)
    assert Reading.objects.get(pk=reading.pk).counts == {"error": 1, "warning": 1, "hint": 0}


def test_report_of_another_agency_is_read_in_its_own_scope(other, upload):
    with scope(agency=other.agency):
        reading = upload(other)
    assert (reading.agency, reading.job.state) == (other.agency, "done")
